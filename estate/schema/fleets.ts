import { checked, defaulted, listOf, mapOf, object, optional, required } from '../shape.js';
import type { Infer } from '../shape.js';
import type { Count, Duration, Size } from '../units.js';
import { duration } from '../units.js';
import { countWord, durationWord, flag, oneOf, pattern, port, sizeWord, text, word } from '../words.js';
import type { Environment } from './environments.js';
import { availabilityZone, diskName, fleetName } from './names.js';
import type { UseLevel } from './services.js';
import { uses, usualCount } from './services.js';

/** Virtual machines: a pool that is replaced at will, or one rehosted server that keeps its disks. */
export type Fleet = Pool | RehostedServer;

interface Machines {
  readonly name: string;
  readonly was?: string;
  readonly ami: Ami;
  readonly type: string;
  readonly os: 'linux' | 'windows';
  readonly port?: number;
  readonly disks: Readonly<Record<string, Disk>>;
  readonly boot: Boot;
  readonly uses: Readonly<Record<string, UseLevel>>;
  /** Stays at count 0 until `shift-100`. */
  readonly standby: boolean;
}

export interface Pool extends Machines {
  readonly kind: 'pool';
  readonly count: Count;
  /** An instance is replaced at this age. */
  readonly maxLifetime: Duration;
}

/** `count: 1` with an `az`: never recycled; its disks outlive the instance. */
export interface RehostedServer extends Machines {
  readonly kind: 'rehosted';
  readonly az: string;
}

export type Ami =
  /** An image of the factory: read at `/<env>/ami/<name>`. */
  | { readonly kind: 'image'; readonly name: string }
  | { readonly kind: 'id'; readonly id: string }
  | { readonly kind: 'parameter'; readonly path: string };

export interface Disk {
  readonly size: Size;
  /** A directory, or on Windows a drive: `D:`. */
  readonly mount: string;
  readonly restoreFrom?: string;
}

/** What cloud-init (EC2Launch on Windows) does at the first boot, in this order. */
export interface Boot {
  readonly packages: readonly string[];
  /** Path to content. */
  readonly files: Readonly<Record<string, string>>;
  /** Commands, one after the other; the instance is in service only when all have succeeded. */
  readonly run: readonly string[];
}

const ami = word<Ami>({
  type: 'machine image',
  json: { pattern: '^(ami-[0-9a-f]{8,17}|ssm:/.+|[a-z][a-z0-9-]{0,31})$' },
  remedy: 'write an image of the factory (base), ami-0123456789abcdef0, or ssm:/path/of/a/parameter',
  parse: (value) => {
    if (/^ami-[0-9a-f]{8,17}$/.test(value)) return { kind: 'id', id: value };
    if (/^ssm:\/[A-Za-z0-9_./-]{1,1000}$/.test(value)) return { kind: 'parameter', path: value.slice('ssm:'.length) };
    return /^[a-z][a-z0-9-]{0,31}$/.test(value) && !value.startsWith('ami-')
      ? { kind: 'image', name: value }
      : undefined;
  },
});

export const instanceType = pattern('instance type', /^[a-z][a-z0-9-]*\.[a-z0-9-]+$/, 'write m7i.large');
const mount = pattern(
  'mount point',
  /^(\/[A-Za-z0-9._/-]+|[D-Z]:)$/,
  'write a directory, /srv, or on Windows a drive, D:',
);
const mountOf = { linux: /^\//, windows: /:$/ } as const;

const disk = object('disk', {
  size: required(sizeWord, 'size of the disk'),
  mount: required(mount, 'directory, or on Windows a drive: D:'),
  restoreFrom: optional(
    pattern(
      'snapshot',
      /^(snap-[0-9a-f]{8,17}|arn:aws[a-z-]*:backup:.+)$/,
      'write snap-0123456789abcdef0 or the ARN of a recovery point',
    ),
    'snapshot that it is made from',
    'empty',
  ),
});

const boot = object('boot', {
  packages: defaulted(
    listOf(
      pattern(
        'package name',
        /^[A-Za-z0-9][A-Za-z0-9+._:@/-]{0,127}$/,
        'write the name that the system’s package manager knows',
      ),
    ),
    [],
    'packages to install',
  ),
  files: optional(
    mapOf(pattern('absolute path', /^(\/|[A-Z]:[\\/]).+$/, 'write /etc/app.conf or C:/app/app.conf'), text),
    'files to write: path to content',
    'none',
  ),
  run: defaulted(listOf(text), [], 'commands; in service only after all have succeeded'),
});

export const fleet = checked(
  object('fleet', {
    was: optional(fleetName, 'its name before: renames instead of replacing'),
    ami: defaulted(ami, { kind: 'image', name: 'base' }, 'an image of the factory, ami-…, or ssm:/path', 'base'),
    type: required(instanceType, 'instance type, m7i.large'),
    os: defaulted(oneOf('linux', 'windows'), 'linux', 'linux, or windows (boots through EC2Launch, disks are D: …)'),
    port: optional(port, 'port that it listens on; required when `ingress.to` names it'),
    count: optional(countWord, 'how many: 2, or 2..6', '2 in production, else 1; 1 with `az`'),
    az: optional(
      availabilityZone,
      'makes it a rehosted server: one instance in this zone, never recycled, its disks outlive it',
    ),
    maxLifetime: optional(durationWord, 'age at which an instance is replaced, 1d to 365d; not with `az`', '14d'),
    standby: defaulted(flag, false, 'count 0 until `shift-100`'),
    disks: optional(mapOf(diskName, disk), 'disks besides the root disk', 'none'),
    boot: defaulted(boot, { packages: [], run: [] }, 'what cloud-init does at the first boot', 'nothing'),
    uses: optional(uses, 'data of this product: r or rw; queues send, receive or both; mail send', 'nothing'),
  }),
  ({ count, az, maxLifetime, os, disks = {} }, problem) => {
    if (az !== undefined && count !== undefined && (count.min !== 1 || count.max !== 1))
      problem(['count'], 'a rehosted server is one instance', 'write count: 1, or remove az', 'conflict');
    if (az !== undefined && maxLifetime !== undefined)
      problem(['maxLifetime'], 'a rehosted server is never recycled', 'remove it, or remove az', 'conflict');
    if (maxLifetime !== undefined && (maxLifetime < duration('1d') || maxLifetime > duration('365d')))
      problem(['maxLifetime'], 'EC2 takes 1 to 365 days', 'write 14d');
    const mounts = new Set<string>();
    for (const [name, { mount: where }] of Object.entries(disks)) {
      if (!mountOf[os].test(where))
        problem(
          ['disks', name, 'mount'],
          `not a place on ${os}`,
          os === 'linux' ? 'write a directory: /srv' : 'write a drive: D:',
        );
      if (mounts.has(where))
        problem(['disks', name, 'mount'], `two disks at ${where}`, 'give each disk its own place', 'conflict');
      mounts.add(where);
    }
  },
);

export function resolveFleet(name: string, written: Infer<typeof fleet>, environment: Environment): Fleet {
  const { count, az, maxLifetime = duration('14d'), disks = {}, boot: first, uses: used = {}, ...rest } = written;
  const machines = { name, ...rest, disks, boot: { files: {}, ...first }, uses: used };
  if (az !== undefined) return { ...machines, kind: 'rehosted', az };
  return { ...machines, kind: 'pool', count: count ?? usualCount(environment), maxLifetime };
}
