import { type Cents, cents, formatCents } from '../../model/money.js';
import type { Plan, PlannedServer } from '../../plan/plan.js';
import { barLines } from '../bars.js';
import { cashLines } from './cash-text.js';
import { factLines } from '../facts.js';
import { count, moneyText } from '../format.js';
import { line, type Line, type Look, stack } from '../look.js';
import { mostExpensive } from './most-expensive.js';
import { hasProducts, productOf } from './product.js';
import { priceFacts } from './server-detail.js';
import { answerRows } from './summary.js';
import { serviceNames } from './target.js';
import { safeText } from '../text.js';

/** Servers that have something in common, and what they cost together. */
export interface CostGroup {
  readonly name: string;
  readonly servers: number;
  readonly cents: Cents;
  readonly unpriced: number;
}

/** Groups by what `nameOf` says, most expensive first. */
export function costGroups(
  servers: Iterable<PlannedServer>,
  nameOf: (planned: PlannedServer) => string,
): readonly CostGroup[] {
  const groups = new Map<string, { servers: number; cents: number; unpriced: number }>();
  for (const planned of servers) {
    const { chosen } = planned.recommendation;
    const name = nameOf(planned);
    const group = groups.get(name) ?? { servers: 0, cents: 0, unpriced: 0 };
    groups.set(name, group);
    group.servers += 1;
    group.cents += chosen.monthlyCents;
    group.unpriced += chosen.unpriced;
  }
  return Array.from(groups, ([name, group]) => ({ ...group, name, cents: cents(group.cents) })).toSorted(
    (a, b) => b.cents - a.cents || (a.name < b.name ? -1 : 1),
  );
}

const groupsShown = 12;

function groupBlock(title: string, groups: readonly CostGroup[], look: Look): readonly Line[] {
  const rows = groups.slice(0, groupsShown).map((group) => ({
    label: safeText(group.name),
    value: group.cents,
    text: moneyText(group.cents, group.unpriced, look),
    note: count(group.servers, 'server'),
  }));
  const left = groups.length - rows.length;
  return [
    line(`  ${title}`, 'strong'),
    ...barLines(rows, look),
    ...(left > 0 ? [line(`    and ${count(left, 'other')} that cost less`, 'quiet')] : []),
  ];
}

/** What makes up the monthly cost, from the whole to its parts; the lines of one server are in its detail. */
export function costLines(plan: Plan, look: Look): readonly Line[] {
  const { servers, shared } = plan;
  const scenarios = answerRows(plan, look).map(({ label, cents: value, unpriced, note }) => ({
    label,
    value,
    text: moneyText(value, unpriced, look),
    note,
  }));
  const products = hasProducts(plan)
    ? groupBlock(
        'By product',
        costGroups(servers, (planned) => productOf(plan, planned) ?? '(no product)'),
        look,
      )
    : [];
  const dearest = mostExpensive(plan, groupsShown).map(({ server, recommendation: { chosen, reason } }) => ({
    label: safeText(server.name),
    value: chosen.monthlyCents,
    text: moneyText(chosen.monthlyCents, chosen.unpriced, look),
    note: look.width < 100 ? '' : safeText(reason),
  }));
  return stack([
    [line('  Every month', 'strong'), ...barLines(scenarios, look)],
    cashLines(plan, look),
    servers.length === 0
      ? []
      : groupBlock(
          'By service',
          costGroups(servers, ({ recommendation }) => serviceNames[recommendation.chosen.target.kind]),
          look,
        ),
    products,
    shared.quotes.length + shared.gaps.length === 0
      ? []
      : [line(`  Shared by all, ${formatCents(shared.cents)}`, 'strong'), ...factLines(priceFacts(shared, ''), look)],
    dearest.length === 0 ? [] : [line('  Most expensive servers', 'strong'), ...barLines(dearest, look)],
  ]);
}
