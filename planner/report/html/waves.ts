import type { Plan } from '../../plan/plan.js';
import type { Condition, PartnerPlan, ProductPlan, Use, Wave } from '../../waves/wave-plan.js';
import { calendarOf } from '../../view/plan/calendar.js';
import { costGroups } from '../../view/plan/costs.js';
import { productOf } from '../../view/plan/product.js';
import { count, moneyText, numberText } from '../../view/format.js';
import { calendarChart, freezeText } from './calendar-chart.js';
import { html, type Markup } from './markup.js';
import { folded, look, type Section } from './section.js';
import { table, type Column } from './table.js';

const productsListed = 500;
const edgesListed = 200;

/** A date, or the week where the plan has no start. */
const when = (date: string | undefined, week: number | undefined): string =>
  date ?? (week === undefined ? 'no open day' : `week ${week}`);

const portsText = (ports: readonly number[]): string => (ports.length === 0 ? '' : ports.join(', '));
const trafficText = (gbPerDay: number | undefined): string => (gbPerDay === undefined ? '' : numberText(gbPerDay));

function usesText(uses: readonly Use[]): string {
  const named = uses.slice(0, 4).map(({ product, bond }) => (bond === 'hard' ? `${product} (moves with it)` : product));
  return uses.length > 4 ? `${named.join(', ')} and ${uses.length - 4} more` : named.join(', ');
}

function productColumns(plan: Plan): readonly Column<ProductPlan>[] {
  const { products } = plan.waves;
  const costs = new Map(
    costGroups(plan.servers, (planned) => productOf(plan, planned) ?? '').map((group) => [group.name, group]),
  );
  const cost = ({ name }: ProductPlan): string => {
    const group = costs.get(name);
    return group === undefined ? '' : moneyText(group.cents, group.unpriced, look);
  };
  const columns: readonly (Column<ProductPlan> & { readonly unless?: boolean })[] = [
    { title: 'Product', cell: ({ name }) => name },
    { title: 'Servers', kind: 'number', cell: ({ servers }) => numberText(servers.length, 0) },
    { title: 'Wave', kind: 'short', cell: ({ wave }) => wave },
    { title: 'Cutover', kind: 'short', cell: ({ cutover, cutoverWeek }) => when(cutover, cutoverWeek) },
    {
      title: 'Legacy kept until',
      kind: 'short',
      unless: !products.some(({ rollbackUntil }) => rollbackUntil !== undefined),
      cell: ({ rollbackUntil }) => rollbackUntil ?? '',
    },
    { title: '$ / month', kind: 'number', cell: cost },
    { title: 'Needs', unless: !products.some(({ uses }) => uses.length > 0), cell: ({ uses }) => usesText(uses) },
    { title: 'Why this order', kind: 'long', cell: ({ order }) => order },
  ];
  return columns.filter(({ unless }) => unless !== true);
}

const verdictClass = { met: 'good', broken: 'bad', waived: 'warn' } as const;

/** `11 met, 1 broken` */
function verdictsText(judged: readonly Condition[]): Markup {
  const parts = (['met', 'broken', 'waived'] as const).flatMap((verdict) => {
    const times = judged.filter((condition) => condition.verdict === verdict).length;
    return times === 0 ? [] : [html`<span class="${verdictClass[verdict]}">${times} ${verdict}</span>`];
  });
  return html`${parts.map((part, index) => html`${index === 0 ? '' : ', '}${part}`)}`;
}

