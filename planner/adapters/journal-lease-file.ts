import { open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { type Claimant, type Lease, LeaseHeld, leaseOf, leaseTerm, parseLease, standing } from '../journal/lease.js';
import { syncFolder, systemCode } from './durable.js';

/**
 * The lease of a journal is a file beside it whose name carries its number, `storefront-prod.lease-7`. The highest number holds; a number is
 * taken by creating its file, which only one can do.
 */
export class LeaseFile {
  readonly #journal: string;
  readonly number: number;

  private constructor(journal: string, number: number) {
    this.#journal = journal;
    this.number = number;
  }

  /**
   * @param least the highest number seen in the journal's lines, should the lease files have been deleted
   * @throws LeaseHeld where somebody else is at work
   */
  static async take(journal: string, least: number, claimant: Claimant): Promise<LeaseFile> {
    for (;;) {
      const highest = await highestOf(journal);
      const lease = highest === 0 ? undefined : await readLease(journal, highest);
      if (standing(lease, claimant) === 'held' && !claimant.takeOver && lease !== undefined)
        throw new LeaseHeld(basename(journal), lease);
      const taken = new LeaseFile(journal, Math.max(highest, least) + 1);
      if (!(await taken.#create(leaseOf(taken.number, claimant)))) continue;
      // Whoever was slower than someone else here sees the higher number and gives way.
      if (!(await taken.isOurs())) {
        await rm(pathOf(journal, taken.number), { force: true });
        continue;
      }
      await forget(journal, taken.number);
      return taken;
    }
  }

  /** Whether nobody has taken a higher number. */
  async isOurs(): Promise<boolean> {
    return (await highestOf(this.#journal)) === this.number;
  }

  async renew(claimant: Claimant): Promise<void> {
    if (await this.isOurs()) await this.#replace(leaseOf(this.number, claimant));
  }

  /** The file stays: its number must never be used again. */
  async release(claimant: Claimant): Promise<void> {
    if (await this.isOurs()) await this.#replace({ ...leaseOf(this.number, claimant), released: true });
  }

  async #create(lease: Lease): Promise<boolean> {
    const path = pathOf(this.#journal, this.number);
    try {
      const file = await open(path, 'wx', 0o600);
      try {
        await file.writeFile(JSON.stringify(lease));
        await file.sync();
      } finally {
        await file.close();
      }
      await syncFolder(dirname(path));
      return true;
    } catch (error) {
      if (systemCode(error) === 'EEXIST') return false;
      throw error;
    }
  }

  async #replace(lease: Lease): Promise<void> {
    const path = pathOf(this.#journal, this.number);
    await writeFile(`${path}.tmp`, JSON.stringify(lease), { mode: 0o600 });
    await rename(`${path}.tmp`, path);
  }
}

const stem = (journal: string): string => `${basename(journal).replace(/\.journal$/, '')}.lease-`;
const pathOf = (journal: string, number: number): string => join(dirname(journal), stem(journal) + number);

async function numbersOf(journal: string): Promise<number[]> {
  const start = stem(journal);
  const names = await readdir(dirname(journal)).catch((error: unknown) => {
    if (systemCode(error) === 'ENOENT') return [];
    throw error;
  });
  return names.flatMap((name) =>
    name.startsWith(start) && /^[1-9]\d{0,14}$/.test(name.slice(start.length))
      ? [Number(name.slice(start.length))]
      : [],
  );
}

const highestOf = async (journal: string): Promise<number> => Math.max(0, ...(await numbersOf(journal)));

/** A lease whose content is not there yet, or was lost in a crash, is held for one term by someone unknown. */
async function readLease(journal: string, number: number): Promise<Lease | undefined> {
  const path = pathOf(journal, number);
  try {
    const lease = parseLease(await readFile(path, 'utf8'));
    if (lease !== undefined) return { ...lease, number };
    const { mtimeMs } = await stat(path);
    const until = new Date(mtimeMs + leaseTerm).toISOString();
    return { number, by: 'someone', host: 'unknown', pid: 0, until, released: false };
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

async function forget(journal: string, below: number): Promise<void> {
  for (const number of await numbersOf(journal)) if (number < below) await rm(pathOf(journal, number), { force: true });
}

/** Who holds the lease now, for those who only look. */
export async function currentLease(journal: string): Promise<Lease | undefined> {
  const highest = await highestOf(journal);
  return highest === 0 ? undefined : await readLease(journal, highest);
}
