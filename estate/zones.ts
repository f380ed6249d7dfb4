import { isWithin } from './network.js';
import type { LegacyZone, Zone } from './schema/zones.js';

/** The zone that holds a name: the longest of those that it lies in. */
export function zoneOf<Z extends { readonly name: string }>(name: string, zones: Iterable<Z>): Z | undefined {
  let best: Z | undefined;
  for (const zone of zones) if (isWithin(name, zone.name) && zone.name.length > (best?.name.length ?? 0)) best = zone;
  return best;
}

/** Where a name in a legacy zone points after `delegate`: `shop.<zone>` is `shop.<via>`. Undefined while the zone has no `via`. */
export function movedName(name: string, zone: LegacyZone): string | undefined {
  return zone.via === undefined || name === zone.name
    ? undefined
    : `${name.slice(0, -zone.name.length - 1)}.${zone.via}`;
}

/** The Route 53 zone in which a name's records are written during a cutover, and the name that they have there. */
export function cutoverRecord(
  name: string,
  zones: Readonly<Record<string, Zone>>,
): { readonly zone: string; readonly name: string } | undefined {
  const zone = zoneOf(name, Object.values(zones));
  if (zone === undefined) return undefined;
  if (zone.at === 'route53') return { zone: zone.name, name };
  const moved = movedName(name, zone);
  return moved === undefined || zone.via === undefined ? undefined : { zone: zone.via, name: moved };
}
