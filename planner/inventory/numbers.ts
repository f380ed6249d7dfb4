import type { Unit } from './format.js';
import { factorTo, scaleOf, scaleOfWord } from './units.js';

/** Which mark is the decimal one. The other, a space and an apostrophe group thousands. */
export type Notation = '.' | ',';

const plain = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?$/;
const grouped: Readonly<Record<Notation, RegExp>> = {
  '.': /^[+-]?\d{1,3}(?:[, '’\u00a0\u202f]\d{3})+(?:\.\d*)?$/,
  ',': /^[+-]?(?:\d{1,3}(?:[. '’\u00a0\u202f]\d{3})+|\d+)(?:,\d*)?$/,
};
const groupMarks: Readonly<Record<Notation, RegExp>> = { '.': /[, '’\u00a0\u202f]/g, ',': /[. '’\u00a0\u202f]/g };

/** A number without a unit; undefined when the text is none in this notation (`1,5` is none where `,` groups thousands). */
export function numberIn(text: string, notation: Notation): number | undefined {
  if (notation === '.' ? plain.test(text) : /^[+-]?\d+$/.test(text)) return Number(text);
  if (!grouped[notation].test(text))
    return notation === ',' && /^[+-]?\d*\.\d*[eE]/.test(text) && plain.test(text) ? Number(text) : undefined;
  const bare = text.replace(groupMarks[notation], '');
  return Number(notation === ',' ? bare.replace(',', '.') : bare);
}

/** How a cell's number is written, if that tells: `1,5` and `1.234,5` say comma, `1,234.5` says point; `1,234` and `1.234` say nothing. */
export function evidence(number: string): Notation | 'either' | undefined {
  const point = number.lastIndexOf('.');
  const comma = number.lastIndexOf(',');
  if (point < 0 && comma < 0) return undefined;
  if (point >= 0 && comma >= 0) return point > comma ? '.' : ',';
  const mark = point >= 0 ? '.' : ',';
  const other = mark === '.' ? ',' : '.';
  const parts = number.replace(/^[+-]/, '').split(mark);
  if (parts.length > 2) return other;
  const [whole = '', fraction = ''] = parts;
  return fraction.length === 3 && /^[1-9]\d{0,2}$/.test(whole) ? 'either' : mark;
}

const quantity =
  /^([$€£]|USD|US\$|EUR)?\s*([+-]?(?:\d[\d.,'’ \u00a0\u202f]*|[.,]\d+)(?:[eE][+-]?\d{1,3})?)\s*(.{0,24})$/i;

/** A cell taken apart: currency before, number, unit after. Undefined when it does not begin with a number. */
export function takeApart(
  text: string,
): { readonly before: string; readonly number: string; readonly unit: string } | undefined {
  if (text.length > 64) return undefined;
  const match = quantity.exec(text);
  return match === null
    ? undefined
    : { before: match[1] ?? '', number: (match[2] ?? '').trim(), unit: (match[3] ?? '').trim() };
}

/**
 * A size in GiB: `16 GiB`, `16384 MB`, `1.5 TB`, `16` (in `unit`). For cells that hold more than a size; columns are read by their own specification.
 */
export function sizeOf(text: string, unit: Unit, notation: Notation = '.'): number | undefined {
  const parts = takeApart(text.trim());
  const number = parts === undefined ? undefined : numberIn(parts.number, notation);
  if (parts === undefined || number === undefined || number < 0) return undefined;
  const scale = parts.unit === '' ? scaleOf(unit) : scaleOfWord(parts.unit);
  const factor = scale === undefined ? undefined : factorTo('size', scale);
  return factor === undefined ? undefined : number * factor;
}
