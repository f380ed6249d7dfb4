import type { Clock } from '../../cutover/ports.js';
import type { Failure, Reply } from './calls.js';
import { classOf } from './failure.js';

export interface PaceOptions {
  readonly clock: Clock;
  /** From 0 to below 1: the jitter. */
  readonly random: () => number;
  /** How long one call may be tried again, in milliseconds; default 20 s. The engine asks again later. */
  readonly budgetMilliseconds?: number;
  /** Told once for each call that fails and will be tried again: why, and for how long at most, in milliseconds. */
  readonly onRetry?: (failure: Failure, milliseconds: number) => void;
}

/** First pause at most, and the longest, in milliseconds: exponential with full jitter between. */
const firstPause = 500;
const longestPause = 30_000;

/** Calls per second to begin with, least and most. Route 53's own rates differ by action and account, and others use them too. */
const pace = { start: 8, least: 0.5, most: 10, burst: 20 };

/**
 * Keeps calls under the service's rate without knowing it: a token bucket whose rate is halved by every throttled call and grows slowly with
 * those that pass. Calls that certainly did nothing are made again, with full jitter, within a budget.
 */
export class Pacer {
  readonly #clock: Clock;
  readonly #random: () => number;
  readonly #budget: number;
  readonly #onRetry: PaceOptions['onRetry'];
  #perSecond = pace.start;
  #tokens = pace.burst;
  #at: number;

  constructor({ clock, random, budgetMilliseconds = 20_000, onRetry }: PaceOptions) {
    this.#clock = clock;
    this.#onRetry = onRetry;
    this.#random = random;
    this.#budget = budgetMilliseconds;
    this.#at = clock.now();
  }

  /** @param again whether a failure may be tried again */
  async run<T>(ask: () => Promise<Reply<T>>, again: (failure: Failure) => boolean): Promise<Reply<T>> {
    const deadline = this.#clock.now() + this.#budget;
    for (let attempt = 0; ; attempt += 1) {
      await this.#token();
      const reply = await ask();
      if (reply.kind === 'ok') {
        this.#perSecond = Math.min(pace.most, this.#perSecond + 0.1);
        return reply;
      }
      if (classOf(reply) === 'throttled') this.#perSecond = Math.max(pace.least, this.#perSecond / 2);
      const pause = Math.ceil(this.#random() * Math.min(longestPause, firstPause * 2 ** attempt));
      if (!again(reply) || this.#clock.now() + pause > deadline) return reply;
      if (attempt === 0) this.#onRetry?.(reply, deadline - this.#clock.now());
      await this.#clock.sleep(pause);
    }
  }

  async #token(): Promise<void> {
    const now = this.#clock.now();
    this.#tokens = Math.min(pace.burst, this.#tokens + (Math.max(0, now - this.#at) / 1000) * this.#perSecond);
    this.#at = now;
    this.#tokens -= 1;
    if (this.#tokens < 0) await this.#clock.sleep(Math.ceil((-this.#tokens / this.#perSecond) * 1000));
  }
}

/** What did certainly nothing and may pass later. */
export const mayChange = (failure: Failure): boolean => classOf(failure) === 'throttled';

/** What changes nothing may also be asked again when the answer was lost. */
export const mayRead = (failure: Failure): boolean =>
  ['throttled', 'ambiguous', 'unreached'].includes(classOf(failure));
