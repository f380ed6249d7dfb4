import type { Entry, Stamped } from '../../cutover/entries.js';
import { livePace, type Pace } from '../../cutover/pace.js';
import type { Clock } from '../../cutover/ports.js';
import { drive, type Stop, type Ticked } from '../../cutover/runner.js';
import type { State } from '../../cutover/state.js';
import type { World } from '../../cutover/world.js';
import { recentLines, type RunSnapshot } from '../../view/cutover/run-snapshot.js';
import type { RunHost } from './host.js';
import type { RunWish } from './prompt.js';

export interface SessionOptions {
  readonly world: World;
  /** Name of the journal: `storefront-prod`. */
  readonly name: string;
  /** The run as its journal tells it now. */
  readonly state: State;
  readonly lines: readonly Stamped[];
  /** Who sits here, as shown. */
  readonly you: string;
  /** What a wish puts into the journal. @throws Fault where whoever sits here may not */
  readonly entriesOf: (wish: RunWish, state: State) => Promise<readonly Entry[]>;
  /** When to stop by itself, e.g. before `finish`. */
  readonly stopAt?: (ticked: Ticked, now: number) => boolean;
  readonly pace?: Pace;
  /** Told every line as soon as it is durable. */
  readonly onEntry?: (entry: Stamped) => void;
  /** Calls `beat` every second, so that deadlines count down, until the returned function is called. */
  readonly every: (beat: () => void) => () => void;
}

/** A clock whose sleep ends when somebody asks for something. */
function wakeable(clock: Clock): { readonly clock: Clock; wake(): void } {
  let waker = new AbortController();
  return {
    clock: {
      now: () => clock.now(),
      async sleep(milliseconds, signal) {
        const either = signal === undefined ? waker.signal : AbortSignal.any([waker.signal, signal]);
        await clock.sleep(milliseconds, either);
        return signal?.aborted !== true;
      },
    },
    wake() {
      waker.abort();
      waker = new AbortController();
    },
  };
}

function settledFromOutside(): { readonly promise: Promise<void>; settle(): void } {
  const gate = new AbortController();
  return {
    promise: new Promise((resolve) => {
      gate.signal.addEventListener('abort', () => resolve());
    }),
    settle: () => gate.abort(),
  };
}

const withClock = (world: World, clock: Clock): World => ({
  dns: world.dns,
  authority: world.authority,
  legacy: world.legacy,
  facts: world.facts,
  tasks: world.tasks,
  standby: world.standby,
  owners: world.owners,
  journals: world.journals,
  clock,
  random: () => world.random(),
});

/** A run that is driven in this process, with a screen on it: the screen asks, the runner writes what was asked for before its next look. */
export class RunSession implements RunHost {
  readonly over: Promise<void>;
  readonly #options: SessionOptions;
  readonly #listeners = new Set<() => void>();
  readonly #inbox: Entry[] = [];
  readonly #stop = new AbortController();
  readonly #waker: { readonly clock: Clock; wake(): void };
  readonly #forced = settledFromOutside();
  #snapshot: RunSnapshot;
  #result: Ticked | undefined;
  #error: unknown;

  constructor(options: SessionOptions) {
    const { world, state, lines, you, every } = options;
    this.#options = options;
    this.#waker = wakeable(world.clock);
    this.#snapshot = { state, recent: lines.slice(-recentLines), now: world.clock.now(), you, leaving: false };
    const still = every(() => this.#show({}));
    this.over = Promise.race([this.#run(), this.#forced.promise]).finally(still);
  }

  /** How it ended; undefined while it is under way. @throws what the runner threw */
  get stop(): Stop | undefined {
    if (this.#error !== undefined) throw this.#error;
    return this.#result?.stop;
  }

  current(): RunSnapshot {
    return this.#snapshot;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async ask(wish: RunWish): Promise<string> {
    this.#inbox.push(...(await this.#options.entriesOf(wish, this.#snapshot.state)));
    this.#waker.wake();
    return `${wish.kind}: noted`;
  }

  /** The second time nobody waits for it any more: what is under way is found again by the next run. */
  leave(): void {
    if (this.#stop.signal.aborted) this.#forced.settle();
    this.#show({ leaving: true });
    this.#stop.abort();
  }

  async #run(): Promise<void> {
    const { world, name, pace = livePace, stopAt, onEntry } = this.#options;
    try {
      this.#result = await drive(
        withClock(world, this.#waker.clock),
        name,
        {
          pace,
          signal: this.#stop.signal,
          inbox: () => this.#inbox.splice(0),
          onEntry: (entry, state) => {
            onEntry?.(entry);
            const { waiting: _, trouble: __, ...rest } = this.#snapshot;
            this.#snapshot = rest;
            this.#show({ state, recent: [...rest.recent, entry].slice(-recentLines) });
          },
          onWaiting: (waiting, state) => this.#show({ waiting, state }),
        },
        (ticked, now) => this.#looked(ticked) || stopAt?.(ticked, now) === true,
      );
    } catch (error) {
      this.#error = error;
    }
  }

  /** What a look found, trouble included; never a reason to stop. */
  #looked({ state, stop }: Ticked): boolean {
    const { waiting: _, trouble: __, ...rest } = this.#snapshot;
    this.#snapshot = rest;
    this.#show({
      state,
      ...(stop.kind === 'waiting' && { waiting: stop.waiting }),
      ...(stop.kind === 'trouble' && { trouble: stop.trouble }),
    });
    return false;
  }

  #show(change: Partial<RunSnapshot>): void {
    this.#snapshot = { ...this.#snapshot, ...change, now: this.#options.world.clock.now() };
    for (const listener of this.#listeners) listener();
  }
}
