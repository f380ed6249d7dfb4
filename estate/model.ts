import type { CutoverPolicy } from './schema/cutover.js';
import type { DataStore } from './schema/data.js';
import type { Environment } from './schema/environments.js';
import type { Destroyable } from './schema/estate.js';
import type { Fleet } from './schema/fleets.js';
import type { Ingress } from './schema/ingress.js';
import type { Partner } from './schema/partners.js';
import type { PlanInputs } from './schema/plan.js';
import type { PublicName } from './schema/public-names.js';
import type { Service } from './schema/services.js';
import type { StateStore, Zone } from './schema/zones.js';

/**
 * An estate file with every default filled in and every reference checked. Maps keep the order of the file and have no prototype, so that any
 * name can be looked up; durations are milliseconds, sizes MiB.
 */
export interface Estate {
  readonly schema: 'estate/v1';
  readonly company: string;
  readonly region: string;
  readonly state: StateStore;
  readonly environments: Readonly<Record<string, Environment>>;
  /** Group to the IAM roles and users that belong to it. */
  readonly groups: Readonly<Record<string, readonly string[]>>;
  readonly zones: Readonly<Record<string, Zone>>;
  readonly products: Readonly<Record<string, Product>>;
  readonly partners: Readonly<Record<string, Partner>>;
  readonly plan: PlanInputs;
  readonly allowDestroy: readonly Destroyable[];
}

/** What is the same about a product in every environment, and what it is in each. */
export interface Product {
  readonly name: string;
  /** Its name before, so that it is renamed and not destroyed. */
  readonly was?: string;
  readonly owner?: string;
  /** In the order of promotion. */
  readonly environments: readonly string[];
  /** Names of servers in the inventory, as written. */
  readonly replaces: readonly string[];
  /** A pin; without it the planner chooses. */
  readonly wave?: number;
  /** Public names, of the environment in `cutover.env`. */
  readonly names: Readonly<Record<string, PublicName>>;
  readonly cutover: CutoverPolicy;
  /** Environment to what is deployed there, overrides merged. */
  readonly in: Readonly<Record<string, Deployment>>;
}

/** One product in one environment: what the stack `<product>-<environment>` makes. */
export interface Deployment {
  readonly product: string;
  readonly environment: string;
  readonly ingress: Ingress;
  readonly services: Readonly<Record<string, Service>>;
  readonly fleets: Readonly<Record<string, Fleet>>;
  readonly data: Readonly<Record<string, DataStore>>;
  /** Names of parameters at `/<environment>/<product>/`. */
  readonly secrets: readonly string[];
  /** The product's public names, where this environment is the one that takes them over; else none. */
  readonly names: readonly PublicName[];
  /** The host that shows the new side first, likewise. */
  readonly preview?: string;
}

/** An empty map that any name can be looked up in. */
export function emptyMap<T>(): Record<string, T> {
  const map: Record<string, T> = Object.create(null);
  return map;
}

/** True when an environment has fixed addresses: source addresses of a NAT, or service addresses of a static ingress. */
function hasAddresses(estate: Estate, { name, nat }: Environment): boolean {
  return (
    nat !== 'none' || Object.values(estate.products).some((product) => product.in[name]?.ingress.kind === 'static')
  );
}

/** The same map with other values. */
export function each<T, U>(
  items: Readonly<Record<string, T>> | undefined,
  make: (name: string, item: T) => U,
): Readonly<Record<string, U>> {
  const result = emptyMap<U>();
  for (const [name, item] of Object.entries(items ?? {})) result[name] = make(name, item);
  return result;
}

/** The stacks that an estate has, in an order in which they can be deployed. An environment without fixed addresses has no `-addresses`. */
export function stackNames(estate: Estate): readonly string[] {
  const environments = Object.values(estate.environments).flatMap((environment) => {
    const { name } = environment;
    return hasAddresses(estate, environment) ? [`${name}-addresses`, `${name}-foundation`] : [`${name}-foundation`];
  });
  const products = Object.values(estate.products).flatMap(({ name, environments: all }) =>
    all.map((env) => `${name}-${env}`),
  );
  return [...(estate.state.kind === 's3' ? ['bootstrap'] : []), ...environments, ...products];
}
