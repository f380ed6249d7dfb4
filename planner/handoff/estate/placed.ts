import type { Estate, Path } from '../../../estate/index.js';
import type { Plan } from '../../plan/plan.js';
import { ServerLookup } from '../../waves/products/lookup.js';

/** Where an estate file puts a server. */
export interface Place {
  /** Undefined = `plan.leave`. */
  readonly product: string | undefined;
  readonly as: 'retire' | 'retain' | undefined;
  readonly path: Path;
}

/** A name in the file that no server of the inventory has. */
export interface Gone {
  readonly name: string;
  readonly path: Path;
}

/** The servers of an inventory in an estate file. */
export interface Placed {
  /** By `Server.id`; a server that is named twice has its first place. */
  readonly places: ReadonlyMap<string, Place>;
  readonly gone: readonly Gone[];
}

/** Finds the servers that an estate file names: by id, name, FQDN or short name, as the planner does. */
export function placedIn(estate: Estate, { servers }: Plan): Placed {
  const lookup = new ServerLookup(Array.from(servers, ({ server }) => server));
  const places = new Map<string, Place>();
  const gone: Gone[] = [];
  const put = (name: string, place: Place): void => {
    const index = lookup.byName(name);
    const server = index === undefined ? undefined : lookup.servers[index]?.id;
    if (server === undefined) gone.push({ name, path: place.path });
    else if (!places.has(server)) places.set(server, place);
  };
  for (const { name: product, replaces } of Object.values(estate.products)) {
    for (const [at, name] of replaces.entries())
      put(name, { product, as: undefined, path: ['products', product, 'replaces', String(at)] });
  }
  for (const [name, { as }] of Object.entries(estate.plan.leave))
    put(name, { product: undefined, as, path: ['plan', 'leave', name] });
  return { places, gone };
}
