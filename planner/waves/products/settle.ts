import type { ServerLookup } from './lookup.js';
import type { OutsidePlace } from '../model.js';
import type { FirmPlace } from './place.js';
import type { Grouped } from './products.js';
import { instead } from './shared.js';
import type { LeftServer, Placement, SharedService } from '../wave-plan.js';

/** Every machine in exactly one place. */
export interface Settled {
  /** Number of the place of each machine: products by name, then the machines that belong to none. */
  readonly placeOf: Int32Array;
  readonly outside: readonly OutsidePlace[];
  readonly sharedServices: readonly SharedService[];
  readonly left: readonly LeftServer[];
  /** By `Server.id`. */
  readonly placements: ReadonlyMap<string, Placement>;
}

export function settle(
  lookup: ServerLookup,
  firm: readonly (FirmPlace | undefined)[],
  grouped: readonly Grouped[],
  fanIn: Int32Array,
): Settled {
  const placeOf = new Int32Array(lookup.servers.length);
  const outside: OutsidePlace[] = [];
  const sharedServices: SharedService[] = [];
  const left: LeftServer[] = [];
  const placements = new Map<string, Placement>();
  for (const [number, { name, members }] of grouped.entries()) {
    const placement: Placement = { kind: 'product', product: name };
    for (const index of members) {
      placeOf[index] = number;
      placements.set(lookup.servers[index]?.id ?? '', placement);
    }
  }
  for (const [index, place] of firm.entries()) {
    if (place === undefined || place.kind === 'product') continue;
    const server = lookup.servers[index]?.id ?? '';
    placeOf[index] = grouped.length + outside.length;
    if (place.kind === 'shared') {
      const { role, why } = place;
      outside.push({ server, kind: 'shared' });
      sharedServices.push({ server, role, why, fanIn: fanIn[index] ?? 0, instead: instead(role) });
      placements.set(server, { kind: 'shared', role });
    } else {
      const { disposition, why } = place;
      outside.push({ server, kind: disposition });
      left.push({ server, disposition, why });
      placements.set(server, { kind: 'leave', disposition });
    }
  }
  return { placeOf, outside, sharedServices, left, placements };
}
