import type { Day } from '../../model/day.js';
import type { Calendar, CalendarRow, SpanKind } from './calendar.js';
import type { Signs } from '../look.js';
import { symbolsOf } from '../symbols.js';

/** One column of the drawing for so many days. */
const columnOf = ({ from, to }: Calendar, columns: number, day: Day): number =>
  Math.min(columns - 1, Math.max(0, Math.floor(((day - from) / (to - from)) * columns)));

/** Months or weeks over the drawing; a name that would touch the one before is left out. */
export function axisText(calendar: Calendar, columns: number): string {
  let text = '';
  for (const { day, text: name, year } of calendar.ticks) {
    const at = columnOf(calendar, columns, day);
    const label = year === '' ? name : `${name} ${year}`;
    if (at < text.length + (text === '' ? 0 : 1) || at + label.length > columns) continue;
    text = text.padEnd(at) + label;
  }
  return text.padEnd(columns);
}

/** A row as signs: what happens lies over freezes and the end of the contract; one day shows at least one column. */
export function rowText(row: CalendarRow, calendar: Calendar, columns: number, look: Signs): string {
  const { calendar: signs } = symbolsOf(look);
  const cells = Array<string>(columns).fill(' ');
  const draw = (from: Day, to: Day, sign: string): void => {
    const last = Math.max(columnOf(calendar, columns, from), columnOf(calendar, columns, to - 1));
    for (let at = columnOf(calendar, columns, from); at <= last; at += 1) cells[at] = sign;
  };
  for (const { from, to } of calendar.freezes) draw(Math.max(from, calendar.from), to + 1, signs.freeze);
  for (const kind of drawn)
    for (const span of row.spans) if (span.kind === kind && span.to > span.from) draw(span.from, span.to, signs[kind]);
  if (calendar.contractEnd !== undefined) draw(calendar.contractEnd, calendar.contractEnd + 1, signs.end);
  return cells.join('');
}

const drawn: readonly SpanKind[] = ['wait', 'keep', 'build', 'cutover'];

/** What the signs of the drawing stand for; those that this calendar does not need are left out. */
export function legendText(calendar: Calendar, look: Signs): string {
  const { calendar: signs } = symbolsOf(look);
  const parts = [
    `${signs.wait} waiting for a partner`,
    `${signs.build} build and copy`,
    `${signs.cutover} cutover`,
    `${signs.keep} bake, legacy kept`,
  ];
  if (calendar.freezes.length > 0) parts.push(`${signs.freeze} freeze`);
  if (calendar.contractEnd !== undefined) parts.push(`${signs.end} contract ends`);
  return parts.join('  ');
}
