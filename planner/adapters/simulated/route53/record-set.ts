import type { RecordSet } from '../../../cutover/records.js';
import { route53Name } from '../../dns/names.js';

/** What makes a record set one of its own: name, type and, within a routing group, the set identifier. */
export const keyOf = ({ Name, Type, SetIdentifier }: RecordSet): string => `${Name}|${Type}|${SetIdentifier ?? ''}`;

export const groupOf = ({ Name, Type }: RecordSet): string => `${Name}|${Type}`;

/** A record set as Route 53 keeps and returns it: names in its own form, absent fields absent. */
export function normalised(recordSet: RecordSet): RecordSet {
  const { AliasTarget, ...rest } = recordSet;
  const kept = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
  return {
    ...kept,
    Name: route53Name(recordSet.Name),
    Type: recordSet.Type,
    ...(AliasTarget === undefined
      ? {}
      : { AliasTarget: { ...AliasTarget, DNSName: route53Name(AliasTarget.DNSName) } }),
  };
}

/** Whether two normalised record sets are the same in every field; the order of values does not count. */
export const sameRecordSet = (a: RecordSet, b: RecordSet): boolean => canonical(a) === canonical(b);

function canonical(recordSet: RecordSet): string {
  const { ResourceRecords, ...rest } = recordSet;
  const values = ResourceRecords?.map(({ Value }) => Value).toSorted();
  return stable({ ...rest, ...(values === undefined ? {} : { ResourceRecords: values }) });
}

/** JSON with sorted keys. */
const stable = (value: unknown): string =>
  JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );

/** The routing policies by the field that tells them. */
const policies = {
  Weight: 'weighted',
  Region: 'latency',
  GeoLocation: 'geo',
  GeoProximityLocation: 'geoproximity',
  Failover: 'failover',
  MultiValueAnswer: 'multivalue',
  CidrRoutingConfig: 'CIDR',
} as const;

export type Policy = (typeof policies)[keyof typeof policies] | 'simple';

/** The routing policies that a record set names: exactly one is sound, none is `simple`. */
export const policiesOf = (recordSet: RecordSet): readonly Policy[] =>
  Object.entries(policies).flatMap(([field, policy]) => (recordSet[field] === undefined ? [] : [policy]));

export const policyOf = (recordSet: RecordSet): Policy => policiesOf(recordSet)[0] ?? 'simple';
