import type { Symbols } from './symbols.js';

/** Files that a plan can be written as from the screens. */
export const exportFormats = ['md', 'csv', 'json', 'html', 'xlsx'] as const;
export type ExportFormat = (typeof exportFormats)[number];
type ExportCommand = `export-${ExportFormat}`;

/** What a key does. */
export type Command =
  | 'up'
  | 'down'
  | 'page-up'
  | 'page-down'
  | 'first'
  | 'last'
  | 'open'
  | 'back'
  | 'sort'
  | 'reverse'
  | 'filter'
  | 'next-tab'
  | 'previous-tab'
  | 'tab'
  | 'later'
  | 'earlier'
  | 'undo'
  | 'save'
  | 'export'
  | ExportCommand
  | 'help'
  | 'quit'
  | 'interrupt'
  | 'erase'
  | 'erase-all'
  | 'accept';

/**
 * Where keys mean something: a list with a cursor, such a list whose rows move in waves, a text that scrolls, the open detail of a row,
 * the filter being typed, the choice of a file to write, the help.
 */
export type Place = 'list' | 'moving' | 'text' | 'detail' | 'typing' | 'menu' | 'help';

export interface Binding {
  readonly command: Command;
  /** Names of keys: `up`, `ctrl-c`, or the character itself. The first one is shown in the footer. */
  readonly keys: readonly string[];
  readonly places: readonly Place[];
  /** Word in the footer; without it the key is only in the help. */
  readonly footer?: string;
  readonly help: string;
}

const lists: readonly Place[] = ['list', 'moving'];
const scrolling: readonly Place[] = [...lists, 'text', 'detail', 'help'];
const screens: readonly Place[] = [...lists, 'text', 'detail'];

const formatNames: readonly (readonly [key: string, format: ExportFormat, name: string])[] = [
  ['m', 'md', 'Markdown'],
  ['c', 'csv', 'CSV'],
  ['j', 'json', 'JSON'],
  ['h', 'html', 'HTML'],
  ['x', 'xlsx', 'Excel'],
];

/** Every key of the screens. Footer, help overlay and docs/screens.md are made of this table. */
export const bindings: readonly Binding[] = [
  { command: 'up', keys: ['up', 'k'], places: scrolling, help: 'one row up' },
  { command: 'down', keys: ['down', 'j'], places: scrolling, footer: 'move', help: 'one row down' },
  { command: 'page-up', keys: ['pageup', 'ctrl-b'], places: scrolling, help: 'one page up' },
  { command: 'page-down', keys: ['pagedown', 'ctrl-f', ' '], places: scrolling, help: 'one page down' },
  { command: 'first', keys: ['home', 'g'], places: scrolling, help: 'first row' },
  { command: 'last', keys: ['end', 'G'], places: scrolling, help: 'last row' },
  {
    command: 'open',
    keys: ['enter'],
    places: lists,
    footer: 'open',
    help: 'open the row: every price line, alternatives, reason, source',
  },
  { command: 'back', keys: ['esc', 'backspace'], places: ['detail'], footer: 'back', help: 'back to the list' },
  { command: 'back', keys: ['esc'], places: lists, help: 'drop the filter' },
  { command: 'sort', keys: ['s'], places: lists, footer: 'sort', help: 'sort by the next column' },
  { command: 'reverse', keys: ['S'], places: lists, help: 'reverse the order' },
  {
    command: 'filter',
    keys: ['/'],
    places: lists,
    footer: 'filter',
    help: 'filter: words, field:value, cost:>100, !not',
  },
  {
    command: 'later',
    keys: ['+', '='],
    places: ['moving'],
    footer: 'later',
    help: 'move the product to the next wave; conditions, dates and cost follow',
  },
  {
    command: 'earlier',
    keys: ['-'],
    places: ['moving'],
    footer: 'earlier',
    help: 'move the product to the wave before',
  },
  { command: 'undo', keys: ['u'], places: ['moving'], footer: 'undo', help: 'take back the last move' },
  {
    command: 'save',
    keys: ['w'],
    places: ['moving'],
    footer: 'write waves',
    help: 'write the waves file, to be passed with --waves; estate.yaml is never touched',
  },
  { command: 'export', keys: ['e'], places: screens, footer: 'export', help: 'write the plan as a file' },
  ...formatNames.map(([key, format, name]): Binding => ({
    command: `export-${format}`,
    keys: [key],
    places: ['menu'],
    footer: name,
    help: `plan.${format} (${name})`,
  })),
  { command: 'back', keys: ['esc', 'q', 'e'], places: ['menu'], footer: 'close', help: 'write nothing' },
  { command: 'tab', keys: ['1', '2', '3', '4', '5', '6'], places: screens, help: 'go to the screen of that number' },
  { command: 'next-tab', keys: ['tab', 'right'], places: screens, footer: 'screens', help: 'next screen' },
  { command: 'previous-tab', keys: ['shift-tab', 'left'], places: screens, help: 'screen before' },
  { command: 'help', keys: ['?'], places: screens, footer: 'keys', help: 'all keys' },
  { command: 'back', keys: ['esc', '?', 'enter', 'q'], places: ['help'], footer: 'close', help: 'close this list' },
  { command: 'accept', keys: ['enter'], places: ['typing'], footer: 'keep', help: 'keep the filter' },
  { command: 'back', keys: ['esc'], places: ['typing'], footer: 'drop', help: 'drop the filter' },
  { command: 'erase', keys: ['backspace'], places: ['typing'], help: 'erase a character' },
  { command: 'erase-all', keys: ['ctrl-u'], places: ['typing'], help: 'erase the filter' },
  { command: 'up', keys: ['up'], places: ['typing'], help: 'one row up' },
  { command: 'down', keys: ['down'], places: ['typing'], help: 'one row down' },
  { command: 'quit', keys: ['q'], places: screens, footer: 'quit', help: 'quit' },
  {
    command: 'interrupt',
    keys: ['ctrl-c'],
    places: [...screens, 'typing', 'menu', 'help'],
    help: 'leave at once (exit code 130)',
  },
];

