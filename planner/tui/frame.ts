import { ends } from '../view/facts.js';
import { severityCounts } from '../view/plan/finding-list.js';
import { count, numberText } from '../view/format.js';
import { footerHints, keyGroups, menuChoices } from '../view/keymap.js';
import { blank, line, type Line, type Look, span, type Span } from '../view/look.js';
import { serverFields } from '../view/plan/server-list.js';
import { planTitle } from '../view/plan/summary.js';
import { symbolsOf } from '../view/symbols.js';
import { pad, safeText, truncate, width, wrap } from '../view/text.js';
import { detailLines, type ListScreen } from './screens.js';
import { type Extent, hasCursor, type ListState, placeOf, settle, type State, tabs } from './state.js';
import type { FrameInput } from './frame-input.js';
import { unwritten, withMoves } from './what-if.js';

/** Below this nothing readable fits. */
export const smallest = { columns: 40, rows: 12 } as const;

export interface Size {
  readonly columns: number;
  readonly rows: number;
}

/** How the rows of the terminal are shared out. */
interface Rows {
  readonly body: number;
  /** Rows for the detail of the row under the cursor, its heading included; 0 = none. */
  readonly panel: number;
  readonly rules: boolean;
}

/** @param total rows of the list: a short one leaves its room to the panel */
function rowsOf({ rows }: Size, total = Number.POSITIVE_INFINITY): Rows {
  // Two heading lines, a footer, and two rules where there is room for them.
  const rules = rows >= 16;
  const body = rows - (rules ? 5 : 3);
  const panel = body >= 14 ? Math.max(Math.min(Math.floor(body * 0.45), 20), body - 1 - total) : 0;
  return { body, panel, rules };
}

const lookOf = ({ look }: FrameInput, { columns }: Size): Look => ({ ...look, width: columns });

const fill = (lines: readonly Line[], rows: number): readonly Line[] =>
  lines.length >= rows ? lines.slice(0, rows) : [...lines, ...Array.from({ length: rows - lines.length }, () => blank)];

const tableRows = ({ body, panel }: Rows): number => Math.max(body - panel - 1, 1);

/** Lines of what scrolls now: the help, an open row, or a text screen. */
function scrolling(input: FrameInput, state: State, size: Size): readonly Line[] {
  const look = lookOf(input, size);
  if (state.help) return helpLines(look);
  if (state.menu) return menuLines(look);
  const screen = input.screens[state.tab];
  if (screen.kind === 'text') return screen.lines(look);
  return detailLines(screen, state.lists[state.tab], look);
}

/** What the keys can move through on this screen. */
export const extentOf = (input: FrameInput, state: State, size: Size): Extent =>
  extentIn(withMoves(input, state.moved), state, size);

function extentIn(input: FrameInput, state: State, size: Size): Extent {
  const screen = input.screens[state.tab];
  const rows = rowsOf(size, screen.kind === 'list' ? screen.total : undefined);
  const list = state.lists[state.tab];
  return screen.kind === 'list' && hasCursor(placeOf(state))
    ? { length: screen.count(list), page: tableRows(rows), sortBy: screen.sortBy, product: screen.product(list) }
    : {
        length: scrolling(input, state, size).length,
        page: rows.body - (state.open || state.help || state.menu ? 1 : 0),
        sortBy: [],
        product: undefined,
      };
}

function helpLines(look: Look): readonly Line[] {
  const lines: Line[] = [];
  const groups = keyGroups(symbolsOf(look));
  const labels = Math.max(...groups.flatMap(({ keys }) => keys.map(([label]) => width(label))));
  for (const { title, keys } of groups) {
    lines.push(line(` ${title}`, 'strong'));
    for (const [label, text] of keys) {
      const [first = '', ...rest] = wrap(text, Math.max(look.width - labels - 6, 12));
      lines.push([span(`   ${pad(label, labels)}  `, 'accent'), span(first)]);
      for (const part of rest) lines.push(line(' '.repeat(labels + 5) + part));
    }
    lines.push(blank);
  }
  lines.push(line(' Filter', 'strong'));
  const fields = `words that must all occur; !word that must not; "two words"; field:value with the fields ${serverFields.join(', ')}; cost:>100, conf:<3`;
  for (const text of wrap(fields, look.width - 4)) lines.push(line(`   ${text}`));
  return lines;
}

