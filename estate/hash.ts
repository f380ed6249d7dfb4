import { createHash } from 'node:crypto';
import type { Estate } from './model.js';
import { zoneOf } from './zones.js';

/** JSON with sorted keys and without `owner`: who writes a record changes during a cutover, and is no change of the estate. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, item]) => key !== 'owner' && item !== undefined)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => [key, canonical(item)]),
  );
}

/**
 * A hash over all that decides a cutover: the resolved product, its environment, its zones and its partners, without `owner`, comments and order
 * of keys. 64 hex digits; undefined when the product is not in that environment.
 */
export function estateHash(estate: Estate, product: string, environment: string): string | undefined {
  const whole = estate.products[product];
  const deployment = whole?.in[environment];
  if (whole === undefined || deployment === undefined) return undefined;
  const { in: _, replaces: __, wave: ___, environments: ____, ...same } = whole;
  const all = Object.values(estate.zones);
  const host = deployment.ingress.kind === 'none' ? undefined : deployment.ingress.host;
  const names = [...Object.keys(whole.names), whole.cutover.preview, host].filter((name) => name !== undefined);
  const held = names.map((name) => zoneOf(name, all)).filter((zone) => zone !== undefined);
  const targets = held.map((zone) =>
    zone.at === 'legacy' && zone.via !== undefined ? estate.zones[zone.via] : undefined,
  );
  const zones = new Map([...held, ...targets.filter((zone) => zone !== undefined)].map((zone) => [zone.name, zone]));
  const partners = Object.values(estate.partners).flatMap(({ products, ...partner }) => {
    const mine = products[product];
    return mine === undefined ? [] : [[partner.name, { ...partner, product: mine }] as const];
  });
  const parts = {
    company: estate.company,
    region: estate.region,
    product: same,
    deployment,
    environment: estate.environments[environment],
    zones: Object.fromEntries(zones),
    partners: Object.fromEntries(partners),
  };
  return createHash('sha256')
    .update(JSON.stringify(canonical(parts)))
    .digest('hex');
}
