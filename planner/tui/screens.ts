import type { Finding } from '../model/finding.js';
import type { Plan, PlannedServer } from '../plan/plan.js';
import { costLines } from '../view/plan/costs.js';
import { type Fact, factLines } from '../view/facts.js';
import { findingColumns, findingFacts, findingList } from '../view/plan/finding-table.js';
import type { List } from '../view/list.js';
import type { Line, Look } from '../view/look.js';
import { overviewLines } from '../view/plan/overview.js';
import {
  entryColumns,
  entryFacts,
  entryTitle,
  movable,
  type ProductEntry,
  productList,
} from '../view/plan/product-list.js';
import { serverFacts } from '../view/plan/server-detail.js';
import { serverList } from '../view/plan/server-list.js';
import { serverColumns } from '../view/plan/server-table.js';
import { symbolsOf } from '../view/symbols.js';
import { type Column, headerLine, layout, type Placed, rowLine, type TableOptions } from '../view/table.js';
import { safeText, width } from '../view/text.js';
import {
  waveColumns,
  type WaveEntry,
  waveFacts,
  waveMovable,
  type WaveTable,
  waveTable,
} from '../view/plan/wave-list.js';
import type { ListState, Tab } from './state.js';

/** A screen of lines that scrolls. */
export interface TextScreen {
  readonly kind: 'text';
  readonly title: string;
  lines(look: Look): readonly Line[];
}

/** A screen with a table, a cursor and the detail of a row. Only the rows asked for are ever drawn. */
export interface ListScreen {
  readonly kind: 'list';
  readonly title: string;
  readonly total: number;
  readonly sortBy: readonly string[];
  /** How many rows the filter leaves. */
  count(list: ListState): number;
  /** The heading and so many rows from `list.top` on. */
  table(list: ListState, look: Look, rows: number): readonly Line[];
  /** The row under the cursor in words: `TARGET m7i.large`. */
  cells(list: ListState, look: Look): readonly string[];
  /** Name of the row under the cursor. */
  name(list: ListState): string;
  facts(list: ListState, look: Look): readonly Fact[];
  /** Said where the list has no rows at all. */
  readonly empty: string;
  /** The product under the cursor, where rows move in waves. */
  product(list: ListState): Movable | undefined;
  /** Where a product is in the list as it is sorted and filtered; undefined when it is not there. */
  find(list: ListState, product: string): number | undefined;
}

/** A product and the number of its wave. */
export interface Movable {
  readonly name: string;
  readonly wave: number;
}

export type Screen = TextScreen | ListScreen;

interface ListSpec<T> {
  readonly title: string;
  list(): List<T>;
  columns(look: Look): readonly Column<T>[];
  readonly sortBy: readonly string[];
  name(row: T): string;
  facts(row: T, look: Look): readonly Fact[];
  readonly empty?: string;
  product?(row: T): Movable | undefined;
}

const sampled = 200;

/** Widths come from a sample of the whole list, so that columns keep still while people scroll; they only grow when a row needs it. */
class Sample<T> {
  readonly #rows: T[] = [];

  constructor(list: List<T>) {
    const step = Math.max(Math.floor(list.total / sampled), 1);
    for (let index = 0; index < list.total; index += step) this.add(list.row(index));
  }

  get rows(): readonly T[] {
    return this.#rows;
  }

  add(row: T | undefined): void {
    if (row !== undefined) this.#rows.push(row);
  }
}

interface Layout<T> {
  readonly options: TableOptions;
  readonly placed: readonly Placed<T>[];
}

/** Figures are never cut: a column without a smallest width must hold its cell. */
function isTight<T>(column: Column<T>, columns: number, row: T): boolean {
  if (column.min !== undefined) return false;
  const cell = column.cell(row);
  return width(typeof cell === 'string' ? cell : cell.text) > columns;
}

