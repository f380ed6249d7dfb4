import type { Bound } from './bind.js';
import { bindColumns } from './bind.js';
import { plainColumns } from './columns.js';
import type { Cell, Format, Header, TableFormat } from './format.js';
import { formats } from './formats/index.js';
import type { Mapping } from './formats/plain.js';
import { plainTable } from './formats/plain.js';
import { headerKey, headerOf } from './header.js';

/** A table whose header was found. */
export interface Recognised {
  /** Id of the format; `plain` for a list of nobody's tool. */
  readonly format: string;
  readonly table: TableFormat;
  readonly header: Header;
  readonly headerRow: number;
  /** Columns that are read, for tables of machines. */
  readonly bound: readonly Bound[];
  readonly plain: boolean;
}

/** A row that was looked at to find the header. */
export interface HeadRow {
  readonly cells: readonly (Cell | undefined)[];
  readonly row: number;
}

const tables = formats.flatMap((format) => (format.tables ?? []).map((table) => ({ format, table })));

const has = (header: Header, need: string | readonly string[]): boolean =>
  typeof need === 'string' ? header.find(need) >= 0 : header.find(...need) >= 0;

/** The table of a known format that a header belongs to: the one that asks for most. */
export function formatOf(header: Header): { readonly format: Format; readonly table: TableFormat } | undefined {
  let best: { format: Format; table: TableFormat } | undefined;
  for (const candidate of tables) {
    const { needs } = candidate.table;
    if (needs.length > (best?.table.needs.length ?? 0) && needs.every((need) => has(header, need))) best = candidate;
  }
  return best;
}

const plainKeys = new Set(plainColumns.flatMap(({ headers }) => headers.map(headerKey)));
const formatKeys = new Set(tables.flatMap(({ table }) => table.needs.flat().map(headerKey)));

/** Whether some format knows a name: by this the delimiter of a file and the header among its first rows are found. */
export const isKnownName = (name: string, mapped: ReadonlySet<string>): boolean => {
  const key = headerKey(name.trim());
  return key !== '' && (plainKeys.has(key) || formatKeys.has(key) || mapped.has(key));
};

/** Finds the header among the first rows: the first that a known format recognises, else the one with the most names of the plain list. */
export function recognise(rows: readonly HeadRow[], mapping: Mapping): Recognised | undefined {
  const mapped = new Set(mapping.flatMap(({ headers }) => headers.map(headerKey)));
  let plain: { readonly score: number; readonly result: Recognised } | undefined;
  for (const { cells, row } of rows) {
    const header = headerOf(cells.map((cell) => (cell === undefined ? '' : String(cell).trim().slice(0, 1000))));
    const known = formatOf(header);
    if (known !== undefined) {
      const { format, table } = known;
      return {
        format: format.id,
        table,
        header,
        headerRow: row,
        bound: bindTable(table, header, mapping),
        plain: false,
      };
    }
    const score = header.names.filter((name) => name.length < 100 && isKnownName(name, mapped)).length;
    if (score <= (plain?.score ?? 0)) continue;
    const found = plainTable(header, mapping);
    if (found !== undefined) {
      plain = {
        score,
        result: { format: 'plain', table: found.table, header, headerRow: row, bound: found.bound, plain: true },
      };
    }
  }
  return plain?.result;
}

/** A mapping also counts in tables of known formats, where people add columns of their own. */
const bindTable = (table: TableFormat, header: Header, mapping: Mapping): readonly Bound[] =>
  table.role === 'server' || table.role === 'attach' || table.role === 'host'
    ? bindColumns([...mapping, ...table.columns], header)
    : [];
