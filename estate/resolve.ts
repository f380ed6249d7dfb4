import type { Deployment, Product } from './model.js';
import { each, emptyMap } from './model.js';
import { noPolicy, resolveCutover } from './schema/cutover.js';
import { resolveDataStore } from './schema/data.js';
import type { Environment } from './schema/environments.js';
import { resolveFleet } from './schema/fleets.js';
import { resolveIngress } from './schema/ingress.js';
import type { deployed, product } from './schema/products.js';
import { resolvePublicName } from './schema/public-names.js';
import { resolveService } from './schema/services.js';
import type { Zone } from './schema/zones.js';
import type { Infer } from './shape.js';
import { zoneOf } from './zones.js';

export type WrittenProduct = Infer<typeof product>;
export type WrittenDeployment = Infer<typeof deployed>;

/** The environment that takes over when the policy names none: the last production one, else the last. */
export function usualTarget(names: readonly string[], environments: Readonly<Record<string, Environment>>): string {
  return names.findLast((name) => environments[name]?.class === 'production') ?? names.at(-1) ?? '';
}

/** A product with its defaults; `written` holds each environment's merged parts. Environments without one are left out of `in`. */
export function resolveProduct(
  name: string,
  written: WrittenProduct,
  parts: ReadonlyMap<string, WrittenDeployment>,
  environments: Readonly<Record<string, Environment>>,
  zones: Readonly<Record<string, Zone>>,
): Product {
  const { was, owner, wave, replaces } = written;
  const target = usualTarget(written.environments, environments);
  const policy = written.cutover ?? noPolicy;
  const cutover = resolveCutover(policy, target);
  const all = Object.values(zones);
  const names = each(written.names, (key, item) => resolvePublicName(key, zoneOf(key, all)?.name ?? '', item));
  const deployments = emptyMap<Deployment>();
  for (const env of written.environments) {
    const environment = environments[env];
    const part = parts.get(env);
    if (environment === undefined || part === undefined) continue;
    const mine = cutover.env === env;
    deployments[env] = {
      product: name,
      ...resolveDeployment(part, environment),
      names: mine ? Object.values(names) : [],
      ...(mine && cutover.preview !== undefined && { preview: cutover.preview }),
    };
  }
  return {
    name,
    ...(was !== undefined && { was }),
    ...(owner !== undefined && { owner }),
    ...(wave !== undefined && { wave }),
    environments: written.environments,
    replaces,
    names,
    cutover,
    in: deployments,
  };
}

/** One product's parts in one environment, with the defaults of its class. */
export function resolveDeployment(
  written: WrittenDeployment,
  environment: Environment,
): Omit<Deployment, 'product' | 'names' | 'preview'> {
  const fleets = each(written.fleets, (name, item) => resolveFleet(name, item, environment));
  return {
    environment: environment.name,
    ingress: resolveIngress(written.ingress, environment, new Set(Object.keys(fleets))),
    services: each(written.services, (name, item) => resolveService(name, item, environment)),
    fleets,
    data: each(written.data, (name, item) => resolveDataStore(name, item, environment)),
    secrets: written.secrets,
  };
}
