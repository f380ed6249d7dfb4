import type { Plan } from '../../plan/plan.js';
import { formatDay, parseDay, type Day } from '../../model/day.js';
import { type Closed } from '../../waves/schedule/calendar.js';
import { schedule } from '../../waves/schedule/timeline.js';
import { count } from '../format.js';
import { safeText } from '../text.js';

/** `wait`: for a partner to allow new addresses. `build`: build and copy. `cutover`: its day. `keep`: bake, legacy kept. */
export type SpanKind = 'wait' | 'build' | 'cutover' | 'keep';

/** Days of a row, the end not included. */
export interface DaySpan {
  readonly kind: SpanKind;
  readonly from: Day;
  readonly to: Day;
  readonly text: string;
}

export interface CalendarRow {
  readonly wave: string;
  /** The product, or how many of them where there are too many for a row each. */
  readonly label: string;
  readonly note: string;
  readonly cutover: string;
  /** In the order in which they are drawn: the cutover lies over what is around it. */
  readonly spans: readonly DaySpan[];
}

/** A day with a name on the axis. */
export interface Tick {
  readonly day: Day;
  readonly text: string;
  /** Year, where it begins or the axis does. */
  readonly year: string;
}

/** The waves as a calendar; the same rows on every screen. */
export interface Calendar {
  readonly from: Day;
  readonly to: Day;
  readonly rows: readonly CalendarRow[];
  /** Rows that were left out. */
  readonly left: number;
  readonly ticks: readonly Tick[];
  readonly freezes: readonly Closed[];
  readonly contractEnd: Day | undefined;
}

export interface CalendarLimits {
  /** With more products than this, a row is a wave. */
  readonly products: number;
  readonly rows: number;
  readonly ticks: number;
}

/** Days and rows of a plan's waves; undefined when nothing moves. */
export function calendarOf({ waves: planned }: Plan, most: CalendarLimits): Calendar | undefined {
  const { model } = planned.built;
  const { firstDay, dated, freezes, contractEnd } = model.limits;
  const timeline = schedule(model, planned.assignment);
  if (timeline.waves.length === 0) return undefined;
  const when = (day: Day): string => (dated ? formatDay(day) : `week ${Math.floor((day - firstDay) / 7) + 1}`);
  const all: CalendarRow[] = [];
  let end = Math.max(firstDay + 28, contractEnd ?? 0);
  for (const { number, products, start } of timeline.waves) {
    const rows = products.flatMap((index): { row: CalendarRow; day: Day }[] => {
      const product = model.products[index];
      const day = timeline.cutover[index];
      if (product === undefined || day === undefined) return [];
      const waits = product.partners.map(({ lead, earliest }): DaySpan => ({
        kind: 'wait',
        text: `${safeText(lead.id)} needs ${count(lead.leadTimeDays, 'day')}`,
        from: Math.max(firstDay, earliest - lead.leadTimeDays),
        to: earliest,
      }));
      const row: CalendarRow = {
        wave: `W${number}`,
        label: safeText(product.name),
        note: [count(product.servers.length, 'server'), ...waits.map(({ text }) => text)].join(', '),
        cutover: when(day),
        spans: [
          ...waits,
          { kind: 'build', from: Math.min(start, day), to: day, text: `build and copy from ${when(start)}` },
          {
            kind: 'keep',
            from: day + 1,
            to: day + product.keepDays,
            text: `legacy kept until ${when(day + product.keepDays)}`,
          },
          { kind: 'cutover', from: day, to: day + 1, text: `cutover ${when(day)}` },
        ],
      };
      return [{ row, day }];
    });
    for (const { row } of rows) for (const { to } of row.spans) end = Math.max(end, to);
    const sorted = rows.toSorted((a, b) => a.day - b.day).map(({ row }) => row);
    if (model.products.length <= most.products) all.push(...sorted);
    else if (sorted.length > 0) all.push(together(sorted));
  }
  const to = end + Math.max(2, Math.ceil((end - firstDay) * 0.02));
  return {
    from: firstDay,
    to,
    rows: all.slice(0, most.rows),
    left: Math.max(0, all.length - most.rows),
    ticks: dated ? monthTicks(firstDay, to, most.ticks) : weekTicks(firstDay, to, most.ticks),
    freezes: freezes.filter((freeze) => freeze.from < to && freeze.to >= firstDay),
    contractEnd,
  };
}

/** Products of one wave in one row: from the first build to the last rollback. */
function together(rows: readonly CalendarRow[]): CalendarRow {
  const [first] = rows;
  const last = rows.at(-1) ?? first;
  const spans: DaySpan[] = [];
  for (const kind of ['wait', 'build', 'keep', 'cutover'] as const) {
    const same = rows.flatMap((row) => row.spans.filter((span) => span.kind === kind));
    if (same.length === 0) continue;
    const from = Math.min(...same.map((span) => span.from));
    const to = Math.max(...same.map((span) => span.to));
    spans.push({ kind, from, to, text: count(same.length, 'product') });
  }
  return {
    wave: first?.wave ?? '',
    label: count(rows.length, 'product'),
    note: '',
    cutover: first?.cutover === last?.cutover ? (first?.cutover ?? '') : `${first?.cutover} to ${last?.cutover}`,
    spans,
  };
}

const monthNames = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

/** First days of months, or of every second, third, sixth … month where there are many. */
function monthTicks(from: Day, to: Day, most: number): readonly Tick[] {
  const [year = 0, month = 1] = formatDay(from).split('-').map(Number);
  const months = Math.ceil((to - from) / 30.4);
  const step = [1, 2, 3, 6, 12].find((candidate) => months / candidate <= most) ?? 12 * Math.ceil(months / 12 / most);
  const ticks: Tick[] = [];
  for (let index = month - 1; ; index += 1) {
    const inYear = year + Math.floor(index / 12);
    const day = parseDay(`${String(inYear).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}-01`);
    if (day === undefined || day >= to) return ticks;
    if (day < from || index % step !== 0) continue;
    const before = ticks.at(-1);
    const text = monthNames[index % 12] ?? '';
    const known = before !== undefined && formatDay(before.day).startsWith(String(inYear));
    ticks.push({ day, text, year: known ? '' : String(inYear) });
  }
}

function weekTicks(from: Day, to: Day, most: number): readonly Tick[] {
  const weeks = Math.ceil((to - from) / 7);
  const step = [1, 2, 4, 8, 13, 26, 52].find((candidate) => weeks / candidate <= most) ?? 104;
  const ticks: Tick[] = [];
  for (let week = 0; week * 7 < to - from; week += step)
    ticks.push({ day: from + week * 7, text: `wk ${week + 1}`, year: '' });
  return ticks;
}
