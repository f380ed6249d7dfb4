import { hostname, userInfo } from 'node:os';
import { join } from 'node:path';
import type { StateStore } from '../../estate/index.js';
import type { Clock, Journal, Stamp } from '../cutover/ports.js';
import { type Claimant, type Lease, leaseTerm } from '../journal/lease.js';
import type { ReadEntry, Torn } from '../journal/read.js';
import { systemCode } from './durable.js';
import type { AwsPlace } from './aws/client.js';
import { type OpenJournal, openJournalFile, readJournalFile } from './journal-file.js';
import { currentLease } from './journal-lease-file.js';

export interface OpenOptions {
  /** Written as `by` of every line: the STS caller, else `osUser()`. */
  readonly by: string;
  /** Someone typed that another operator may be displaced. */
  readonly takeOver?: boolean;
  readonly clock: Clock;
  readonly onTorn?: (torn: Torn) => void;
}

/** Where the journals of an estate are kept. A journal's name: `storefront-prod`, `partners`. */
export interface JournalStore {
  /** What people would look for: a path or an address. */
  place(name: string): string;
  /** @throws LeaseHeld where another operator is at work; Fault where it cannot be read or written */
  open<Entry extends object>(name: string, read: ReadEntry<Entry>, options: OpenOptions): Promise<Journal<Entry>>;
  /** Without a lease; nothing is repaired. */
  read<Entry extends object>(
    name: string,
    read: ReadEntry<Entry>,
  ): Promise<{ readonly entries: readonly (Entry & Stamp)[]; readonly torn?: Torn }>;
  /** Who is at work, or was last. */
  lease(name: string): Promise<Lease | undefined>;
}

/**
 * The store that the estate names: `.cutover/` beside the estate file, or `cutover/` below `state: s3://…`.
 * @param folder of the estate file
 * @param place account of the bucket; asked for nothing where journals are files
 */
export async function journalStore(state: StateStore, folder: string, place: AwsPlace): Promise<JournalStore> {
  if (state.kind === 'local') return fileStore(join(folder, '.cutover'));
  const { s3Objects } = await import('./journal-s3-objects.js');
  const { S3Journals } = await import('./journal-s3.js');
  const prefix = [state.prefix, 'cutover'].filter((part) => part !== '').join('/');
  const journals = new S3Journals(await s3Objects(state.bucket, prefix, place));
  return {
    place: (name) => journals.place(name),
    open: (name, read, options) => journals.open(name, openingOf(read, options)),
    read: async (name, read) => ({ entries: await journals.read(name, read) }),
    lease: (name) => journals.lease(name),
  };
}

const renewEvery = leaseTerm / 4;

/** A timer that does not keep the process alive. */
export function keepAlive(renew: () => Promise<void>): () => void {
  const timer = setInterval(() => void renew(), renewEvery);
  timer.unref();
  return () => clearInterval(timer);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it is there, and somebody else's.
    return systemCode(error) !== 'ESRCH';
  }
}

/** We, as lease files and lease objects name us. */
export const claimantOf = ({ by, takeOver = false, clock }: OpenOptions): Claimant => ({
  by,
  takeOver,
  host: hostname(),
  pid: process.pid,
  now: clock.now(),
  isAlive,
});

/** `jo@build01`: who runs this, where AWS does not know. */
export function osUser(): string {
  try {
    return `${userInfo().username}@${hostname()}`;
  } catch {
    // A container may run as a number that no user has.
    return `uid ${process.getuid?.() ?? 'unknown'}@${hostname()}`;
  }
}

const openingOf = <Entry extends object>(read: ReadEntry<Entry>, options: OpenOptions): OpenJournal<Entry> => ({
  read,
  claimant: () => claimantOf(options),
  keepAlive,
  ...(options.onTorn && { onTorn: options.onTorn }),
});

function fileStore(folder: string): JournalStore {
  const place = (name: string): string => join(folder, `${name}.journal`);
  return {
    place,
    open: (name, read, options) => openJournalFile(place(name), openingOf(read, options)),
    read: (name, read) => readJournalFile(place(name), read),
    lease: (name) => currentLease(place(name)),
  };
}
