import { latestWave } from '../waves/pins.js';
import { type Command, commandOf, type ExportFormat, type Place } from '../view/keymap.js';
import type { Sort } from '../view/list.js';

/** Screens in the order of their numbers. */
export const tabs = ['overview', 'servers', 'products', 'waves', 'costs', 'findings'] as const;
export type Tab = (typeof tabs)[number];

/** What a list remembers while another screen is shown. */
export interface ListState {
  /** Row of the view (after sort and filter) that the cursor is on. */
  readonly cursor: number;
  /** First visible row. */
  readonly top: number;
  readonly sort: Sort | undefined;
  readonly filter: string;
}

/** A product that was moved to another wave on the screens, and the moves before. */
export interface Moved {
  readonly product: string;
  readonly wave: number;
  readonly before: Moved | undefined;
}

/** A file that somebody wants written; a new object for each time. */
export type Wish = { readonly kind: 'waves' } | { readonly kind: 'export'; readonly format: ExportFormat };

export interface State {
  readonly tab: Tab;
  /** The row under the cursor is open. */
  readonly open: boolean;
  readonly help: boolean;
  /** The filter is being typed. */
  readonly typing: boolean;
  /** The file to write is being chosen. */
  readonly menu: boolean;
  /** Moves made here, the last one first; the plan that is shown has them all. */
  readonly moved: Moved | undefined;
  /** Of these the last one that a waves file has. */
  readonly written: Moved | undefined;
  readonly wish: Wish | undefined;
  /** What became of the last wish; until the next key. */
  readonly notice: string;
  readonly lists: Readonly<Record<Tab, ListState>>;
  /** First visible line of what scrolls: the text of a tab, an open row, the help. */
  readonly scroll: number;
  /** Set once: the screens close with this exit code. */
  readonly exitCode: number | undefined;
}

/** What a key may move through: how many rows or lines there are, how many fit, and what the list can be sorted by. */
export interface Extent {
  readonly length: number;
  readonly page: number;
  readonly sortBy: readonly string[];
  /** What a move would move: the product under the cursor. */
  readonly product: { readonly name: string; readonly wave: number } | undefined;
}

const fresh: ListState = { cursor: 0, top: 0, sort: undefined, filter: '' };

export const start: State = {
  tab: 'overview',
  open: false,
  help: false,
  typing: false,
  menu: false,
  moved: undefined,
  written: undefined,
  wish: undefined,
  notice: '',
  lists: { overview: fresh, servers: fresh, products: fresh, waves: fresh, costs: fresh, findings: fresh },
  scroll: 0,
  exitCode: undefined,
};

const places: Readonly<Record<Tab, Place>> = {
  overview: 'text',
  servers: 'list',
  products: 'moving',
  waves: 'moving',
  costs: 'text',
  findings: 'list',
};

export function placeOf({ help, menu, typing, open, tab }: State): Place {
  if (help) return 'help';
  if (menu) return 'menu';
  if (typing) return 'typing';
  if (open) return 'detail';
  return places[tab];
}

/** Places with a cursor in a list of rows. */
export const hasCursor = (place: Place): boolean => place === 'list' || place === 'moving' || place === 'typing';

const clamp = (value: number, most: number): number => Math.max(0, Math.min(value, most));

/** The cursor inside the list and the window around the cursor, whatever the screen's size has become. */
export function settle(list: ListState, { length, page }: Pick<Extent, 'length' | 'page'>): ListState {
  const cursor = clamp(list.cursor, length - 1);
  const lowest = Math.max(cursor - page + 1, 0);
  const top = clamp(Math.max(Math.min(list.top, cursor), lowest), Math.max(length - page, 0));
  return cursor === list.cursor && top === list.top ? list : { ...list, cursor, top };
}

const steps: Partial<Record<Command, (page: number) => number>> = {
  up: () => -1,
  down: () => 1,
  'page-up': (page) => -page,
  'page-down': (page) => page,
  first: () => Number.NEGATIVE_INFINITY,
  last: () => Number.POSITIVE_INFINITY,
};

function withList(state: State, extent: Extent, change: Partial<ListState>): State {
  const list = settle({ ...state.lists[state.tab], ...change }, extent);
  return { ...state, lists: { ...state.lists, [state.tab]: list } };
}

function move(state: State, command: Command, extent: Extent): State {
  const step = steps[command]?.(extent.page) ?? 0;
  if (!hasCursor(placeOf(state)))
    return { ...state, scroll: clamp(state.scroll + step, Math.max(extent.length - extent.page, 0)) };
  return withList(state, extent, { cursor: clamp(state.lists[state.tab].cursor + step, extent.length - 1) });
}

