import type { Fault, Header, ReadContext } from './format.js';
import { report } from './place.js';
import type { Table, World } from './table.js';
import type { TableRow } from './table-row.js';

/** Reads the rows of one table. */
export interface RowReader {
  /** Looks at one of the first rows, before any is read. */
  look(cells: TableRow): void;
  /** Decides notation and units by what was seen. */
  decide(): void;
  row(cells: TableRow, row: number): void;
}

/** @param from the first cell that counts */
export function isBlank(cells: TableRow, from = 0): boolean {
  // Most rows hold a number somewhere, and that is told without making a cell.
  for (let at = from; at < cells.length; at += 1) if (cells.figure(at) >= 0) return false;
  for (let at = from; at < cells.length; at += 1) {
    const cell = cells.cell(at);
    if (typeof cell === 'number' || (cell ?? '').trim() !== '') return false;
  }
  return true;
}

/** What rows of all kinds of tables have in common. */
export abstract class TableRows {
  protected readonly table: Table;
  protected readonly world: World;
  protected readonly context: ReadContext;
  /** Columns that a format's own code asks for. */
  protected readonly looked = new Set<number>();
  protected readonly header: Header;
  /** The first column that has a name: by it a repeated heading is noticed. */
  readonly #first: number;

  constructor(table: Table, world: World) {
    this.table = table;
    this.#first = table.recognised.header.names.findIndex((name) => name !== '');
    this.world = world;
    const { place, recognised } = table;
    this.context = {
      file: place.file,
      sheet: place.sheet,
      note: (severity, row, fault) => report(world.log, severity, place, row, fault),
    };
    this.header = {
      names: recognised.header.names,
      find: (...names) => {
        const at = recognised.header.find(...names);
        if (at >= 0) this.looked.add(at);
        return at;
      },
    };
  }

  /** True when the row was dealt with because it is none of the table's. */
  protected isNoRow(cells: TableRow, row: number): boolean {
    const { names } = this.header;
    if (cells.is(this.#first, names[this.#first] ?? '') && repeats(cells, names)) {
      this.table.account.ignore('repeated heading');
      return true;
    }
    if (cells.length > names.length && !isBlank(cells, names.length)) {
      this.reject(cells, row, {
        code: 'too-many-cells',
        message: `the row has ${cells.length} cells and the heading ${names.length}`,
        remedy: 'put text that contains the separator in quotes',
      });
      return true;
    }
    return false;
  }

  protected reject(cells: TableRow, row: number, fault: Fault): void {
    report(this.world.log, 'error', this.table.place, row, fault);
    this.table.account.reject(cells.cells());
  }
}

const repeats = (cells: TableRow, names: readonly string[]): boolean =>
  names.every((name, at) => name === String(cells.cell(at) ?? '').trim());
