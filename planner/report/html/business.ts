import type { BillItem } from '../../cost/bill.js';
import type { BusinessCase } from '../../cost/business-case.js';
import type { CashFlow, CashMonth, CashTotal } from '../../cost/cash-flow.js';
import type { CommitmentOption } from '../../cost/commitments.js';
import type { SensitivityRow } from '../../cost/sensitivity.js';
import type { TodayPart } from '../../cost/today.js';
import { type Cents, cents, formatCents } from '../../model/money.js';
import { count } from '../../view/format.js';
import { html, type Markup, nothing } from './markup.js';
import { monthChart, savedChart } from './money-charts.js';
import { rangeChart } from './range-chart.js';
import { folded, type Section } from './section.js';
import { type Column, table } from './table.js';

/** Months drawn: past the payback by a year, whole years, at least two. */
function drawnMonths({ months, payback }: CashFlow): readonly CashMonth[] {
  const until = payback === undefined ? months.length : payback.number + 12;
  return months.slice(0, Math.max(24, Math.ceil(until / 12) * 12));
}

/** How far moving is ahead of staying at the end of each month, in cents. */
export function savedSoFar(months: readonly CashMonth[]): readonly number[] {
  let ahead = 0;
  return months.map(({ stayCents, totalCents }) => (ahead += stayCents - totalCents));
}

/** `pays back in 2027-11, 4 months after the last cutover` */
export function paybackText({ payback }: CashFlow): string {
  if (payback === undefined) return 'does not pay back within five years';
  const { month, afterLastCutover: after } = payback;
  if (after === undefined) return `pays back in ${month}`;
  if (after <= 0) return `pays back in ${month}, ${after === 0 ? 'the month of' : 'before'} the last cutover`;
  return `pays back in ${month}, ${count(after, 'month')} after the last cutover`;
}

/** `$1,200.00 saved`, `$300.00 more than staying` */
const savedText = (saved: Cents): string =>
  saved >= 0 ? `${formatCents(saved)} saved` : `${formatCents(cents(Math.abs(saved)))} more than staying`;

function answer({ today, cashFlow }: BusinessCase): Markup {
  const { moving, unpriced, payback } = cashFlow;
  const gaps =
    unpriced === 0
      ? nothing
      : html` ${count(unpriced, 'price line')} of AWS ${unpriced === 1 ? 'is' : 'are'} not known: the true figures are
        worse.`;
  const modelled =
    today.kind === 'model'
      ? html` What is paid today is not known; a model stands in for it (${today.source}).`
      : nothing;
  return html`<p class="answer">
      Moving costs <strong>${formatCents(moving.oneOffCents)}</strong> once, and
      <strong>${formatCents(moving.doubleCents)}</strong> while both sides run. It
      <strong class="${payback === undefined ? 'warn' : 'good'}">${paybackText(cashFlow)}</strong>.
    </p>
    ${gaps === nothing && modelled === nothing ? nothing : html`<p>${gaps}${modelled}</p> `}`;
}

const dollars = <T>(title: string, of: (row: T, index: number) => number): Column<T> => ({
  title,
  kind: 'number',
  cell: (row, index) => formatCents(cents(of(row, index))),
});

const totalColumns: readonly Column<CashTotal>[] = [
  { title: 'Sum over', kind: 'short', cell: ({ years }) => `${years} years` },
  dollars('Staying', ({ stayCents }) => stayCents),
  dollars('Moving', ({ moveCents }) => moveCents),
  dollars('Saved', ({ savedCents }) => savedCents),
];

const monthColumns = (saved: readonly number[]): readonly Column<CashMonth>[] => [
  { title: 'Month', kind: 'short', cell: ({ month }) => month },
  dollars('Datacenter', ({ legacyCents }) => legacyCents),
  dollars('AWS', ({ awsCents }) => awsCents),
  dollars('Paid once', ({ oneOffCents }) => oneOffCents),
  dollars('Total', ({ totalCents }) => totalCents),
  dollars('So far', ({ cumulativeCents }) => cumulativeCents),
  dollars('Of it double', ({ doubleCents }) => doubleCents),
  dollars('If nothing moved', ({ stayCents }) => stayCents),
  dollars('Ahead', (_, index) => saved[index] ?? 0),
];

const swatch = (kind: string): Markup =>
  html`<svg aria-hidden="true" width="14" height="12"><rect class="${kind}" width="14" height="12" /></svg>`;

function* charts(flow: CashFlow): Generator<Markup> {
  const months = drawnMonths(flow);
  const saved = savedSoFar(months);
  const text = paybackText(flow);
  const range = `${months[0]?.month ?? ''} to ${months.at(-1)?.month ?? ''}`;
  yield html`<div class="halves">
    <figure>
      <figcaption>What each month costs</figcaption>
      ${monthChart(
        {
          id: 'c-months',
          title: 'Cost by month: datacenter, AWS and what is paid once',
          description: `${range}. Every figure is in the table "Cash flow by month".`,
        },
        months,
      )}
      <ul class="legend">
        <li>${swatch('legacy')}datacenter</li>
        <li>${swatch('aws')}AWS</li>
        <li>${swatch('once')}paid once</li>
        <li>
          <svg aria-hidden="true" width="20" height="12"><line class="stay" x2="20" y1="6" y2="6" /></svg>if nothing
          moved
        </li>
      </ul>
    </figure>
    <figure>
      <figcaption>How far moving is ahead of staying</figcaption>
      ${savedChart(
        { id: 'c-saved', title: 'Saved so far, by month', description: `Moving ${text}. ${range}.` },
        saved,
        months,
        flow.payback === undefined ? undefined : flow.payback.number - 1,
      )}
    </figure>
  </div> `;
}

