import { App, TerraformStack } from '#cdktf';
import { describe, expect, it } from '@jest/globals';
import { addressOf } from '../../stacks/addressing.js';
import { publish } from '../../stacks/contract.js';
import { fromStack } from '../../stacks/place.js';

const contract = {
  schema: 'addresses/v1',
  environment: 'prod',
  account: '111122223333',
  region: 'us-east-1',
  egress: {},
  ingress: {},
  stateful: [],
} as const;

describe('the contract output', () => {
  it('refuses null and says where, because cdktf crashes on it without a word', () => {
    const hole = JSON.parse('{"a":{"b":null}}');
    expect(() => {
      publish(new TerraformStack(new App(), 'x'), { ...contract, egress: hole });
    }).toThrow('contract.egress.a.b is null: leave the key out');
  });
});

describe('the address of a construct', () => {
  it.each([
    [['network', 'vpc'], 'network_vpc'],
    [['data', 'db', 'Default'], 'data_db'],
    [['network', 'private-us-east-1a'], 'network_private-us-east-1a'],
    [['alarms', 'ops@acme.example'], 'alarms_ops-acme-example_'],
  ])('%j is %s, readable in a plan', (ids, address) => {
    expect(addressOf(ids)).toMatch(new RegExp(`^${address}[0-9a-f]{0,6}$`));
  });

  it('differs for ways that would read the same', () => {
    expect(addressOf(['a_b', 'c'])).not.toBe(addressOf(['a', 'b_c']));
    expect(addressOf(['a.b'])).not.toBe(addressOf(['a-b']));
  });
});

it('files of the working folder are named relative to the stack', () => {
  const place = { folder: '/estates/acme', outdir: '/somewhere/cdktf.out' };
  expect(fromStack(place, 'shop-prod', 'tf/shop-prod.tfstate')).toBe('../../../../estates/acme/tf/shop-prod.tfstate');
});
