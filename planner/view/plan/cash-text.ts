import type { BusinessCase } from '../../cost/business-case.js';
import type { CashMonth } from '../../cost/cash-flow.js';
import { type Cents, cents, formatCents } from '../../model/money.js';
import type { Plan } from '../../plan/plan.js';
import { barLines } from '../bars.js';
import { columnLines } from '../columns-chart.js';
import { line, type Line, type Look, stack } from '../look.js';
import { shown } from './server-table.js';
import { movingText } from './summary.js';
import { wrap } from '../text.js';

/** Whole years, past the payback by one, at least two. */
function monthsShown({ cashFlow: { months, payback } }: BusinessCase): readonly CashMonth[] {
  const until = payback === undefined ? months.length : payback.number + 12;
  return months.slice(0, Math.max(24, Math.ceil(until / 12) * 12));
}

/** How far moving is ahead of staying at the end of each month, in cents. */
export function aheadOf(months: readonly CashMonth[]): readonly number[] {
  let ahead = 0;
  return months.map(({ stayCents, totalCents }) => (ahead += stayCents - totalCents));
}

/** `saves $12,000.00`, `costs $300.00 more than staying` */
export const savedText = (saved: Cents): string =>
  saved < 0 ? `costs ${formatCents(cents(Math.abs(saved)))} more than staying` : `saves ${formatCents(saved)}`;

function curves(business: BusinessCase, look: Look): readonly (readonly Line[])[] {
  const months = monthsShown(business);
  const labels = months.map(({ month }) => month);
  const ahead = aheadOf(months);
  if (look.linear === true)
    return [
      [
        line('Cash flow by month'),
        ...months.map(({ month, legacyCents, awsCents, oneOffCents }, index) =>
          line(
            `${month}: datacenter ${formatCents(legacyCents)}, AWS ${formatCents(awsCents)}, once ${formatCents(oneOffCents)}, ` +
              `ahead of staying by ${formatCents(cents(ahead[index] ?? 0))}`,
          ),
        ),
      ],
    ];
  const title = 'Each month: datacenter, AWS and what is paid once';
  return [
    columnLines({ title, values: months.map(({ totalCents }) => totalCents), labels }, look),
    columnLines({ title: 'Ahead of staying, so far', values: ahead, labels }, look),
  ];
}

const causesShown = 6;

function causes(business: BusinessCase, look: Look): readonly Line[] {
  const rows = business.sensitivity().slice(0, causesShown);
  if (rows.length === 0) return [];
  return [
    ...wrap('What moves the saving of three years most', look.width - 2).map((part) => line(`  ${part}`, 'strong')),
    ...barLines(
      rows.map(({ title, effectCents, variations }) => ({
        label: title,
        value: effectCents,
        text: formatCents(effectCents),
        note: shown(variations.map(({ label, savedCents }) => `${label}: ${savedText(savedCents)}`).join('; '), look),
      })),
      look,
    ),
  ];
}

/** When the move pays, the cash flow as curves, and what it hangs on; empty where only servers were planned. */
export function cashLines({ business }: Pick<Plan, 'business'>, look: Look): readonly Line[] {
  if (business === undefined) return [];
  const totals = business.cashFlow.totals.map(
    ({ years, savedCents, stayCents, moveCents }) =>
      `${years} years: staying ${formatCents(stayCents)}, moving ${formatCents(moveCents)}; ${savedText(savedCents)}`,
  );
  const sentences = [`${movingText({ business })}.`, ...totals].flatMap((text) => wrap(text, look.width - 4));
  return stack([sentences.map((text) => line(`  ${text}`)), ...curves(business, look), causes(business, look)]);
}
