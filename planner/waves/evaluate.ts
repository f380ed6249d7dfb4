import type { Day } from '../model/day.js';
import { judge, type WaveFacts } from './conditions.js';
import { crossEdges, edgesOut } from './crossings.js';
import type { Edge } from './products/edges.js';
import { noticeBy } from './schedule/limits.js';
import { noLinks } from './products/links.js';
import { type Assignment, placeName, type ProductFacts, type WaveModel } from './model.js';
import { pinText } from './pins.js';
import { excesses, type Excess } from './schedule/quotas.js';
import { schedule, type Timeline, type WaveDays } from './schedule/timeline.js';
import type { CrossEdge, PartnerPlan, ProductPlan, Use, Wave } from './wave-plan.js';
import { windowText } from './schedule/window.js';
import { dateOf, listed, tenths, weekAt } from './words.js';

/** All that follows from an assignment. */
export interface Evaluated {
  readonly products: readonly ProductPlan[];
  readonly waves: readonly Wave[];
  readonly partners: readonly PartnerPlan[];
  readonly timeline: Timeline;
  readonly excesses: readonly Excess[];
  /** By number of the wave, what leads out of it. */
  readonly crossings: ReadonlyMap<number, Crossing>;
}

interface Crossing {
  readonly out: readonly Edge[];
  readonly edges: readonly CrossEdge[];
}

/** What a what-if may take over from the plan before it: crossings of waves that the move does not touch. */
export interface Before {
  readonly crossings: ReadonlyMap<number, Crossing>;
  readonly touched: ReadonlySet<number>;
}

/** Days, conditions and crossings of an assignment; changes nothing in it. */
export function evaluate(model: WaveModel, assignment: Assignment, before?: Before): Evaluated {
  const timeline = schedule(model, assignment);
  const over = excesses(model, timeline);
  const crossings = new Map<number, Crossing>();
  for (const { number, products } of timeline.waves) {
    const known = before?.touched.has(number) === false ? before.crossings.get(number) : undefined;
    if (known !== undefined) crossings.set(number, known);
    else {
      const out = edgesOut(model, assignment, products);
      crossings.set(number, { out, edges: crossEdges(model, assignment, number, out) });
    }
  }
  return {
    products: productPlans(model, assignment, timeline),
    waves: wavePlans(model, assignment, timeline, over, crossings),
    partners: partnerPlans(model, assignment, timeline),
    timeline,
    excesses: over,
    crossings,
  };
}

/** Last day of the rollback window of a product; undefined without a cutover. */
const rollbackDay = (product: ProductFacts, cutover: Day | undefined): Day | undefined =>
  cutover === undefined ? undefined : cutover + product.keepDays;

function wavePlans(
  model: WaveModel,
  assignment: Assignment,
  timeline: Timeline,
  over: readonly Excess[],
  crossings: Evaluated['crossings'],
): readonly Wave[] {
  let afterProduction = false;
  return timeline.waves.map((days, position): Wave => {
    const products = days.products.flatMap((index) => model.products[index] ?? []);
    const load = { servers: 0, gib: 0, hours: 0, personDays: 0 };
    const unknown: string[] = [];
    let copyHours = 0;
    for (const product of products) {
      load.servers += product.servers.length;
      load.gib += product.gib;
      load.hours += product.windowHours;
      load.personDays += product.personDays;
      copyHours += product.copyHours;
      for (const server of product.unknownSize) unknown.push(server);
    }
    const crossing = crossings.get(days.number);
    const pilot = position < model.pilot.waves;
    const facts: WaveFacts = {
      model,
      assignment,
      timeline,
      days,
      products,
      pilot,
      edges: (crossing?.out ?? []).filter(({ from, to }) => from < model.products.length && to < model.products.length),
      load,
      unknownSizes: unknown.length,
      afterProduction,
      excesses: over,
    };
    const conditions = judge(facts);
    const production = products.filter((product) => product.class === 'production').length;
    afterProduction ||= production > 0;
    return {
      id: `W${days.number}`,
      number: days.number,
      products: products.map(({ name }) => name),
      servers: load.servers,
      class:
        production === products.length
          ? 'production'
          : production === 0
            ? (products[0]?.class ?? 'production')
            : 'mixed',
      ...dates(model, timeline, days, products),
      pilot,
      conditions,
      crossEdges: crossing?.edges ?? [],
      transferHours: unknown.length === 0 ? tenths(copyHours) : undefined,
      transferHoursAtLeast: tenths(copyHours),
      transferUnknown: unknown.toSorted(),
      gib: Math.round(load.gib),
      windowHours: tenths(load.hours),
      personDays: tenths(load.personDays),
    };
  });
}

