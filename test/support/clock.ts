import type { Clock } from '../../planner/cutover/ports.js';

/** A clock that stands still until it is told; `sleep` takes no time at all. */
export class TestClock implements Clock {
  #now: number;

  constructor(at = '2027-03-02T17:00:00Z') {
    this.#now = Date.parse(at);
  }

  now(): number {
    return this.#now;
  }

  pass(milliseconds: number): void {
    this.#now += milliseconds;
  }

  sleep(milliseconds: number): Promise<boolean> {
    this.pass(milliseconds);
    return Promise.resolve(true);
  }
}
