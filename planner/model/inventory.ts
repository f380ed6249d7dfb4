import type { Finding } from './finding.js';
import type { Flow } from './flow.js';
import type { Listing } from './listing.js';
import type { Server } from './server.js';

/**
 * The fate of a non-blank row; every row has exactly one.
 * `server`: first row of a machine. `merged`: another row of a machine already counted. `attached`: disk, partition, NIC, sample or flow
 * of a known machine. `ignored` (template, placeholder, heading) and `rejected` come with a reason.
 */
export type Fate = 'server' | 'merged' | 'attached' | 'ignored' | 'rejected';

/** How many rows met each fate. `read` is the sum of the other five. */
export interface RowCounts {
  readonly read: number;
  readonly servers: number;
  readonly merged: number;
  readonly attached: number;
  readonly ignored: number;
  readonly rejected: number;
}

/** What happened to one file (or one sheet of a workbook, or one entry of an archive). */
export interface FileAccount {
  readonly file: string;
  readonly sheet: string | undefined;
  /** Id of the recognised format, e.g. `rvtools`, or `unknown`. */
  readonly format: string;
  readonly rows: RowCounts;
  /** Reasons of ignored rows and how often each occurred. */
  readonly ignoredBecause: Readonly<Record<string, number>>;
  /** Column as written in the file -> field it was read as. */
  readonly mapped: Readonly<Record<string, string>>;
  /** Columns that nothing was read from. */
  readonly unmapped: readonly string[];
}

/** Rejected rows of one table in their own format, so that they can be written out, repaired and passed back in. */
export interface RejectedRows {
  readonly file: string;
  readonly sheet: string | undefined;
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export interface Inventory {
  readonly servers: Listing<Server>;
  readonly flows: readonly Flow[];
  readonly files: readonly FileAccount[];
  readonly rows: RowCounts;
  readonly rejected: readonly RejectedRows[];
  readonly findings: readonly Finding[];
}
