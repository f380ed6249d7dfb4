import type { FindingLog } from '../model/finding.js';
import type { Account } from './account.js';
import { FlowRows } from './flow-rows.js';
import type { Flows } from './flows.js';
import { MachineRows } from './machine-rows.js';
import type { Machines } from './machines.js';
import type { Notation } from './numbers.js';
import type { Place } from './place.js';
import type { Recognised } from './recognise.js';
import type { RowReader } from './rows.js';
import { isBlank } from './rows.js';
import type { TableRow } from './table-row.js';
import { GivenRow } from './table-row.js';

/** Rows of a table: calls `each` for every row with its number until it returns false. Can be read again. */
export type Rows = (each: (cells: TableRow, row: number) => boolean | undefined) => void;

/** A table that was recognised, with what is needed to read it. */
export interface Table {
  readonly place: Place;
  readonly rows: Rows;
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

/** The rows by which notation and units are decided. */
const sampled = 2000;
const progressEvery = 4096;

export function readTable(table: Table, world: World): void {
  const reader = readerFor(table, world);
  let sample: { cells: TableRow; row: number }[] | undefined = [];
  let count = 0;
  const flush = () => {
    if (sample === undefined) return;
    reader.decide(sample.map(({ cells }) => cells.cells()));
    for (const { cells, row } of sample) reader.row(cells, row);
    sample = undefined;
  };
  try {
    table.rows((cells, row) => {
      if (row === table.recognised.headerRow || isBlank(cells)) return undefined;
      if (row < table.recognised.headerRow) {
        table.account.ignore('above the heading');
        return undefined;
      }
      count += 1;
      if (count % progressEvery === 0) world.progress(progressEvery);
      if (sample === undefined) reader.row(cells, row);
      else if (sample.push({ cells: new GivenRow(cells.cells()), row }) === sampled) flush();
      return undefined;
    });
  } finally {
    // What a damaged file gave before it broke off counts.
    flush();
    world.progress(count % progressEvery);
  }
}

function readerFor(table: Table, world: World): RowReader {
  switch (table.recognised.table.role) {
    case 'ignore': {
      const { because } = table.recognised.table;
      table.account.describe(
        table.recognised.format,
        table.recognised.header.names,
        [],
        new Set(table.recognised.header.names.keys()),
      );
      return { decide: () => undefined, row: () => table.account.ignore(because) };
    }
    case 'flow':
      return new FlowRows(table, world);
    default:
      return new MachineRows(table, world);
  }
}
