import type { Plain } from '../../../estate/index.js';
import type { PlannedServer } from '../../plan/plan.js';
import type { RdsEngine, Target } from '../../sizing/recommendation.js';
import { oneLine, partName, partNames, stemOf } from './names.js';
import { disksOf } from './disks.js';
import { engineKind, engineVersion } from './versions.js';

export type PlainMap = { readonly [key: string]: Plain | undefined };

/** A fleet or a data store of the estate file, and which servers it stands for. */
export interface Part {
  readonly section: 'fleets' | 'data';
  readonly name: string;
  /** `Server.id`. */
  readonly servers: readonly string[];
  readonly body: PlainMap;
  /** Comment above it: what it is today. */
  readonly note: string;
  /** Values that stand for something nobody knows, and what to do about them. */
  readonly blanks: readonly string[];
}

/** A server for which nothing can be written, and why. */
export interface Remark {
  readonly server: string;
  /** What becomes of it. */
  readonly text: string;
  /** What the file would say if more were known. */
  readonly example: string | undefined;
  /** What a person has to write by hand; undefined where nothing is missing. */
  readonly remedy: string | undefined;
}

export interface Parts {
  readonly parts: readonly Nameless[];
  readonly remarks: readonly Remark[];
}

type Ec2 = Extract<Target, { kind: 'ec2' }>;

interface Machine {
  readonly planned: PlannedServer;
  readonly target: Ec2;
  readonly name: string;
}

/** A part that has no name yet. */
export interface Nameless extends Omit<Part, 'name'> {
  /** Names in the order of preference. */
  readonly wishes: readonly string[];
}

/**
 * What the servers of one product in one environment become; `namedParts` gives the names. Servers of one stem, type and system that keep nothing but their root disk are
 * one fleet with as many instances; every other server on EC2 is a fleet of its own, whose one instance keeps its disks.
 * @param product its name is left out of the names of its parts
 * @param az zone of the fleets with one instance
 */
export function partsOf(servers: readonly PlannedServer[], product: string, az: string): Parts {
  const machines: Machine[] = [];
  const stores: Nameless[] = [];
  const remarks: Remark[] = [];
  for (const planned of servers) {
    const { target } = planned.recommendation.chosen;
    const name = partName(planned.server.name, product);
    if (target.kind === 'ec2') machines.push({ planned, target, name });
    else if (target.kind === 'rds') stores.push(database(planned, target, name));
    else if (target.kind === 'elasticache') stores.push(cache(planned, target, name));
    else if (target.kind === 'efs') stores.push(files(planned, name));
    else if (target.kind === 'fsx') shares(planned, name, machines, remarks);
    else remarks.push(remark(planned, target));
  }
  const fleets = pools(machines).map((pool) => fleet(pool, az));
  return { parts: [...fleets, ...stores], remarks };
}

/** Windows shares move with their server: `kind: files` of the estate speaks NFS only. */
function shares(planned: PlannedServer, name: string, machines: Machine[], remarks: Remark[]): void {
  const { target } = planned.recommendation.rehost;
  if (target.kind === 'ec2') machines.push({ planned, target, name });
  else remarks.push(remark(planned, planned.recommendation.chosen.target));
}

/** Machines that are the same thing several times, in the order of their first one. */
function pools(machines: readonly Machine[]): readonly (readonly Machine[])[] {
  const alike = new Map<string, Machine[]>();
  for (const machine of machines) {
    const { planned, target, name } = machine;
    const { id, os } = planned.server;
    const keeps =
      target.volumes.length > 1 || planned.recommendation.chosen.target.kind !== 'ec2' || holdsData(planned);
    const key = keeps
      ? `alone\n${id}`
      : [stemOf(name), target.instanceType, target.os, target.sqlServer ?? '', os?.name ?? ''].join('\n');
    const pool = alike.get(key);
    if (pool === undefined) alike.set(key, [machine]);
    else pool.push(machine);
  }
  return [...alike.values()];
}

/** Roles of machines whose root disk holds what they are for; such a machine is never one of several alike. */
const keepers: ReadonlySet<string> = new Set(
  'postgres mysql mariadb sqlserver oracle database sap mailbox mail files ad dns backup monitoring'.split(' '),
);

const holdsData = ({ recommendation: { role } }: PlannedServer): boolean => role !== undefined && keepers.has(role.id);

function fleet(pool: readonly Machine[], az: string): Nameless {
  const first = pool[0];
  const servers = pool.map(({ planned }) => planned.server.id);
  if (first === undefined) return { section: 'fleets', wishes: [], servers, body: {}, note: '', blanks: [] };
  const { planned, target, name } = first;
  const windows = target.os === 'windows' || target.os === 'windows-byol';
  const { disks, blanks } = disksOf(target.volumes.slice(1), windows);
  const image = windows ? windowsImage(planned.server.os?.name ?? '') : undefined;
  const body: PlainMap = {
    ...(image !== undefined && { ami: image.ami }),
    type: target.instanceType,
    ...(windows && { os: 'windows' }),
    count: pool.length,
    ...(pool.length === 1 && { az }),
    ...(disks !== undefined && { disks }),
  };
  return {
    section: 'fleets',
    wishes: [stemOf(name), name],
    servers,
    body,
    note: noteOf(pool.map((machine) => machine.planned)),
    blanks: [
      ...(image?.blank === undefined ? [] : [image.blank]),
      ...(target.sqlServer === undefined ? [] : [`ami: an image with SQL Server ${target.sqlServer}`]),
      ...blanks,
    ],
  };
}