const toTab = (state: State, tab: Tab | undefined): State =>
  tab === undefined ? state : { ...state, tab, open: false, typing: false, scroll: 0 };

function shift(state: State, { product }: Extent, by: number): State {
  if (product === undefined) return state;
  const wave = product.wave + by;
  return wave < 1 || wave > latestWave
    ? state
    : { ...state, moved: { product: product.name, wave, before: state.moved } };
}

function turn(state: State, by: number): State {
  return toTab(state, tabs[(tabs.indexOf(state.tab) + by + tabs.length) % tabs.length]);
}

/** The next column to sort by; after the last one, the order of the file again. */
function nextSort({ sort }: ListState, { sortBy }: Extent): Sort | undefined {
  const column = sortBy[sort === undefined ? 0 : sortBy.indexOf(sort.column) + 1];
  // Figures are wanted largest first, names from A.
  return column === undefined ? undefined : { column, descending: largestFirst.has(column) };
}

const largestFirst = new Set(['cost', 'as-is', 'now', 'cpu', 'memory', 'confidence', 'aws', 'servers', 'conditions']);

const retype = (state: State, filter: string): State => ({
  ...state,
  lists: { ...state.lists, [state.tab]: { ...state.lists[state.tab], filter, cursor: 0, top: 0 } },
});

function back(state: State): State {
  if (state.help) return { ...state, help: false, scroll: 0 };
  if (state.menu) return { ...state, menu: false };
  if (state.typing) return retype({ ...state, typing: false }, '');
  if (state.open) return { ...state, open: false, scroll: 0 };
  return state.lists[state.tab].filter === '' ? state : retype(state, '');
}

type Reaction = (state: State, extent: Extent, key: string) => State;

const wishFor =
  (format: ExportFormat): Reaction =>
  (state) => ({ ...state, menu: false, wish: { kind: 'export', format } });

const reactions: Readonly<Record<Command, Reaction>> = {
  up: (state, extent) => move(state, 'up', extent),
  down: (state, extent) => move(state, 'down', extent),
  'page-up': (state, extent) => move(state, 'page-up', extent),
  'page-down': (state, extent) => move(state, 'page-down', extent),
  first: (state, extent) => move(state, 'first', extent),
  last: (state, extent) => move(state, 'last', extent),
  open: (state, { length }) => (length === 0 ? state : { ...state, open: true, scroll: 0 }),
  back,
  sort: (state, extent) =>
    withList(state, extent, { sort: nextSort(state.lists[state.tab], extent), cursor: 0, top: 0 }),
  reverse: (state, extent) => {
    const { sort } = state.lists[state.tab];
    return sort === undefined
      ? state
      : withList(state, extent, { sort: { ...sort, descending: !sort.descending }, cursor: 0, top: 0 });
  },
  filter: (state) => ({ ...state, typing: true }),
  accept: (state) => ({ ...state, typing: false }),
  erase: (state) => retype(state, Array.from(state.lists[state.tab].filter).slice(0, -1).join('')),
  'erase-all': (state) => retype(state, ''),
  'next-tab': (state) => turn(state, 1),
  'previous-tab': (state) => turn(state, -1),
  tab: (state, _, key) => toTab(state, tabs[Number(key) - 1]),
  later: (state, extent) => shift(state, extent, 1),
  earlier: (state, extent) => shift(state, extent, -1),
  undo: (state) => (state.moved === undefined ? state : { ...state, moved: state.moved.before }),
  save: (state) => ({ ...state, wish: { kind: 'waves' } }),
  export: (state) => ({ ...state, menu: true }),
  'export-md': wishFor('md'),
  'export-csv': wishFor('csv'),
  'export-json': wishFor('json'),
  'export-html': wishFor('html'),
  'export-xlsx': wishFor('xlsx'),
  help: (state) => ({ ...state, help: true, scroll: 0 }),
  quit: (state) => ({ ...state, exitCode: 0 }),
  interrupt: (state) => ({ ...state, exitCode: 130 }),
};

/** The screens after a key. A key that means nothing here changes nothing. */
export function press(state: State, key: string, extent: Extent): State {
  const command = commandOf(key, placeOf(state));
  return command === undefined ? state : reactions[command](state, extent, key);
}

/** The screens after text was typed or pasted: part of the filter while one is being typed. */
export const type = (state: State, text: string): State =>
  state.typing ? retype(state, state.lists[state.tab].filter + text.replace(/[\u0000-\u001F\u007F]/g, ' ')) : state;
