import type { CashMonth } from '../../cost/cash-flow.js';
import { cents, formatCents } from '../../model/money.js';
import { percent, svg, ticksOf, type Chart } from './charts.js';
import { html, nothing, type Markup, type Value } from './markup.js';

const top = 22;
const plot = 190;
const height = top + plot + 24;
const labels = 9;

/** `$6,400`: dollars without cents, for an axis. */
const axisText = (value: number): string => formatCents(cents(Math.round(value / 100) * 100)).replace(/\.00$/, '');

/** Grid lines with their figures, and the place of a figure in between. */
function scale(low: number, high: number): { readonly y: (value: number) => number; readonly grid: Value } {
  const ticks = ticksOf(low, high);
  const least = ticks[0] ?? 0;
  const range = (ticks.at(-1) ?? 1) - least;
  const y = (value: number): number => Number((top + plot - ((value - least) / range) * plot).toFixed(1));
  const grid = ticks.map(
    (tick) =>
      html`<line class="${tick === 0 ? 'zero' : 'grid'}" x1="0" x2="100%" y1="${y(tick)}" y2="${y(tick)}" /><text
          class="tick halo"
          x="0"
          y="${y(tick) - 4}"
          >${axisText(tick)}</text
        > `,
  );
  return { y, grid };
}

/** Names under the months, as many as fit a narrow page. */
function axis(months: readonly CashMonth[]): Value {
  const every = Math.ceil(months.length / labels);
  return months.map(({ month }, index) =>
    index % every === 0
      ? html`<text class="tick" x="${percent(index / months.length)}" y="${height - 6}">${month}</text> `
      : nothing,
  );
}

const parts = [
  ['legacy', ({ legacyCents }: CashMonth) => legacyCents],
  ['aws', ({ awsCents }: CashMonth) => awsCents],
  ['once', ({ oneOffCents }: CashMonth) => oneOffCents],
] as const;

/** What every month costs, stacked, against what it would cost if nothing moved. */
export function monthChart(chart: Chart, months: readonly CashMonth[]): Markup {
  const most = Math.max(...months.map(({ totalCents, stayCents }) => Math.max(totalCents, stayCents)));
  const { y, grid } = scale(0, most);
  const slot = 1 / months.length;
  const columns = months.map((month, index) => {
    let under = 0;
    const stack = parts.map(([kind, of]) => {
      const value = of(month);
      if (value <= 0) return nothing;
      const [from, to] = [y(under), y(under + value)];
      under += value;
      return html`<rect
        class="${kind}"
        x="${percent((index + 0.12) * slot)}"
        width="${percent(slot * 0.76)}"
        y="${to}"
        height="${Number((from - to).toFixed(1))}"
      />`;
    });
    const { stayCents } = month;
    const stay = html`<line
      class="stay"
      x1="${percent(index * slot)}"
      x2="${percent((index + 1) * slot)}"
      y1="${y(stayCents)}"
      y2="${y(stayCents)}"
    />`;
    return html`<g><title>${`${month.month}: ${formatCents(month.totalCents)}`}</title>${stack}${stay}</g> `;
  });
  return svg(chart, height, [grid, columns, axis(months)]);
}

/** How far moving is ahead of staying, month by month, and where it pays back. */
export function savedChart(
  chart: Chart,
  saved: readonly number[],
  months: readonly CashMonth[],
  payback: number | undefined,
): Markup {
  const { y, grid } = scale(Math.min(...saved), Math.max(...saved));
  const x = (index: number): string => percent((index + 0.5) / months.length);
  const curve = saved
    .slice(1)
    .map(
      (value, index) =>
        html`<line
          class="curve"
          x1="${x(index)}"
          y1="${y(saved[index] ?? 0)}"
          x2="${x(index + 1)}"
          y2="${y(value)}"
        /> `,
    );
  const month = payback === undefined ? undefined : months[payback];
  const mark =
    payback === undefined || month === undefined
      ? nothing
      : html`<circle class="mark" cx="${x(payback)}" cy="${y(saved[payback] ?? 0)}" r="5" /><text
            class="halo mark"
            x="${x(payback)}"
            y="${y(saved[payback] ?? 0) - 12}"
            text-anchor="${payback * 2 > months.length ? 'end' : 'start'}"
            >pays back ${month.month}</text
          > `;
  return svg(chart, height, [grid, curve, mark, axis(months)]);
}
