import type { Disposition, OperatingSystem } from '../model/server.js';
import type { Severity } from '../model/finding.js';

/**
 * How a format is described. Bytes become tables (or JSON documents), tables become facts about machines and flows, facts are joined into
 * the inventory. A format only names its columns; everything else (encodings, numbers, units, fates, joins, findings) is done once, by the core.
 *
 * A further format is one file in `formats/` and one row in `formats/index.ts`.
 */
export interface Format {
  /** Stable id in `FileAccount.format`, kebab-case. */
  readonly id: string;
  /** For people: `RVTools (workbook or its CSV tabs)`. */
  readonly title: string;
  readonly tables?: readonly TableFormat[];
  /** For JSON inputs. */
  readonly document?: DocumentFormat;
}

/**
 * What a table's rows are. `server`: each is a machine. `attach`: each says something about a machine of another table (a disk, a NIC, a sample);
 * it never makes a machine. `flow`: observed traffic. `host`: each is a virtualisation host, ignored as a machine, whose processor (`name`, `cpuModel`,
 * `cpuMHz`) is that of its machines (`host`). `ignore`: known, and of no use here.
 */
export type TableFormat = MachineTable | FlowTable | IgnoredTable;

interface Recognised {
  /** Name of the table within its format, e.g. `vInfo`. */
  readonly id: string;
  /**
   * Headers that prove the table; every one must be there. An inner array is a choice. Compared as {@link headerKey} does (case, spaces,
   * punctuation and a unit in brackets do not count). Of several tables that match, the one with the longest `needs` wins.
   */
  readonly needs: readonly (string | readonly string[])[];
}

export interface MachineTable extends Recognised {
  readonly role: 'server' | 'attach' | 'host';
  readonly columns: readonly Column<MachineField>[];
  /**
   * For what columns cannot say. Called once per table with its header; the function it returns is called for every row, after the columns
   * were read into `facts`, and may change them. Look cells up by index: `const at = header.find('Template')`, then `textOf(cells[at])`.
   */
  readonly open?: (header: Header, context: ReadContext) => (facts: Facts, row: Row) => Outcome;
}

export interface FlowTable extends Recognised {
  readonly role: 'flow';
  readonly columns: readonly Column<FlowField>[];
  readonly open?: (header: Header, context: ReadContext) => (facts: FlowFacts, row: Row) => Outcome;
}

export interface IgnoredTable extends Recognised {
  readonly role: 'ignore';
  /** Why its rows are of no use: `virtualisation host`. */
  readonly because: string;
}

/** A column of a format. */
export interface Column<Field extends string> {
  readonly field: Field;
  /**
   * Names it goes by. The first alias found in the header is read; where several columns give one field, the first non-empty cell counts
   * (lists are added up). `#` stands for a number, `Disk # size`, in fields of disks.
   */
  readonly headers: readonly string[];
  /** Unit of bare numbers, where neither the header nor the cell names one. Default: the unit of the field (GiB, MiB/s, Mbps, percent). `guess`: by the magnitude of the column. */
  readonly unit?: Unit | 'guess';
  /** `unit` holds even where the header names another: Azure writes `MBPS` and means megabytes a second. A unit in the cell still counts. */
  readonly unitWins?: true;
}

/** Bytes are counted in 1024s whatever the export calls them: server tools write GB and mean GiB. Rates are per second; `bps` are bits, in 1000s. */
export type Unit =
  | 'B'
  | 'KiB'
  | 'MiB'
  | 'GiB'
  | 'TiB'
  | 'B/s'
  | 'KiB/s'
  | 'MiB/s'
  | 'bps'
  | 'kbps'
  | 'Mbps'
  | 'Gbps'
  | 'MHz'
  | 'GHz'
  | '%'
  | 'fraction';

