import type { Severity } from '../model/finding.js';
import type { Signs, Tone } from './look.js';

/** Every sign that views draw, in one shape for both sets. */
export interface Symbols {
  readonly separator: string;
  readonly ellipsis: string;
  readonly becomes: string;
  readonly ascending: string;
  readonly descending: string;
  readonly cursor: string;
  readonly atLeast: string;
  readonly minus: string;
  readonly full: string;
  readonly empty: string;
  readonly rule: string;
  /** Bar steps from an eighth to a whole column; one entry: whole columns only. */
  readonly bar: readonly string[];
  /** Steps of an upright column; one entry: whole rows only. */
  readonly column: readonly string[];
  /** The same hanging down from zero. */
  readonly hanging: readonly string[];
  readonly calendar: Readonly<Record<'wait' | 'build' | 'cutover' | 'keep' | 'freeze' | 'end', string>>;
  readonly severity: Readonly<Record<Severity, string>>;
  readonly keys: Readonly<Record<string, string>>;
}

const unicode: Symbols = {
  separator: '·',
  ellipsis: '…',
  becomes: '→',
  ascending: '▲',
  descending: '▼',
  cursor: '>',
  atLeast: '≥',
  minus: '−',
  full: '●',
  empty: '○',
  rule: '─',
  bar: ['▏', '▎', '▍', '▌', '▋', '▊', '▉', '█'],
  column: ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'],
  hanging: ['▀', '█'],
  calendar: { wait: '┄', build: '▒', cutover: '█', keep: '─', freeze: '░', end: '▏' },
  severity: { error: '✖', warning: '!', info: '·' },
  keys: { up: '↑', down: '↓', left: '←', right: '→', enter: '⏎' },
};

const ascii: Symbols = {
  separator: '-',
  ellipsis: '...',
  becomes: '->',
  ascending: '^',
  descending: 'v',
  cursor: '>',
  atLeast: '>=',
  minus: '-',
  full: '*',
  empty: '.',
  rule: '-',
  bar: ['#'],
  column: ['#'],
  hanging: ['#'],
  calendar: { wait: '.', build: '=', cutover: '#', keep: '-', freeze: 'x', end: '|' },
  severity: { error: 'x', warning: '!', info: '-' },
  keys: { up: 'Up', down: 'Down', left: 'Left', right: 'Right', enter: 'Enter' },
};

const spoken: Symbols = {
  ...ascii,
  separator: ',',
  becomes: 'to',
  ascending: 'ascending',
  descending: 'descending',
  atLeast: 'at least',
  minus: 'minus ',
  bar: [''],
  severity: { error: 'error:', warning: 'warning:', info: 'note:' },
};

export const symbolsOf = (look: Signs): Symbols => (look.linear === true ? spoken : look.ascii ? ascii : unicode);

export const severityTone: Readonly<Record<Severity, Tone>> = { error: 'bad', warning: 'warning', info: 'quiet' };

const folded: Readonly<Record<string, string>> = {
  '→': '->',
  '←': '<-',
  '≥': '>=',
  '≤': '<=',
  '×': 'x',
  '·': '-',
  '–': '-',
  '—': '-',
  '−': '-',
  '…': '...',
  '’': "'",
  '‘': "'",
  '“': '"',
  '”': '"',
  '\u00A0': ' ',
  '\u202F': ' ',
};
const foldable = /[→←≥≤×·–—−…’‘“”\u00A0\u202F]/g;

/** Our own sentences in the ASCII look; letters of names are left alone. */
export const foldSigns = (text: string): string => text.replace(foldable, (sign) => folded[sign] ?? sign);
