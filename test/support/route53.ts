import type { RecordSet } from '../../planner/cutover/records.js';
import { type Edit, SimulatedRoute53, type Route53Options } from '../../planner/adapters/simulated/route53.js';

export const zoneName = 'example.com.';

export const simple = (Name: string, Type: string, TTL: number, ...values: readonly string[]): RecordSet => ({
  Name,
  Type,
  TTL,
  ResourceRecords: values.map((Value) => ({ Value })),
});

export const member = (
  Name: string,
  SetIdentifier: string,
  Weight: number,
  value: string,
  more: Partial<RecordSet> = {},
): RecordSet => ({ Name, Type: 'A', SetIdentifier, Weight, TTL: 60, ResourceRecords: [{ Value: value }], ...more });

export const create = (ResourceRecordSet: RecordSet): Edit => ({ Action: 'CREATE', ResourceRecordSet });
export const remove = (ResourceRecordSet: RecordSet): Edit => ({ Action: 'DELETE', ResourceRecordSet });
export const upsert = (ResourceRecordSet: RecordSet): Edit => ({ Action: 'UPSERT', ResourceRecordSet });

/** What stands in the zone of the tests. */
export const standing = {
  www: simple('www.example.com.', 'A', 300, '192.0.2.10'),
  mail: simple('mail.example.com.', 'CNAME', 300, 'mx.example.net'),
  legacy: member('shop.example.com.', 'legacy', 100, '192.0.2.20'),
  aws: member('shop.example.com.', 'aws', 0, '203.0.113.11'),
  alias: {
    Name: 'web.example.com.',
    Type: 'A',
    AliasTarget: { HostedZoneId: 'ZELB', DNSName: 'nlb.elb.us-east-1.amazonaws.com.', EvaluateTargetHealth: false },
  },
} as const satisfies Readonly<Record<string, RecordSet>>;

/** A Route 53 with one zone, `example.com.` with id ZTEST, that holds `standing`; changes reach every name server at once unless said otherwise. */
export function aRoute53(options: Partial<Route53Options> = {}): SimulatedRoute53 {
  const route53 = new SimulatedRoute53({ random: () => 0.5, propagationMilliseconds: () => 0, ...options });
  route53.addZone({ id: 'ZTEST', name: zoneName, recordSets: Object.values(standing) });
  route53.putHealthCheck({
    id: 'hc-1',
    callerReference: 'test',
    config: { Type: 'HTTPS', RequestInterval: 10, FailureThreshold: 3 },
    version: 1,
    endpoint: 'up',
    before: 'up',
    since: 0,
  });
  return route53;
}
