import type { Plan } from '../../plan/plan.js';
import type { Condition, CrossEdge, PartnerPlan, ProductPlan, Verdict, Wave } from '../../waves/wave-plan.js';
import { type Calendar, calendarOf, type CalendarRow } from './calendar.js';
import { axisText, legendText, rowText } from './calendar-text.js';
import { savedText } from './cash-text.js';
import type { Fact } from '../facts.js';
import { count, numberText } from '../format.js';
import { type List, makeList } from '../list.js';
import { type Look, span } from '../look.js';
import { namesText, portsText } from './product-list.js';
import { waveNumberOf } from './product-rows.js';
import { whenText } from './product-table.js';
import { shown } from './server-table.js';
import { movingText } from './summary.js';
import { symbolsOf } from '../symbols.js';
import type { Cell, Column } from '../table.js';
import { safeText, width } from '../text.js';

/** A product in its wave. */
export interface WaveEntry {
  readonly product: ProductPlan;
  readonly wave: Wave | undefined;
  /** Undefined when no day is open for it. */
  readonly row: CalendarRow | undefined;
}

/** The waves as a screen shows them: a row a product, and the calendar that they are drawn on. */
export interface WaveTable {
  readonly list: List<WaveEntry>;
  readonly calendar: Calendar | undefined;
}

const unlimited = { products: Infinity, rows: Infinity, ticks: 24 };

/** Day of the cutover; without one, after all others. */
const day = ({ row }: WaveEntry): number => row?.spans.find(({ kind }) => kind === 'cutover')?.from ?? Infinity;

/** Every product in the order of waves and days. */
export function waveTable(plan: Plan): WaveTable {
  const { products, waves } = plan.waves;
  const calendar = calendarOf(plan, unlimited);
  const rows = new Map(calendar?.rows.map((row) => [row.label, row]));
  const byId = new Map(waves.map((wave) => [wave.id, wave]));
  const entries = products
    .map((product): WaveEntry => ({
      product,
      wave: byId.get(product.wave),
      row: rows.get(safeText(product.name)),
    }))
    .toSorted(
      (a, b) =>
        waveNumberOf(a.product) - waveNumberOf(b.product) ||
        compare(day(a), day(b)) ||
        compare(a.product.name, b.product.name),
    );
  return {
    calendar,
    list: makeList({
      rows: entries,
      fields: {
        name: ({ product }) => product.name,
        wave: ({ product }) => product.wave,
        class: ({ product }) => product.class,
        broken: ({ wave }) => verdictsOf(wave).broken,
      },
      sortBy: {
        wave: ({ product }) => waveNumberOf(product),
        name: ({ product }) => product.name,
        cutover: (entry) => day(entry),
        conditions: ({ wave }) => verdictsOf(wave).broken,
      },
      haystack: ({ product }) => `${product.name}\n${product.wave}\n${product.order}\n${product.servers.join('\n')}`,
    }),
  };
}

const compare = <T extends string | number>(a: T, b: T): number => (a < b ? -1 : a > b ? 1 : 0);

function verdictsOf(wave: Wave | undefined): Readonly<Record<Verdict, number>> {
  const counts = { met: 0, broken: 0, waived: 0 };
  for (const { verdict } of wave?.conditions ?? []) counts[verdict] += 1;
  return counts;
}

function verdictCell(wave: Wave | undefined, look: Look): Cell {
  const { broken, waived, met } = verdictsOf(wave);
  const { severity } = symbolsOf(look);
  if (broken > 0) return span(`${severity.error} ${broken} broken`, 'bad');
  if (waived > 0) return span(`${severity.warning} ${waived} waived`, 'warning');
  return `${met} of ${wave?.conditions.length ?? 0} met`;
}

const leastDrawing = 16;
const mostDrawing = 110;
/** Wave, cutover, conditions, and the gaps between all columns. */
const besideDrawing = 36;

export function waveColumns({ calendar, list }: WaveTable, look: Look): readonly Column<WaveEntry>[] {
  let names = 10;
  for (let index = 0; index < Math.min(list.total, 200); index += 1)
    names = Math.max(names, Math.min(20, width(safeText(list.row(index)?.product.name ?? ''))));
  const room = Math.min(look.width - besideDrawing - names, mostDrawing);
  const columns: (Column<WaveEntry> & { readonly unless?: boolean })[] = [
    { id: 'wave', title: 'WAVE', priority: 0, align: 'right', cell: ({ product }) => product.wave },
    {
      id: 'name',
      title: 'PRODUCT',
      priority: 0,
      min: names,
      max: names,
      cell: ({ product }) => safeText(product.name),
    },
    {
      id: 'calendar',
      title: calendar === undefined ? '' : axisText(calendar, room),
      priority: 3,
      unless: look.linear === true || calendar === undefined || room < leastDrawing,
      cell: ({ row }) => (row === undefined || calendar === undefined ? '' : rowText(row, calendar, room, look)),
    },
    {
      id: 'cutover',
      title: 'CUTOVER',
      priority: 0,
      cell: ({ product }) => whenText(product.cutover, product.cutoverWeek),
    },
    { id: 'conditions', title: 'CONDITIONS', priority: 1, cell: ({ wave }) => verdictCell(wave, look) },
    { id: 'why', title: 'WHY', priority: 4, min: 30, cell: ({ product }) => shown(product.order, look) },
  ];
  return columns.filter(({ unless }) => unless !== true);
}

