import {
  addressSet,
  type AddressSet,
  announcedAddresses,
  type Estate,
  type Outputs,
  type Partner,
} from '../../estate/index.js';
import { type Direction, directions } from './facts.js';
import type { Duty } from './gate.js';

/** A duty with what a notice says of it. */
export interface PartnerDuty extends Duty {
  readonly who: Partner;
  /** The environment that takes over. */
  readonly environment: string;
  /** The addresses to allow; undefined while they are not deployed. */
  readonly addresses?: AddressSet;
}

/** The addresses that a product's partners allow, by direction, as deployed. */
export function addressSetsOf(
  outputs: Outputs,
  environment: string,
  product: string,
): Readonly<Partial<Record<Direction, AddressSet>>> {
  const ingress = announcedAddresses(outputs, environment, { ingress: product });
  const egress = announcedAddresses(outputs, environment, 'egress');
  return {
    ...(ingress !== undefined && ingress.length > 0 && { ingress: addressSet(ingress) }),
    ...(egress !== undefined && egress.length > 0 && { egress: addressSet(egress) }),
  };
}

export interface DutyFilter {
  readonly partners?: readonly string[];
  readonly product?: string;
  readonly direction?: Direction;
}

/** Every direction that every partner must open, in the order of the estate, ingress before egress. */
export function dutiesOf(estate: Estate, outputs: Outputs, filter: DutyFilter = {}): readonly PartnerDuty[] {
  const duties: PartnerDuty[] = [];
  for (const who of Object.values(estate.partners)) {
    if (filter.partners !== undefined && !filter.partners.includes(who.name)) continue;
    for (const [product, opens] of Object.entries(who.products)) {
      if (filter.product !== undefined && filter.product !== product) continue;
      const environment = estate.products[product]?.cutover.env;
      if (environment === undefined) continue;
      const sets = addressSetsOf(outputs, environment, product);
      for (const direction of directions) {
        if (opens[direction] === undefined || (filter.direction ?? direction) !== direction) continue;
        const addresses = sets[direction];
        duties.push({
          partner: who.name,
          who,
          product,
          direction,
          environment,
          leadTime: who.leadTime,
          ...(addresses !== undefined && { addresses, addressSet: addresses.hash }),
        });
      }
    }
  }
  return duties;
}
