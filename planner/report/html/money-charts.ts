import type { CashMonth } from '../../cost/cash-flow.js';
import { cents, formatCents } from '../../model/money.js';
import { type Chart, percent, svg, ticksOf } from './charts.js';
import { html, type Markup, nothing, type Value } from './markup.js';

const top = 14;
const plot = 200;
const height = top + plot + 26;

/** `$6,400`: dollars without cents, for an axis. */
const axisText = (value: number): string => formatCents(cents(Math.round(value / 100) * 100)).replace(/\.00$/, '');

/** Grid lines, their figures, and the place of a figure in between. */
interface Scale {
  readonly y: (value: number) => number;
  readonly grid: Value;
  readonly figures: Value;
}

function scale(low: number, high: number): Scale {
  const ticks = ticksOf(low, high);
  const least = ticks[0] ?? 0;
  const range = (ticks.at(-1) ?? 1) - least;
  const y = (value: number): number => Number((top + plot - ((value - least) / range) * plot).toFixed(1));
  const grid = ticks.map(
    (tick) => html`<line class="${tick === 0 ? 'zero' : 'grid'}" x1="0" x2="100%" y1="${y(tick)}" y2="${y(tick)}" /> `,
  );
  const figures = ticks.map((tick) => html`<text class="tick" x="100%" y="${y(tick) + 4}">${axisText(tick)}</text> `);
  return { y, grid, figures };
}

/** Years under the months: `2027` where the plan has dates, else `M1`, `M13` …; a first one only where it has room. */
function yearNames(months: readonly CashMonth[]): Value {
  const begins = months.flatMap(({ month }, index) => {
    const dated = !month.startsWith('M');
    const begin = index === 0 || (dated ? month.endsWith('-01') : index % 12 === 0);
    return begin ? [{ text: dated ? month.slice(0, 4) : month, at: index / months.length }] : [];
  });
  const [, next] = begins;
  return (next !== undefined && next.at < 0.12 ? begins.slice(1) : begins)
    .filter(({ at }) => at < 0.93)
    .map(({ text, at }) => html`<text class="tick" x="${percent(at)}" y="${height - 6}">${text}</text> `);
}

/** The figures of the axis have a width of their own beside the drawing, which takes the rest. */
const framed = (chart: Chart, { grid, figures }: Scale, content: Value, months: readonly CashMonth[]): Markup =>
  html`<div class="plot">
    <svg class="axis" aria-hidden="true" height="${height}">${figures}</svg>
    ${svg(chart, height, [grid, content, yearNames(months)])}
  </div> `;

const parts = [
  ['legacy', ({ legacyCents }: CashMonth) => legacyCents],
  ['aws', ({ awsCents }: CashMonth) => awsCents],
  ['once', ({ oneOffCents }: CashMonth) => oneOffCents],
] as const;

/** What every month costs, stacked, against what it would cost if nothing moved. */
export function monthChart(chart: Chart, months: readonly CashMonth[]): Markup {
  const most = Math.max(...months.map(({ totalCents, stayCents }) => Math.max(totalCents, stayCents)));
  const measure = scale(0, most);
  const { y } = measure;
  const slot = 1 / months.length;
  const columns = months.map((month, index) => {
    let under = 0;
    const stack = parts.map(([kind, of]) => {
      const value = of(month);
      if (value <= 0) return nothing;
      const [from, to] = [y(under), y(under + value)];
      under += value;
      const tall = Number((from - to).toFixed(1));
      return html`<rect
        class="${kind}"
        x="${percent((index + 0.12) * slot)}"
        width="${percent(slot * 0.76)}"
        y="${to}"
        height="${tall}"
      /> `;
    });
    const at = y(month.stayCents);
    return html`<g>
      <title>${`${month.month}: ${formatCents(month.totalCents)}`}</title>
      ${stack}
      <line class="stay" x1="${percent(index * slot)}" x2="${percent((index + 1) * slot)}" y1="${at}" y2="${at}" />
    </g> `;
  });
  return framed(chart, measure, columns, months);
}

/** How far moving is ahead of staying, month by month, and where it pays back. */
export function savedChart(
  chart: Chart,
  saved: readonly number[],
  months: readonly CashMonth[],
  payback: number | undefined,
): Markup {
  const measure = scale(Math.min(...saved), Math.max(...saved));
  const { y } = measure;
  const x = (index: number): string => percent((index + 0.5) / months.length);
  const curve = saved.slice(1).map((value, index) => {
    const before = saved[index] ?? 0;
    return html`<line class="curve" x1="${x(index)}" y1="${y(before)}" x2="${x(index + 1)}" y2="${y(value)}" /> `;
  });
  return framed(chart, measure, [curve, mark(saved, months, payback, x, y)], months);
}

function mark(
  saved: readonly number[],
  months: readonly CashMonth[],
  payback: number | undefined,
  x: (index: number) => string,
  y: (value: number) => number,
): Markup {
  const month = payback === undefined ? undefined : months[payback];
  if (payback === undefined || month === undefined) return nothing;
  const at = y(saved[payback] ?? 0);
  const side = payback * 2 > months.length ? html`text-anchor="end" dx="-10"` : html`dx="10"`;
  return html`<circle class="mark" cx="${x(payback)}" cy="${at}" r="5" />
    <text class="halo mark" x="${x(payback)}" y="${at + 18}" ${side}>pays back in ${month.month}</text> `;
}
