import type { RecordSet } from '../../../cutover/records.js';
import { route53Name } from '../../dns/names.js';
import { keyOf, normalised } from './record-set.js';
import type { RecordSets } from './types.js';

/** A state of a zone on its way to the name servers. */
interface Version {
  readonly recordSets: RecordSets;
  /** When each name server begins to answer from it, in milliseconds since the epoch. */
  readonly visibleAt: readonly number[];
}

export interface SimulatedZone {
  readonly id: string;
  readonly name: string;
  readonly visibility: 'public' | 'private';
  readonly comment: string;
  /** Host names of its name servers, without the final dot, as the API returns them. */
  readonly nameServers: readonly string[];
  /** The newest state, what the API lists. */
  readonly recordSets: RecordSets;
  /** What name servers answer from, oldest first. */
  readonly versions: readonly Version[];
  /** Comments by `name|type`. */
  readonly protections: ReadonlyMap<string, string>;
}

export interface NewZone {
  readonly name: string;
  /** Default made up. */
  readonly id?: string;
  /** Default public. */
  readonly visibility?: 'public' | 'private';
  readonly comment?: string;
  /** Default four of AWS's naming. */
  readonly nameServers?: readonly string[];
  /** Besides SOA and NS of the zone itself, which every zone gets. */
  readonly recordSets?: readonly RecordSet[];
}

/** TTL and fields of SOA and NS as Route 53 makes them; negative answers are kept for min(900, 86400) seconds. */
export function newZone(zone: NewZone, id: string): SimulatedZone {
  const name = route53Name(zone.name);
  const nameServers = zone.nameServers ?? defaultNameServers;
  const own: readonly RecordSet[] = [
    { Name: name, Type: 'NS', TTL: 172_800, ResourceRecords: nameServers.map((server) => ({ Value: `${server}.` })) },
    {
      Name: name,
      Type: 'SOA',
      TTL: 900,
      ResourceRecords: [
        { Value: `${nameServers[0] ?? 'localhost'}. awsdns-hostmaster.amazon.com. 1 7200 900 1209600 86400` },
      ],
    },
  ];
  const recordSets = new Map(
    [...own, ...(zone.recordSets ?? [])].map(normalised).map((recordSet) => [keyOf(recordSet), recordSet]),
  );
  return {
    id,
    name,
    visibility: zone.visibility ?? 'public',
    comment: zone.comment ?? '',
    nameServers,
    recordSets,
    versions: [{ recordSets, visibleAt: nameServers.map(() => Number.NEGATIVE_INFINITY) }],
    protections: new Map(),
  };
}

const defaultNameServers = [
  'ns-1.awsdns-01.com',
  'ns-512.awsdns-02.net',
  'ns-1024.awsdns-03.org',
  'ns-1536.awsdns-04.co.uk',
];

/** The zone with new record sets, which reach its name servers at the given times. */
export function published(
  zone: SimulatedZone,
  recordSets: RecordSets,
  visibleAt: readonly number[],
  now: number,
): SimulatedZone {
  const current = zone.versions.findLastIndex((version) => version.visibleAt.every((time) => time <= now));
  return {
    ...zone,
    recordSets,
    versions: [...zone.versions.slice(Math.max(current, 0)), { recordSets, visibleAt }],
  };
}

/** What one name server (by index) answers from: the newest version that has reached it. */
export function seenBy(zone: SimulatedZone, nameServer: number, now: number): RecordSets {
  const version = zone.versions.findLast((one) => (one.visibleAt[nameServer] ?? 0) <= now);
  return version?.recordSets ?? zone.recordSets;
}
