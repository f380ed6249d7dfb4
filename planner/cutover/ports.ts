import type { Stamp } from '../journal/line.js';
import type { Change, RecordSet } from './records.js';

export type { Stamp } from '../journal/line.js';

/** Why the world could not be asked or told anything; nothing happened. */
export interface Trouble {
  readonly kind: 'credentials' | 'denied' | 'throttled' | 'unreachable' | 'invalid';
  readonly message: string;
}

/**
 * What became of a batch. `unknown`: the connection broke, and it may have landed; read the fence to learn it.
 * `stale`: what was to be deleted is no longer so, or what was to be created exists. `conflict`: the batch itself breaks a rule of the zone
 * service (mixed routing, CNAME beside others). `protected`: a record-set protection refuses it.
 */
export type Submission =
  | { readonly kind: 'submitted'; readonly changeId: string; readonly at: string }
  | {
      readonly kind: 'rejected';
      readonly reason: 'stale' | 'conflict' | 'protected' | 'invalid';
      readonly message: string;
    }
  | { readonly kind: 'unknown'; readonly message: string }
  | Trouble;

/** `forgotten`: the service no longer knows the change; look at the zone instead. */
export type ChangeStatus = { readonly kind: 'pending' | 'insync' | 'forgotten' } | Trouble;

export type ZoneRead = { readonly kind: 'read'; readonly recordSets: readonly RecordSet[] } | Trouble;

/** A hosted zone service. What the world may do wrong is a value, never a throw; a throw is a defect. It neither waits nor retries for long. */
export interface Dns {
  /** Every record set at exactly these names, of all types, newest version, pending changes included. */
  read(zone: string, names: readonly string[]): Promise<ZoneRead>;
  /** One atomic batch in one zone. */
  submit(zone: string, batch: readonly Change[], comment: string): Promise<Submission>;
  status(changeId: string): Promise<ChangeStatus>;
  /**
   * Lets the service refuse every change of these records, ours too; idempotent. `refused`: it does not know how, or does not let us.
   * @param comment told to whoever is refused, at most 256 characters
   */
  protect(zone: string, records: readonly ProtectedRecord[], comment: string): Promise<ProtectionSet>;
  /** Lets them be changed again; idempotent. */
  unprotect(zone: string, records: readonly ProtectedRecord[]): Promise<ProtectionSet>;
}

/** All record sets of a name and type, whatever their set identifiers. */
export interface ProtectedRecord {
  readonly name: string;
  readonly type: string;
}

export type ProtectionSet =
  | { readonly kind: 'done' }
  | { readonly kind: 'refused'; readonly message: string }
  | (Trouble & { readonly kind: 'credentials' });

/** Time comes from outside; `sleep` ends early (false) when `signal` fires. Milliseconds since the epoch. */
export interface Clock {
  now(): number;
  sleep(milliseconds: number, signal?: AbortSignal): Promise<boolean>;
}

/** An append-only journal whose lease we hold. */
export interface Journal<Entry> {
  /** All lines so far, in order. */
  readonly entries: readonly (Entry & Stamp)[];
  /** Durable when it returns (fsync, or a conditional put). @throws LeaseLost when another operator has taken over */
  append(entry: Entry): Promise<Entry & Stamp>;
  /** Gives the lease back. */
  close(): Promise<void>;
}
