import type { Entry } from '../../../cutover/entries.js';
import type { Clock, Journal, Stamp } from '../../../cutover/ports.js';
import type { Journals } from '../../../cutover/world.js';
import { LeaseHeld, LeaseLost } from '../../../journal/lease.js';
import { encodeLine, firstPrev } from '../../../journal/line.js';

type Line = Entry & Stamp;

interface Kept {
  readonly lines: Line[];
  link: string;
  lease: number;
  holder: { readonly number: number; readonly by: string } | undefined;
}

/** Journals in memory, with leases: what is appended is durable at once, and a holder that crashed can be displaced. */
export class SimulatedJournals {
  readonly #clock: Pick<Clock, 'now'>;
  readonly #kept = new Map<string, Kept>();

  constructor(clock: Pick<Clock, 'now'>) {
    this.#clock = clock;
  }

  lines(name: string): readonly Line[] {
    return this.#of(name).lines;
  }

  /** As one operator sees them. A crashed holder's lease is given up by `release`. */
  as(by: string): Journals {
    return {
      open: (name) => Promise.resolve().then(() => this.#open(name, by)),
      read: (name) => Promise.resolve(this.lines(name)),
    };
  }

  /** The process that held it is gone. */
  release(name: string): void {
    this.#of(name).holder = undefined;
  }

  isHeld(name: string): boolean {
    return this.#of(name).holder !== undefined;
  }

  #of(name: string): Kept {
    const known = this.#kept.get(name);
    if (known !== undefined) return known;
    const made: Kept = { lines: [], link: firstPrev, lease: 0, holder: undefined };
    this.#kept.set(name, made);
    return made;
  }

  #open(name: string, by: string): Journal<Entry> {
    const kept = this.#of(name);
    if (kept.holder !== undefined) {
      const { number, by: holder } = kept.holder;
      const until = new Date(this.#clock.now()).toISOString();
      throw new LeaseHeld(name, { number, by: holder, host: 'rehearsal', pid: 0, until, released: false });
    }
    kept.lease += 1;
    const lease = kept.lease;
    kept.holder = { number: lease, by };
    const append = (entry: Entry): Line => {
      if (kept.holder?.number !== lease) throw new LeaseLost(name, lease);
      const at = new Date(this.#clock.now()).toISOString();
      const stamp: Stamp = { n: kept.lines.length + 1, prev: kept.link, at, by, lease };
      kept.link = encodeLine(entry, stamp).link;
      const line: Line = { ...entry, ...stamp };
      kept.lines.push(line);
      return line;
    };
    return {
      entries: kept.lines,
      append: (entry) => Promise.resolve().then(() => append(entry)),
      close: () => {
        if (kept.holder?.number === lease) kept.holder = undefined;
        return Promise.resolve();
      },
    };
  }
}
