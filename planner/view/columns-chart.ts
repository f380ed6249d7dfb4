import { line, type Line, type Look, span } from './look.js';
import { numberText } from './format.js';
import { symbolsOf } from './symbols.js';
import { pad, width, wrap } from './text.js';

export interface ColumnChart {
  readonly title: string;
  /** In cents, one for each label; below zero they hang down. */
  readonly values: readonly number[];
  /** `2027-02`, in order. */
  readonly labels: readonly string[];
}

const rows = 8;

/** `−$1,200`: whole dollars are enough on an axis. */
function dollars(cents: number, look: Look): string {
  const text = `$${numberText(Math.abs(cents) / 100, 0)}`;
  return cents < 0 ? symbolsOf(look).minus + text : text;
}

/** Rows above and below zero, and what one row is worth. */
function scaleOf(values: readonly number[]): { readonly up: number; readonly down: number; readonly unit: number } {
  const high = Math.max(0, ...values);
  const low = Math.min(0, ...values);
  if (high - low <= 0) return { up: 1, down: 0, unit: 1 };
  const up = Math.min(rows - (low < 0 ? 1 : 0), Math.max(high > 0 ? 1 : 0, Math.round((rows * high) / (high - low))));
  const down = low < 0 ? rows - up : 0;
  return { up, down, unit: Math.max(up > 0 ? high / up : 0, down > 0 ? -low / down : 0) };
}

/** Upright columns over an axis of months; at least one column of the screen a month, so narrow screens show fewer months. */
export function columnLines({ title, values, labels }: ColumnChart, look: Look): readonly Line[] {
  if (values.length === 0) return [];
  const { up, down, unit } = scaleOf(values);
  const names = [dollars(up * unit, look), dollars(0, look), dollars(-down * unit, look)];
  const left = Math.max(...names.map(width)) + 4;
  const room = look.width - left;
  const each = Math.max(1, Math.min(3, Math.floor(room / values.length)));
  const shown = values.slice(0, Math.max(0, Math.floor(room / each)));
  const { column, hanging } = symbolsOf(look);
  const cells = (sign: (value: number) => string): string => shown.map((value) => sign(value).repeat(each)).join('');
  const lines: Line[] = wrap(title, look.width - 2).map((part) => line(`  ${part}`, 'strong'));
  for (let row = up - 1; row >= 0; row -= 1) {
    const label = row === up - 1 ? names[0] : row === 0 ? names[1] : '';
    const text = cells((value) => step(column, value / unit - row));
    lines.push([span(`  ${pad(label ?? '', left - 4, 'right')}  `, 'quiet'), span(text, down > 0 ? 'good' : 'accent')]);
  }
  for (let row = 0; row < down; row += 1) {
    const label = row === down - 1 ? names[2] : '';
    const text = cells((value) => step(hanging, -value / unit - row));
    lines.push([span(`  ${pad(label ?? '', left - 4, 'right')}  `, 'quiet'), span(text, 'bad')]);
  }
  lines.push(line(' '.repeat(left) + axis(labels.slice(0, shown.length), each, shown.length * each), 'quiet'));
  return lines;
}

/** The sign for a share of one row: nothing below a third of the smallest step. */
function step(signs: readonly string[], share: number): string {
  const parts = Math.round(Math.min(Math.max(share, 0), 1) * signs.length);
  return parts === 0 ? ' ' : (signs[parts - 1] ?? ' ');
}

/** A name every year, the first one included. */
function axis(labels: readonly string[], each: number, columns: number): string {
  let text = '';
  for (let index = 0; index < labels.length; index += 12) {
    const label = labels[index] ?? '';
    if (index * each + label.length <= columns) text = text.padEnd(index * each) + label;
  }
  return text;
}
