import type { RecordSet } from '../../planner/cutover/records.js';
import type { Edit } from '../../planner/adapters/simulated/route53.js';
import { create, member, remove, simple, standing, upsert } from './route53.js';

/** A batch that Route 53 refuses, and how. */
export interface Rejection {
  readonly title: string;
  readonly batch: readonly Edit[];
  readonly code: string;
  readonly message: string;
  /** What the engine makes of it. */
  readonly reason: 'stale' | 'conflict' | 'protected' | 'invalid';
}

const { www, legacy, alias, mail } = standing;
const matched = 'values provided do not match the current values';

const deletionWith = (title: string, recordSet: RecordSet): Rejection => ({
  title: `a DELETE with ${title}`,
  batch: [remove(recordSet)],
  code: 'InvalidChangeBatch',
  message: matched,
  reason: 'stale',
});

const refused = (title: string, batch: readonly Edit[], reason: Rejection['reason'], message: string): Rejection => ({
  title,
  batch,
  code: 'InvalidChangeBatch',
  message,
  reason,
});

const malformed = (title: string, recordSet: RecordSet, message: string): Rejection => ({
  title,
  batch: [create(recordSet)],
  code: 'InvalidInput',
  message,
  reason: 'invalid',
});

const badValue = (type: string, value: string, flaw: string): Rejection =>
  refused(
    `a ${type} record with the value ${value.slice(0, 40)}`,
    [create(simple('new.example.com.', type, 60, value))],
    'invalid',
    flaw,
  );

const weightless: RecordSet = { ...www, Name: 'new.example.com.' };

const soa = simple(
  'example.com.',
  'SOA',
  900,
  'ns-1.awsdns-01.com. awsdns-hostmaster.amazon.com. 1 7200 900 1209600 86400',
);

