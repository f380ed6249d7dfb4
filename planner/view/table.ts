import { line, type Line, span, type Span, type Tone } from './look.js';
import { type Align, pad, truncate, width } from './text.js';

/** A cell that carries a meaning of its own. */
export type Cell = string | Span;

/** A column of a table of `T`. Texts that come from files are made safe by `cell`, not by the table. */
export interface Column<T> {
  readonly id: string;
  readonly title: string;
  cell(row: T): Cell;
  readonly align?: Align;
  /** Narrow screens drop the columns with the highest number first; 0 is never dropped, only shortened. */
  readonly priority: number;
  /** The column is never wider than this. */
  readonly max?: number;
  /** Smallest comfortable width: less important columns go before this one is shortened further. Without it, never shortened. */
  readonly min?: number;
  readonly tone?: Tone;
}

/** A column with the width it gets. */
export interface Placed<T> {
  readonly column: Column<T>;
  readonly columns: number;
}

export interface TableOptions {
  readonly width: number;
  readonly ellipsis: string;
  /** Columns before the first one. */
  readonly indent?: number;
  readonly gap?: number;
  /** Sign in the first column of the indent. */
  readonly mark?: string;
}

const cellText = (cell: Cell): string => (typeof cell === 'string' ? cell : cell.text);

/**
 * Chooses columns and widths: drops columns that are empty, then columns by priority until the smallest widths fit, then shares what is left.
 * Only the rows given are measured, so a window of a long table costs as much as a short one.
 */
export function layout<T>(
  columns: readonly Column<T>[],
  rows: readonly T[],
  options: TableOptions,
): readonly Placed<T>[] {
  const gap = options.gap ?? 2;
  const room = options.width - (options.indent ?? 0);
  const wanted = new Map<string, number>();
  for (const column of columns) {
    let most = 0;
    for (const row of rows) most = Math.max(most, width(cellText(column.cell(row))));
    // A column that says nothing about any row says nothing.
    if (most === 0 && rows.length > 0 && column.priority > 0) continue;
    most = Math.max(most, width(column.title));
    wanted.set(column.id, Math.min(most, column.max ?? most));
  }
  const want = (column: Column<T>): number => wanted.get(column.id) ?? 0;
  const least = (column: Column<T>): number => Math.min(want(column), column.min ?? want(column));
  const sum = (list: readonly Column<T>[], of: (column: Column<T>) => number): number =>
    list.reduce((total, column) => total + of(column), gap * Math.max(list.length - 1, 0));

  let kept = columns.filter(({ id }) => wanted.has(id));
  while (sum(kept, least) > room) {
    const worst = kept.reduce((most, column) => Math.max(most, column.priority), 0);
    if (worst === 0) break;
    const last = kept.findLast((column) => column.priority === worst);
    kept = kept.filter((column) => column !== last);
  }
  const widths = kept.map(least);
  let spare = room - sum(kept, least);
  for (const [index, column] of kept.entries()) {
    if (spare <= 0) break;
    const more = Math.min(want(column) - least(column), spare);
    widths[index] = least(column) + more;
    spare -= more;
  }
  // Only what may not be dropped is left and still too wide: the widest column gives, one column at a time.
  for (; spare < 0; spare += 1) {
    let widest = 0;
    for (const [index, wide] of widths.entries()) if (wide > (widths[widest] ?? 0)) widest = index;
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
  return kept.map((column, index) => ({ column, columns: Math.max(widths[index] ?? 0, 0) }));
}

const spaces = (columns: number): string => ' '.repeat(Math.max(columns, 0));

function place(text: string, columns: number, align: Align, ellipsis: string): string {
  return pad(truncate(text, columns, ellipsis), columns, align);
}

/** The title row. `mark` may add a sign to a title, e.g. the sort order. */
export function headerLine<T>(
  placed: readonly Placed<T>[],
  options: TableOptions,
  mark: (column: Column<T>) => string = () => '',
): Line {
  const cells = placed.map(({ column, columns }) => {
    const sign = mark(column);
    const title =
      sign === '' || column.title === ''
        ? column.title || sign
        : `${truncate(column.title, columns - width(sign) - 1, '')} ${sign}`;
    return place(title, columns, column.align ?? 'left', '');
  });
  return line(spaces(options.indent ?? 0) + cells.join(spaces(options.gap ?? 2)), 'quiet');
}

/** One row; a tone of the whole row wins over those of its cells. */
export function rowLine<T>(placed: readonly Placed<T>[], row: T, options: TableOptions, tone?: Tone): Line {
  const between = spaces(options.gap ?? 2);
  const spans: Span[] = [span(pad(options.mark ?? '', options.indent ?? 0))];
  for (const [index, { column, columns }] of placed.entries()) {
    if (index > 0) spans.push(span(between));
    const cell = column.cell(row);
    const own = typeof cell === 'string' ? (column.tone ?? 'plain') : cell.tone;
    spans.push(span(place(cellText(cell), columns, column.align ?? 'left', options.ellipsis), tone ?? own));
  }
  return tone === undefined ? spans : [span(spans.map(({ text }) => text).join(''), tone)];
}

export function tableLines<T>(
  columns: readonly Column<T>[],
  rows: readonly T[],
  options: TableOptions,
): readonly Line[] {
  const placed = layout(columns, rows, options);
  return [headerLine(placed, options), ...rows.map((row) => rowLine(placed, row, options))];
}
