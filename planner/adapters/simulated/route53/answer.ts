import type { RecordSet } from '../../../cutover/records.js';
import { isInZone, parentOf } from '../../dns/names.js';
import { indexOf, type NameIndex } from './index-of-names.js';
import { chosen } from './routing.js';
import type { RecordSets } from './types.js';

export interface Question {
  /** In Route 53's form. */
  readonly name: string;
  readonly type: string;
}

/** One record of an answer; `data` as in a zone file. */
export interface AnsweredRecord {
  readonly name: string;
  readonly type: string;
  /** Seconds. */
  readonly ttl: number;
  readonly data: string;
}

export interface Answer {
  readonly rcode: 'NOERROR' | 'NXDOMAIN' | 'REFUSED';
  /** The AA bit: false in a referral to a delegated zone. */
  readonly authoritative: boolean;
  readonly answers: readonly AnsweredRecord[];
  /** SOA where the answer is negative, NS where it is a referral. */
  readonly authority: readonly AnsweredRecord[];
}

/** What an alias to something outside the zone (a load balancer) answers; undefined where nothing is known of it. */
export interface AliasAnswer {
  readonly addresses: readonly string[];
  readonly healthy: boolean;
  /** Seconds; a load balancer's is 60. */
  readonly ttl: number;
}

/** What an answer depends on besides the record sets. */
export interface Routing {
  readonly zoneId: string;
  readonly zoneName: string;
  readonly isHealthy: (healthCheckId: string) => boolean;
  readonly alias: (target: NonNullable<RecordSet['AliasTarget']>, type: string) => AliasAnswer | undefined;
  /** From 0 to below 1, once per choice. */
  readonly random: () => number;
}

const negative = (
  rcode: 'NOERROR' | 'NXDOMAIN',
  answers: readonly AnsweredRecord[],
  soa: readonly AnsweredRecord[],
): Answer => ({
  rcode,
  authoritative: true,
  answers,
  authority: soa,
});

/** How far an alias or CNAME within the zone is followed. */
const longestChain = 16;

/** What a name server that has these record sets answers. */
export function answerFrom(recordSets: RecordSets, question: Question, routing: Routing): Answer {
  const index = indexOf(recordSets, routing.zoneName);
  const soa = soaOf(index, routing.zoneName);
  const answers: AnsweredRecord[] = [];
  const { type } = question;
  let { name } = question;
  for (let hop = 0; hop < longestChain; hop += 1) {
    if (!isInZone(name, routing.zoneName))
      return answers.length === 0
        ? { rcode: 'REFUSED', authoritative: false, answers, authority: [] }
        : { rcode: 'NOERROR', authoritative: true, answers, authority: [] };
    const delegation = delegationOf(index, name, routing.zoneName);
    if (delegation !== undefined)
      return { rcode: 'NOERROR', authoritative: answers.length > 0, answers, authority: delegation };
    const types = typesAt(index, name, routing.zoneName);
    if (types === undefined) return negative(answers.length === 0 ? 'NXDOMAIN' : 'NOERROR', answers, soa);
    const found = pick(types.get(type), index, routing, longestChain);
    if (found.length > 0)
      return { rcode: 'NOERROR', authoritative: true, answers: [...answers, ...renamed(found, name)], authority: [] };
    const [cname] = type === 'CNAME' ? [] : pick(types.get('CNAME'), index, routing, longestChain);
    if (cname === undefined) return negative('NOERROR', answers, soa);
    answers.push(...renamed([cname], name));
    name = cname.data.toLowerCase().replace(/\.?$/, '.');
  }
  return negative('NOERROR', answers, soa);
}

const renamed = (records: readonly AnsweredRecord[], name: string): readonly AnsweredRecord[] =>
  records.map((record) => ({ ...record, name }));

function soaOf({ at }: NameIndex, zoneName: string): readonly AnsweredRecord[] {
  const [soa] = at.get(zoneName)?.get('SOA') ?? [];
  return soa === undefined ? [] : recordsOf(soa);
}

/** NS records of a zone cut at or above the name, below the apex. */
function delegationOf({ at }: NameIndex, name: string, zoneName: string): readonly AnsweredRecord[] | undefined {
  for (let node: string | undefined = name; node !== undefined && node !== zoneName; node = parentOf(node)) {
    const [cut] = at.get(node)?.get('NS') ?? [];
    if (cut !== undefined) return recordsOf(cut);
  }
  return undefined;
}

/** The record sets of a name by type: its own, else those of the wildcard beside it; undefined where the name does not exist. */
function typesAt(
  { at, nodes }: NameIndex,
  name: string,
  zoneName: string,
): ReadonlyMap<string, readonly RecordSet[]> | undefined {
  if (nodes.has(name)) return at.get(name) ?? new Map();
  let encloser = parentOf(name);
  while (encloser !== undefined && encloser !== zoneName && !nodes.has(encloser)) encloser = parentOf(encloser);
  return encloser === undefined ? undefined : at.get(`\\052.${encloser}`);
}

/** The records of the member that routing chooses. */
function pick(
  members: readonly RecordSet[] | undefined,
  index: NameIndex,
  routing: Routing,
  depth: number,
): readonly AnsweredRecord[] {
  if (members === undefined || depth === 0) return [];
  const [only] = members;
  const recordSet =
    members.length === 1 && only?.SetIdentifier === undefined
      ? only
      : chosen(
          members.map((member) => ({ recordSet: member, healthy: isUp(member, index, routing, depth) })),
          routing.random,
        );
  if (recordSet === undefined) return [];
  const { AliasTarget, Name, Type } = recordSet;
  if (AliasTarget === undefined) return recordsOf(recordSet);
  if (AliasTarget.HostedZoneId === routing.zoneId)
    return renamed(pick(index.at.get(AliasTarget.DNSName)?.get(Type), index, routing, depth - 1), Name);
  const { addresses, ttl } = routing.alias(AliasTarget, Type) ?? { addresses: [], ttl: 60 };
  return addresses.map((data) => ({ name: Name, type: Type, ttl, data }));
}

/** A member without a health check is healthy; an alias that evaluates its target is as healthy as that. */
function isUp(
  { HealthCheckId, AliasTarget, Type }: RecordSet,
  index: NameIndex,
  routing: Routing,
  depth: number,
): boolean {
  if (HealthCheckId !== undefined && !routing.isHealthy(HealthCheckId)) return false;
  if (AliasTarget?.EvaluateTargetHealth !== true || depth === 0) return true;
  if (AliasTarget.HostedZoneId !== routing.zoneId) return routing.alias(AliasTarget, Type)?.healthy ?? true;
  const targets = index.at.get(AliasTarget.DNSName)?.get(Type) ?? [];
  return targets.some((target) => isUp(target, index, routing, depth - 1));
}

const recordsOf = ({ Name, Type, TTL = 60, ResourceRecords = [] }: RecordSet): readonly AnsweredRecord[] =>
  ResourceRecords.map(({ Value }) => ({ name: Name, type: Type, ttl: TTL, data: Value }));
