import type { RecordSet } from './records.js';

/** Types that decide where a web client goes. Others at the same name (MX, TXT of an apex) are not ours and are never touched. */
const addressTypes = new Set(['A', 'AAAA', 'CNAME', 'HTTPS', 'SVCB']);

export const isAddressRecord = ({ Type }: RecordSet): boolean => addressTypes.has(Type);

/** What makes a record set one of its zone. */
export const keyOf = ({ Name, Type, SetIdentifier = '' }: RecordSet): string => `${Name} ${Type} ${SetIdentifier}`;

/** Field by field; values in any order, because Route 53 keeps none. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value))
    return value
      .map(canonical)
      .map((item) => JSON.stringify(item))
      .toSorted();
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value)
    .filter(([, item]) => item !== undefined)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, item]) => [key, canonical(item)]);
}

/** Record sets are never changed once they are read or made, and are compared on every tick. */
const texts = new WeakMap<RecordSet, string>();

/** The same text for the same record set, whatever the order of its fields and values. */
export function recordText(record: RecordSet): string {
  const known = texts.get(record);
  if (known !== undefined) return known;
  const text = JSON.stringify(canonical(record));
  texts.set(record, text);
  return text;
}

export const sameRecord = (a: RecordSet, b: RecordSet): boolean => recordText(a) === recordText(b);

/** The same record sets, in any order. */
export function sameRecords(a: readonly RecordSet[], b: readonly RecordSet[]): boolean {
  if (a.length !== b.length) return false;
  const mine = new Set(a.map(recordText));
  return b.every((record) => mine.has(recordText(record)));
}

export const byKey = (a: RecordSet, b: RecordSet): number => {
  const [first, second] = [keyOf(a), keyOf(b)];
  return first < second ? -1 : first > second ? 1 : 0;
};

/** `A 192.0.2.10 ttl 60 weight 100`, for people. */
export function recordLine({ Type, TTL, Weight, ResourceRecords, AliasTarget, HealthCheckId }: RecordSet): string {
  const what =
    AliasTarget === undefined
      ? (ResourceRecords ?? []).map(({ Value }) => Value).join(' ')
      : `alias ${AliasTarget.DNSName}`;
  const parts = [
    `${Type} ${what}`,
    ...(TTL === undefined ? [] : [`ttl ${TTL}`]),
    ...(Weight === undefined ? [] : [`weight ${Weight}`]),
    ...(HealthCheckId === undefined ? [] : ['kill switch']),
  ];
  return parts.join(' ');
}
