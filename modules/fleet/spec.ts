import type { UsesByName } from '../core/index.js';

/** The image that machines start from. */
export type Ami =
  | { readonly kind: 'id'; readonly id: string }
  /** A parameter with its id, read when an instance starts: a new image is taken up by whatever starts next. */
  | { readonly kind: 'parameter'; readonly path: string };

/** What happens at the first boot, in this order. The instance is in service only when all of it has succeeded. */
export interface Boot {
  /** Of the system's package manager; on Windows the features of `Install-WindowsFeature`. @default none */
  readonly packages?: readonly string[];
  /** Path to content. Text as it is. @default none */
  readonly files?: Readonly<Record<string, string>>;
  /** Commands of bash, or on Windows of PowerShell, one after the other. Each must return: start a service, do not be one. @default none */
  readonly run?: readonly string[];
}

/** A disk besides the root disk. */
export interface Disk {
  readonly sizeGiB: number;
  /** A directory, or on Windows a drive: `D:`. An empty disk gets a file system. */
  readonly mount: string;
  /** Snapshot that it is made from: `snap-…` or its ARN. Later changes of this mean nothing. @default empty */
  readonly restoreFrom?: string;
  /** @default 3000 */
  readonly iops?: number;
  /** @default 125 */
  readonly throughputMiB?: number;
}

/** A destination outside the security groups that `uses` opens. */
export interface FleetEgress {
  readonly port: number;
  /** @default 0.0.0.0/0 */
  readonly cidr?: string;
}

interface MachinesSpec {
  readonly ami: Ami;
  /** `m7i.large`. Of the Nitro generation: disks are found by their NVMe serial number. */
  readonly type: string;
  /** @default linux */
  readonly os?: 'linux' | 'windows';
  /** Port that it listens on. @default listens on nothing */
  readonly port?: number;
  /** Who may connect to `port` besides its load balancer: name to IPv4 network. @default nobody */
  readonly from?: Readonly<Record<string, string>>;
  readonly boot?: Boot;
  /** How long a boot may take. @default 900; windows: 1800 */
  readonly bootSeconds?: number;
  /** Plain variables, in `/etc/fleet.env`; on Windows of the machine. Text as it is. @default none */
  readonly env?: Readonly<Record<string, string>>;
  /** Variable to name of its parameter, read at boot into `/etc/fleet.secrets.env`, for root only. @default none */
  readonly secrets?: Readonly<Record<string, string>>;
  /** What it uses, by name. @default nothing */
  readonly uses?: UsesByName;
  /** What else it may connect to, by name. HTTP and HTTPS to anywhere are always open: packages and AWS come that way. @default nothing */
  readonly egress?: Readonly<Record<string, FleetEgress>>;
  /** @default the image's size; device /dev/xvda, windows: /dev/sda1 */
  readonly root?: { readonly sizeGiB?: number; readonly device?: string };
  /** @default none */
  readonly disks?: Readonly<Record<string, Disk>>;
  /** Files that go to its log group besides the log of the boot: name of the stream to path. @default none */
  readonly logs?: Readonly<Record<string, string>>;
  /** @default by class: 365, 90, 30 and 3 days */
  readonly logRetentionDays?: number;
  /** Stays at 0 until somebody else scales it; afterwards the count is left alone. @default active */
  readonly start?: 'active' | 'standby';
  /** How long an instance may fail its health check after it came into service. @default 300 */
  readonly graceSeconds?: number;
}

/** Machines that are alike and replaced at will. */
export interface PoolSpec extends MachinesSpec {
  readonly kind: 'pool';
  /** @default 2 in production, else 1 */
  readonly count?: { readonly min: number; readonly max: number };
  /** Average CPU that a range of `count` aims at. @default 60 */
  readonly cpuPercent?: number;
  /** Age at which an instance is replaced, 1 to 365. @default 14 */
  readonly maxLifetimeDays?: number;
  /** What may be taken instead of `type`, in this order. @default nothing */
  readonly moreTypes?: readonly string[];
  /** How many of 100 instances are of the spot market, above a base that is not. @default 0 */
  readonly spot?: { readonly percent: number; readonly base?: number };
  /** How long a new instance counts as not ready yet. @default 120 */
  readonly warmupSeconds?: number;
  /** Names of alarms that stop a replacement. @default those of `status` and of its boot */
  readonly stopAlarms?: readonly string[];
}

/** One machine that came from the datacenter: its disks outlive it, and nothing replaces it while it works. */
export interface RehostedSpec extends MachinesSpec {
  readonly kind: 'rehosted';
  readonly az: string;
}

export type FleetSpec = PoolSpec | RehostedSpec;
