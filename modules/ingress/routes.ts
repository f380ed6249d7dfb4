import { createHash } from 'node:crypto';

/** What answers a path: a target by name, or several with weights. */
export type RouteTo = string | Readonly<Record<string, number>>;

export interface RouteSpec {
  readonly to: RouteTo;
  /**
   * Only for these host names.
   * @default any
   */
  readonly hosts?: readonly string[];
  /**
   * Place among the rules, 2 to 50000; the lowest that matches answers. 2 to 99 come before all that are derived.
   * @default derived from the path: longer paths first
   */
  readonly priority?: number;
}

/** Path to what answers it. */
export type Routes = Readonly<Record<string, RouteTo | RouteSpec>>;

export interface Route {
  readonly path: string;
  readonly patterns: readonly string[];
  readonly hosts: readonly string[];
  readonly priority: number;
  /** Target to weight; a single target has weight 1. */
  readonly weights: readonly (readonly [target: string, weight: number])[];
}

const longestPath = 128;
const firstDerived = 100;
const slots = 388;

/**
 * The priority of a path, from the path alone, so that adding a route moves no other. A band for each length, longer first, because a longer path is
 * the more specific one; inside a band the SHA-256 of the path decides. 128 bands of 388 fill the 50,000 priorities of a listener.
 */
export function priorityOf(path: string): number {
  const slot = createHash('sha256').update(path).digest().readUInt32BE(0) % slots;
  return firstDerived + (longestPath - path.length) * slots + slot;
}

/** `/api` also means what lies below it; `/` means everything; a path with a wildcard is taken as it is. */
export function patternsOf(path: string): readonly string[] {
  if (/[*?]/.test(path)) return [path];
  return path.endsWith('/') ? [`${path}*`] : [path, `${path}/*`];
}

function isSpec(written: RouteTo | RouteSpec): written is RouteSpec {
  return typeof written === 'object' && 'to' in written && typeof written.to !== 'number';
}

/**
 * @throws where a path cannot be matched, a target is not there, weights make no sense, or two routes have one priority
 */
export function resolveRoutes(routes: Routes, targets: readonly string[]): readonly Route[] {
  const byPriority = new Map<number, string>();
  return Object.entries(routes).map(([path, written]) => {
    const spec: RouteSpec = isSpec(written) ? written : { to: written };
    if (path.length > longestPath || !/^\/[A-Za-z0-9_.$/~"'@:+&*?-]*$/.test(path))
      throw new Error(
        `route ${path}: a load balancer cannot match this; write a path of at most ${longestPath} letters, digits and _ - . $ / ~ " ' @ : + &, with * and ? as wildcards`,
      );
    const weights = Object.entries(typeof spec.to === 'string' ? { [spec.to]: 1 } : spec.to);
    for (const [target, weight] of weights) {
      if (!targets.includes(target))
        throw new Error(`route ${path}: there is no target ${target}; there are ${targets.join(', ') || 'none'}`);
      if (!Number.isInteger(weight) || weight < 0 || weight > 999)
        throw new Error(`route ${path}: weight ${weight} of ${target}; write a whole number from 0 to 999`);
    }
    if (weights.length === 0 || weights.length > 5)
      throw new Error(`route ${path}: ${weights.length} targets; a route has one to five`);
    const { hosts = [], priority = priorityOf(path) } = spec;
    if (!Number.isInteger(priority) || priority < 2 || priority > 50_000)
      throw new Error(`route ${path}: priority ${priority}; write a whole number from 2 to 50000`);
    const taken = byPriority.get(priority);
    if (taken !== undefined)
      throw new Error(
        `routes ${taken} and ${path} both have priority ${priority}; give one of them a priority of 2 to 99`,
      );
    byPriority.set(priority, path);
    for (const host of hosts)
      if (!/^[A-Za-z0-9*?.-]{1,128}$/.test(host))
        throw new Error(`route ${path}: ${host} is not a host name; write shop.example or *.shop.example`);
    const patterns = patternsOf(path);
    if (patterns.length + hosts.length > 5)
      throw new Error(
        `route ${path}: ${hosts.length} hosts; a rule matches at most 5 values, paths and hosts together`,
      );
    return { path, patterns, hosts, priority, weights };
  });
}