const rangesDrawn = 8;

const variationsText = ({ variations }: SensitivityRow): string =>
  variations.map(({ label, savedCents }) => `${label}: ${formatCents(savedCents)}`).join('; ');

const sensitivityColumns: readonly Column<SensitivityRow>[] = [
  { title: 'If this is different', cell: ({ title }) => title },
  { title: 'Saved in three years', kind: 'long', cell: variationsText },
  dollars('Most', ({ effectCents }) => effectCents),
];

function* sensitivity(business: BusinessCase): Generator<Markup> {
  const rows = business.sensitivity();
  const saved = business.cashFlow.totals[0]?.savedCents;
  if (rows.length === 0 || saved === undefined) return;
  const shown = rows.slice(0, rangesDrawn);
  const text = `${savedText(saved)} in three years`;
  const bars = shown.map(({ title, variations }) => ({
    label: title,
    values: variations.map(({ savedCents }) => savedCents),
  }));
  yield html`<div class="beside">
    <figure>
      <figcaption>What moves the answer most: red to worse, green to better than ${text}</figcaption>
      ${rangeChart(
        {
          id: 'c-sensitivity',
          title: 'What moves the saving of three years most',
          description: shown.map((row) => `${row.title}: ${variationsText(row)}`).join('. '),
        },
        saved,
        bars,
      )}
    </figure>
    <div>
   `;
  yield* table({
    id: 't-sensitivity',
    caption: `One thing at a time, against ${text}`,
    columns: sensitivityColumns,
    rows: shown,
  });
  yield html`</div></div> `;
}

const billColumns: readonly Column<BillItem>[] = [
  { title: 'Paid today', cell: ({ item }) => item },
  {
    title: 'For',
    cell: ({ scope, servers }) =>
      servers.length === 0 ? 'all' : scope === 'rack' ? count(servers.length, 'server') : servers.join(', '),
  },
  dollars('$ / month', ({ monthlyCents }) => monthlyCents),
  {
    title: 'Paid until',
    kind: 'short',
    cell: ({ until, servers }) => until ?? (servers.length === 0 ? 'the last server leaves' : 'they leave'),
  },
];

const itemsListed = 100;

function* bill({ today }: BusinessCase): Generator<Markup> {
  if (today.parts !== undefined) {
    yield* table({
      id: 't-parts',
      caption: 'Today by the model',
      rows: today.parts.filter(({ monthlyCents }) => monthlyCents > 0),
      columns: [
        { title: 'Part', cell: ({ title }) => title },
        dollars<TodayPart>('$ / month', ({ monthlyCents }) => monthlyCents),
      ],
    });
    return;
  }
  if (today.kind !== 'bill') return;
  const rows = today.items.slice(0, itemsListed);
  yield* table({ id: 't-bill', caption: `Today's bill, ${today.source}`, columns: billColumns, rows });
  const left = today.items.length - rows.length;
  if (left > 0) yield html`<p class="quiet">and ${count(left, 'item')} more</p> `;
}

const commitmentColumns: readonly Column<CommitmentOption>[] = [
  { title: 'Commitment', cell: ({ title }) => title },
  dollars('$ / month', ({ monthlyCents }) => monthlyCents),
  dollars('Up front', ({ upfrontCents }) => upfrontCents),
  dollars('Three years', ({ threeYearCents }) => threeYearCents),
];

function* body(business: BusinessCase): Generator<Markup> {
  const { cashFlow, commitments } = business;
  yield answer(business);
  yield* charts(cashFlow);
  yield* table({ id: 't-totals', caption: 'Three and five years', columns: totalColumns, rows: cashFlow.totals });
  yield html`<p class="quiet">Value today, over five years: ${savedText(cashFlow.presentValueCents)}.</p> `;
  yield* folded(
    `Cash flow by month, ${count(cashFlow.months.length, 'month')}`,
    table({
      id: 't-months',
      caption: 'Cash flow by month',
      columns: monthColumns(savedSoFar(cashFlow.months)),
      rows: cashFlow.months,
    }),
  );
  yield* sensitivity(business);
  yield* bill(business);
  if (commitments.length > 0)
    yield* table({
      id: 't-commitments',
      caption: 'The EC2 instances under every commitment',
      columns: commitmentColumns,
      rows: commitments,
    });
}

/** Whether the move pays, when, and what that hangs on. */
export const businessSection = (business: BusinessCase): Section => ({
  id: 'cash',
  title: 'Cash flow',
  body: body(business),
  ownPage: true,
});
