import type { Waiting } from './actions.js';
import { advance } from './advance.js';
import type { Entry, Stamped } from './entries.js';
import { fold, replay } from './fold.js';
import { Lookout } from './look.js';
import type { Writer } from './moves.js';
import { needsOf } from './needs.js';
import { nextLook, type Pace, pollDelay, retryBudget, retryDelay, settlePatience } from './pace.js';
import { type Outcome, perform } from './perform.js';
import type { Journal, Trouble } from './ports.js';
import type { State } from './state.js';
import type { World } from './world.js';

/** Why a run does not go on now. Every one of them leaves a state from which it can be taken up again. */
export type Stop =
  | { readonly kind: 'waiting'; readonly waiting: Waiting }
  | { readonly kind: 'trouble'; readonly trouble: Trouble }
  | { readonly kind: 'interrupted' }
  | { readonly kind: 'ended' };

export interface Ticked {
  readonly state: State;
  readonly stop: Stop;
}

export interface RunnerOptions {
  readonly pace: Pace;
  /** First Ctrl-C: finish what is atomic, then stop. */
  readonly signal?: AbortSignal;
  /** The last look is at this time, milliseconds since the epoch: nobody sleeps beyond it. */
  readonly deadline?: number;
  /** Every line, as soon as it is durable. */
  onEntry?(entry: Stamped, state: State): void;
  /** Each time nothing is to be done. */
  onWaiting?(waiting: Waiting, state: State): void;
  /** What people asked for since the last look, from the screen of this very process. */
  inbox?(): readonly Entry[];
}

/**
 * Takes the lease, does all that can be done now, and gives the lease back, so that others can approve, hold and abort meanwhile.
 * Undefined where no run has begun.
 * @throws Fault `waiting` while another operator is at work, `data` for a journal that cannot be read
 */
export async function tick(world: World, name: string, options: RunnerOptions): Promise<Ticked | undefined> {
  const journal = await world.journals.open(name);
  try {
    const state = replay(journal.entries);
    return state === undefined ? undefined : await new Turn(world, journal, options, state).run();
  } finally {
    await journal.close();
  }
}

/** Ticks until the run ends, is interrupted, or `stopAt` says that it has waited long enough. */
export async function drive(
  world: World,
  name: string,
  options: RunnerOptions,
  stopAt: (ticked: Ticked, now: number) => boolean,
): Promise<Ticked | undefined> {
  for (;;) {
    const ticked = await tick(world, name, options);
    if (ticked === undefined) return undefined;
    const { stop } = ticked;
    const now = world.clock.now();
    if (stop.kind === 'ended' || stop.kind === 'interrupted' || stopAt(ticked, now)) return ticked;
    const next = stop.kind === 'waiting' ? nextLook(stop.waiting, now, options.pace) : now + options.pace.near;
    if (stop.kind === 'waiting') options.onWaiting?.(stop.waiting, ticked.state);
    await world.clock.sleep(Math.min(next, options.deadline ?? next) - now, options.signal);
    if (options.signal?.aborted === true) return { ...ticked, stop: { kind: 'interrupted' } };
  }
}

/** One turn under one lease. */
class Turn {
  readonly #world: World;
  readonly #journal: Journal<Entry>;
  readonly #options: RunnerOptions;
  readonly #lookout: Lookout;
  readonly #writer: Writer;
  #state: State;
  #attempts = 0;
  #since: number | undefined;

  constructor(world: World, journal: Journal<Entry>, options: RunnerOptions, state: State) {
    this.#world = world;
    this.#journal = journal;
    this.#options = options;
    this.#state = state;
    this.#lookout = new Lookout(world);
    this.#writer = {
      token: Math.floor(world.random() * 36 ** 6)
        .toString(36)
        .padStart(6, '0'),
    };
  }

  async run(): Promise<Ticked> {
    const { clock } = this.#world;
    for (;;) {
      if (this.#options.signal?.aborted === true) return this.#stop({ kind: 'interrupted' });
      await this.#append(this.#options.inbox?.() ?? []);
      const now = clock.now();
      const seen = await this.#lookout.look(this.#state, needsOf(this.#state, now));
      const locked = Object.values(seen.zones).find(({ kind }) => kind === 'credentials' || kind === 'denied');
      if (locked !== undefined && locked.kind !== 'read') return this.#stop({ kind: 'trouble', trouble: locked });
      const action = advance(this.#state, seen, now, this.#writer);
      if (action.kind === 'ended') return this.#stop({ kind: 'ended' });
      if (action.kind === 'wait') return this.#stop({ kind: 'waiting', waiting: action.waiting });
      if (action.kind === 'append') {
        await this.#append(action.entries);
        continue;
      }
      const outcome = await perform(action.effect, this.#state, this.#world, this.#options.signal);
      const stop = await this.#after(outcome);
      if (stop !== undefined) return this.#stop(stop);
    }
  }

  async #after(outcome: Outcome): Promise<Stop | undefined> {
    const { clock } = this.#world;
    if (outcome.kind === 'entries') {
      this.#attempts = 0;
      this.#since = undefined;
      this.#lookout.forget();
      await this.#append(outcome.entries);
      return undefined;
    }
    if (outcome.kind === 'people') {
      const { why, todo } = outcome;
      return { kind: 'waiting', waiting: { for: 'people', why, todo, verdicts: [] } };
    }
    this.#since ??= clock.now();
    this.#attempts += 1;
    if (outcome.kind === 'later') {
      if (clock.now() - this.#since > settlePatience)
        return { kind: 'waiting', waiting: { for: 'wait', why: outcome.why, verdicts: [], todo: [] } };
      await clock.sleep(pollDelay(this.#attempts - 1), this.#options.signal);
      return undefined;
    }
    const { trouble } = outcome;
    const passing = trouble.kind === 'throttled' || trouble.kind === 'unreachable';
    if (!passing || clock.now() - this.#since > retryBudget) return { kind: 'trouble', trouble };
    await clock.sleep(retryDelay(this.#attempts - 1, this.#world.random()), this.#options.signal);
    return undefined;
  }

  async #append(entries: readonly Entry[]): Promise<void> {
    for (const entry of entries) {
      const stamped = await this.#journal.append(entry);
      this.#state = fold(this.#state, stamped) ?? this.#state;
      this.#options.onEntry?.(stamped, this.#state);
    }
  }

  #stop(stop: Stop): Ticked {
    return { state: this.#state, stop };
  }
}