/** Every rejection of a batch, in the zone of `aRoute53()`. */
export const rejections: readonly Rejection[] = [
  refused(
    'a CREATE of what exists',
    [create(www)],
    'stale',
    "[name='www.example.com.', type='A'] but it already exists",
  ),
  refused(
    'a CREATE of a member that exists, with other values',
    [create({ ...legacy, Weight: 1 })],
    'stale',
    "type='A', set identifier='legacy'] but it already exists",
  ),
  refused(
    'a DELETE of what is not there',
    [remove({ ...www, Name: 'gone.example.com.' })],
    'stale',
    'but it was not found',
  ),
  refused(
    'a DELETE of a member that is not there',
    [remove({ ...legacy, SetIdentifier: 'other' })],
    'stale',
    'but it was not found',
  ),
  deletionWith('another TTL', { ...www, TTL: 301 }),
  deletionWith('another value', { ...www, ResourceRecords: [{ Value: '192.0.2.11' }] }),
  deletionWith('a value more', { ...www, ResourceRecords: [{ Value: '192.0.2.10' }, { Value: '192.0.2.11' }] }),
  deletionWith('another weight', { ...legacy, Weight: 99 }),
  deletionWith('a health check that is not set', { ...legacy, HealthCheckId: 'hc-1' }),
  deletionWith('another alias target', {
    ...alias,
    AliasTarget: { ...alias.AliasTarget, DNSName: 'other.elb.us-east-1.amazonaws.com.' },
  }),
  deletionWith('another alias zone', { ...alias, AliasTarget: { ...alias.AliasTarget, HostedZoneId: 'ZOTHER' } }),
  deletionWith('another alias health', { ...alias, AliasTarget: { ...alias.AliasTarget, EvaluateTargetHealth: true } }),
  refused(
    'a weighted member beside a simple record set',
    [create(member('www.example.com.', 'aws', 0, '203.0.113.11', { TTL: 300 }))],
    'conflict',
    'SetIdentifier aws cannot be created as a non-weighted set exists with the same name and type.',
  ),
  refused(
    'a simple record set beside weighted members',
    [create(simple('shop.example.com.', 'A', 60, '192.0.2.10'))],
    'conflict',
    'cannot be created as other RRSets exist with the same name and type.',
  ),
  refused(
    'another routing policy beside weighted members',
    [
      create({
        Name: 'shop.example.com.',
        Type: 'A',
        SetIdentifier: 'near',
        Region: 'us-east-1',
        TTL: 60,
        ResourceRecords: [{ Value: '192.0.2.10' }],
      }),
    ],
    'conflict',
    'a non-latency set exists',
  ),
  refused(
    'a weighted member with another TTL than the group',
    [create(member('shop.example.com.', 'third', 1, '192.0.2.30', { TTL: 61 }))],
    'conflict',
    'weighted sets must contain the same TTL.',
  ),
  refused(
    'an UPSERT that changes the TTL of one member',
    [upsert({ ...legacy, TTL: 30 })],
    'conflict',
    'weighted sets must contain the same TTL.',
  ),
  refused(
    'the 101st weighted member',
    [
      remove(www),
      ...Array.from({ length: 101 }, (_, index) => create(member('www.example.com.', `m${index}`, 1, '192.0.2.10'))),
    ],
    'conflict',
    'already 100 weighted sets',
  ),
  refused(
    'a CNAME beside an A record',
    [create(simple('www.example.com.', 'CNAME', 60, 'elsewhere.example.net'))],
    'conflict',
    'RRSet of type CNAME with DNS name www.example.com. is not permitted as it conflicts with other records',
  ),
  refused(
    'an A record beside a CNAME',
    [create(simple('mail.example.com.', 'A', 60, '192.0.2.10'))],
    'conflict',
    'a conflicting RRSet of type CNAME with the same DNS name already exists in zone example.com.',
  ),
  refused(
    'a CNAME at the apex',
    [create(simple('example.com.', 'CNAME', 60, 'elsewhere.example.net'))],
    'conflict',
    'is not permitted at apex in zone example.com.',
  ),
  refused(
    'a name outside the zone',
    [create(simple('www.example.org.', 'A', 60, '192.0.2.10'))],
    'invalid',
    'RRSet with DNS name www.example.org. is not permitted in zone example.com.',
  ),
  refused(
    'a name that only ends like the zone',
    [create(simple('www.notexample.com.', 'A', 60, '192.0.2.10'))],
    'invalid',
    'is not permitted in zone example.com.',
  ),
  refused(
    'two DELETEs of one record set',
    [remove(www), remove(www)],
    'conflict',
    "invalid set of changes for a resource record set 'A www.example.com.'",
  ),
  refused(
    'two CREATEs of one record set, written in two ways',
    [create(weightless), create({ ...weightless, Name: 'NEW.Example.com' })],
    'conflict',
    "invalid set of changes for a resource record set 'A new.example.com.'",
  ),
  refused(
    'the CREATE of a record set before its DELETE',
    [create(www), remove(www)],
    'conflict',
    "invalid set of changes for a resource record set 'A www.example.com.'",
  ),
  refused(
    'one bad change among good ones',
    [remove(www), create(weightless), create(mail)],
    'stale',
    "type='CNAME'] but it already exists",
  ),
  refused('the DELETE of the SOA', [remove(soa)], 'invalid', 'exactly one SOA record'),
  refused(
    'a SOA below the apex',
    [create({ ...soa, Name: 'sub.example.com.' })],
    'invalid',
    'RRSet of type SOA with DNS name sub.example.com. is not permitted',
  ),
  refused(
    '1001 values',
    Array.from({ length: 11 }, (_, index) =>
      create(
        simple(
          `n${index}.example.com.`,
          'A',
          60,
          ...Array.from({ length: 91 }, (_unused, last) => `10.0.${index}.${last}`),
        ),
      ),
    ),
    'invalid',
    'Number of records limit of 1000 exceeded.',
  ),
  refused(
    '501 values in UPSERTs, which count twice',
    Array.from({ length: 501 }, (_, index) => upsert(simple(`n${index}.example.com.`, 'A', 60, '192.0.2.10'))),
    'invalid',
    'Number of records limit of 1000 exceeded.',
  ),
  refused(
    'more than 32,000 characters',
    Array.from({ length: 127 }, (_, index) =>
      create(simple(`n${index}.example.com.`, 'TXT', 60, `"${'x'.repeat(252)}"`)),
    ),
    'invalid',
    'Number of characters limit of 32000 exceeded.',
  ),
  refused(
    'a CNAME of two values',
    [create(simple('new.example.com.', 'CNAME', 60, 'a.example.net', 'b.example.net'))],
    'invalid',
    'must have exactly one value',
  ),
  refused(
    'the same value twice',
    [create(simple('new.example.com.', 'A', 60, '192.0.2.1', '192.0.2.1'))],
    'invalid',
    'Duplicate Resource Record',
  ),
  refused(
    'an alias to a record of the zone that is not there',
    [
      create({
        Name: 'new.example.com.',
        Type: 'A',
        AliasTarget: { HostedZoneId: 'ZTEST', DNSName: 'gone.example.com.', EvaluateTargetHealth: false },
      }),
    ],
    'conflict',
    'but that target was not found',
  ),
  badValue('A', '192.0.2.300', 'ARRDATAIllegalIPv4Address (Value is not a valid IPv4 address)'),
  badValue('A', '192.0.2.1, 192.0.2.2', 'ARRDATANotSingleField (Value contains spaces)'),
  badValue('AAAA', '192.0.2.1', 'AAAARRDATAIllegalIPv6Address'),
  badValue('CNAME', 'two words', 'CNAMERRDATANotSingleField'),
  badValue('CNAME', 'a..b', 'DomainLabelEmpty'),
  badValue('CNAME', `${'x'.repeat(64)}.example.net`, 'DomainLabelTooLong'),
  badValue('TXT', 'no quotes', 'InvalidCharacterString (Value should be enclosed in quotation marks)'),
  badValue('TXT', `"${'x'.repeat(256)}"`, 'CharacterStringTooLong'),
  badValue('MX', 'mail.example.com', 'MXRRDATANotFields'),
  badValue('MX', '70000 mail.example.com', 'MXRRDATAIllegalField'),
  badValue('CAA', '0 issue amazon.com', 'InvalidCharacterString'),
  malformed('neither values nor an alias', { Name: 'new.example.com.', Type: 'A' }, 'but found none'),
  malformed(
    'values without a TTL',
    { Name: 'new.example.com.', Type: 'A', ResourceRecords: [{ Value: '192.0.2.1' }] },
    'but found none',
  ),
  malformed('an alias with a TTL', { ...alias, Name: 'new.example.com.', TTL: 60 }, 'but found more than one'),
  malformed('a weight without an identifier', { ...weightless, Weight: 1 }, 'Missing field SetIdentifier'),
  malformed(
    'an identifier without a policy',
    { ...weightless, SetIdentifier: 'x' },
    'Missing field of a routing policy',
  ),
  malformed(
    'an identifier of 129 characters',
    member('new.example.com.', 'x'.repeat(129), 1, '192.0.2.1'),
    '1 to 128 characters',
  ),
  malformed(
    'two policies',
    member('new.example.com.', 'x', 1, '192.0.2.1', { Region: 'us-east-1' }),
    'at most one routing policy',
  ),
  malformed('a weight of 256', member('new.example.com.', 'x', 256, '192.0.2.1'), 'Weight from 0 to 255'),
  malformed('a TTL below 0', { ...weightless, TTL: -1 }, 'Expected a TTL'),
  malformed('an unknown type', { ...weightless, Type: 'WKS' }, 'a known record type'),
  malformed(
    'a name with a label of 64 characters',
    { ...weightless, Name: `${'x'.repeat(64)}.example.com.` },
    'Expected a domain name',
  ),
  { title: 'no change at all', batch: [], code: 'InvalidInput', message: 'at least one Change', reason: 'invalid' },
  {
    title: 'a health check that does not exist',
    batch: [create(member('new.example.com.', 'x', 1, '192.0.2.1', { HealthCheckId: 'hc-none' }))],
    code: 'NoSuchHealthCheck',
    message: 'hc-none does not exist',
    reason: 'invalid',
  },
];