/** What is measured. Reads and writes, in and out, given apart are added. `cpuMHz` and `memoryGiB` become percent once the machine's size is known. */
export type Quantity =
  | 'cpuPct'
  | 'cpuMHz'
  | 'memoryPct'
  | 'memoryGiB'
  | 'diskIops'
  | 'diskReadIops'
  | 'diskWriteIops'
  | 'diskMiBps'
  | 'diskReadMiBps'
  | 'diskWriteMiBps'
  | 'networkMbps'
  | 'networkInMbps'
  | 'networkOutMbps';

/** `sample` is one reading at the time of the export; `series` one point of many rows about the machine (with `at`, where rows have a time). */
export type Statistic = 'average' | 'peak' | 'sample' | 'series';

/** What a column of a machine table can say. Units are those of `Facts`. */
export type MachineField =
  // identity
  | 'name'
  | 'fqdn'
  | 'uuid'
  | 'key'
  | 'ips'
  // size. vCPUs: stated, or sockets x cores a socket (x threads a core), or cores
  | 'vcpus'
  | 'sockets'
  | 'coresPerSocket'
  | 'cores'
  | 'threadsPerCore'
  | 'memory'
  | 'storage'
  | 'storageUsed'
  | 'storageFree'
  | 'instanceType'
  // system. `osBetter` wins over `os` (RVTools: Tools over configuration file)
  | 'os'
  | 'osBetter'
  | 'osVersion'
  | 'arch'
  | 'cpuModel'
  | 'cpuMHz'
  | 'power'
  | 'physical'
  | 'virtual'
  // name of the virtualisation host, whose processor the machine has
  | 'host'
  // utilisation and contention
  | `${Quantity}.${Statistic}`
  | 'at'
  | 'days'
  | 'coverage'
  | 'cpuReadyPct'
  | 'coStopPct'
  | 'ballooned'
  | 'swapped'
  | 'reservedMemory'
  // portfolio. `tags` is a list of key=value or key:value; `tag` one value whose key is the header
  | 'product'
  | 'environment'
  | 'owner'
  | 'criticality'
  | 'wave'
  | 'disposition'
  | 'folder'
  | 'description'
  | 'software'
  | 'dependsOn'
  | 'tags'
  | 'tag'
  | 'monthlyCost'
  // disks: one a row, or numbered columns (`Disk # size`)
  | 'disk.label'
  | 'disk.size'
  | 'disk.used'
  | 'disk.free'
  | 'disk.iops'
  | 'disk.readIops'
  | 'disk.writeIops'
  | 'disk.throughput'
  | 'disk.readThroughput'
  | 'disk.writeThroughput'
  | 'disk.shared'
  // file systems: their sums are used where disks and totals are not given
  | 'partition.size'
  | 'partition.used'
  // a true cell makes the row ignored
  | 'template'
  | 'placeholder';

export type FlowField =
  | 'fromName'
  | 'fromAddress'
  | 'fromKey'
  | 'toName'
  | 'toAddress'
  | 'toKey'
  | 'port'
  | 'protocol'
  | 'process'
  | 'count'
  | 'gbPerDay';

/** By what a machine is known. Any one is enough; joins go by UUID, then key, then IP, then name. */
export interface Identity {
  name: string | undefined;
  fqdn: string | undefined;
  /** BIOS/SMBIOS or platform UUID. */
  uuid: string | undefined;
  /** Id that only means something among the tables of one format (`MachineId`, `VM ID`). */
  key: string | undefined;
  ips: readonly string[];
}

/** Figures of one quantity: see `Measure` of the model. */
export interface Figures {
  average?: number;
  peak?: number;
  sample?: number;
  /** One point of a series. */
  series?: number;
}

/** A disk while it is being read; it counts once it has a size. */
export interface DiskFacts {
  label: string | undefined;
  sizeGiB: number | undefined;
  usedGiB: number | undefined;
  iops: number | undefined;
  throughputMiBps: number | undefined;
  shared: boolean | undefined;
}

