import { FlowRows } from './flow-rows.js';
import { MachineRows } from './machine-rows.js';
import { isBlank, type RowReader } from './rows.js';
import { Unreadable } from './source/unreadable.js';
import type { Rows, Table, World } from './table.js';
import { GivenRow, type TableRow } from './table-row.js';

/** The rows by which notation and units are decided. */
const sampled = 2000;
const progressEvery = 4096;

export function readTable(table: Table, world: World): void {
  const reader = readerFor(table, world);
  let kept: { cells: TableRow; row: number }[] | undefined;
  if (table.again === undefined) kept = [];
  else {
    lookAhead(table.again, table.recognised.headerRow, reader);
    reader.decide();
  }
  let count = 0;
  const flush = () => {
    if (kept === undefined) return;
    for (const { cells } of kept) reader.look(cells);
    reader.decide();
    for (const { cells, row } of kept) reader.row(cells, row);
    kept = undefined;
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
      if (kept === undefined) reader.row(cells, row);
      else if (kept.push({ cells: new GivenRow(cells.cells()), row }) === sampled) flush();
      return undefined;
    });
  } finally {
    // What a damaged file gave before it broke off counts.
    flush();
    world.progress(count % progressEvery);
  }
}

/** Shows a reader the first rows. Where the table breaks off among them is told when they are read. */
function lookAhead(rows: Rows, headerRow: number, reader: RowReader): void {
  let count = 0;
  try {
    rows((cells, row) => {
      if (row <= headerRow || isBlank(cells)) return undefined;
      reader.look(cells);
      count += 1;
      return count < sampled;
    });
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
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
      return { look: () => undefined, decide: () => undefined, row: () => table.account.ignore(because) };
    }
    case 'flow':
      return new FlowRows(table, world);
    default:
      return new MachineRows(table, world);
  }
}