type WaveDates = Pick<Wave, 'startWeek' | 'cutoverWeek' | 'start' | 'cutover' | 'rollbackUntil' | 'slackDays'>;

function dates(
  { limits }: WaveModel,
  { cutover }: Timeline,
  days: WaveDays,
  products: readonly ProductFacts[],
): WaveDates {
  let [last, rollback] = [-Infinity, -Infinity];
  for (const [at, product] of products.entries()) {
    const day = cutover[days.products[at] ?? 0];
    last = Math.max(last, day ?? Infinity);
    rollback = Math.max(rollback, rollbackDay(product, day) ?? Infinity);
  }
  const moved = Number.isFinite(last) ? last : undefined;
  const until = Number.isFinite(rollback) ? rollback : undefined;
  return {
    startWeek: weekAt(days.start, limits),
    cutoverWeek: moved === undefined ? undefined : weekAt(moved, limits),
    start: dateOf(days.start, limits),
    cutover: dateOf(moved, limits),
    rollbackUntil: dateOf(until, limits),
    slackDays: until === undefined || limits.contractEnd === undefined ? undefined : limits.contractEnd - until,
  };
}

const listedAtMost = 100;

function productPlans(model: WaveModel, assignment: Assignment, timeline: Timeline): readonly ProductPlan[] {
  const { limits, groups } = model;
  const together = groups.members.map((members) =>
    members.length > 1 ? members.slice(0, listedAtMost).map((member) => placeName(model, member)) : [],
  );
  const waveOf = new Map(timeline.waves.map((days, position) => [days.number, { days, position }]));
  return model.products.map((product, index): ProductPlan => {
    const wave = assignment[index] ?? 0;
    const day = timeline.cutover[index];
    const cutover = dateOf(day, limits);
    const place = waveOf.get(wave);
    const links = model.links.get(index) ?? noLinks;
    return {
      name: product.name,
      servers: product.servers,
      why: product.why,
      confidence: product.confidence,
      class: product.class,
      criticality: product.criticality,
      complex: product.complex,
      ...links,
      movesWith: together[groups.groupOf[index] ?? 0] ?? [],
      groupSize: groups.members[groups.groupOf[index] ?? 0]?.length ?? 1,
      priority: product.priority,
      wave: `W${wave}`,
      pin: product.pin,
      window: product.window === undefined ? undefined : windowText(product.window, cutover),
      cutoverWeek: day === undefined ? undefined : weekAt(day, limits),
      cutover,
      rollbackUntil: dateOf(rollbackDay(product, day), limits),
      transferHours: product.unknownSize.length === 0 ? tenths(product.copyHours) : undefined,
      order: orderText(product, links.uses, place?.days, (place?.position ?? 0) < model.pilot.waves),
    };
  });
}

/** The strongest reason for the wave of a product, in one sentence. */
function orderText(product: ProductFacts, uses: readonly Use[], days: WaveDays | undefined, pilot: boolean): string {
  if (product.pin !== undefined) return pinText(product.pin);
  const waits = product.partners.filter(({ earliest }) => days !== undefined && earliest > days.base);
  if (waits.length > 0) return waits.map(({ lead }) => `${lead.id} needs ${lead.leadTimeDays} days`).join(', ');
  const needs = uses.filter(({ bond }) => bond === 'ordered' || bond === 'hard');
  if (needs.length > 0) return `after or with ${listed(needs.map((use) => use.product))}, which it needs`;
  const { score } = product.priority;
  return pilot ? `low risk (score ${score}): goes first` : `needs no other product (score ${score})`;
}

function partnerPlans(model: WaveModel, assignment: Assignment, { cutover }: Timeline): readonly PartnerPlan[] {
  const { limits } = model;
  return model.products.flatMap((product, index) =>
    product.partners.map((timing): PartnerPlan => {
      const { lead, earliest } = timing;
      const day = cutover[index];
      const notice = day === undefined ? undefined : noticeBy(timing, day, limits);
      return {
        id: lead.id,
        name: lead.name,
        product: product.name,
        directions: lead.directions,
        leadTimeDays: lead.leadTimeDays,
        earliestWeek: weekAt(earliest, limits),
        earliestCutover: dateOf(earliest, limits),
        noticeByWeek: notice === undefined ? undefined : weekAt(notice, limits),
        noticeBy: dateOf(notice, limits),
        wave: `W${assignment[index] ?? 0}`,
        cutover: dateOf(day, limits),
      };
    }),
  );
}