/** AWS's public parameters for Windows images; older systems have none and are replaced by the usual one. */
function windowsImage(os: string): { readonly ami: string; readonly blank: string | undefined } {
  const year = /\b(2016|2019|2022|2025)\b/.exec(os)?.[1];
  return {
    ami: `ssm:/aws/service/ami-windows-latest/Windows_Server-${year ?? '2022'}-English-Full-Base`,
    blank: year === undefined ? `ami: no image is known for ${oneLine(os, 60) || 'its system'}` : undefined,
  };
}

/** Limits of RDS storage in GiB; SQL Server stops at 16 TiB. */
const rdsGiB = { least: 20, most: 65_536, mostSqlServer: 16_384 } as const;

const editions: Readonly<Partial<Record<RdsEngine, string>>> = {
  'sqlserver-ex': 'ex',
  'sqlserver-web': 'web',
  'sqlserver-se': 'se',
  'sqlserver-ee': 'ee',
};

function database(planned: PlannedServer, target: Extract<Target, { kind: 'rds' }>, name: string): Nameless {
  const kind = engineKind(target.engine);
  const { version, why } = engineVersion(target.engine, planned.server.software);
  const most = kind === 'sqlserver' ? rdsGiB.mostSqlServer : rdsGiB.most;
  const storage = Math.min(most, Math.max(rdsGiB.least, target.storageGiB));
  const edition = editions[target.engine];
  return {
    section: 'data',
    wishes: ['db', name],
    servers: [planned.server.id],
    body: {
      kind,
      ...(edition !== undefined && { edition }),
      version,
      type: target.instanceType,
      storage: `${storage}GiB`,
    },
    note: noteOf([planned]),
    blanks: why === undefined ? [] : [`version: ${oneLine(why, 100)}`],
  };
}

/** The estate has no Redis: Valkey speaks its protocol on the same node types. */
function cache(planned: PlannedServer, target: Extract<Target, { kind: 'elasticache' }>, name: string): Nameless {
  return {
    section: 'data',
    wishes: ['cache', name],
    servers: [planned.server.id],
    body: { kind: target.engine === 'memcached' ? 'memcached' : 'valkey', type: target.instanceType },
    note: noteOf([planned]),
    blanks: target.engine === 'redis' ? ['kind: Redis today; Valkey speaks its protocol'] : [],
  };
}

function files(planned: PlannedServer, name: string): Nameless {
  return {
    section: 'data',
    wishes: ['files', name],
    servers: [planned.server.id],
    body: { kind: 'files' },
    note: noteOf([planned]),
    blanks: [],
  };
}

const unwritten: Readonly<Record<string, Omit<Remark, 'server'>>> = {
  ses: {
    text: 'becomes SES',
    example:
      'data: { relay: { kind: mail, domain: example.com } } # the domain that it sends from, also below environments.*.mail',
    remedy:
      'write the domain that it sends from below environments.*.mail, and a data store of kind mail that names it',
  },
  lb: {
    text: 'is a load balancer, and `ingress` takes its place',
    example: 'ingress: { kind: static, to: { "/": web } }',
    remedy: 'write `ingress` of the product: what is reached, on which path, under which name',
  },
  cloudwatch: { text: 'becomes CloudWatch alarms, which every stack makes', example: undefined, remedy: undefined },
};

function remark({ server, recommendation }: PlannedServer, target: Target): Remark {
  const known = unwritten[target.kind];
  if (known !== undefined) return { server: server.id, ...known };
  const why = 'why' in target && target.why !== '' ? target.why : recommendation.reason;
  return {
    server: server.id,
    text: `has no target: ${oneLine(why, 120)}`,
    example: undefined,
    remedy: 'decide what it becomes: write a fleet, a service or a data store, or name it in plan.leave',
  };
}

const systemOf = ({ server: { os, vcpus, memoryGiB } }: PlannedServer): string =>
  [
    os === undefined ? '' : oneLine(os.name, 50),
    vcpus === undefined ? '' : `${vcpus} vCPU`,
    memoryGiB === undefined ? '' : `${memoryGiB} GiB`,
  ]
    .filter((text) => text !== '')
    .join(', ');

/** Servers named in a note before it says how many more there are. */
const namesInNote = 4;

/** `web01, web02: CentOS 7 (64-bit), 4 vCPU, 16 GiB`; the first one stands for all that are alike. */
function noteOf(servers: readonly PlannedServer[]): string {
  const [first] = servers;
  const names = servers.slice(0, namesInNote).map(({ server }) => oneLine(server.id, 40));
  const more = servers.length > namesInNote ? ` and ${servers.length - namesInNote} more` : '';
  const system = first === undefined ? '' : systemOf(first);
  return `${names.join(', ')}${more}${system === '' ? '' : `: ${system}`}`;
}

/**
 * Gives every part a name that no other of its section and environment has. A part is called the same in all environments: a wish is granted
 * when nowhere two parts have it.
 */
export function namedParts(environments: readonly (readonly Nameless[])[]): readonly (readonly Part[])[] {
  const contested = new Set<string>();
  for (const parts of environments) {
    const wished = new Set<string>();
    for (const { section, wishes } of parts) {
      for (const wish of new Set(wishes)) {
        const key = `${section} ${wish}`;
        if (wished.has(key)) contested.add(key);
        wished.add(key);
      }
    }
  }
  return environments.map((parts) => {
    const names = { fleets: partNames(), data: partNames() };
    return parts.map(({ wishes, ...part }) => {
      const wish = wishes.find((name) => !contested.has(`${part.section} ${name}`)) ?? wishes.at(-1) ?? 'server';
      return { ...part, name: names[part.section].give(wish) };
    });
  });
}
