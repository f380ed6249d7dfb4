import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { addressSet, addressSetHash, announcedAddresses, formatProblem, readOutputs } from '../../estate/index.js';

const addresses = {
  schema: 'addresses/v1',
  environment: 'prod',
  account: '111122223333',
  region: 'us-east-1',
  egress: { 'us-east-1a': { ip: '203.0.113.21', allocation: 'eipalloc-a' } },
  ingress: {
    storefront: {
      'us-east-1a': { ip: '203.0.113.11', allocation: 'eipalloc-b' },
      'us-east-1b': { ip: '203.0.113.9', allocation: 'eipalloc-c' },
    },
  },
  stateful: ['egress.us-east-1a', 'ingress.storefront'],
};
const foundation = {
  schema: 'foundation/v1',
  environment: 'prod',
  account: '111122223333',
  region: 'us-east-1',
  vpc: 'vpc-1',
  subnets: { public: { 'us-east-1a': 'subnet-1' }, private: {}, data: {} },
  cluster: 'arn:c',
  kmsKey: 'arn:k',
  parameterPath: '/prod',
  alarmTopic: 'arn:t',
  logBucket: 'logs',
  flowLogs: { kind: 'cloudwatch', group: '/prod/flow', fields: 'interface-id srcaddr' },
  zones: { 'cut.utah-aws.example': { id: 'Z1', nameServers: ['ns1.example'] } },
  certificates: {
    storefront: { arn: 'arn:x', names: ['shop.example'], validation: [{ name: '_x', type: 'CNAME', value: '_y' }] },
  },
  records: [],
  stateful: ['zones.cut.utah-aws.example'],
};
const product = {
  schema: 'product/v1',
  product: 'storefront',
  environment: 'prod',
  account: '111122223333',
  region: 'us-east-1',
  ingress: {
    kind: 'static',
    nlb: { arn: 'arn:n', dnsName: 'n.example', zoneId: 'Z2' },
    alb: { arn: 'arn:a', metric: 'app/x' },
    targetGroups: { web: 'targetgroup/x' },
  },
  killSwitch: { healthCheck: 'hc', object: 's3://x' },
  services: { web: { cluster: 'c', service: 's' } },
  fleets: { worker: { group: 'g', launchTemplate: 'lt-1' } },
  alarms: ['arn:1'],
  names: [],
  stateful: ['db'],
};
const file = (name: string, stacks: Readonly<Record<string, unknown>>) => ({
  name,
  text: JSON.stringify(
    Object.fromEntries(Object.entries(stacks).map(([stack, contract]) => [stack, { contract }])),
    undefined,
    2,
  ),
});
const all = file('outputs/all.json', {
  'prod-addresses': addresses,
  'prod-foundation': foundation,
  'storefront-prod': product,
});

function problems(...files: Parameters<typeof readOutputs>[0]): readonly string[] {
  const read = readOutputs(files);
  return read.ok ? [] : read.problems.map(formatProblem);
}

describe('outputs', () => {
  it('of the three kinds of stack are read', () => {
    const read = readOutputs([all]);
    if (!read.ok) throw new Error(problems(all).join('\n'));
    expect(read.outputs.addresses['prod']).toEqual(addresses);
    expect(read.outputs.foundations['prod']).toEqual(foundation);
    expect(read.outputs.products['storefront-prod']).toEqual({ ...product, jobs: {}, records: [] });
    expect(announcedAddresses(read.outputs, 'prod', { ingress: 'storefront' })).toEqual([
      '203.0.113.11',
      '203.0.113.9',
    ]);
    expect(announcedAddresses(read.outputs, 'prod', 'egress')).toEqual(['203.0.113.21']);
    expect(announcedAddresses(read.outputs, 'dev', 'egress')).toBeUndefined();
  });

  it('may be written twice with the same content', () => {
    expect(problems(all, file('outputs/prod-addresses.json', { 'prod-addresses': addresses }))).toEqual([]);
  });

  it('of one stack with two contents name both files', () => {
    const old = file('outputs/old.json', { 'prod-addresses': { ...addresses, egress: {} } });
    expect(problems(all, old)).toEqual([
      'outputs/old.json:2 prod-addresses: outputs/all.json has another contract of this stack; delete the older of outputs/all.json and outputs/old.json, or write both again: cdktf output prod-addresses --outputs-file outputs/prod-addresses.json',
    ]);
  });

  it('of stacks that are not ours, and keys of later versions, are left alone', () => {
    const theirs = {
      name: 'x.json',
      text: JSON.stringify({ other: { url: 'x' }, 'prod-addresses': { contract: { ...addresses, later: 1 } } }),
    };
    expect(problems(theirs)).toEqual([]);
  });

  it.each([
    ['is not JSON', '{', 'o.json:1'],
    ['is a list', '[]', 'o.json:1 (file): not a file of outputs'],
    [
      'has an unknown schema',
      '{ "s": { "contract": { "schema": "v9" } } }',
      'o.json:1 s.contract.schema: "v9" is not a schema known here',
    ],
    [
      'lacks a key',
      '{ "s": {\n "contract": { "schema": "addresses/v1", "account": "1", "region": "r" } } }',
      'o.json:2 s.contract.environment: missing',
    ],
  ])('that %s are told by file and line', (_, text, expected) => {
    expect(problems({ name: 'o.json', text })[0]).toContain(expected);
  });
});

describe('the hash of an address set', () => {
  it('is the first 12 digits of SHA-256 over the sorted lines', () => {
    const expected = createHash('sha256').update('203.0.113.11/32\n203.0.113.9/32\n').digest('hex').slice(0, 12);
    expect(addressSetHash(['203.0.113.9', '203.0.113.11'])).toBe(expected);
    expect(expected).toBe('86f3727ca261');
  });

  it('does not depend on order or repetition, and changes with the set', () => {
    expect(addressSetHash(['192.0.2.1', '192.0.2.2', '192.0.2.1'])).toBe(addressSetHash(['192.0.2.2', '192.0.2.1']));
    expect(addressSetHash(['192.0.2.1'])).not.toBe(addressSetHash(['192.0.2.2']));
    expect(addressSet(['192.0.2.1']).lines).toEqual(['192.0.2.1/32']);
  });
});