function menuLines(look: Look): readonly Line[] {
  return menuChoices(symbolsOf(look)).map(([key, text]) => [span(`   ${pad(key, 4)}`, 'accent'), span(text)]);
}

function header(input: FrameInput, state: State, size: Size): readonly Line[] {
  const { plan } = input;
  const look = lookOf(input, size);
  const { separator, severity, ellipsis } = symbolsOf(look);
  const counts = severityCounts(plan.findings);
  const wide = size.columns >= 60;
  const right: Span[] = wide ? [span(`${count(plan.servers.length, 'server')} `)] : [];
  if (counts.error > 0) right.push(span(` ${severity.error} ${numberText(counts.error, 0)} `, 'bad'));
  if (counts.warning > 0) right.push(span(` ${severity.warning} ${numberText(counts.warning, 0)} `, 'warning'));
  const taken = spansWidth(right);
  const title = wide ? `${planTitle(plan)} ${separator} ${plan.book.region}` : planTitle(plan);
  const room = size.columns - taken - 12;
  const left = [span(' dc-exit ', 'strong'), span(` ${truncate(title, Math.max(room, 10), ellipsis)}`)];

  const told = filterSpans(input, state, size);
  const full = tabSpans(input, state, true);
  const fits = spansWidth([...full, ...told]) + 1 <= size.columns;
  return [ends(left, right, size.columns), ends(fits ? full : tabSpans(input, state, false), told, size.columns)];
}

const spansWidth = (spans: readonly Span[]): number => spans.reduce((total, { text }) => total + width(text), 0);

/** The screens by number; all with their names, or only the one that is shown. */
const tabSpans = ({ screens }: FrameInput, state: State, named: boolean): readonly Span[] =>
  tabs.map((tab, index) => {
    const { title } = screens[tab];
    if (tab === state.tab) return span(`[${index + 1} ${title}]`, 'accent');
    return span(named ? ` ${index + 1} ${title} ` : ` ${index + 1} `);
  });

function filterSpans(input: FrameInput, state: State, { columns }: Size): readonly Span[] {
  const screen = input.screens[state.tab];
  const list = state.lists[state.tab];
  const moves = unwritten(state);
  const told = moves === 0 ? [] : [span(`${count(moves, 'move')} not written `, 'warning')];
  if (screen.kind === 'text' || list.filter === '' || state.typing) return told;
  const { ellipsis } = symbolsOf(input.look);
  return [
    span(`/${truncate(safeText(list.filter), Math.max(columns - 70, 8), ellipsis)}  `, 'accent'),
    span(`${found(screen, list)} `),
    ...told,
  ];
}

const found = (screen: ListScreen, list: ListState): string =>
  `${numberText(screen.count(list), 0)} of ${numberText(screen.total, 0)}`;

const rule = (title: string, look: Look): Line => {
  const { rule: sign } = symbolsOf(look);
  const text = title === '' ? '' : `${sign} ${truncate(title, look.width - 6, symbolsOf(look).ellipsis)} `;
  return line(text + sign.repeat(Math.max(look.width - width(text), 0)), 'quiet');
};

function listBody(screen: ListScreen, input: FrameInput, state: State, size: Size): readonly Line[] {
  const look = lookOf(input, size);
  const rows = rowsOf(size, screen.total);
  const list = state.lists[state.tab];
  const table = tableRows(rows);
  if (screen.count(list) === 0) {
    const nothing =
      screen.total === 0 ? screen.empty : `Nothing matches /${safeText(list.filter)}. Esc drops the filter.`;
    const lines = wrap(nothing, size.columns - 4).map((part) => line(`  ${part}`));
    return fill([blank, ...lines], rows.body);
  }
  const shown = fill(screen.table(list, look, table), table + 1);
  if (rows.panel === 0) return shown;
  return [...shown, ...fill([rule(screen.name(list), look), ...detailLines(screen, list, look)], rows.panel)];
}

