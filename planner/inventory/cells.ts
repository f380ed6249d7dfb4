import type { Cell } from './format.js';

const words = [
  '',
  '-',
  '--',
  '—',
  'n/a',
  'n.a.',
  'na',
  '#n/a',
  'null',
  'none',
  'nil',
  'nan',
  'unknown',
  'unbekannt',
  'undefined',
  'not available',
  '?',
  'k.a.',
];
const nothing = new Set(words);
/** Whether one of the words begins with a character, by its code. */
const begins = new Uint8Array(0x10000);
for (const word of words)
  for (const start of [word.slice(0, 1), word.slice(0, 1).toUpperCase()])
    if (start !== '') begins[start.charCodeAt(0)] = 1;

/** A cell as text, trimmed; undefined when it says nothing (empty, `-`, `n/a`, `unknown`, `null`). */
export function textOf(cell: Cell | undefined): string | undefined {
  if (cell === undefined) return undefined;
  let text = typeof cell === 'number' ? String(cell) : cell.trim();
  // An apostrophe before a formula's sign is how spreadsheets, and our own files of rejected rows, make it text.
  if (text.charCodeAt(0) === 39 && /^'[=+\-@]/.test(text)) text = text.slice(1);
  if (text === '') return undefined;
  return text.length < 14 && begins[text.charCodeAt(0)] === 1 && nothing.has(text.toLowerCase()) ? undefined : text;
}

/**
 * Whether a cell that begins and ends with these characters is its own text: neither blanks nor an apostrophe have to be taken away, and none
 * of the words that say nothing begins so.
 */
export const isPlainText = (first: number, last: number): boolean =>
  first > 32 && first < 127 && first !== 39 && begins[first] === 0 && last > 32 && last < 127;

const truths = new Map<string, boolean>([
  ...['true', 'yes', 'y', '1', 'x', 'on', 'enabled', 'wahr', 'ja', 'j'].map((word) => [word, true] as const),
  ...['false', 'no', 'n', '0', 'off', 'disabled', 'falsch', 'nein'].map((word) => [word, false] as const),
]);

/** `True`, `yes`, `1`, `x`, `ja` …; undefined for anything that is neither true nor false. */
export function booleanOf(cell: Cell | undefined): boolean | undefined {
  const text = textOf(cell);
  return text === undefined ? undefined : truths.get(text.toLowerCase());
}
