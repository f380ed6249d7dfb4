import { appendFile, type FileHandle, mkdir, open, readFile } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import type { Journal, Stamp } from '../cutover/ports.js';
import { type Claimant, LeaseLost } from '../journal/lease.js';
import { encodeLine, firstPrev } from '../journal/line.js';
import { type LinesRead, readEntries, type ReadEntry, readLines, type Torn } from '../journal/read.js';
import { syncFolder, systemCode, writeFault } from './durable.js';
import { LeaseFile } from './journal-lease-file.js';

export interface OpenJournal<Entry extends object> {
  readonly read: ReadEntry<Entry>;
  /** Who we are, at this moment. */
  readonly claimant: () => Claimant;
  /** Told when the end of the file was cut off. */
  readonly onTorn?: (torn: Torn) => void;
  /** Calls `renew` from time to time until the returned function is called. */
  readonly keepAlive: (renew: () => Promise<void>) => () => void;
}

/** Lines of a journal file, whoever holds it; none where there is no file. @throws Fault `data` naming file and line */
export async function readJournalFile<Entry extends object>(
  path: string,
  read: ReadEntry<Entry>,
): Promise<{ readonly entries: readonly (Entry & Stamp)[]; readonly torn?: Torn }> {
  const { lines, torn } = await readLinesOf(path);
  return { entries: readEntries(lines, path, read), ...(torn && { torn }) };
}

async function readLinesOf(path: string): Promise<LinesRead> {
  const bytes = await readFile(path).catch((error: unknown) => {
    if (systemCode(error) === 'ENOENT') return undefined;
    throw writeFault(path, error);
  });
  return bytes === undefined ? { lines: [], length: 0 } : readLines(bytes, path);
}

/**
 * Opens a journal file for writing: takes its lease, cuts off a torn end (which is kept beside it as `.torn`), and makes file and folder durable.
 * @throws LeaseHeld where another operator is at work; Fault `data` where a line is bad, `denied` or `unreachable` where the disk refuses
 */
export async function openJournalFile<Entry extends object>(
  path: string,
  options: OpenJournal<Entry>,
): Promise<Journal<Entry>> {
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const before = await readLinesOf(path);
    const lease = await LeaseFile.take(path, before.lines.at(-1)?.stamp.lease ?? 0, options.claimant());
    try {
      // Read again: only what is read under the lease is complete.
      const found = await readLinesOf(path);
      const entries = readEntries(found.lines, path, options.read);
      const file = await openRepaired(path, found, options);
      return new FileJournal(path, file, lease, options, entries, found);
    } catch (error) {
      await lease.release(options.claimant());
      throw error;
    }
  } catch (error) {
    throw writeFault(path, error);
  }
}

async function openRepaired<Entry extends object>(
  path: string,
  { torn, length }: LinesRead,
  { onTorn }: OpenJournal<Entry>,
): Promise<FileHandle> {
  const file = await open(path, 'a', 0o600);
  try {
    if (torn !== undefined) {
      // Nobody relied on these bytes; a full disk must not keep them from being cut off.
      await appendFile(`${path}.torn`, (await readFile(path)).subarray(length), { mode: 0o600 }).catch(() => undefined);
      await file.truncate(length);
      onTorn?.(torn);
    }
    await file.sync();
    await syncFolder(dirname(path));
    return file;
  } catch (error) {
    await file.close();
    throw error;
  }
}

class FileJournal<Entry extends object> implements Journal<Entry> {
  readonly #path: string;
  readonly #file: FileHandle;
  readonly #lease: LeaseFile;
  readonly #options: OpenJournal<Entry>;
  readonly #entries: (Entry & Stamp)[];
  readonly #stop: () => void;
  #link: string;
  /** One append after the other. */
  #last: Promise<unknown> = Promise.resolve();
  /** Why nothing can be written any more. */
  #broken: Error | undefined;

  constructor(
    path: string,
    file: FileHandle,
    lease: LeaseFile,
    options: OpenJournal<Entry>,
    entries: (Entry & Stamp)[],
    { lines }: LinesRead,
  ) {
    this.#path = path;
    this.#file = file;
    this.#lease = lease;
    this.#options = options;
    this.#entries = entries;
    this.#link = lines.at(-1)?.link ?? firstPrev;
    // A renewal that fails shows at the next append.
    this.#stop = options.keepAlive(() => lease.renew(options.claimant()).catch(() => undefined));
  }

  get entries(): readonly (Entry & Stamp)[] {
    return this.#entries;
  }

  append(entry: Entry): Promise<Entry & Stamp> {
    const written = this.#last.then(() => this.#write(entry));
    this.#last = written.catch(() => undefined);
    return written;
  }

  async #write(entry: Entry): Promise<Entry & Stamp> {
    if (this.#broken !== undefined) throw this.#broken;
    await this.#check();
    const { by, now } = this.#options.claimant();
    const n = this.#entries.length + 1;
    const stamp: Stamp = { n, prev: this.#link, at: new Date(now).toISOString(), by, lease: this.#lease.number };
    const { bytes, link } = encodeLine(entry, stamp);
    await this.#store(bytes);
    this.#link = link;
    const line = { ...entry, ...stamp };
    this.#entries.push(line);
    // After the line is durable: a successor reads it, or we see the successor. Never neither.
    await this.#check();
    return line;
  }

  async #store(bytes: Uint8Array): Promise<void> {
    try {
      let written = 0;
      while (written < bytes.length)
        written += (await this.#file.write(bytes, written, bytes.length - written)).bytesWritten;
      await this.#file.datasync();
    } catch (error) {
      const fault = writeFault(this.#path, error);
      // What became of the line is unknown until the file is read again; cutting it off here could cut off what a successor wrote.
      this.#broken = fault;
      throw fault;
    }
  }

  async #check(): Promise<void> {
    if (await this.#lease.isOurs()) return;
    this.#broken = new LeaseLost(basename(this.#path), this.#lease.number);
    throw this.#broken;
  }

  async close(): Promise<void> {
    await this.#last;
    this.#stop();
    await this.#file.close();
    await this.#lease.release(this.#options.claimant()).catch(() => undefined);
  }
}
