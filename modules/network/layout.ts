import type { Tier } from '../core/index.js';
import type { Cidr } from './cidr.js';
import { formatCidr, sizeOf } from './cidr.js';

export const tiers: readonly Tier[] = ['public', 'private', 'data'];

/**
 * Where a tier begins in the VPC and how much of it it takes, as shares of the whole. A tier is one block, so that a firewall of the datacenter
 * allows it by one rule. Big networks keep their last quarter free; small ones cannot.
 */
const big: Readonly<Record<Tier, Share>> = {
  private: { from: 0, of: 1 / 2 },
  public: { from: 1 / 2, of: 1 / 8 },
  data: { from: 5 / 8, of: 1 / 8 },
};
const small: Readonly<Record<Tier, Share>> = {
  private: { from: 0, of: 1 / 2 },
  public: { from: 1 / 2, of: 1 / 4 },
  data: { from: 3 / 4, of: 1 / 4 },
};

interface Share {
  readonly from: number;
  readonly of: number;
}

/** Big enough for eight zones with subnets of at least /27, which is what a load balancer needs. */
const bigPrefix = 21;

/**
 * The network of a subnet: a zone's place follows from its letter alone, so that adding a zone moves no other. A /16 to /21 has places for the
 * zones a to h, a /22 to /24 for a to d.
 * @throws where the VPC has no place for the zone
 */
export function subnetCidr(vpc: Cidr, tier: Tier, az: string): string {
  const [shares, zones] = vpc.prefix <= bigPrefix ? [big, 8] : [small, 4];
  const place = az.charCodeAt(az.length - 1) - 'a'.charCodeAt(0);
  if (place >= zones)
    throw new Error(
      `azs: a VPC of /${vpc.prefix} has no place for ${az}: take another zone, or give its subnets in subnetCidrs`,
    );
  const { from, of } = shares[tier];
  const prefix = vpc.prefix + Math.log2(zones / of);
  return formatCidr({ first: vpc.first + sizeOf(vpc) * from + place * sizeOf({ prefix }), prefix });
}
