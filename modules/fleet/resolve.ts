import { Token } from '#cdktf';
import { checkVariable, classDefaults, mergedVariables } from '../core/index.js';
import type { Deletion, EnvironmentClass, Mount, UsesByName } from '../core/index.js';
import type { Boot, Disk, FleetSpec } from './spec.js';

export interface ResolvedDisk extends Disk {
  readonly name: string;
  /** Where it is attached; inside, the machine finds it by its serial number. */
  readonly device: string;
  readonly snapshot?: string;
}

export interface FleetSettings {
  readonly os: 'linux' | 'windows';
  /** What a launch template takes: `ami-…` or `resolve:ssm:/…`. */
  readonly image: string;
  readonly boot: Required<Boot>;
  readonly bootSeconds: number;
  readonly variables: Readonly<Record<string, string>>;
  readonly secrets: Readonly<Record<string, string>>;
  readonly uses: UsesByName;
  readonly mounts: readonly Mount[];
  readonly egress: Readonly<Record<string, { readonly port: number; readonly cidr: string }>>;
  readonly from: readonly (readonly [name: string, cidr: string])[];
  readonly root: { readonly sizeGiB?: number; readonly device: string };
  readonly disks: readonly ResolvedDisk[];
  readonly logs: Readonly<Record<string, string>>;
  readonly logRetentionDays: number;
  readonly deletion: Deletion;
  readonly graceSeconds: number;
  readonly min: number;
  readonly max: number;
  /** Whether load decides between them. */
  readonly ranges: boolean;
  /** Availability zones. */
  readonly azs: readonly string[];
  readonly idle?: string;
}

const letters = 'fghijklmnop';
const parameterName = /^\/[A-Za-z0-9_./-]{1,1000}$/;

/** @throws where a count, a disk, a variable or a zone cannot be */
export function resolveFleet(
  name: string,
  spec: FleetSpec,
  environment: {
    readonly class: EnvironmentClass;
    readonly subnets: { readonly private: Readonly<Record<string, string>> };
  },
): FleetSettings {
  const { os = 'linux', uses = {}, env = {}, secrets = {}, boot = {} } = spec;
  const defaults = classDefaults[environment.class];
  const count = countOf(spec, defaults.minimumCount);
  const variables = mergedVariables({
    ...Object.fromEntries(Object.entries(uses).map(([use, { variables: given }]) => [`uses.${use}`, given])),
    env,
  });
  for (const [variable, parameter] of Object.entries(secrets)) {
    checkVariable(variable);
    if (Object.hasOwn(variables, variable))
      throw new Error(`${variable} is a secret and a plain variable; rename one of them`);
    if (!Token.isUnresolved(parameter) && !parameterName.test(parameter))
      throw new Error(`secret ${variable}: ${parameter} is not a parameter; write /prod/storefront/${variable}`);
  }
  const mounts = Object.values(uses).flatMap((use) => use.mounts);
  if (os === 'windows' && mounts.length > 0)
    throw new Error('Windows cannot mount EFS; use a disk, or share the files from a rehosted server');
  const from = Object.entries(spec.from ?? {});
  if (from.length > 0 && spec.port === undefined)
    throw new Error('from: nothing listens; name the port that it listens on');
  const idle = spec.start === 'standby' ? `${name} stands by: count 0 until it is scaled` : undefined;
  return {
    os,
    image: imageOf(spec),
    boot: {
      packages: boot.packages ?? [],
      files: boot.files ?? {},
      run: boot.run ?? [],
    },
    bootSeconds: inRange('bootSeconds', spec.bootSeconds ?? (os === 'windows' ? 1800 : 900), 30, 7200),
    variables,
    secrets,
    uses,
    mounts,
    egress: Object.fromEntries(
      Object.entries(spec.egress ?? {}).map(([to, { port, cidr = '0.0.0.0/0' }]) => [to, { port, cidr }]),
    ),
    from,
    root: { device: os === 'windows' ? '/dev/sda1' : '/dev/xvda', ...spec.root },
    disks: disksOf(spec, os),
    logs: spec.logs ?? {},
    logRetentionDays: spec.logRetentionDays ?? defaults.logRetentionDays,
    deletion: defaults.deletion,
    graceSeconds: spec.graceSeconds ?? 300,
    min: idle === undefined ? count.min : 0,
    max: count.max,
    ranges: count.max > count.min,
    azs: zonesOf(spec, environment.subnets.private),
    ...(idle !== undefined && { idle }),
  };
}

