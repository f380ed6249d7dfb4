import { setTimeout as wait } from 'node:timers/promises';
import type { Clock } from '../cutover/ports.js';

/** A timer of Node.js that is longer fires at once. */
const longest = 2 ** 31 - 1;

/** The clock of this machine. */
export const systemClock: Clock = {
  now: () => Date.now(),
  async sleep(milliseconds, signal) {
    try {
      for (let left = milliseconds; left > 0; left -= longest)
        await wait(Math.min(left, longest), undefined, signal === undefined ? {} : { signal });
      return signal?.aborted !== true;
    } catch {
      return false;
    }
  },
};
