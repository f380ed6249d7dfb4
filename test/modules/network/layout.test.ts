import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { contains, formatCidr, overlap, parseCidr } from '../../../modules/network/cidr.js';
import { subnetCidr, tiers } from '../../../modules/network/layout.js';

const vpc = (text: string) => parseCidr(text, 'cidr');

/** A VPC that AWS takes, and the letters that its layout has places for. */
const aVpc = fc
  .record({ prefix: fc.integer({ min: 16, max: 24 }), block: fc.integer({ min: 0, max: 2 ** 16 - 1 }) })
  .map(({ prefix, block }) => ({ prefix, first: (block % 2 ** prefix) * 2 ** (32 - prefix) }));
const letters = (prefix: number) => (prefix <= 21 ? 'abcdefgh' : 'abcd').split('');

describe('the layout of a VPC', () => {
  it.each([
    ['10.20.0.0/16', 'private', 'us-east-1a', '10.20.0.0/20'],
    ['10.20.0.0/16', 'private', 'us-east-1b', '10.20.16.0/20'],
    ['10.20.0.0/16', 'public', 'us-east-1a', '10.20.128.0/22'],
    ['10.20.0.0/16', 'public', 'us-east-1f', '10.20.148.0/22'],
    ['10.20.0.0/16', 'data', 'us-east-1b', '10.20.164.0/22'],
    ['10.20.8.0/21', 'public', 'us-east-1a', '10.20.12.0/27'],
    ['10.20.0.0/22', 'private', 'us-east-1d', '10.20.1.128/25'],
    ['10.20.0.0/24', 'public', 'us-east-1a', '10.20.0.128/28'],
    ['10.20.0.0/24', 'data', 'us-east-1d', '10.20.0.240/28'],
  ] as const)('of %s puts %s of %s at %s', (cidr, tier, az, expected) => {
    expect(subnetCidr(vpc(cidr), tier, az)).toBe(expected);
  });

  it('keeps every subnet inside, apart from all others, and at least /28', () => {
    fc.assert(
      fc.property(aVpc, (network) => {
        const all = letters(network.prefix).flatMap((letter) =>
          tiers.map((tier) => vpc(subnetCidr(network, tier, `us-east-1${letter}`))),
        );
        for (const [i, subnet] of all.entries()) {
          expect(contains(network, subnet)).toBe(true);
          expect(subnet.prefix).toBeLessThanOrEqual(28);
          expect(all.slice(i + 1).some((other) => overlap(subnet, other))).toBe(false);
        }
      }),
    );
  });

  it('gives load balancers subnets of at least /27 up to a VPC of /21', () => {
    for (const prefix of [16, 17, 18, 19, 20, 21])
      expect(vpc(subnetCidr({ first: 0, prefix }, 'public', 'us-east-1a')).prefix).toBeLessThanOrEqual(27);
  });

  it('has no place for a fifth zone in a small VPC, and says what to do', () => {
    expect(() => subnetCidr(vpc('10.0.0.0/24'), 'data', 'us-east-1e')).toThrow('give its subnets in subnetCidrs');
  });
});

describe('a network in writing', () => {
  it('is read as it is written', () => {
    fc.assert(
      fc.property(aVpc, (network) => {
        expect(vpc(formatCidr(network))).toEqual(network);
      }),
    );
  });

  it.each([
    ['10.20.0.0', 'is not an IPv4 network'],
    ['10.20.0.0/33', 'is not an IPv4 network'],
    ['10.20.300.0/24', 'is not an IPv4 network'],
    ['10.20.1.0/16', 'has bits set below its prefix'],
    ['2001:db8::/32', 'is not an IPv4 network'],
  ])('%s is refused', (text, message) => {
    expect(() => vpc(text)).toThrow(`cidr: ${text} ${message}; write a network like 10.20.0.0/16`);
  });
});
