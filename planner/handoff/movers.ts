import type { Plan, PlannedServer } from '../plan/plan.js';
import { byId } from './by-id.js';
import type { ProductPlan, Wave } from '../waves/wave-plan.js';

/** A server of a product, in the order of the waves. */
export interface Mover {
  readonly planned: PlannedServer;
  readonly product: ProductPlan;
  readonly wave: Wave;
}

/** All servers that belong to a product, wave by wave; those that stay, are retired or are shared services are not among them. */
export function moversOf({ servers, waves }: Plan): readonly Mover[] {
  const known = byId(servers);
  const byName = new Map(waves.products.map((product) => [product.name, product]));
  const movers: Mover[] = [];
  for (const wave of waves.waves) {
    for (const name of wave.products) {
      const product = byName.get(name);
      for (const id of product?.servers ?? []) {
        const planned = known.get(id);
        if (planned !== undefined && product !== undefined) movers.push({ planned, product, wave });
      }
    }
  }
  return movers;
}

/** The address by which a server is reached today: its FQDN, else its first IPv4 address (neither tool takes IPv6). */
export const reachedAt = ({ server: { fqdn, ips } }: PlannedServer): string | undefined =>
  fqdn ?? ips.find((ip) => /^\d{1,3}(\.\d{1,3}){3}$/.test(ip));
