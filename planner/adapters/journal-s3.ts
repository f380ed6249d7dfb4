import type { Journal, Stamp } from '../cutover/ports.js';
import { extend } from '../journal/chain.js';
import { type Claimant, type Lease, LeaseHeld, leaseOf, LeaseLost, parseLease, standing } from '../journal/lease.js';
import { decodeLine, type DecodedLine, encodeLine, firstPrev } from '../journal/line.js';
import { badLine, readEntries, type ReadEntry } from '../journal/read.js';
import type { OpenJournal } from './journal-file.js';
import type { Objects } from './journal-s3-objects.js';

/** Objects that are read at once. */
const atOnce = 16;
const leaseKey = (name: string): string => `${name}/lease.json`;
const lineKey = (name: string, n: number): string => `${name}/${String(n).padStart(10, '0')}.json`;

/**
 * Lines of journals as objects, one each, `NAME/0000000041.json`, with the same bytes as a line of a file. They are never overwritten, so that
 * what was read once need not be read again.
 */
export class S3Journals {
  readonly #objects: Objects;
  readonly #known = new Map<string, DecodedLine[]>();

  constructor(objects: Objects) {
    this.#objects = objects;
  }

  place(name: string): string {
    return this.#objects.address(name);
  }

  async lease(name: string): Promise<Lease | undefined> {
    return (await this.#readLease(name))?.lease;
  }

  async read<Entry extends object>(name: string, read: ReadEntry<Entry>): Promise<readonly (Entry & Stamp)[]> {
    return readEntries(await this.#lines(name), this.place(name), read);
  }

  /** @throws LeaseHeld where another operator is at work */
  async open<Entry extends object>(name: string, options: OpenJournal<Entry>): Promise<Journal<Entry>> {
    const least = (await this.#lines(name)).at(-1)?.stamp.lease ?? 0;
    const held = await this.#take(name, least, options.claimant());
    // Read again: only what is read under the lease is complete.
    const lines = await this.#lines(name);
    const entries = readEntries(lines, this.place(name), options.read);
    return this.#opened(name, options, held, lines, entries);
  }

  #opened<Entry extends object>(
    name: string,
    options: OpenJournal<Entry>,
    held: { readonly number: number; etag: string },
    lines: readonly DecodedLine[],
    entries: (Entry & Stamp)[],
  ): Journal<Entry> {
    const objects = this.#objects;
    const lost = (): LeaseLost => new LeaseLost(name, held.number);
    let link = lines.at(-1)?.link ?? firstPrev;
    let last: Promise<unknown> = Promise.resolve();
    let broken: Error | undefined;

    const replace = async (released: boolean): Promise<void> => {
      const lease = { ...leaseOf(held.number, options.claimant()), released };
      const etag = await objects.put(leaseKey(name), bytesOf(lease), { kind: 'version', etag: held.etag });
      if (etag !== undefined) held.etag = etag;
    };
    const check = async (): Promise<void> => {
      if ((await this.lease(name))?.number === held.number) return;
      broken = lost();
      throw broken;
    };
    const write = async (entry: Entry): Promise<Entry & Stamp> => {
      if (broken !== undefined) throw broken;
      const { by, now } = options.claimant();
      const n = entries.length + 1;
      const stamp: Stamp = { n, prev: link, at: new Date(now).toISOString(), by, lease: held.number };
      const line = encodeLine(entry, stamp);
      const key = lineKey(name, n);
      try {
        if ((await objects.put(key, line.bytes, { kind: 'absent' })) === undefined) {
          // Ours, if the answer to the first try was lost; else somebody wrote it, and what we know of the journal is old.
          const there = await objects.get(key);
          if (there === undefined || !Buffer.from(there.bytes).equals(line.bytes)) throw lost();
        }
        const written = { ...entry, ...stamp };
        link = line.link;
        entries.push(written);
        // After the line is durable: a successor reads it, or we see the successor. Never neither.
        await check();
        return written;
      } catch (error) {
        broken = error instanceof Error ? error : new Error(String(error));
        throw error;
      }
    };
    const stop = options.keepAlive(() => replace(false).catch(() => undefined));
    return {
      entries,
      append(entry) {
        const written = last.then(() => write(entry));
        last = written.catch(() => undefined);
        return written;
      },
      async close() {
        await last;
        stop();
        await replace(true).catch(() => undefined);
      },
    };
  }

  async #lines(name: string): Promise<readonly DecodedLine[]> {
    const known = this.#known.get(name) ?? [];
    this.#known.set(name, known);
    const after = known.length === 0 ? undefined : lineKey(name, known.length);
    const keys = (await this.#objects.list(name, after)).filter((key) => /\/\d{10}\.json$/.test(key));
    for (let at = 0; at < keys.length; at += atOnce) {
      const part = keys.slice(at, at + atOnce);
      const found = await Promise.all(part.map((key) => this.#objects.get(key)));
      for (const [index, key] of part.entries()) {
        const problem = taken(known, key, name, found[index]?.bytes);
        if (problem !== undefined) throw badLine(this.#objects.address(key), 1, problem);
      }
    }
    // The journal that is open adds to its own copy.
    return [...known];
  }

  async #readLease(name: string): Promise<{ readonly lease: Lease; readonly etag: string } | undefined> {
    const found = await this.#objects.get(leaseKey(name));
    if (found === undefined) return undefined;
    const lease = parseLease(Buffer.from(found.bytes).toString('utf8'));
    if (lease === undefined)
      throw badLine(this.#objects.address(leaseKey(name)), 1, 'it is no lease; delete it when nobody is at work');
    return { lease, etag: found.etag };
  }

  async #take(name: string, least: number, claimant: Claimant): Promise<{ readonly number: number; etag: string }> {
    for (;;) {
      const current = await this.#readLease(name);
      if (current !== undefined && standing(current.lease, claimant) === 'held' && !claimant.takeOver)
        throw new LeaseHeld(name, current.lease);
      const number = Math.max(current?.lease.number ?? 0, least) + 1;
      const etag = await this.#objects.put(
        leaseKey(name),
        bytesOf(leaseOf(number, claimant)),
        current === undefined ? { kind: 'absent' } : { kind: 'version', etag: current.etag },
      );
      if (etag !== undefined) return { number, etag };
      // Ours, if the answer to the first try was lost; else somebody was quicker, and is looked at now.
      const after = await this.#readLease(name);
      if (after !== undefined && isSame(after.lease, leaseOf(number, claimant))) return { number, etag: after.etag };
    }
  }
}

function taken(known: DecodedLine[], key: string, name: string, bytes: Uint8Array | undefined): string | undefined {
  if (bytes === undefined) return 'it is gone';
  if (bytes.at(-1) !== 0x0a) return 'it has no newline';
  const decoded = decodeLine(bytes.subarray(0, -1));
  if (!decoded.ok) return decoded.problem;
  if (key !== lineKey(name, decoded.line.stamp.n)) return `it says that it is number ${decoded.line.stamp.n}`;
  return extend(known, decoded.line);
}

const isSame = (a: Lease, b: Lease): boolean =>
  a.number === b.number && a.host === b.host && a.pid === b.pid && a.by === b.by && a.until === b.until;

const bytesOf = (lease: Lease): Uint8Array => Buffer.from(JSON.stringify(lease));
