import { cents, formatCents } from '../../model/money.js';
import type { Plan } from '../../plan/plan.js';
import { changeText, count, moneyText, numberText } from '../../view/format.js';
import { answerRows, bestScenario, servicesText, type AnswerRow } from '../../view/summary.js';
import { barChart } from './charts.js';
import { html, nothing, type Markup } from './markup.js';
import { look, type Section } from './section.js';
import { table, type Column } from './table.js';

/** The answer in one sentence; what is not known is said instead. */
export function answerSentence(plan: Plan): Markup {
  const best = bestScenario(plan);
  const { today, priceLines } = plan;
  if (best === undefined)
    return plan.scenarios.length === 0
      ? html`Nothing to price yet.`
      : html`Every total is a lower bound: ${count(priceLines.unknown, 'price line')}
        ${priceLines.unknown === 1 ? 'has' : 'have'} no known price.`;
  const money = html`<strong>${formatCents(best.monthlyCents)} a month</strong>`;
  if (today === undefined) return html`AWS would cost ${money} (${best.title}). What is paid today is not known yet.`;
  const saved = today.monthlyCents - best.monthlyCents;
  const word = saved >= 0 ? html`<strong class="good">less</strong>` : html`<strong class="warn">more</strong>`;
  return html`AWS costs ${money} instead of ${formatCents(today.monthlyCents)} today:
  ${changeText(today.monthlyCents, best.monthlyCents, look).replace(/^[−+]/, '')} ${word},
  ${formatCents(cents(Math.abs(saved) * 12))} a year.`;
}

interface Tile {
  readonly title: string;
  readonly figure: string;
  readonly note: string;
}

function tilesOf(plan: Plan): readonly Tile[] {
  const { products, waves, built } = plan.waves;
  const last = waves.map(({ cutover }) => cutover ?? '').reduce((a, b) => (a > b ? a : b), '');
  const weeks = waves.reduce((most, { cutoverWeek }) => Math.max(most, cutoverWeek ?? 0), 0);
  const { contractEnd } = built.model.inputs;
  const tiles: Tile[] = [
    { title: 'Servers', figure: numberText(plan.servers.length, 0), note: servicesText(plan) },
    {
      title: 'Products',
      figure: numberText(products.length, 0),
      note: `in ${count(waves.length, 'wave')}`,
    },
  ];
  if (waves.length > 0)
    tiles.push({
      title: 'Last cutover',
      figure: last === '' ? `week ${weeks}` : last,
      note: contractEnd === undefined ? '' : `contract ends ${contractEnd}`,
    });
  if (plan.business !== undefined) {
    const { cashFlow } = plan.business;
    tiles.push({
      title: 'Pays back',
      figure: cashFlow.payback?.month ?? 'not in five years',
      note: `moving costs ${formatCents(cents(cashFlow.moving.oneOffCents + cashFlow.moving.doubleCents))}, of it ${formatCents(cashFlow.moving.doubleCents)} for running both sides`,
    });
  }
  const sure = plan.servers.filter(({ recommendation }) => recommendation.confidence >= 3).length;
  tiles.push({
    title: 'Sized by measurement',
    figure: `${numberText(sure, 0)} of ${numberText(plan.servers.length, 0)}`,
    note: 'confidence 3 of 5 or better',
  });
  return tiles;
}

const columns = (plan: Plan): readonly Column<AnswerRow>[] => [
  { title: 'Scenario', cell: ({ label }) => label },
  { title: '$ / month', kind: 'number', cell: ({ cents: value, unpriced }) => moneyText(value, unpriced, look) },
  {
    title: '$ / year',
    kind: 'number',
    cell: ({ cents: value, unpriced }) => moneyText(cents(value * 12), unpriced, look),
  },
  ...(plan.today === undefined
    ? []
    : [{ title: 'Change', kind: 'number', cell: ({ change }: AnswerRow) => change } as const]),
  { title: 'What it assumes', kind: 'long', cell: ({ note }) => note },
];

function* body(plan: Plan): Generator<Markup> {
  yield html`<p class="answer">${answerSentence(plan)}</p>
    <dl class="tiles">
      ${tilesOf(plan).map(
        ({ title, figure, note }) =>
          html`<div>
            <dt>${title}</dt>
            <dd>
              <div class="figure">${figure}</div>
              ${note === '' ? nothing : html`<div class="note">${note}</div>`}
            </dd>
          </div>`,
      )}
    </dl> `;
  const rows = answerRows(plan, look);
  if (rows.length === 0) return;
  const best = bestScenario(plan);
  const bars = rows.map(({ id, label, cents: value, unpriced }) => ({
    label,
    value,
    text: moneyText(value, unpriced, look),
    tone: id === 'today' ? ('now' as const) : id === best?.id ? ('best' as const) : ('plain' as const),
  }));
  const description = bars.map(({ label, text }) => `${label} ${text}`).join('; ');
  yield html`<div class="beside">
    <figure>
      <figcaption>Cost of a month</figcaption>
      ${barChart({ id: 'c-answer', title: 'Cost of a month, today and on AWS', description }, bars)}
    </figure>
    <div>
   `;
  yield* table({ id: 't-answer', caption: 'Today and on AWS', columns: columns(plan), rows });
  yield html`</div></div>
`;
}

export const answerSection = (plan: Plan): Section => ({ id: 'answer', title: 'The answer', body: body(plan) });