/** What one row says about a machine. Every field may be unknown; absent figures are undefined, never 0. */
export interface Facts extends Identity {
  vcpus: number | undefined;
  memoryGiB: number | undefined;
  storageGiB: number | undefined;
  storageUsedGiB: number | undefined;
  instanceType: string | undefined;
  os: OperatingSystem | undefined;
  arch: 'x86_64' | 'arm64' | 'other' | undefined;
  cpuModel: string | undefined;
  cpuMHz: number | undefined;
  power: 'on' | 'off' | 'suspended' | undefined;
  physical: boolean | undefined;
  host: string | undefined;
  product: string | undefined;
  environment: string | undefined;
  owner: string | undefined;
  criticality: string | undefined;
  wave: string | undefined;
  disposition: Disposition | undefined;
  folder: string | undefined;
  description: string | undefined;
  monthlyCents: number | undefined;
  readonly disks: DiskFacts[];
  software: readonly string[];
  dependsOn: readonly string[];
  /** Size and use of the file system of this row. */
  partitionGiB: number | undefined;
  partitionUsedGiB: number | undefined;
  tags: Record<string, string> | undefined;
  measures: Partial<Record<Quantity, Figures | undefined>> | undefined;
  /** Time of `series` figures, milliseconds since 1970 UTC. */
  at: number | undefined;
  days: number | undefined;
  coverage: number | undefined;
  cpuReadyPct: number | undefined;
  coStopPct: number | undefined;
  balloonedGiB: number | undefined;
  swappedGiB: number | undefined;
  reservedMemoryGiB: number | undefined;
}

/** What one row says about traffic. */
export interface FlowFacts {
  fromName: string | undefined;
  fromAddress: string | undefined;
  fromKey: string | undefined;
  toName: string | undefined;
  toAddress: string | undefined;
  toKey: string | undefined;
  port: number | undefined;
  protocol: 'tcp' | 'udp' | undefined;
  process: string | undefined;
  /** Observations in this row; default 1. */
  count: number | undefined;
  gbPerDay: number | undefined;
}

/** A cell: text, or a number where the source types its cells (xlsx). Booleans are `TRUE`/`FALSE`, dates of workbooks their serial number. */
export type Cell = string | number;

export interface Row {
  /** As a spreadsheet numbers it: the first row of the file or sheet is 1. */
  readonly number: number;
  /** Cells in the order of the header; short rows simply end. */
  readonly cells: readonly (Cell | undefined)[];
}

/** `undefined`: the row counts as the table's role says. A row whose essential values are unreadable is rejected before this is asked. */
export type Outcome = undefined | { readonly ignore: string } | { readonly reject: Fault };

/** A fault in a row. The core adds file, sheet and row. */
export interface Fault {
  /** Stable kebab-case id: `bad-size`. */
  readonly code: string;
  readonly column?: string;
  readonly value?: string;
  /** What is wrong, without the place: `is not a size` reads after the column and the value. */
  readonly message: string;
  /** What to write instead. */
  readonly remedy: string;
}

export interface Header {
  /** As written, trimmed. */
  readonly names: readonly string[];
  /** Index of the first column with one of these names, compared as {@link headerKey}; -1 where there is none. */
  find(...names: string[]): number;
}

/** What a format may say besides facts. */
export interface ReadContext {
  readonly file: string;
  readonly sheet: string | undefined;
  /** A finding about a row that is kept. */
  note(severity: Severity, row: number, fault: Fault): void;
}

/** For inputs that are JSON and not tables. */
export interface DocumentFormat {
  /** True when the parsed document is of this format. Must be cheap and must not throw on anything. */
  recognise(document: unknown): boolean;
  /**
   * Reads it, reporting each record once through `sink`. `row` counts records from 1; `original` is the record as it should be written
   * to a file of rejected rows.
   */
  read(document: unknown, sink: DocumentSink, context: ReadContext): void;
}

export interface DocumentSink {
  server(row: number, facts: Facts): void;
  attach(row: number, facts: Facts): void;
  flow(row: number, facts: FlowFacts): void;
  ignore(row: number, because: string): void;
  reject(row: number, fault: Fault, original: string): void;
}
