/** Where a fact comes from. Rows are numbered as a spreadsheet does: the first row of a file or sheet is 1. */
export interface RowRef {
  /** File as the user named it; an entry of an archive is `archive.zip:entry.csv`. */
  readonly file: string;
  readonly sheet?: string;
  readonly row: number;
}

export type OsFamily = 'linux' | 'rhel' | 'sles' | 'windows' | 'other';

export interface OperatingSystem {
  readonly family: OsFamily;
  /** As the source wrote it, trimmed. */
  readonly name: string;
  /** Only when the source says so. */
  readonly bits?: 32 | 64;
}

export type Architecture = 'x86_64' | 'arm64' | 'other';

export interface Disk {
  /** As the source names it: `sda`, `C:`, `Hard disk 1`. */
  readonly label: string;
  readonly sizeGiB: number;
  readonly usedGiB?: number;
  /** Peak operations per second, reads and writes together. */
  readonly iops?: number;
  /** Peak MiB/s, reads and writes together. */
  readonly throughputMiBps?: number;
  /** Shared between machines (multi-writer, RDM): cannot become a plain EBS volume. */
  readonly shared?: boolean;
}

/** One measured quantity. At least one of the fields is present; the strongest one present wins (series, then average and peak, then sample). */
export interface Measure {
  /** Samples in ascending order. */
  readonly series?: Float64Array;
  readonly average?: number;
  readonly peak?: number;
  /** One reading at the time of the export: says little, and is never presented as a percentile. */
  readonly sample?: number;
}

export interface Utilisation {
  /** Percent of the allocated vCPUs, 0-100. */
  readonly cpuPct?: Measure;
  /** Percent of the allocated memory, 0-100. */
  readonly memoryPct?: Measure;
  readonly diskIops?: Measure;
  readonly diskMiBps?: Measure;
  readonly networkMbps?: Measure;
  /** Length of the observation in days, when the source tells. */
  readonly days?: number;
  /** Share of expected samples present, 0-1, when it can be computed. */
  readonly coverage?: number;
}

/** Signs that a hypervisor starves a machine: shrinking it would make that worse. */
export interface Contention {
  readonly cpuReadyPct?: number;
  readonly coStopPct?: number;
  readonly balloonedGiB?: number;
  readonly swappedGiB?: number;
  readonly reservedMemoryGiB?: number;
}

/** Migration dispositions, the "7 Rs" of AWS prescriptive guidance. */
export type Disposition = 'retire' | 'retain' | 'relocate' | 'rehost' | 'repurchase' | 'replatform' | 'refactor';

/**
 * A machine of the inventory, after all its rows have been joined. Every field but the first five may be unknown:
 * no export has everything. All objects have the same shape (explicit `undefined`) because there may be a million of them.
 */
export interface Server {
  /** Unique in the inventory and stable for the same input: the name, or `name#2` where two machines share one. */
  readonly id: string;
  readonly name: string;
  readonly source: RowRef;
  readonly ips: readonly string[];
  readonly disks: readonly Disk[];
  readonly fqdn: string | undefined;
  readonly uuid: string | undefined;
  readonly vcpus: number | undefined;
  readonly memoryGiB: number | undefined;
  /** Total provisioned storage where single disks are not listed. */
  readonly storageGiB: number | undefined;
  readonly storageUsedGiB: number | undefined;
  /** Named by the row itself (Cloud Migration Factory, MGN): a pin. */
  readonly instanceType: string | undefined;
  readonly os: OperatingSystem | undefined;
  readonly arch: Architecture | undefined;
  readonly cpuModel: string | undefined;
  readonly cpuMHz: number | undefined;
  readonly utilisation: Utilisation | undefined;
  readonly contention: Contention | undefined;
  readonly power: 'on' | 'off' | 'suspended' | undefined;
  readonly physical: boolean | undefined;
  readonly product: string | undefined;
  readonly environment: string | undefined;
  readonly owner: string | undefined;
  readonly criticality: string | undefined;
  readonly wave: string | undefined;
  readonly disposition: Disposition | undefined;
  readonly folder: string | undefined;
  readonly description: string | undefined;
  /** Installed or listening software, as named by the source. */
  readonly software: readonly string[];
  /** Names of machines this one is said to depend on (an explicit column). */
  readonly dependsOn: readonly string[];
  readonly tags: Readonly<Record<string, string>> | undefined;
  /** What it costs today, where the inventory says so. Cents per month. */
  readonly monthlyCents: number | undefined;
  /** Other rows that were joined into this machine, and by what. */
  readonly joined: readonly Join[];
}

export interface Join {
  readonly at: RowRef;
  readonly by: 'uuid' | 'ip' | 'name';
}