function countOf(spec: FleetSpec, usual: number): { readonly min: number; readonly max: number } {
  if (spec.kind === 'rehosted') return { min: 1, max: 1 };
  const { min, max } = spec.count ?? { min: usual, max: usual };
  if (!Number.isInteger(min) || !Number.isInteger(max) || min < 0 || max < min || max < 1)
    throw new Error(`count ${min}..${max}; write at least 1, the smaller first`);
  inRange('maxLifetimeDays', spec.maxLifetimeDays ?? 14, 1, 365);
  inRange('spot.percent', spec.spot?.percent ?? 0, 0, 100);
  return { min, max };
}

function inRange(what: string, value: number, from: number, to: number): number {
  if (!Number.isInteger(value) || value < from || value > to)
    throw new Error(`${what}: ${value}; AWS takes ${from} to ${to}`);
  return value;
}

function imageOf({ ami }: FleetSpec): string {
  const written = ami.kind === 'id' ? ami.id : ami.path;
  const form = ami.kind === 'id' ? /^ami-[0-9a-f]{8,17}$/ : parameterName;
  if (!Token.isUnresolved(written) && !form.test(written))
    throw new Error(`ami: ${written}; write an id, ami-0123456789abcdef0, or the path of a parameter, /prod/ami/base`);
  return ami.kind === 'id' ? written : `resolve:ssm:${written}`;
}

function zonesOf(spec: FleetSpec, subnets: Readonly<Record<string, string>>): readonly string[] {
  const there = Object.keys(subnets);
  if (spec.kind === 'pool') return there;
  if (!there.includes(spec.az)) throw new Error(`az: no subnet in ${spec.az}; the environment has ${there.join(', ')}`);
  return [spec.az];
}

function disksOf({ disks = {} }: FleetSpec, os: 'linux' | 'windows'): readonly ResolvedDisk[] {
  const entries = Object.entries(disks);
  for (const [i, [name, { mount }]] of entries.entries())
    if (entries.slice(0, i).some(([, before]) => before.mount === mount))
      throw new Error(`disk ${name}: another disk is at ${mount} already; give each disk its own place`);
  return entries.map(([name, disk], i) => resolveDisk(name, disk, os, letters[i]));
}

function resolveDisk(name: string, disk: Disk, os: 'linux' | 'windows', letter: string | undefined): ResolvedDisk {
  if (letter === undefined) throw new Error(`disk ${name} is one too many; an instance takes ${letters.length}`);
  const fits = os === 'linux' ? /^\/[A-Za-z0-9._/-]+$/ : /^[D-Z]:$/;
  if (!fits.test(disk.mount))
    throw new Error(`disk ${name}: ${disk.mount}; write ${os === 'linux' ? 'a directory: /srv' : 'a drive: D:'}`);
  return {
    ...disk,
    name,
    device: os === 'windows' ? `xvd${letter}` : `/dev/sd${letter}`,
    ...(disk.restoreFrom !== undefined && { snapshot: snapshotOf(name, disk.restoreFrom) }),
  };
}

/** `snap-…`, also out of the ARN of a snapshot, which is what AWS Backup calls a recovery point of a disk. */
function snapshotOf(disk: string, from: string): string {
  const [, id] = /^(?:arn:aws[a-z-]*:ec2:[a-z0-9-]*::snapshot\/)?(snap-[0-9a-f]{8,17})$/.exec(from) ?? [];
  if (id === undefined)
    throw new Error(
      `disk ${disk}: restoreFrom ${from}; write snap-0123456789abcdef0, or arn:aws:ec2:REGION::snapshot/snap-…`,
    );
  return id;
}
