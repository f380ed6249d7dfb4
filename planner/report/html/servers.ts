import { formatCents } from '../../model/money.js';
import type { Plan, PlannedServer } from '../../plan/plan.js';
import type { Price } from '../../pricing/quote.js';
import { priceOf } from '../../sizing/price-of.js';
import { count, moneyText, numberText } from '../../view/format.js';
import { mostExpensive } from '../../view/plan/most-expensive.js';
import { productOf } from '../../view/plan/product.js';
import { serverFacts } from '../../view/plan/server-detail.js';
import { nowText } from '../../view/plan/server-table.js';
import { targetText } from '../../view/plan/target.js';
import { html, type Markup } from './markup.js';
import { folded, look, type Section } from './section.js';
import { table, type Column } from './table.js';

/** Rows that a browser shows without waiting; the rest is in CSV and JSON. */
const serversListed = 2000;
/** Servers that can be opened. */
const serversOpened = 300;

/** The product, else what becomes of a server that is in none. */
function placeOf(plan: Plan, planned: PlannedServer): string {
  const place = plan.waves.placements.get(planned.server.id);
  if (place?.kind === 'shared') return `shared: ${place.role}`;
  if (place?.kind === 'leave') return place.disposition === 'retain' ? 'stays' : 'retired';
  return productOf(plan, planned) ?? '';
}

const columns = (plan: Plan): readonly Column<PlannedServer>[] => [
  {
    title: 'Server',
    cell: ({ server }, index) => (index < serversOpened ? html`<a href="#s${index}">${server.name}</a>` : server.name),
  },
  { title: 'Product', cell: (planned) => placeOf(plan, planned) },
  { title: 'Now', kind: 'number', cell: nowText },
  {
    title: 'Target',
    cell: ({ recommendation: { chosen, disposition } }) => targetText(chosen.target, disposition),
  },
  {
    title: '$ / month',
    kind: 'number',
    cell: ({ recommendation: { chosen } }) => moneyText(chosen.monthlyCents, chosen.unpriced, look),
  },
  {
    title: 'Same size',
    kind: 'number',
    cell: ({ recommendation: { asIs } }) => moneyText(asIs.monthlyCents, asIs.unpriced, look),
  },
  { title: 'Confidence', kind: 'short', cell: ({ recommendation }) => `${recommendation.confidence} of 5` },
  { title: 'Why', kind: 'long', cell: ({ recommendation }) => recommendation.reason },
];

type PriceLine = Price['quotes'][number] | Price['gaps'][number];

const lineColumns: readonly Column<PriceLine>[] = [
  { title: 'Price line', cell: ({ item }) => item },
  {
    title: '$ / month',
    kind: 'number',
    cell: (line) => ('rate' in line ? formatCents(line.monthlyCents) : html`<span class="warn">unknown</span>`),
  },
  {
    title: 'Quantity',
    kind: 'number',
    cell: (line) => `${numberText(line.quantity, 2)} ${'rate' in line ? line.rate.unit : line.unit}`,
  },
  { title: 'Rate', kind: 'number', cell: (line) => ('rate' in line ? `$${line.rate.usd}` : '') },
  {
    title: 'Where it comes from',
    kind: 'long',
    cell: (line) => ('rate' in line ? `${line.rate.kind} ${line.rate.asOf}, ${line.rate.source}` : line.why),
  },
];

/** The lines of a price: rate x quantity, each with its source, and what has no price. */
export const priceTable = (id: string, caption: string, { quotes, gaps }: Price): Generator<Markup> =>
  table({ id, caption, columns: lineColumns, rows: [...quotes, ...gaps] });

/** Everything about one server; what its table of prices says is left out of the facts. */
function* opened(planned: PlannedServer, index: number, plan: Plan): Generator<Markup> {
  const { server, recommendation } = planned;
  const { chosen, disposition } = recommendation;
  const price = priceOf(chosen.target, plan.book);
  const summary = `${server.name}: ${targetText(chosen.target, disposition)}, ${moneyText(chosen.monthlyCents, chosen.unpriced, look)}`;
  const facts = serverFacts(planned, plan, look).filter(({ label }) => label !== 'Prices');
  let before = '';
  const pairs = facts.map(({ label, text }) => {
    const title = label === '' || label === before ? '' : label;
    before = label === '' ? before : label;
    return title === ''
      ? html`<dd>${text}</dd>`
      : html`<dt>${title}</dt>
          <dd>${text}</dd>`;
  });
  yield* folded(
    summary,
    (function* content() {
      yield html`<dl class="known" id="s${index}">${pairs}</dl> `;
      if (price.quotes.length + price.gaps.length > 0)
        yield* priceTable(`t-s${index}`, `Prices of ${server.name}`, price);
    })(),
  );
}

function* listBody(plan: Plan, shown: readonly PlannedServer[]): Generator<Markup> {
  if (shown.length === 0) {
    yield html`<p>There is no server.</p> `;
    return;
  }
  yield* table({ id: 't-servers', caption: 'Servers, the most expensive first', columns: columns(plan), rows: shown });
  const left = plan.servers.length - shown.length;
  if (left > 0)
    yield html`<p class="quiet">
      and ${count(left, 'server')} that cost less: <code>--format csv</code> lists them all
    </p> `;
  const { quotes, gaps } = plan.shared;
  if (quotes.length + gaps.length > 0) {
    yield html`<p>
      What no single server causes is part of every total:
      <strong>${moneyText(plan.shared.cents, gaps.length, look)}</strong> a month.
    </p> `;
    yield* priceTable('t-common', 'Shared by all servers', plan.shared);
  }
}

function* detailBody(plan: Plan, shown: readonly PlannedServer[]): Generator<Markup> {
  yield html`<p class="quiet">
    What each server has and needs, what was compared, and every price line with its source and date. Confidence 5 of 5
    is a long, complete series of measurements, 1 a guess.
  </p> `;
  for (const [index, planned] of shown.entries()) yield* opened(planned, index, plan);
  const left = plan.servers.length - shown.length;
  if (left > 0)
    yield html`<p class="quiet">
      and ${count(left, 'server')} that cost less: <code>--json</code> has the same of each
    </p> `;
}

/** The list of servers. */
export const serversSection = (plan: Plan): Section => ({
  id: 'servers',
  title: count(plan.servers.length, 'server'),
  body: listBody(plan, mostExpensive(plan, serversListed)),
  ownPage: true,
});

/** The servers opened to the reason of each number; `undefined` without any. */
export const detailSection = (plan: Plan): Section | undefined =>
  plan.servers.length === 0
    ? undefined
    : {
        id: 'reasons',
        title: 'Every number and its reason',
        body: detailBody(plan, mostExpensive(plan, serversOpened)),
        ownPage: true,
      };
