import { nothingSeen, type Needs, type Observation } from './observation.js';
import type { ZoneRead } from './ports.js';
import { namesIn } from './perform.js';
import type { State } from './state.js';
import type { World } from './world.js';

/** One look at the world: what the next decision needs, and no more. Zones that were read at this instant are not read again. */
export class Lookout {
  readonly #world: World;
  readonly #zones = new Map<string, { readonly at: number; readonly read: ZoneRead }>();

  constructor(world: World) {
    this.#world = world;
  }

  /** After a write of our own, zones are to be read anew. */
  forget(): void {
    this.#zones.clear();
  }

  async look(state: State, needs: Needs): Promise<Observation> {
    const { facts, legacy, clock } = this.#world;
    const zones: Record<string, ZoneRead> = {};
    for (const zone of needs.zones) zones[zone] = await this.#read(zone, state);
    const legacyZones: Record<string, Observation['legacyZones'][string]> = {};
    for (const { name, delegated } of needs.legacyNames)
      if (delegated !== undefined) legacyZones[name] = await legacy.seen(delegated.zone, name);
    const asks = Object.values(needs).some((need) => need !== false && !Array.isArray(need));
    const seen = asks ? await facts.observe(state.scope, needs, clock.now()) : nothingSeen;
    return { ...seen, zones, legacyZones };
  }

  async #read(zone: string, state: State): Promise<ZoneRead> {
    const now = this.#world.clock.now();
    const known = this.#zones.get(zone);
    if (known !== undefined && now - known.at < freshFor) return known.read;
    const read = await this.#world.dns.read(zone, namesIn(state, zone));
    if (read.kind === 'read') this.#zones.set(zone, { at: now, read });
    return read;
  }
}

/** Two gates of one moment share a read; the batch itself fails when somebody comes between. Milliseconds. */
const freshFor = 1000;
