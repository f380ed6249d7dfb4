import type { PlannedServer, ServerFigures } from '../../plan/plan.js';
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

/** Whether any server belongs to a product. */
export function hasProducts({ waves, figures }: Placed & { readonly figures: ServerFigures }): boolean {
  for (const { kind } of waves.placements.values()) if (kind === 'product') return true;
  // Where waves were planned, every server has its place.
  return waves.placements.size === 0 && figures.namesProducts;
}
