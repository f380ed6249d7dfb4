import { join } from 'node:path';
import type { Estate, Outputs, ZoneWriter } from '../../estate/index.js';
import { readEntry } from '../cutover/read-entry.js';
import type { World } from '../cutover/world.js';
import type { AwsPlace } from './aws/client.js';
import { awsStandby } from './aws/standby.js';
import { systemClock } from './clock.js';
import { legacyZones } from './dns/legacy-zones.js';
import { dnsSettings } from './dns/settings.js';
import { realFacts } from './facts.js';
import type { JournalStore } from './journal-store.js';
import { estateOwners } from './owners.js';
import { programTasks } from './programs.js';
import { route53Authority } from './route53/authority.js';
import { route53Dns } from './route53/dns.js';
import { textOf } from './route53/failure.js';
import { openRoute53 } from './route53/sdk.js';

export interface CutoverWorldOptions {
  readonly estate: Estate;
  /** The estate file, and its folder, absolute. */
  readonly file: string;
  readonly folder: string;
  readonly outputs: Outputs;
  readonly store: JournalStore;
  readonly place: AwsPlace;
  /** Written as `by` of every line. */
  readonly by: string;
  readonly takeOver?: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** How long a call of Route 53 may be tried again, milliseconds; default 20 s. */
  readonly patience?: number;
  /** Told when a call failed and is tried again: what is wrong, and for how long at most, milliseconds. */
  readonly onRetry?: (message: string, milliseconds: number) => void;
  readonly onTorn?: (torn: { readonly line: number; readonly bytes: number; readonly why: string }) => void;
}

export interface OpenWorld extends World {
  readonly close: () => void;
}

/** The real world, as the engine sees it. Nothing is asked of it before it is used. */
export async function cutoverWorld(options: CutoverWorldOptions): Promise<OpenWorld> {
  const { estate, file, folder, outputs, store, place, by, takeOver, env, onTorn, patience, onRetry } = options;
  const calls = await openRoute53({ region: place.region, profile: place.profile });
  const settings = dnsSettings(env);
  const random = Math.random;
  return {
    dns: route53Dns(calls, {
      clock: systemClock,
      random,
      ...(patience !== undefined && { budgetMilliseconds: patience }),
      ...(onRetry !== undefined && { onRetry: (failure, left) => onRetry(textOf(failure), left) }),
    }),
    authority: route53Authority(calls, settings),
    legacy: legacyZones({ writers: writersOf(estate), settings, env, now: () => systemClock.now() }),
    facts: realFacts({ estate, folder, outputs, store, place }),
    tasks: programTasks(folder, { ESTATE: join(folder, file.slice(file.lastIndexOf('/') + 1)) }),
    standby: awsStandby(place),
    owners: estateOwners(file),
    journals: {
      open: (name) =>
        store.open(name, readEntry, {
          by,
          clock: systemClock,
          ...(takeOver !== undefined && { takeOver }),
          ...(onTorn !== undefined && { onTorn }),
        }),
      read: async (name) => (await store.read(name, readEntry)).entries,
    },
    clock: systemClock,
    random,
    close: () => calls.close(),
  };
}

function writersOf({ zones }: Estate): ReadonlyMap<string, ZoneWriter> {
  return new Map(
    Object.values(zones).flatMap((zone) => (zone.at === 'legacy' ? [[zone.name, zone.write] as const] : [])),
  );
}