const waveColumns: readonly Column<Wave>[] = [
  { title: 'Wave', kind: 'short', cell: ({ id, pilot }) => (pilot ? `${id} (pilot)` : id) },
  { title: 'Products', cell: ({ products }) => products.slice(0, 12).join(', ') + more(products.length - 12) },
  { title: 'Servers', kind: 'number', cell: ({ servers }) => numberText(servers, 0) },
  { title: 'Start', kind: 'short', cell: ({ start, startWeek }) => when(start, startWeek) },
  { title: 'Last cutover', kind: 'short', cell: ({ cutover, cutoverWeek }) => when(cutover, cutoverWeek) },
  { title: 'Slack', kind: 'number', cell: ({ slackDays }) => (slackDays === undefined ? '' : count(slackDays, 'day')) },
  {
    title: 'Copy',
    kind: 'number',
    cell: ({ transferHours, transferHoursAtLeast }) =>
      transferHours === undefined ? `≥ ${numberText(transferHoursAtLeast)} h` : `${numberText(transferHours)} h`,
  },
  { title: 'Conditions', kind: 'short', cell: (wave) => verdictsText(wave.conditions) },
];

const more = (left: number): string => (left > 0 ? ` and ${numberText(left, 0)} more` : '');

const conditionColumns: readonly Column<Condition>[] = [
  { title: 'Condition', kind: 'short', cell: ({ id }) => id.replaceAll('-', ' ') },
  {
    title: 'Verdict',
    kind: 'short',
    cell: ({ verdict }) => html`<span class="${verdictClass[verdict]}">${verdict}</span>`,
  },
  { title: 'Reason', kind: 'long', cell: ({ reason }) => reason },
];

const verdictRank = { broken: 0, waived: 1, met: 2 } as const;

const partnerColumns: readonly Column<PartnerPlan>[] = [
  { title: 'Partner', cell: ({ name, id }) => `${name} (${id})` },
  { title: 'Product', cell: ({ product }) => product },
  { title: 'Opens', kind: 'short', cell: ({ directions }) => directions.join(' and ') },
  { title: 'Needs', kind: 'number', cell: ({ leadTimeDays }) => count(leadTimeDays, 'day') },
  { title: 'Notice by', kind: 'short', cell: ({ noticeBy, noticeByWeek }) => when(noticeBy, noticeByWeek) },
  { title: 'Earliest cutover', kind: 'short', cell: (lead) => when(lead.earliestCutover, lead.earliestWeek) },
  {
    title: 'Planned',
    kind: 'short',
    cell: ({ wave, cutover }) => (cutover === undefined ? wave : `${cutover} (${wave})`),
  },
];

const legend = [
  ['wait', 'waiting for a partner'],
  ['build', 'build and copy'],
  ['cutover', 'cutover'],
  ['keep', 'bake, legacy kept'],
] as const;

const swatch = (kind: string): Markup =>
  html`<svg aria-hidden="true" width="14" height="12"><rect class="${kind}" width="14" height="12" /></svg>`;

function* calendar(plan: Plan): Generator<Markup> {
  const drawn = calendarOf(plan, { products: 40, rows: 60, ticks: 12 });
  if (drawn === undefined) return;
  const used = new Set(drawn.rows.flatMap(({ spans }) => spans.map(({ kind }) => kind)));
  const description = drawn.rows.map(({ wave, label, cutover }) => `${wave} ${label}: cutover ${cutover}`).join('; ');
  yield html`<figure>
    <figcaption>Calendar</figcaption>
    ${calendarChart({ id: 'c-waves', title: 'Calendar of the waves', description }, drawn)}
    <ul class="legend">
      ${legend.flatMap(([kind, text]) => (used.has(kind) ? [html`<li>${swatch(kind)}${text}</li>`] : []))}${drawn.freezes.map((freeze) => html`<li>${swatch('freeze')}${freezeText(freeze)}</li>`)}
    </ul>
  </figure> `;
  if (drawn.left > 0)
    yield html`<p class="quiet">
      and ${count(drawn.left, 'wave')} more: the table below and <code>--json</code> have them
    </p> `;
}

function* conditionsOf(wave: Wave, index: number): Generator<Markup> {
  const rows = wave.conditions.toSorted((a, b) => verdictRank[a.verdict] - verdictRank[b.verdict]);
  yield* table({ id: `t-conditions-${index}`, caption: `Conditions of ${wave.id}`, columns: conditionColumns, rows });
}

