import type { LegacyZones } from '../../../cutover/world.js';
import { sameRecords } from '../../../cutover/record-sets.js';
import type { RecordSet } from '../../../cutover/records.js';
import type { Scope } from '../../../cutover/scope.js';
import { dotted, legacyRecords } from '../../../cutover/traffic.js';
import type { VirtualClock } from './clock.js';

interface Version {
  readonly records: readonly RecordSet[];
  /** When each server begins to answer it. */
  readonly visibleAt: readonly number[];
}

/** Servers of the old provider. */
const servers = ['ns1.old-provider.example', 'ns2.old-provider.example'];

export interface LegacyOptions {
  readonly clock: VirtualClock;
  readonly random: () => number;
  /** Milliseconds that people take to enter a record. */
  readonly people: number;
  /** Tells that somebody entered it. */
  readonly onEntered?: (name: string) => void;
}

/** Zones at an old provider: people enter what they are shown, and its servers follow one after the other. */
export class SimulatedLegacyZones implements LegacyZones {
  readonly #options: LegacyOptions;
  readonly #names = new Map<string, Version[]>();

  constructor(options: LegacyOptions) {
    this.#options = options;
  }

  add({ names }: Scope): void {
    for (const { name, legacy, delegated } of names)
      if (delegated !== undefined)
        this.#names.set(dotted(name), [
          { records: legacyRecords(dotted(name), legacy), visibleAt: servers.map(() => 0) },
        ]);
  }

  holds(name: string): boolean {
    return this.#names.has(name);
  }

  /** What one server answers now. */
  answer(name: string, server: number, now: number): readonly RecordSet[] {
    const versions = this.#names.get(name) ?? [];
    return versions.findLast(({ visibleAt }) => (visibleAt[server] ?? 0) <= now)?.records ?? [];
  }

  apply({ name, from, records }: Parameters<LegacyZones['apply']>[0]): ReturnType<LegacyZones['apply']> {
    const { clock, people, onEntered } = this.#options;
    const key = dotted(name);
    if (!sameRecords(this.#names.get(key)?.at(-1)?.records ?? [], from))
      return Promise.resolve({ kind: 'rejected', reason: 'stale', message: `${name} is not as it was shown` });
    clock.at(clock.now() + people, () => {
      this.#enter(key, records);
      onEntered?.(name);
    });
    return Promise.resolve({ kind: 'manual' });
  }

  seen(_zone: string, name: string): ReturnType<LegacyZones['seen']> {
    const now = this.#options.clock.now();
    return Promise.resolve({
      kind: 'seen',
      servers: servers.map((server, i) => ({ server, records: this.answer(dotted(name), i, now) })),
    });
  }

  #enter(key: string, records: readonly RecordSet[]): void {
    const { clock, random } = this.#options;
    const visibleAt = servers.map(() => clock.now() + Math.floor(random() * 120_000));
    this.#names.set(key, [...(this.#names.get(key) ?? []), { records, visibleAt }]);
  }
}

export const legacyServers = servers.length;
