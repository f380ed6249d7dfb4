import type { EipConfig } from '#aws/eip';
import { Eip } from '#aws/eip';
import { Construct } from 'constructs';
import { resolvedAt } from '../core/index.js';
import type { Address, AddressPlan } from './resolve.js';
import { resolveAddresses } from './resolve.js';

/** An Elastic IP as others need it. Both are tokens until it exists. */
export interface Allocation {
  /** The IPv4 address. */
  readonly ip: string;
  /** `eipalloc-…` */
  readonly allocation: string;
}

export interface AddressesProps extends AddressPlan {
  /** Merged last into every Elastic IP, e.g. `publicIpv4Pool` for addresses of your own. */
  readonly overrides?: Partial<EipConfig>;
}

/**
 * The Elastic IPs of an environment: what it calls others from, and what others call its products at. Alone in their stack, because partners
 * need weeks to open their firewalls: they are made first and released last.
 */
export class Addresses extends Construct {
  /** By availability zone. */
  readonly egress: Readonly<Record<string, Allocation>>;
  /** By product and availability zone. */
  readonly ingress: Readonly<Record<string, Readonly<Record<string, Allocation>>>>;
  /** How many Elastic IPs this is; the default quota of an account and region is 5. */
  readonly needed: number;
  /** Everything whose release would lose an announced address. */
  readonly stateful: readonly string[];
  /** By id below this construct: `egress-us-east-1a`, `ingress-storefront-us-east-1a`. */
  readonly eips: Readonly<Record<string, Eip>>;

  constructor(scope: Construct, id: string, props: AddressesProps) {
    super(scope, id);
    const addresses = resolvedAt(this, () => resolveAddresses(props));
    const made = addresses.map((address) => ({ address, eip: this.elasticIp(address, props.overrides) }));
    this.eips = Object.fromEntries(made.map(({ address, eip }) => [address.id, eip]));
    const byZone = (of: string | undefined) =>
      Object.fromEntries(
        made
          .filter(({ address }) => address.product === of)
          .map(({ address, eip }) => [address.az, { ip: eip.publicIp, allocation: eip.allocationId }]),
      );
    this.egress = byZone(undefined);
    this.ingress = Object.fromEntries(Object.keys(props.ingress).map((product) => [product, byZone(product)]));
    this.needed = addresses.length;
    this.stateful = [...new Set(addresses.map(({ thing }) => thing))];
  }

  private elasticIp({ id, name, deletion }: Address, overrides: Partial<EipConfig> = {}): Eip {
    return new Eip(this, id, {
      domain: 'vpc',
      tags: { Name: name },
      ...(deletion === 'refused' && { lifecycle: { preventDestroy: true } }),
      ...overrides,
    });
  }
}