function main(input: FrameInput, state: State, size: Size): readonly Line[] {
  const { body: rows } = rowsOf(size);
  const screen = input.screens[state.tab];
  if (!state.help && !state.menu && !state.open && screen.kind === 'list') return listBody(screen, input, state, size);
  const lines = scrolling(input, state, size);
  const heading = state.help
    ? [rule('keys', lookOf(input, size))]
    : state.menu
      ? [rule('write the plan as', lookOf(input, size))]
      : state.open && screen.kind === 'list'
        ? [rule(screen.name(state.lists[state.tab]), lookOf(input, size))]
        : [];
  return fill([...heading, ...lines.slice(state.scroll)], rows);
}

/** Where people are: `row 5 of 15`, `lines 1-18 of 40`. */
function position(input: FrameInput, state: State, size: Size): string {
  if (state.notice !== '') return '';
  const { length, page } = extentIn(input, state, size);
  if (hasCursor(placeOf(state))) {
    if (length === 0) return '';
    return `row ${numberText(state.lists[state.tab].cursor + 1, 0)} of ${numberText(length, 0)} `;
  }
  if (length <= page) return '';
  return `lines ${state.scroll + 1}-${Math.min(state.scroll + page, length)} of ${length} `;
}

function footer(input: FrameInput, state: State, size: Size): Line {
  const symbols = symbolsOf(input.look);
  const place = placeOf(state);
  const hints = footerHints(place, symbols);
  const spans = (list: typeof hints): readonly Span[] =>
    list.flatMap(({ key, word }) => [span(` ${key}`, 'accent'), span(` ${word} `)]);
  if (state.typing) {
    const screen = input.screens[state.tab];
    const list = state.lists[state.tab];
    const right = screen.kind === 'list' ? [span(`${found(screen, list)} `), ...spans(hints)] : [];
    const text = safeText(list.filter);
    const room = Math.max(size.columns - 12, 10);
    // The end of a long filter is what is being typed.
    const end = width(text) > room ? Array.from(text).slice(-room).join('') : text;
    return ends([span(' /', 'accent'), span(end), span(' ', 'selected')], right, size.columns);
  }
  const where = [span(position(input, state, size), 'quiet')];
  if (state.notice !== '')
    return [span(` ${truncate(safeText(state.notice), size.columns - 2, symbols.ellipsis)}`, 'accent')];
  let kept = hints;
  const wide = (list: typeof hints): number => spansWidth([...spans(list), ...where]) + 1;
  // The last hints (keys, quit) are the ones that help who is lost: drop from the middle.
  while (kept.length > 2 && wide(kept) > size.columns) kept = [...kept.slice(0, -3), ...kept.slice(-2)];
  return ends(spans(kept), where, size.columns);
}

function tooSmall(size: Size): readonly Line[] {
  const text = `Too small: ${size.columns}x${size.rows}, needs ${smallest.columns}x${smallest.rows}. q quits.`;
  return fill(
    wrap(text, Math.max(size.columns, 1)).map((part) => line(part)),
    Math.max(size.rows, 1),
  );
}

/** The whole screen: exactly `size.rows` lines, none wider than `size.columns`. */
export function frame(first: FrameInput, unsettled: State, size: Size): readonly Line[] {
  if (size.columns < smallest.columns || size.rows < smallest.rows) return tooSmall(size);
  const input = withMoves(first, unsettled.moved);
  const state = settled(first, unsettled, size);
  const { rules } = rowsOf(size);
  const look = lookOf(input, size);
  const between = rules ? [rule('', look)] : [];
  return [
    ...header(input, state, size),
    ...between,
    ...main(input, state, size),
    ...between,
    footer(input, state, size),
  ];
}

/** The state with cursor, window and scroll inside what there is: sizes change under it. */
export function settled(input: FrameInput, state: State, size: Size): State {
  const extent = extentOf(input, state, size);
  if (hasCursor(placeOf(state))) {
    const list = settle(state.lists[state.tab], extent);
    return list === state.lists[state.tab] ? state : { ...state, lists: { ...state.lists, [state.tab]: list } };
  }
  const scroll = Math.max(Math.min(state.scroll, extent.length - extent.page), 0);
  return scroll === state.scroll ? state : { ...state, scroll };
}
