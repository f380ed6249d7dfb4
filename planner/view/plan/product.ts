import type { PlannedServer } from '../../plan/plan.js';
import type { Placement } from '../../waves/wave-plan.js';

/** The part of a plan that says where each server belongs. */
export interface Placed {
  readonly waves: { readonly placements: ReadonlyMap<string, Placement> };
}

/** The product that a server belongs to: as planned, else as its row says. */
export function productOf({ waves }: Placed, { server }: PlannedServer): string | undefined {
  const placement = waves.placements.get(server.id);
  return placement?.kind === 'product' ? placement.product : placement === undefined ? server.product : undefined;
}
