import { FlowRows } from './flow-rows.js';
import { MachineRows } from './machine-rows.js';
import { isBlank, type RowReader } from './rows.js';
import type { Table, World } from './table.js';
import { GivenRow, type TableRow } from './table-row.js';

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
