import { setImmediate } from 'node:timers/promises';
import type { Clock } from '../../../cutover/ports.js';

interface Sleeper {
  readonly at: number;
  /** Ties are woken in the order in which they fell asleep. */
  readonly order: number;
  wake(slept: boolean): void;
}

/** Time that passes only when everybody sleeps: months in a second, the same in every run. */
export class VirtualClock implements Clock {
  #now: number;
  #order = 0;
  #sleepers: Sleeper[] = [];
  /** Called before time moves on, with the instants between which nothing happens. */
  readonly #passing: (from: number, to: number) => void;

  constructor(start: number, passing: (from: number, to: number) => void = () => undefined) {
    this.#now = start;
    this.#passing = passing;
  }

  now(): number {
    return this.#now;
  }

  sleep(milliseconds: number, signal?: AbortSignal): Promise<boolean> {
    if (signal?.aborted === true) return Promise.resolve(false);
    return new Promise((resolve) => {
      this.#order += 1;
      const sleeper: Sleeper = {
        at: this.#now + Math.max(0, milliseconds),
        order: this.#order,
        wake: (slept) => {
          this.#sleepers = this.#sleepers.filter((other) => other !== sleeper);
          resolve(slept);
        },
      };
      signal?.addEventListener('abort', () => sleeper.wake(false), { once: true });
      this.#sleepers.push(sleeper);
    });
  }

  /** Does something at a later time, as long as anybody still waits for that time. */
  at(time: number, work: () => void | Promise<void>): void {
    void this.sleep(time - this.#now).then((slept) => (slept ? work() : undefined));
  }

  /** Lets time pass until all of these are done. @throws the first error among them, or where all sleep for ever */
  async run(works: readonly Promise<unknown>[]): Promise<void> {
    let left = works.length;
    let failure: { readonly error: unknown } | undefined;
    for (const work of works)
      void work.then(
        () => (left -= 1),
        (error: unknown) => {
          left -= 1;
          failure ??= { error };
        },
      );
    for (;;) {
      // Everything that can happen now happens before time moves: nothing here waits for more than a microtask.
      await setImmediate();
      if (failure !== undefined) throw failure.error;
      if (left === 0) return;
      const next = this.#sleepers.reduce<Sleeper | undefined>(
        (first, one) =>
          first === undefined || one.at < first.at || (one.at === first.at && one.order < first.order) ? one : first,
        undefined,
      );
      if (next === undefined) throw new Error('everybody waits, and nobody for a time');
      if (next.at > this.#now) {
        this.#passing(this.#now, next.at);
        this.#now = next.at;
      }
      next.wake(true);
    }
  }
}
