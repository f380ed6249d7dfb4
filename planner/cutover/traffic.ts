import { inSeconds } from '../../estate/index.js';
import type { LegacyRecords, MovingName, Scope } from './scope.js';
import type { RecordSet } from './records.js';
import { isAddressRecord } from './record-sets.js';
import type { Stage } from './stage.js';

/** Where a name starts from. */
export interface Base {
  /** Address records at the name as they were read; a DELETE repeats them. */
  readonly asRead: readonly RecordSet[];
  /** The same answers as simple records: what "legacy" means from here on. */
  readonly legacy: readonly RecordSet[];
}

export interface Wanted {
  readonly stage: Stage;
  /** The kill switch hangs on the AWS member. Off from the point of no return on: Route 53 must not fail back to frozen data. */
  readonly hooked: boolean;
  /** The old provider has a CNAME to the name, or was asked for one. */
  readonly delegated: boolean;
}

/**
 * A way to share traffic between the sides. Weights and flips are record sets; per-partner CIDR routing and weights of target groups are others of
 * the same shape: the reducer only sees that one stage is not the other.
 */
export interface TrafficMethod {
  /** Address records of one name at a stage. */
  records(scope: Scope, name: MovingName, base: Base, wanted: Wanted): readonly RecordSet[];
}

/** Weighted record sets. Legacy has no health check and so always counts as healthy: an AWS member at weight 0 would never be answered, and there is none. */
const weighted: TrafficMethod = {
  records(scope, name, base, { stage, hooked, delegated }) {
    switch (stage.kind) {
      case 'asRead':
        // Deleting the target of a CNAME would be an outage: the name keeps answering legacy until the old provider has its records back.
        return delegated ? lowered(scope, base) : base.asRead;
      case 'lowered':
        return lowered(scope, base);
      case 'shared':
        return members(scope, name, base, stage.percent, hooked);
      default:
        return [alias(name)];
    }
  },
};

/** Every method that a policy may name. A flip is one step of the same records. */
export const methods: Readonly<Record<Scope['policy']['method'], TrafficMethod>> = { weighted, flip: weighted };

const lowTtl = ({ policy }: Scope, ttl: number | undefined): number => Math.min(ttl ?? Infinity, inSeconds(policy.ttl));

/** A TTL is lowered, never raised. */
function lowered(scope: Scope, { legacy }: Base): readonly RecordSet[] {
  const low = (record: RecordSet): RecordSet =>
    record.AliasTarget === undefined ? { ...record, TTL: lowTtl(scope, record.TTL) } : record;
  return legacy.map(low);
}

function members(scope: Scope, name: MovingName, base: Base, percent: number, hooked: boolean): readonly RecordSet[] {
  const low = lowered(scope, base);
  // Weights cannot share out "no answer": an IPv6 answer of legacy stays until all is moved, and goes with the last step.
  const moving = low.filter(({ Type }) => Type !== 'AAAA');
  const staying = percent === 100 ? [] : low.filter(({ Type }) => Type === 'AAAA');
  const member = (record: RecordSet): RecordSet => ({
    ...record,
    SetIdentifier: `${scope.product}-legacy`,
    Weight: record.Type === 'AAAA' ? 100 : 100 - percent,
  });
  const legacy = [...moving, ...staying].map(member);
  if (percent === 0) return legacy;
  const ttl = Math.min(...low.map(({ TTL }) => TTL ?? inSeconds(scope.policy.ttl)));
  const target = moving.some(({ Type }) => Type === 'CNAME') ? canonicalName(name, ttl) : alias(name);
  return [
    ...legacy,
    {
      ...target,
      SetIdentifier: `${scope.product}-aws`,
      Weight: percent,
      ...(hooked && scope.killSwitch !== undefined && { HealthCheckId: scope.killSwitch.healthCheck }),
    },
  ];
}

/**
 * The record of a product that has moved: the same as its stack renders. Health of the targets is not evaluated: one failing target group of a load
 * balancer would take the name away.
 */
export function alias({ record, target }: MovingName): RecordSet {
  return {
    Name: record,
    Type: 'A',
    AliasTarget: { HostedZoneId: target.zoneId, DNSName: dotted(target.dnsName), EvaluateTargetHealth: false },
  };
}

/** Beside a legacy CNAME no other type may stand. */
const canonicalName = ({ record, target }: MovingName, TTL: number): RecordSet => ({
  Name: record,
  Type: 'CNAME',
  TTL,
  ResourceRecords: [{ Value: dotted(target.dnsName) }],
});

export const dotted = (name: string): string => (name.endsWith('.') ? name : `${name}.`).toLowerCase();

/** What the estate says that the world answers today, as record sets at `record`. */
export function legacyRecords(record: string, legacy: LegacyRecords): readonly RecordSet[] {
  const TTL = inSeconds(legacy.ttl);
  const set = (Type: string, values: readonly string[]): readonly RecordSet[] =>
    values.length === 0 ? [] : [{ Name: record, Type, TTL, ResourceRecords: values.map((Value) => ({ Value })) }];
  if (legacy.kind === 'cname') return set('CNAME', [dotted(legacy.target)]);
  return [...set('A', legacy.ipv4), ...set('AAAA', legacy.ipv6)];
}

/** A name's base from what its zone holds; a delegated name has nothing there yet, and starts from what the old provider answers. */
export function baseOf(name: MovingName, read: readonly RecordSet[]): Base {
  const asRead = read.filter((record) => record.Name === name.record && isAddressRecord(record));
  const simple = asRead.filter(({ SetIdentifier }) => SetIdentifier === undefined);
  return { asRead, legacy: simple.length > 0 ? simple : legacyRecords(name.record, name.legacy) };
}

/** Percent of a name's answers that lead to AWS, as its record sets say. */
export function shareOf(name: MovingName, records: readonly RecordSet[]): number {
  const mine = records.filter((record) => record.Name === name.record && isAddressRecord(record));
  const target = dotted(name.target.dnsName);
  const leads = ({ AliasTarget, ResourceRecords }: RecordSet): boolean =>
    AliasTarget?.DNSName === target || ResourceRecords?.some(({ Value }) => Value === target) === true;
  const weights = mine.filter(({ Type }) => Type !== 'AAAA').map((record) => [record, record.Weight ?? 100] as const);
  const all = weights.reduce((sum, [, weight]) => sum + weight, 0);
  const aws = weights.reduce((sum, [record, weight]) => sum + (leads(record) ? weight : 0), 0);
  return all === 0 ? 0 : Math.round((aws / all) * 100);
}

/** The base after somebody else's edit was taken over: simple records are a new start, members of our set say what legacy is now. */
export function adoptedBase(
  { product }: Scope,
  name: MovingName,
  known: Base | undefined,
  read: readonly RecordSet[] | undefined,
): Base {
  const found = baseOf(name, read ?? []);
  if (read === undefined || known === undefined) return known ?? found;
  if (found.asRead.some(({ SetIdentifier }) => SetIdentifier === undefined)) return found;
  const legacy = found.asRead.filter(({ SetIdentifier }) => SetIdentifier === `${product}-legacy`).map(asSimple);
  return { asRead: known.asRead, legacy: legacy.length > 0 ? legacy : known.legacy };
}

function asSimple(record: RecordSet): RecordSet {
  const { SetIdentifier: _, Weight: __, ...rest } = record;
  return rest;
}
