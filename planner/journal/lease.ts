import { Fault } from '../model/fault.js';

/** Who may write a journal now. Numbers only rise; a line carries the number under which it was written. */
export interface Lease {
  readonly number: number;
  /** As `by` of the lines. */
  readonly by: string;
  readonly host: string;
  readonly pid: number;
  /** ISO 8601. Renewed while its holder lives. */
  readonly until: string;
  /** Given back: anyone may take the next one. */
  readonly released: boolean;
}

/** A holder renews well before; one that stops for so long is taken to be gone. */
export const leaseTerm = 120_000;
/** Clocks of two machines differ. */
const skew = 30_000;

/** Someone else is at work. */
export class LeaseHeld extends Fault {
  readonly lease: Lease;

  constructor(journal: string, lease: Lease) {
    super(
      'waiting',
      `${lease.by} is at work on ${journal} (host ${lease.host}, process ${lease.pid}, until ${lease.until})`,
      'Wait until they are done, or, if that process is gone for certain, take over with --confirm and the name of the product.',
    );
    this.name = 'LeaseHeld';
    this.lease = lease;
  }
}

/** Another operator has taken over; nothing more may be written under this lease, and what was not yet done must not be done. */
export class LeaseLost extends Fault {
  constructor(journal: string, number: number) {
    super(
      'waiting',
      `another operator has taken over ${journal} (our lease was ${number})`,
      'Nothing more is written here. See cutover status for who it is.',
    );
    this.name = 'LeaseLost';
  }
}

export interface Onlooker {
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly host: string;
  /** Whether a process of this host is there. */
  readonly isAlive: (pid: number) => boolean;
}

/** Whoever asks for a lease. */
export interface Claimant extends Onlooker {
  readonly by: string;
  readonly pid: number;
  /** Someone typed that the holder may be displaced. */
  readonly takeOver: boolean;
}

/** The lease that a claimant holds who takes it, or renews it, now. */
export const leaseOf = (number: number, { by, host, pid, now }: Claimant): Lease => ({
  number,
  by,
  host,
  pid,
  until: new Date(now + leaseTerm).toISOString(),
  released: false,
});

/** What a lease means to somebody who wants to write. `dead`: its process on this host is gone. */
export function standing(
  lease: Lease | undefined,
  { now, host, isAlive }: Onlooker,
): 'free' | 'expired' | 'dead' | 'held' {
  if (lease === undefined || lease.released) return 'free';
  if (lease.host === host && !isAlive(lease.pid)) return 'dead';
  return Date.parse(lease.until) + skew < now ? 'expired' : 'held';
}

/** Undefined where it is not a lease: it was being written, or something else wrote it. */
export function parseLease(text: string): Lease | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isLease(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

const isLease = (value: unknown): value is Lease =>
  typeof value === 'object' &&
  value !== null &&
  'number' in value &&
  Number.isSafeInteger(value.number) &&
  'by' in value &&
  typeof value.by === 'string' &&
  'host' in value &&
  typeof value.host === 'string' &&
  'pid' in value &&
  Number.isSafeInteger(value.pid) &&
  'until' in value &&
  typeof value.until === 'string' &&
  !Number.isNaN(Date.parse(value.until)) &&
  'released' in value &&
  typeof value.released === 'boolean';
