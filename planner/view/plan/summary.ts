import type { Payback } from '../../cost/payback.js';
import { type Cents, cents, formatCents } from '../../model/money.js';
import type { Plan, Scenario } from '../../plan/plan.js';
import type { Target } from '../../sizing/recommendation.js';
import { changeText, count, moneyText, numberText } from '../format.js';
import { line, type Line, type Look, span, type Span } from '../look.js';
import { shown } from './server-table.js';
import { symbolsOf } from '../symbols.js';
import { serviceNames } from './target.js';
import { pad, safeText, truncate, width, wrap } from '../text.js';

/** One row of the answer: what it costs now, and under each way of moving. */
export interface AnswerRow {
  readonly id: string;
  readonly label: string;
  readonly cents: Cents;
  readonly unpriced: number;
  /** Against today's cost, where that is known. */
  readonly change: string;
  readonly note: string;
}

const withoutPrice = (unpriced: number): string => (unpriced === 0 ? '' : `${count(unpriced, 'line')} without a price`);

/** Today's cost first, if anyone knows it, then every scenario of the plan. */
export function answerRows(plan: Plan, look: Look): readonly AnswerRow[] {
  const { today } = plan;
  const rows: AnswerRow[] = [];
  if (today !== undefined)
    rows.push({
      id: 'today',
      label: 'Today',
      cents: today.monthlyCents,
      unpriced: 0,
      change: '',
      note: shown(today.source, look),
    });
  for (const scenario of plan.scenarios) {
    const parts = [shown(scenario.note, look), withoutPrice(scenario.unpriced)];
    rows.push({
      id: scenario.id,
      label: shown(scenario.title, look),
      cents: scenario.monthlyCents,
      unpriced: scenario.unpriced,
      change: today === undefined ? '' : changeText(today.monthlyCents, scenario.monthlyCents, look),
      note: parts.filter((part) => part !== '').join(` ${symbolsOf(look).separator} `),
    });
  }
  return rows;
}

/** The answer, as every output begins: money aligned, what it assumes behind it, on lines of its own where there is no room. */
export function answerLines(plan: Plan, look: Look): readonly Line[] {
  const rows = answerRows(plan, look);
  const money = rows.map((row) => moneyText(row.cents, row.unpriced, look));
  const unit = look.width < 60 ? '' : ' / month';
  const labels = Math.max(0, ...rows.map(({ label }) => width(label)));
  const amounts = Math.max(0, ...money.map(width));
  const changes = Math.max(0, ...rows.map(({ change }) => width(change)));
  const best = bestScenario(plan);
  const lines: Line[] = [];
  for (const [index, row] of rows.entries()) {
    const spans: Span[] = [
      span(`  ${pad(row.label, labels)}  `),
      span(pad(money[index] ?? '', amounts, 'right'), row.id === best?.id ? 'good' : 'strong'),
      span(unit, 'quiet'),
    ];
    if (changes > 0) spans.push(span(`  ${pad(row.change, changes, 'right')}`));
    const used = spans.reduce((total, { text }) => total + width(text), 0);
    const room = look.width - used - 3;
    if (room >= 20) {
      const [first = '', ...rest] = wrap(row.note, room);
      lines.push([...spans, span(`   ${first}`, 'quiet')]);
      for (const more of rest) lines.push(line(`${' '.repeat(used + 3)}${more}`, 'quiet'));
    } else {
      lines.push(spans);
      for (const more of row.note === '' ? [] : wrap(row.note, look.width - 4))
        lines.push(line(`    ${more}`, 'quiet'));
    }
  }
  return lines;
}

/** What the move itself costs, and when it has paid; empty where only servers were planned. */
export function movingText({ business }: Pick<Plan, 'business'>): string {
  if (business === undefined) return '';
  const { moving, payback, unpriced } = business.cashFlow;
  const total = formatCents(cents(moving.oneOffCents + moving.doubleCents));
  const model = business.today.kind === 'model' ? ", against a model of today's cost" : '';
  const gaps = unpriced === 0 ? '' : `; the true figures are worse (${withoutPrice(unpriced)})`;
  return `Moving costs ${total} once (of it double-running ${formatCents(moving.doubleCents)}); ${paybackText(payback)}${model}${gaps}`;
}

function paybackText(payback: Payback | undefined): string {
  if (payback === undefined) return 'does not pay back within five years';
  const { month, afterLastCutover: after } = payback;
  if (after === undefined) return `pays back in ${month}`;
  return after < 1
    ? `pays back in ${month}, before or with the last cutover`
    : `pays back in month ${after} after the last cutover (${month})`;
}

/** `movingText` as lines under the answer. */
export function movingLines(plan: Plan, look: Look): readonly Line[] {
  const text = movingText(plan);
  return text === '' ? [] : wrap(text, look.width - 2).map((part) => line(`  ${part}`));
}

/** The cheapest scenario without a gap; a total that misses lines is no winner, nor one that leaves out what own licences cost. */
export function bestScenario(plan: Plan): Scenario | undefined {
  let best: Scenario | undefined;
  for (const scenario of plan.scenarios)
    if (
      scenario.id !== 'byol' &&
      scenario.unpriced === 0 &&
      (best === undefined || scenario.monthlyCents < best.monthlyCents)
    )
      best = scenario;
  return best;
}

/** `utah-outfitters`, else what was read. */
export const planTitle = (plan: Plan): string =>
  safeText(plan.company ?? (plan.inputs.length === 1 ? (plan.inputs[0] ?? '') : count(plan.inputs.length, 'file')));

/** `prices of 2026-10 (412 observed, 9 derived, 0 unknown)` */
export function pricesText(plan: Plan): string {
  const { observed, derived, formula, unknown } = plan.priceLines;
  const parts = [`${numberText(observed)} observed`, `${numberText(derived)} derived`];
  if (formula > 0) parts.push(`${numberText(formula)} by formula`);
  parts.push(`${numberText(unknown)} unknown`);
  return `prices of ${plan.book.asOf} (${parts.join(', ')})`;
}

export function titleLines(plan: Plan, look: Look): readonly Line[] {
  const dot = ` ${symbolsOf(look).separator} `;
  const head = planTitle(plan);
  const facts = [count(plan.servers.length, 'server'), plan.book.region, pricesText(plan)].join(dot);
  if (width(head + dot + facts) <= look.width) return [[span(head, 'strong'), span(dot + facts)]];
  const { ellipsis } = symbolsOf(look);
  return [line(truncate(head, look.width, ellipsis), 'strong'), ...wrap(facts, look.width).map((text) => line(text))];
}

/** How many servers go to which service, in the order of `serviceNames`; services without any are left out. */
export function serviceCounts(plan: Plan): readonly { readonly kind: Target['kind']; readonly servers: number }[] {
  const counts = new Map<string, number>();
  for (const { recommendation } of plan.servers) {
    const { kind } = recommendation.chosen.target;
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  const kinds: readonly Target['kind'][] = [
    'ec2',
    'rds',
    'elasticache',
    'lb',
    'ses',
    'efs',
    'fsx',
    'cloudwatch',
    'none',
    'unknown',
  ];
  return kinds.flatMap((kind) => {
    const servers = counts.get(kind) ?? 0;
    return servers === 0 ? [] : [{ kind, servers }];
  });
}

export const servicesText = (plan: Plan): string =>
  serviceCounts(plan)
    .map(({ kind, servers }) => `${numberText(servers, 0)} ${serviceNames[kind]}`)
    .join(', ');
