import type { Estate } from '../../estate/index.js';
import type { Arrivals, Entry, SharedInputs } from '../cost/shared.js';

/** What the estate file knows of the cost that no single server causes; the rest comes from assumptions. */
export function sharedOf(estate: Estate | undefined, arrivals: Arrivals): SharedInputs {
  const known = arrivals.inputs();
  if (estate === undefined) return known;
  const deployments = Object.values(estate.products).flatMap((product) => Object.values(product.in));
  const entries = deployments.flatMap(({ ingress }): Entry[] =>
    ingress.kind === 'none' ? [] : [{ kind: ingress.kind, zones: ingress.azs.length }],
  );
  return {
    ...known,
    entries,
    natGateways: Object.values(estate.environments).reduce(
      (sum, { nat, azs }) => sum + { none: 0, single: 1, perAz: azs.length }[nat],
      0,
    ),
    dnsZones: Object.values(estate.zones).filter(({ at }) => at === 'route53').length,
    healthChecks: Object.values(estate.products).filter(({ names }) => Object.keys(names).length > 0).length,
  };
}
