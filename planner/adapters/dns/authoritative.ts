import type { RecordSet } from '../../cutover/records.js';
import { canonicalData } from './rdata.js';
import type { DnsRecord } from './message.js';
import type { NameServer } from './lookup.js';
import { route53Name } from './names.js';
import { type Asked, query, type QueryOptions } from './query.js';

/** What one server of a zone answers for one name, as record sets; or why that cannot be known. */
export type ServerView =
  | { readonly kind: 'answers'; readonly server: string; readonly records: readonly RecordSet[] }
  | { readonly kind: 'unknown'; readonly server: string; readonly why: string };

/**
 * What every server of a zone answers for a name, each asked for itself. An answer counts only when the server answers from the zone (AA): a cache or
 * a lame server says nothing about it. Types that the name does not have are simply not there; no answer is never taken for "not there".
 */
export const viewsOf = (
  servers: readonly NameServer[],
  name: string,
  types: readonly string[],
  options?: QueryOptions,
): Promise<readonly ServerView[]> => Promise.all(servers.map((server) => viewOf(server, name, types, options)));

async function viewOf(
  { host, at }: NameServer,
  name: string,
  types: readonly string[],
  options: QueryOptions | undefined,
): Promise<ServerView> {
  const owner = route53Name(name);
  const replies = await Promise.all(types.map((type) => query(at, { name: owner, type }, options)));
  const why = replies.map(unusable).find((one) => one !== undefined);
  if (why !== undefined) return { kind: 'unknown', server: host, why };
  const records = replies.flatMap((reply, index) =>
    reply.kind === 'answered'
      ? reply.answers.filter((record) => record.name === owner && record.type === types[index])
      : [],
  );
  return { kind: 'answers', server: host, records: recordSetsOf(records) };
}

function unusable(reply: Asked): string | undefined {
  if (reply.kind !== 'answered') return reply.message;
  if (reply.rcode !== 'NOERROR' && reply.rcode !== 'NXDOMAIN') return `answers ${reply.rcode}`;
  return reply.authoritative ? undefined : 'does not answer from the zone itself (no AA bit)';
}

/** Records as record sets: one per name and type, values sorted and in their canonical form, the smallest TTL where a server sends several. */
export function recordSetsOf(records: readonly DnsRecord[]): readonly RecordSet[] {
  const groups = new Map<string, { readonly name: string; readonly type: string; readonly members: DnsRecord[] }>();
  for (const record of records) {
    const { name, type } = record;
    const group = groups.get(`${name}|${type}`);
    if (group === undefined) groups.set(`${name}|${type}`, { name, type, members: [record] });
    else group.members.push(record);
  }
  return [...groups.values()].map(({ name, type, members }) => ({
    Name: name,
    Type: type,
    TTL: Math.min(...members.map(({ ttl }) => ttl)),
    ResourceRecords: [...new Set(members.map(({ data }) => canonicalData(type, data)))]
      .toSorted((a, b) => (a < b ? -1 : 1))
      .map((Value) => ({ Value })),
  }));
}

/** Record sets in the form in which {@link recordSetsOf} gives them, to be compared with what servers answer. */
export const canonicalSets = (recordSets: readonly RecordSet[]): readonly RecordSet[] =>
  recordSetsOf(
    recordSets.flatMap(({ Name, Type, TTL = 0, ResourceRecords = [] }) =>
      ResourceRecords.map(({ Value }) => ({ name: route53Name(Name), type: Type, ttl: TTL, data: Value })),
    ),
  );
