import { TerraformOutput } from '#cdktf';
import { describe, expect, it } from '@jest/globals';
import type { AddressPlan } from '../../../modules/addresses/index.js';
import { Addresses, resolveAddresses } from '../../../modules/addresses/index.js';
import type { EnvironmentClass } from '../../../modules/core/index.js';
import { synth } from '../../support/synth.js';
import { added, touched } from '../../support/untouched.js';

const azs = ['us-east-1a', 'us-east-1b'];

function aPlan(overrides: Partial<AddressPlan> = {}): AddressPlan {
  return {
    company: 'utah-outfitters',
    environment: 'prod',
    class: 'production',
    egress: azs,
    ingress: { storefront: azs, portal: azs },
    ...overrides,
  };
}

const synthesized = (overrides: Partial<AddressPlan> = {}) =>
  synth((scope) => {
    new Addresses(scope, 'addresses', aPlan(overrides));
  });

function built(overrides: Partial<AddressPlan> = {}): Addresses {
  const made: Addresses[] = [];
  synth((scope) => {
    made.push(new Addresses(scope, 'addresses', aPlan(overrides)));
  });
  const [addresses] = made;
  if (addresses === undefined) throw new Error('nothing was built');
  return addresses;
}

/** What is read of the Elastic IP with this id. */
const of = (id: string) => ({
  ip: expect.stringMatching(`aws_eip.addresses_${id}_[0-9A-F]{8}.public_ip`),
  allocation: expect.stringMatching(`aws_eip.addresses_${id}_[0-9A-F]{8}.allocation_id`),
});

describe('the addresses of an environment', () => {
  it('are at the smallest one Elastic IP', () => {
    const template = synthesized({ egress: ['us-east-1a'], ingress: {} });
    expect(template.one('aws_eip')).toEqual({
      domain: 'vpc',
      tags: { Name: 'utah-outfitters-prod-egress-us-east-1a' },
      lifecycle: { prevent_destroy: true },
    });
  });

  it('are in production one for each direction, product and zone, none of which goes', () => {
    const template = synthesized();
    expect(Object.keys(template.all('aws_eip')).map((id) => id.replace(/_[0-9A-F]{8}$/, ''))).toEqual([
      'addresses_egress-us-east-1a',
      'addresses_egress-us-east-1b',
      'addresses_ingress-portal-us-east-1a',
      'addresses_ingress-portal-us-east-1b',
      'addresses_ingress-storefront-us-east-1a',
      'addresses_ingress-storefront-us-east-1b',
    ]);
    for (const eip of Object.values(template.all('aws_eip')))
      expect(eip).toMatchObject({ domain: 'vpc', lifecycle: { prevent_destroy: true } });
  });

  it('say how many the quota must allow, and what must not be lost', () => {
    expect(built()).toMatchObject({
      needed: 6,
      stateful: ['egress.us-east-1a', 'egress.us-east-1b', 'ingress.storefront', 'ingress.portal'],
    });
  });

  it('are read by direction, product and zone', () => {
    const { json } = synth((scope) => {
      const { egress, ingress } = new Addresses(scope, 'addresses', aPlan({ egress: ['us-east-1b'] }));
      new TerraformOutput(scope, 'read', { value: { egress, portal: ingress['portal'] }, staticId: true });
    });
    expect(json['output']).toEqual({
      read: {
        value: {
          egress: { 'us-east-1b': of('egress-us-east-1b') },
          portal: { 'us-east-1a': of('ingress-portal-us-east-1a'), 'us-east-1b': of('ingress-portal-us-east-1b') },
        },
      },
    });
  });

  it('do not change when a zone or a product is added', () => {
    const before = synthesized();
    const after = synthesized({
      egress: ['us-east-1c', ...azs],
      ingress: { mail: azs, portal: ['us-east-1c', ...azs], storefront: azs },
    });
    expect(touched(before, after)).toEqual([]);
    expect(added(before, after)).toHaveLength(4);
  });

  it('may be told to come from a pool of your own', () => {
    const template = synth((scope) => {
      new Addresses(scope, 'addresses', {
        ...aPlan({ egress: ['us-east-1a'], ingress: {} }),
        overrides: { publicIpv4Pool: 'ipv4pool-ec2-1' },
      });
    });
    expect(template.one('aws_eip')).toMatchObject({ public_ipv4_pool: 'ipv4pool-ec2-1', domain: 'vpc' });
  });
});

describe('releasing addresses', () => {
  it.each<[EnvironmentClass, 'refused' | 'allowed']>([
    ['production', 'refused'],
    ['staging', 'refused'],
    ['development', 'allowed'],
    ['ephemeral', 'allowed'],
  ])('is by default in %s %s', (kind, deletion) => {
    expect(new Set(resolveAddresses(aPlan({ class: kind })).map((address) => address.deletion))).toEqual(
      new Set([deletion]),
    );
  });

  it('is allowed for exactly what is named', () => {
    const addresses = resolveAddresses(aPlan({ deletion: { 'ingress.storefront': 'allowed' } }));
    expect(addresses.filter(({ deletion }) => deletion === 'allowed').map(({ id }) => id)).toEqual([
      'ingress-storefront-us-east-1a',
      'ingress-storefront-us-east-1b',
    ]);
  });
});

describe('addresses refuse', () => {
  it.each<[string, Partial<AddressPlan>, string]>([
    ['a region', { egress: ['us-east-1'] }, 'egress: us-east-1 is not an availability zone'],
    ['a product that is no name', { ingress: { 'Shop Front': ['us-east-1a'] } }, 'ingress: "Shop Front" does not fit'],
    ['a company that is no name', { company: 'Utah Outfitters' }, 'company: "Utah Outfitters" does not fit'],
    ['a local zone', { egress: ['us-west-2-lax-1a'] }, 'is not an availability zone'],
    [
      'a zone named twice',
      { ingress: { portal: ['us-east-1a', 'us-east-1a'] } },
      'ingress.portal: us-east-1a is there twice',
    ],
    [
      'deletion of what is not there',
      { deletion: { 'ingress.shop': 'allowed' } },
      'there is no ingress.shop here; there are egress.us-east-1a',
    ],
  ])('%s', (_, overrides, message) => {
    expect(() => resolveAddresses(aPlan(overrides))).toThrow(message);
  });

  it('and say where', () => {
    expect(() => synthesized({ egress: ['here'] })).toThrow('test/addresses: egress: here');
  });
});
