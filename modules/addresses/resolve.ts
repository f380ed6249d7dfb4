import type { Deletion, EnvironmentClass } from '../core/index.js';
import { checkName, checkZones, classDefaults, resourceName } from '../core/index.js';

/** One Elastic IP to be. */
export interface Address {
  /** Its place in the construct tree: `egress-us-east-1a`, `ingress-storefront-us-east-1a`. */
  readonly id: string;
  /** What the estate and its deletion guard call it: `egress.us-east-1a`, `ingress.storefront`. */
  readonly thing: string;
  readonly az: string;
  /** The product whose ingress it is; none for egress. */
  readonly product?: string;
  /** Its `Name` tag. */
  readonly name: string;
  readonly deletion: Deletion;
}

/** What addresses are made from. */
export interface AddressPlan {
  readonly company: string;
  readonly environment: string;
  readonly class: EnvironmentClass;
  /** Availability zones with a NAT gateway. */
  readonly egress: readonly string[];
  /** Product to the availability zones of its load balancer. */
  readonly ingress: Readonly<Record<string, readonly string[]>>;
  /**
   * Whether a thing may be released, by name: `egress.us-east-1a`, `ingress.storefront`.
   * @default refused in production and staging, allowed in development and ephemeral environments
   */
  readonly deletion?: Readonly<Record<string, Deletion>>;
}

/**
 * The Elastic IPs of an environment, egress first.
 * @throws where an availability zone is none or is named twice, or `deletion` names something that is not there
 */
export function resolveAddresses(plan: AddressPlan): readonly Address[] {
  const { company, environment, deletion = {} } = plan;
  checkZones(plan.egress, 'egress');
  const made = (thing: string, az: string, product?: string): Address => ({
    id: `${product === undefined ? 'egress' : `ingress-${product}`}-${az}`,
    thing,
    az,
    ...(product !== undefined && { product }),
    name: resourceName({ company, name: environment }, [product ?? 'egress', az], 255),
    deletion: deletion[thing] ?? classDefaults[plan.class].deletion,
  });
  const egress = plan.egress.map((az) => made(`egress.${az}`, az));
  const ingress = Object.entries(plan.ingress).flatMap(([product, azs]) => {
    checkName(product, 'ingress');
    checkZones(azs, `ingress.${product}`);
    return azs.map((az) => made(`ingress.${product}`, az, product));
  });
  const all = [...egress, ...ingress];
  const things = [...new Set(all.map(({ thing }) => thing))];
  for (const name of Object.keys(deletion))
    if (!things.includes(name))
      throw new Error(`deletion: there is no ${name} here; there are ${things.join(', ') || 'no addresses'}`);
  return all;
}