const labels: Readonly<Record<Verdict, string>> = { broken: 'Broken', waived: 'Waived', met: 'Met' };
const tones = { broken: 'bad', waived: 'warning', met: 'plain' } as const;

const conditionFacts = (conditions: readonly Condition[], verdict: Verdict, look: Look): readonly Fact[] =>
  conditions
    .filter((condition) => condition.verdict === verdict)
    .map(({ id, reason }) => ({
      label: labels[verdict],
      text: `${id.replaceAll('-', ' ')}: ${shown(reason, look)}`,
      tone: tones[verdict],
    }));

/** `crm to db01, port 5432, 12 GB/day, until W3` */
function crossText({ from, to, ports, gbPerDay, until }: CrossEdge, look: Look): string {
  const parts = [
    `${from} ${symbolsOf(look).becomes} ${to}`,
    portsText(ports),
    gbPerDay === undefined ? '' : `${numberText(gbPerDay)} GB/day`,
    until === undefined ? 'it stays' : `until ${until}`,
  ];
  return parts.filter((part) => part !== '').join(', ');
}

const partnerText = ({ name, id, leadTimeDays, noticeBy, noticeByWeek, earliestCutover, earliestWeek }: PartnerPlan) =>
  `${name} (${id}) needs ${count(leadTimeDays, 'day')}: notice by ${whenText(noticeBy, noticeByWeek)}, ` +
  `earliest cutover ${whenText(earliestCutover, earliestWeek)}`;

const edgesShown = 20;

/** The wave of a product: its dates, what a move of products does to the whole, every condition with its reason. */
export function waveFacts(entry: WaveEntry, table: WaveTable, plan: Plan, saved: Plan, look: Look): readonly Fact[] {
  const { wave, product } = entry;
  const facts: Fact[] = [];
  const add = (label: string, text: string): void => {
    if (text !== '') facts.push({ label, text: shown(text, look) });
  };
  if (wave !== undefined) {
    facts.push({ label: 'Wave', text: shown(waveText(wave), look), tone: 'strong' });
    add(
      '',
      `${count(wave.products.length, 'product')}, ${count(wave.servers, 'server')}: ${namesText(wave.products, 12)}`,
    );
  }
  if (look.linear === true) add('Days', (entry.row?.spans ?? []).map(({ text }) => text).join('; '));
  add('Product', `${product.name}: ${product.order}`);
  add('Money', moneyText(plan, saved));
  if (wave !== undefined) {
    facts.push(...conditionFacts(wave.conditions, 'broken', look), ...conditionFacts(wave.conditions, 'waived', look));
    add('Copy', copyText(wave));
    for (const edge of wave.crossEdges.slice(0, edgesShown)) add('Link', crossText(edge, look));
    if (wave.crossEdges.length > edgesShown) add('Link', `and ${wave.crossEdges.length - edgesShown} more`);
  }
  for (const partner of plan.waves.partners) if (partner.product === product.name) add('Partner', partnerText(partner));
  if (wave !== undefined) facts.push(...conditionFacts(wave.conditions, 'met', look));
  if (table.calendar !== undefined && look.linear !== true) add('Signs', legendText(table.calendar, look));
  return facts;
}

function waveText(wave: Wave): string {
  const parts = [
    `${wave.id}${wave.pilot ? ' (pilot)' : ''}`,
    `starts ${whenText(wave.start, wave.startWeek)}`,
    `last cutover ${whenText(wave.cutover, wave.cutoverWeek)}`,
  ];
  if (wave.rollbackUntil !== undefined) parts.push(`legacy kept until ${wave.rollbackUntil}`);
  if (wave.slackDays !== undefined)
    parts.push(
      wave.slackDays < 0
        ? `${count(-wave.slackDays, 'day')} after the contract ends`
        : `${count(wave.slackDays, 'day')} before the contract ends`,
    );
  return parts.join(', ');
}

/** `37.3 hours over the link, 1,380 GiB`; with a size that nobody knows, what is known of it. */
function copyText({ transferHours, transferHoursAtLeast, transferUnknown, gib }: Wave): string {
  const hours =
    transferHours === undefined
      ? `at least ${numberText(transferHoursAtLeast)} hours`
      : `${numberText(transferHours)} hours`;
  const unknown = transferUnknown.length === 0 ? '' : `; size unknown: ${namesText(transferUnknown, 8)}`;
  return `${hours} over the link, ${numberText(gib, 0)} GiB${unknown}`;
}

/** What moving costs and saves now, and how that differs from the plan without the moves made here. */
function moneyText(plan: Plan, saved: Plan): string {
  const now = plan.business?.cashFlow.totals[0]?.savedCents;
  const before = saved.business?.cashFlow.totals[0]?.savedCents;
  if (now === undefined) return '';
  const change =
    before === undefined || plan === saved || now === before ? '' : `; without your moves it ${savedText(before)}`;
  return `${movingText(plan)}; in three years it ${savedText(now)}${change}`;
}

export const waveMovable = ({ product }: WaveEntry): { readonly name: string; readonly wave: number } => ({
  name: product.name,
  wave: waveNumberOf(product),
});
