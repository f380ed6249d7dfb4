import type { Estate } from '../../../estate/index.js';
import type { Plan } from '../../plan/plan.js';
import { byId } from '../by-id.js';
import { Environments, type EnvironmentDraft } from './environments.js';
import { leaveOf, type LeaveDraft } from './leave.js';
import { nameable } from './names.js';
import { productDraft, type ProductDraft } from './product-draft.js';
import { usersOf } from './usage.js';

/** What the plan says, in the terms of the estate file. */
export interface EstateDraft {
  /** Environments that have to be made. */
  readonly environments: readonly EnvironmentDraft[];
  readonly products: readonly ProductDraft[];
  readonly leave: readonly LeaveDraft[];
  /** `Server.id` of machines whose names cannot stand in the file. */
  readonly unnameable: readonly string[];
}

/**
 * The plan as an estate file would have it. Every server of the inventory is in `replaces` of one product or in `leave`, except for those
 * whose name is no line of text.
 * @param known the estate file as it is; its environments are used where they fit
 * @param wanted which servers of a product are to be written
 */
export function draftEstate(
  plan: Plan,
  known: Estate | undefined,
  wanted: (server: string, product: string) => boolean = () => true,
): EstateDraft {
  const planned = byId(plan.servers);
  const { products } = plan.waves;
  const environments = new Environments(
    plan.book.region,
    Object.values(known?.environments ?? {}),
    products.map(({ name }) => name),
  );
  const users = usersOf(plan);
  const unnameable: string[] = [];
  const fits = (server: string): boolean => {
    if (nameable(server)) return true;
    unnameable.push(server);
    return false;
  };
  const drafts = products.map((product) => {
    const servers = product.servers.filter((server) => wanted(server, product.name) && fits(server));
    return productDraft(
      product,
      servers.flatMap((server) => planned.get(server) ?? []),
      environments,
      users,
    );
  });
  const leave = leaveOf(plan).filter(({ server }) => fits(server));
  if (known === undefined && environments.made().length === 0) environments.usual();
  return { environments: environments.made(), products: drafts, leave, unnameable };
}
