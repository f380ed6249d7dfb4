import { keyGroups, menuChoices } from '../view/keymap.js';
import type { Look } from '../view/look.js';
import { symbolsOf } from '../view/symbols.js';
import { safeText } from '../view/text.js';
import { titleLines } from '../view/plan/summary.js';
import type { FrameInput } from './frame-input.js';
import { type ListScreen } from './screens.js';
import { type ListState, type State, tabs } from './state.js';
import { withMoves } from './what-if.js';

/** Wide enough that no fact is broken into two lines. */
const linearWidth = 100_000;
export const linearLook: Look = { width: linearWidth, ascii: true, colour: false, linear: true };

const textOf = (lines: readonly (readonly { readonly text: string }[])[]): readonly string[] =>
  lines
    .map((spans) =>
      spans
        .map(({ text }) => text)
        .join('')
        .replace(/\s+/g, ' ')
        .replaceAll(' ,', ',')
        .trim(),
    )
    .filter((text) => text !== '');

const rowWords = (screen: ListScreen, list: ListState): string => {
  const length = screen.count(list);
  return length === 0
    ? screen.total === 0
      ? screen.empty
      : 'no rows'
    : `row ${list.cursor + 1} of ${length}: ${screen.cells(list, linearLook).join(', ')}`;
};

function screenWords(input: FrameInput, state: State): readonly string[] {
  const screen = input.screens[state.tab];
  const title = `screen ${tabs.indexOf(state.tab) + 1}, ${screen.title}`;
  if (screen.kind === 'text') return [title, ...textOf(screen.lines(linearLook))];
  return [title, rowWords(screen, state.lists[state.tab])];
}

function helpWords(): readonly string[] {
  const words: string[] = [];
  for (const { title, keys } of keyGroups(symbolsOf(linearLook))) {
    words.push(title);
    for (const [label, text] of keys) words.push(`${label}: ${text}`);
  }
  return words;
}

function menuWords(): readonly string[] {
  return ['write the plan as', ...menuChoices(symbolsOf(linearLook)).map(([key, text]) => `${key}: ${text}`)];
}

const factWords = (screen: ListScreen, list: ListState): readonly string[] =>
  screen.facts(list, linearLook).map(({ label, text }) => (label === '' ? text : `${label}: ${text}`));

/** What is said when the screens open: the plan, the answer, how to get help. */
export const greeting = (input: FrameInput, state: State): readonly string[] => [
  ...textOf(titleLines(input.plan, linearLook)),
  ...screenWords(input, state),
  'press ? for keys',
];

/** What a change of state is worth saying, one fact a line; nothing is ever said twice. */
export function announce(first: FrameInput, before: State, now: State): readonly string[] {
  if (now === before) return [];
  if (now.notice !== before.notice && now.notice !== '') return [safeText(now.notice)];
  const input = withMoves(first, now.moved);
  if (now.help !== before.help) return now.help ? helpWords() : ['keys closed'];
  if (now.menu !== before.menu) return now.menu ? menuWords() : now.wish === undefined ? ['nothing is written'] : [];
  if (now.tab !== before.tab) return screenWords(input, now);
  const screen = input.screens[now.tab];
  if (screen.kind === 'text') return [];
  const list = now.lists[now.tab];
  const last = before.lists[before.tab];
  if (now.open !== before.open) return now.open ? factWords(screen, list) : ['closed'];
  if (now.moved !== before.moved)
    return [rowWords(screen, list), ...factWords(screen, list).filter((text) => /^(Broken|Waived|Money)/.test(text))];
  if (now.typing && !before.typing) return ['filter:'];
  if (list.filter !== last.filter || now.typing !== before.typing)
    return [
      `filter ${list.filter === '' ? 'empty' : safeText(list.filter)}, ${screen.count(list)} of ${screen.total} rows`,
    ];
  if (list.sort !== last.sort) {
    const { ascending, descending } = symbolsOf(linearLook);
    const order =
      list.sort === undefined
        ? 'in the order of the file'
        : `sorted by ${list.sort.column}, ${list.sort.descending ? descending : ascending}`;
    return [order, rowWords(screen, list)];
  }
  return list.cursor === last.cursor ? [] : [rowWords(screen, list)];
}
