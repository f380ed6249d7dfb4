import type { NameOwner } from '../../estate/index.js';
import type { Entry, LegacyChange } from './entries.js';
import type { Needs, Observation } from './observation.js';
import type { Clock, Dns, Journal, Stamp, Trouble } from './ports.js';
import type { RecordSet } from './records.js';
import type { Scope, StandbyUnit } from './scope.js';
import type { Duty } from './tasks.js';

/** What the name servers of a hosted zone answer, each for itself. */
export interface Authority {
  /** Address records and TXT at one name. */
  ask(zone: string, name: string, type: string): Promise<AuthorityRead>;
}

export type AuthorityRead =
  | {
      readonly kind: 'answered';
      readonly servers: readonly { readonly server: string; readonly records: readonly RecordSet[] }[];
    }
  | Trouble;

/** A zone at an old provider. What it answers is always asked from all of its servers: a success code is no evidence. */
export interface LegacyZones {
  /** `manual`: nobody but people may write there. `stale`: the zone does not hold what the change is made from; nothing was written. */
  apply(
    change: LegacyChange,
  ): Promise<
    | { readonly kind: 'applied' | 'manual' }
    | { readonly kind: 'rejected'; readonly reason: 'stale' | 'invalid'; readonly message: string }
    | { readonly kind: 'unknown'; readonly message: string }
    | Trouble
  >;
  seen(zone: string, name: string): Promise<Observation['legacyZones'][string]>;
}

/** Programs of the policy. They run in the folder of the estate, without a shell. */
export interface Tasks {
  run(
    duty: Extract<Duty, { readonly kind: 'run' }>,
    what: 'do' | 'undo',
    signal?: AbortSignal,
  ): Promise<{ readonly kind: 'done' | 'failed'; readonly output: string }>;
}

/** Services, fleets and jobs that stand by until `shift-100`. Idempotent. */
export interface Standby {
  scale(unit: StandbyUnit, to: 'running' | 'stopped'): Promise<{ readonly kind: 'done' } | Trouble>;
}

/** Who writes a product's names, in the estate file. */
export interface Owners {
  set(product: string, names: readonly string[], owner: NameOwner): Promise<void>;
}

/** Everything that gates ask, besides zones. What cannot be learned is left out, and its gate holds. */
export interface Facts {
  observe(scope: Scope, needs: Needs, now: number): Promise<Omit<Observation, 'zones' | 'legacyZones'>>;
}

/** Journals of the estate, by name: `storefront-prod`. */
export interface Journals {
  /** @throws Fault `waiting` while another operator is at work */
  open(name: string): Promise<Journal<Entry>>;
  read(name: string): Promise<readonly (Entry & Stamp)[]>;
}

/** All that a run needs from outside. Real and simulated ones are the same to it. */
export interface World {
  readonly dns: Dns;
  readonly authority: Authority;
  readonly legacy: LegacyZones;
  readonly facts: Facts;
  readonly tasks: Tasks;
  readonly standby: Standby;
  readonly owners: Owners;
  readonly journals: Journals;
  readonly clock: Clock;
  /** From 0 to below 1: spreads retries. */
  random(): number;
}

export const journalName = ({ product, env }: Pick<Scope, 'product' | 'env'>): string => `${product}-${env}`;
