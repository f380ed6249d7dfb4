import { line, type Line, type Look, type Signs, span } from './look.js';
import { symbolsOf } from './symbols.js';
import { pad, truncate, width, wrap } from './text.js';

/** A bar of at most so many columns; whatever is more than nothing shows at least its smallest step. */
export function bar(value: number, most: number, columns: number, look: Signs): string {
  if (value <= 0 || most <= 0 || columns <= 0) return '';
  const { bar: steps } = symbolsOf(look);
  const whole = steps[steps.length - 1] ?? '';
  const parts = Math.max(Math.round((Math.min(value, most) / most) * columns * steps.length), 1);
  const rest = parts % steps.length;
  return whole.repeat(Math.floor(parts / steps.length)) + (rest === 0 ? '' : (steps[rest - 1] ?? ''));
}

export interface BarRow {
  readonly label: string;
  readonly value: number;
  readonly text: string;
  readonly note: string;
  readonly best?: boolean;
}

/** Rows of label, bar and figure; the note goes under the row where there is no room beside it. */
export function barLines(rows: readonly BarRow[], look: Look): readonly Line[] {
  if (look.linear === true)
    return rows.map(({ label, text, note }) => line(`${label}: ${text}${note === '' ? '' : `, ${note}`}`));
  const texts = Math.max(0, ...rows.map(({ text }) => width(text)));
  const longest = Math.max(0, ...rows.map(({ label }) => width(label)));
  const labels = Math.max(Math.min(longest, look.width - texts - 6), 0);
  const { ellipsis } = symbolsOf(look);
  const most = Math.max(0, ...rows.map(({ value }) => value));
  const notes = Math.max(0, ...rows.map(({ note }) => width(note)));
  const free = look.width - labels - texts - 7;
  const inline = notes > 0 && free - notes - 2 >= 10;
  const columns = Math.max(Math.min(free - (inline ? notes + 2 : 0), 48), 0);
  const lines: Line[] = [];
  for (const { label, value, text, note, best } of rows) {
    const drawn = columns < 4 ? '' : bar(value, most, columns, look);
    const spans = [
      span(`  ${pad(truncate(label, labels, ellipsis), labels)}  `),
      span(pad(text, texts, 'right'), best === true ? 'good' : 'strong'),
      span('  '),
      span(drawn, best === true ? 'good' : 'accent'),
    ];
    if (inline) spans.push(span(`${' '.repeat(columns - width(drawn) + 2)}${note}`, 'quiet'));
    lines.push(spans);
    if (!inline && note !== '') for (const part of wrap(note, look.width - 6)) lines.push(line(`    ${part}`, 'quiet'));
  }
  return lines;
}