const byPlace = new Map<Place, Map<string, Command>>();
for (const { keys, places, command } of bindings)
  for (const place of places) {
    const commands = byPlace.get(place) ?? new Map<string, Command>();
    byPlace.set(place, commands);
    for (const key of keys) commands.set(key, command);
  }

export const commandOf = (key: string, place: Place): Command | undefined => byPlace.get(place)?.get(key);

const names: Readonly<Record<string, string>> = {
  pageup: 'PgUp',
  pagedown: 'PgDn',
  home: 'Home',
  end: 'End',
  esc: 'Esc',
  tab: 'Tab',
  'shift-tab': 'Shift-Tab',
  backspace: 'Backspace',
  ' ': 'Space',
};

/** A key as people know it: `↑`, `PgDn`, `Ctrl-C`, `s`. */
export const keyLabel = (key: string, { keys }: Pick<Symbols, 'keys'>): string =>
  keys[key] ?? names[key] ?? (key.startsWith('ctrl-') ? `Ctrl-${key.slice(5).toUpperCase()}` : key);

/** `↑↓`, `Up/Down` */
function pairLabel(symbols: Symbols): string {
  const [up, down] = [keyLabel('up', symbols), keyLabel('down', symbols)];
  return up.length === 1 ? up + down : `${up}/${down}`;
}

/** The footer's hints for a place, in the order of the table. */
export function footerHints(
  place: Place,
  symbols: Symbols,
): readonly { readonly key: string; readonly word: string }[] {
  return bindings.flatMap(({ keys, places, footer, command }) =>
    footer === undefined || !places.includes(place)
      ? []
      : [{ key: command === 'down' ? pairLabel(symbols) : keyLabel(keys[0] ?? '', symbols), word: footer }],
  );
}

const placeTitles: readonly (readonly [Place, string])[] = [
  ['list', 'In a list'],
  ['moving', 'In products and waves'],
  ['detail', 'In an opened row'],
  ['menu', 'While choosing a file to write'],
  ['typing', 'While typing a filter'],
];

/** What the menu of files offers: key and name of the file. */
export const menuChoices = (symbols: Pick<Symbols, 'keys'>): readonly (readonly [key: string, text: string])[] =>
  bindings
    .filter(({ places }) => places.length === 1 && places[0] === 'menu')
    .map(({ keys, help }) => [keyLabel(keys[0] ?? '', symbols), help] as const);

/** Every key, in groups, for the help overlay and the docs. */
export function keyGroups(
  symbols: Symbols,
): readonly { readonly title: string; readonly keys: readonly (readonly [string, string])[] }[] {
  const label = ({ keys }: Binding): string => keys.map((key) => keyLabel(key, symbols)).join(' ');
  const everywhere = bindings.filter(({ places }) => places.includes('list') && places.includes('text'));
  const told = new Set(everywhere);
  const untold = (place: Place): readonly Binding[] => {
    const own = bindings.filter((binding) => binding.places.includes(place) && !told.has(binding));
    for (const binding of own) told.add(binding);
    return own;
  };
  return [
    { title: 'Everywhere', keys: everywhere.map((binding) => [label(binding), binding.help] as const) },
    ...placeTitles.map(([place, title]) => ({
      title,
      keys: untold(place).map((binding) => [label(binding), binding.help] as const),
    })),
  ];
}
