import type { FindingLog } from '../model/finding.js';
import type { Account } from './account.js';
import type { Flows } from './flows.js';
import type { Machines } from './machines.js';
import type { Notation } from './numbers.js';
import type { Place } from './place.js';
import type { Recognised } from './recognise.js';
import type { TableRow } from './table-row.js';

/** Rows of a table: calls `each` for every row with its number until it returns false. Can be read again. */
export type Rows = (each: (cells: TableRow, row: number) => boolean | undefined) => void;

/** A table that was recognised, with what is needed to read it. */
export interface Table {
  readonly place: Place;
  readonly rows: Rows;
  /** The same, where beginning anew costs little: of a text. Of a workbook rows are kept instead. */
  readonly again: Rows | undefined;
  readonly recognised: Recognised;
  readonly account: Account;
  /** How numbers are written where no column of the table tells. */
  readonly notation: Notation;
}

/** What rows are reported to. */
export interface World {
  readonly machines: Machines;
  readonly flows: Flows;
  readonly log: FindingLog;
  /** Called now and then with the rows read so far. */
  progress(rows: number): void;
}