function listScreen<T>(spec: ListSpec<T>): ListScreen {
  let list: List<T> | undefined;
  let sample: Sample<T> | undefined;
  let known: Layout<T> | undefined;
  const all = (): List<T> => (list ??= spec.list());
  const view = (state: ListState): Uint32Array => all().view(state.sort, state.filter);
  const rowAt = (state: ListState, index: number): T | undefined => {
    const position = view(state)[index];
    return position === undefined ? undefined : all().row(position);
  };

  /** Widths for this screen, computed again only where a row of the window does not fit into them. */
  function place(visible: readonly T[], look: Look): Layout<T> {
    sample ??= new Sample(all());
    const options = { width: look.width, ellipsis: symbolsOf(look).ellipsis, indent: 1 };
    if (known?.options.width !== look.width)
      known = { options, placed: layout(spec.columns(look), sample.rows, options) };
    const { placed } = known;
    const tight = visible.filter((row) => placed.some(({ column, columns }) => isTight(column, columns, row)));
    if (tight.length === 0) return known;
    for (const row of tight) sample.add(row);
    known = { options, placed: layout(spec.columns(look), sample.rows, options) };
    return known;
  }

  return {
    kind: 'list',
    title: spec.title,
    get total() {
      return all().total;
    },
    sortBy: spec.sortBy,
    count: (state) => view(state).length,
    table(state, look, rows) {
      const visible: T[] = [];
      for (let index = state.top; index < state.top + rows; index += 1) {
        const row = rowAt(state, index);
        if (row !== undefined) visible.push(row);
      }
      const symbols = symbolsOf(look);
      const { placed, options } = place(visible, look);
      const sign = state.sort?.descending === true ? symbols.descending : symbols.ascending;
      const lines = [headerLine(placed, options, ({ id }) => (id === state.sort?.column ? sign : ''))];
      for (const [index, row] of visible.entries()) {
        const current = state.top + index === state.cursor;
        lines.push(
          rowLine(placed, row, { ...options, mark: current ? symbols.cursor : ' ' }, current ? 'selected' : undefined),
        );
      }
      return lines;
    },
    cells(state, look) {
      const row = rowAt(state, state.cursor);
      if (row === undefined) return [];
      return spec.columns(look).flatMap((column) => {
        const cell = column.cell(row);
        const text = typeof cell === 'string' ? cell : cell.text;
        return text === '' ? [] : [column.title === '' ? text : `${column.title.toLowerCase()} ${text}`];
      });
    },
    name(state) {
      const row = rowAt(state, state.cursor);
      return row === undefined ? '' : spec.name(row);
    },
    facts(state, look) {
      const row = rowAt(state, state.cursor);
      return row === undefined ? [] : spec.facts(row, look);
    },
    empty: spec.empty ?? 'Nothing here.',
    product(state) {
      const row = rowAt(state, state.cursor);
      return row === undefined ? undefined : spec.product?.(row);
    },
    find(state, product) {
      const order = view(state);
      for (const [index, position] of order.entries()) {
        const row = all().row(position);
        if (row !== undefined && spec.product?.(row)?.name === product) return index;
      }
      return undefined;
    },
  };
}

/** Lines depend on the look only: the last ones are kept while people scroll. */
function textScreen(title: string, make: (look: Look) => readonly Line[]): TextScreen {
  let last: { readonly width: number; readonly lines: readonly Line[] } | undefined;
  return {
    kind: 'text',
    title,
    lines(look) {
      if (last?.width !== look.width) last = { width: look.width, lines: make(look) };
      return last.lines;
    },
  };
}

const unplanned =
  'No products were planned. Add --start DATE or an estate file: products, waves and the cash flow follow.';

/**
 * The screens of a plan. Nothing is computed before a screen is looked at.
 * @param saved the plan without the moves made on the screens
 * @param servers the screen of another plan of the same servers, which a move does not change
 */
export function screensOf(plan: Plan, saved: Plan = plan, servers?: Screen): Readonly<Record<Tab, Screen>> {
  let drawn: WaveTable | undefined;
  const waves = (): WaveTable => (drawn ??= waveTable(plan));
  return {
    overview: textScreen('Overview', (look) => overviewLines(plan, look)),
    servers:
      servers ??
      listScreen<PlannedServer>({
        title: 'Servers',
        list: () => serverList(plan),
        columns: (look) => serverColumns(plan, look),
        sortBy: ['name', 'product', 'now', 'target', 'cost', 'confidence'],
        name: ({ server }) => safeText(server.name),
        facts: (planned, look) => serverFacts(planned, plan, look),
      }),
    products: listScreen<ProductEntry>({
      title: 'Products',
      list: () => productList(plan),
      columns: entryColumns,
      sortBy: ['name', 'servers', 'wave', 'now', 'aws'],
      name: entryTitle,
      facts: entryFacts,
      empty: unplanned,
      product: movable,
    }),
    waves: listScreen<WaveEntry>({
      title: 'Waves',
      list: () => waves().list,
      columns: (look) => waveColumns(waves(), look),
      sortBy: ['wave', 'name', 'cutover', 'conditions'],
      name: ({ product }) => safeText(`${product.wave} ${product.name}`),
      facts: (entry, look) => waveFacts(entry, waves(), plan, saved, look),
      empty: unplanned,
      product: waveMovable,
    }),
    costs: textScreen('Costs', (look) => costLines(plan, look)),
    findings: listScreen<Finding>({
      title: 'Findings',
      list: () => findingList(plan.findings),
      columns: findingColumns,
      sortBy: ['severity', 'message', 'place', 'code'],
      name: ({ code }) => safeText(code),
      facts: findingFacts,
    }),
  };
}

export const detailLines = (screen: ListScreen, list: ListState, look: Look): readonly Line[] =>
  factLines(screen.facts(list, look), look);