function* body(plan: Plan): Generator<Markup> {
  const { products, waves, partners, sharedServices, left } = plan.waves;
  if (products.length === 0) {
    yield plan.options.scope !== 'estate'
      ? html`<p>Only servers were planned: products, waves and cash flow are left out.</p> `
      : html`<p>No server belongs to a product.</p> `;
  } else {
    yield* calendar(plan);
    const shown = products.toSorted((a, b) => waveNumber(a) - waveNumber(b)).slice(0, productsListed);
    yield* table({ id: 't-products', caption: 'Products', columns: productColumns(plan), rows: shown });
    if (products.length > shown.length)
      yield html`<p class="quiet">
        and ${count(products.length - shown.length, 'product')} more: <code>--json</code> lists them
      </p> `;
    yield* table({ id: 't-waves', caption: 'Waves', columns: waveColumns, rows: waves });
    for (const [index, wave] of waves.slice(0, 40).entries()) {
      const broken = wave.conditions.filter(({ verdict }) => verdict === 'broken').length;
      const told =
        broken === 0 ? `all ${wave.conditions.length} met or waived` : `${broken} of ${wave.conditions.length} broken`;
      yield* folded(`Conditions of ${wave.id}: ${told}`, conditionsOf(wave, index), broken === 0);
    }
  }
  if (partners.length > 0)
    yield* table({
      id: 't-partners',
      caption: 'Partners who must allow our addresses',
      columns: partnerColumns,
      rows: partners,
    });
  yield* crossings(waves);
  if (sharedServices.length > 0)
    yield* table({
      id: 't-shared',
      caption: 'Shared services, in no product',
      rows: sharedServices,
      columns: [
        { title: 'Server', cell: ({ server }) => server },
        { title: 'Role', kind: 'short', cell: ({ role }) => role },
        { title: 'Used by', kind: 'number', cell: ({ fanIn }) => count(fanIn, 'server') },
        { title: 'What becomes of it', kind: 'long', cell: ({ instead }) => instead },
        { title: 'Why', kind: 'long', cell: ({ why }) => why },
      ],
    });
  if (left.length > 0)
    yield* table({
      id: 't-left',
      caption: 'Servers that do not move',
      rows: left.slice(0, productsListed),
      columns: [
        { title: 'Server', cell: ({ server }) => server },
        {
          title: 'Becomes',
          kind: 'short',
          cell: ({ disposition }) => (disposition === 'retain' ? 'stays' : 'retired'),
        },
        { title: 'Why', kind: 'long', cell: ({ why }) => why },
      ],
    });
}

const waveNumber = ({ wave }: ProductPlan): number => Number(wave.slice(1));

/** Dependencies that need the link back to the datacenter for some time. */
function* crossings(waves: readonly Wave[]): Generator<Markup> {
  const edges = waves.flatMap(({ id, crossEdges }) => crossEdges.map((edge) => ({ id, ...edge })));
  if (edges.length === 0) return;
  yield* table({
    id: 't-edges',
    caption: 'Traffic over the link to the datacenter',
    rows: edges.slice(0, edgesListed),
    columns: [
      { title: 'From', cell: ({ from }) => from },
      { title: 'To', cell: ({ to }) => to },
      { title: 'Ports', cell: ({ ports }) => portsText(ports) },
      { title: 'GB / day', kind: 'number', cell: ({ gbPerDay }) => trafficText(gbPerDay) },
      { title: 'From wave', kind: 'short', cell: ({ id }) => id },
      { title: 'Until', kind: 'short', cell: ({ until }) => until ?? 'it stays' },
    ],
  });
  if (edges.length > edgesListed)
    yield html`<p class="quiet">and ${count(edges.length - edgesListed, 'other')}: <code>--json</code> lists them</p> `;
}

export const wavesSection = (plan: Plan): Section => ({
  id: 'waves',
  title: 'Products and waves',
  body: body(plan),
  ownPage: true,
});
