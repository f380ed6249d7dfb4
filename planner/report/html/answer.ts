import { cents, formatCents } from '../../model/money.js';
import type { Plan, Scenario } from '../../plan/plan.js';
import { changeText, count, moneyText, numberText } from '../../view/format.js';
import { answerRows, bestScenario, servicesText, type AnswerRow } from '../../view/plan/summary.js';
import { paybackText } from './business.js';
import { barChart } from './charts.js';
import { html, nothing, type Markup } from './markup.js';
import { look, type Section } from './section.js';
import { table, type Column } from './table.js';

/** What the plan does: its recommendations, bought as planned. */
const plannedScenario = ({ scenarios }: Plan): Scenario | undefined =>
  scenarios.find(({ id }) => id === 'committed') ??
  scenarios.find(({ id }) => id === 'replatformed') ??
  scenarios.at(-1);

const monthlyText = ({ monthlyCents, unpriced }: Scenario): string => moneyText(monthlyCents, unpriced, look);

/** The answer in a sentence or two; what is not known is said instead. */
function* answer(plan: Plan): Generator<Markup> {
  const planned = plannedScenario(plan);
  const best = bestScenario(plan);
  const { today, business } = plan;
  if (planned === undefined) {
    yield html`Nothing to price yet.`;
    return;
  }
  const { monthlyCents, unpriced } = planned;
  yield html`As recommended, AWS costs <strong>${monthlyText(planned)} a month</strong>`;
  if (today === undefined) yield html`. What is paid today is not known.`;
  else {
    const change = changeText(today.monthlyCents, monthlyCents, look).replace(/^[−+]/, '');
    const saved = today.monthlyCents - monthlyCents;
    const word = saved < 0 ? html`<strong class="warn">more</strong>` : html`<strong class="good">less</strong>`;
    yield html` instead of ${formatCents(today.monthlyCents)} today: ${change} ${word},
    ${formatCents(cents(Math.abs(saved) * 12))} a year.`;
  }
  if (unpriced > 0)
    yield html` ${count(unpriced, 'price line')} ${unpriced === 1 ? 'is' : 'are'} not known: it is more.`;
  else if (best !== undefined && best.monthlyCents < monthlyCents)
    yield html` The cheapest way (${best.title}) costs ${monthlyText(best)}.`;
  if (today !== undefined && business !== undefined) yield html` The move ${paybackText(business.cashFlow)}.`;
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
    const { cashFlow, today } = plan.business;
    const { oneOffCents, doubleCents } = cashFlow.moving;
    const against = today.kind === 'model' ? ', against a model of what is paid today' : '';
    tiles.push({
      title: 'Pays back',
      figure: cashFlow.payback?.month ?? 'not in 5 years',
      note: `moving costs ${formatCents(cents(oneOffCents + doubleCents))}, of it ${formatCents(doubleCents)} for running both sides${against}`,
    });
  }
  let sure = 0;
  for (const { recommendation } of plan.servers) if (recommendation.confidence >= 3) sure += 1;
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
  yield html`<p class="answer">${[...answer(plan)]}</p>
    <dl class="tiles">
      ${tilesOf(plan).map(
        ({ title, figure, note }) =>
          html`<div>
            <dt>${title}</dt>
            <dd>
              <span class="figure">${figure}</span>
              ${note === '' ? nothing : html`<span class="note">${note}</span>`}
            </dd>
          </div>`,
      )}
    </dl> `;
  const rows = answerRows(plan, look);
  if (rows.length === 0) return;
  const planned = plannedScenario(plan);
  const bars = rows.map(({ id, label, cents: value, unpriced }) => ({
    label,
    value,
    text: moneyText(value, unpriced, look),
    tone: id === 'today' ? ('now' as const) : id === planned?.id ? ('best' as const) : ('plain' as const),
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
