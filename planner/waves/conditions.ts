import type { Edge } from './products/edges.js';
import type { Waiver } from './inputs.js';
import { type Assignment, placeName, type ProductFacts, type WaveModel } from './model.js';
import type { Excess } from './schedule/quotas.js';
import type { Timeline, WaveDays } from './schedule/timeline.js';
import type { Condition, ConditionId, Verdict } from './wave-plan.js';
import { windowHours } from './schedule/window.js';
import { dayText, listed, tenths } from './words.js';

/** Everything a condition may ask about one wave. */
export interface WaveFacts {
  readonly model: WaveModel;
  readonly assignment: Assignment;
  readonly timeline: Timeline;
  readonly days: WaveDays;
  readonly products: readonly ProductFacts[];
  readonly pilot: boolean;
  /** Edges between products of this wave and of other waves. */
  readonly edges: readonly Edge[];
  readonly load: {
    readonly servers: number;
    readonly gib: number;
    readonly hours: number;
    readonly personDays: number;
  };
  readonly unknownSizes: number;
  /** An earlier wave moves production. */
  readonly afterProduction: boolean;
  readonly excesses: readonly Excess[];
}

type Judge = (facts: WaveFacts) => readonly [Verdict, string] | undefined;

/** One row for each condition; undefined = does not apply (a limit that nobody set). Order is the order on screen. */
const judges: readonly { readonly id: ConditionId; readonly judge: Judge }[] = [
  {
    id: 'together',
    judge: ({ edges, assignment, model }) => {
      const split = edges.filter(({ bond, from, to }) => bond === 'hard' && assignment[from] !== assignment[to]);
      return split.length === 0
        ? ['met', 'what is tied together moves together']
        : ['broken', `tied but in different waves: ${listed(split.map((edge) => arrow(model, assignment, edge)))}`];
    },
  },
  {
    id: 'dependencies',
    judge: ({ edges, assignment, model, days }) => {
      const own = edges.filter(({ from }) => assignment[from] === days.number);
      const late = own.filter(({ bond, from, to }) => orders(bond) && (assignment[to] ?? 0) > (assignment[from] ?? 0));
      if (late.length > 0) {
        return ['broken', `moves before what it needs: ${listed(late.map((edge) => arrow(model, assignment, edge)))}`];
      }
      const waived = own.filter(
        ({ bond, from, to }) => bond === 'waived' && (assignment[to] ?? 0) > (assignment[from] ?? 0),
      );
      return waived.length > 0
        ? ['waived', `declared loose: ${listed(waived.map((edge) => arrow(model, assignment, edge)))}`]
        : ['met', 'all that it needs moves in the same or an earlier wave'];
    },
  },
  {
    id: 'environments',
    judge: ({ products }) => {
      const production = products.filter((product) => product.class === 'production');
      if (production.length > 0 && production.length < products.length) {
        const others = products.filter((product) => product.class !== 'production');
        return ['broken', `production (${names(production)}) together with other environments (${names(others)})`];
      }
      const mixed = products.filter((product) => product.mixed);
      return mixed.length > 0
        ? ['waived', `production and other machines in one product, which is never split: ${names(mixed)}`]
        : ['met', production.length > 0 ? 'only production' : 'no production'];
    },
  },
  {
    id: 'nonproduction-first',
    judge: ({ products, afterProduction, edges, assignment, days, model }) => {
      const others = products.filter((product) => product.class !== 'production');
      if (others.length === 0) return ['met', 'only production'];
      if (!afterProduction) return ['met', 'no production has moved before'];
      const forced = edges.filter(
        ({ from, to, bond }) =>
          orders(bond) &&
          assignment[from] === days.number &&
          model.products[to]?.class === 'production' &&
          (assignment[to] ?? 0) < days.number,
      );
      return forced.length > 0
        ? ['waived', `needs production first: ${listed(forced.map((edge) => arrow(model, assignment, edge)))}`]
        : ['broken', `moves after production: ${names(others)}`];
    },
  },
  {
    id: 'critical-not-first',
    judge: ({ pilot, products, model }) =>
      notFirst(pilot, products, model, ({ criticality }) => criticality === 'high', 'critical'),
  },
  {
    id: 'complex-not-first',
    judge: ({ pilot, products, model }) => notFirst(pilot, products, model, ({ complex }) => complex, 'complex'),
  },
  {
    id: 'pilot-small',
    judge: ({ pilot, load, model }) =>
      pilot ? limit(load.servers, model.pilot.servers, 'machines in a pilot wave') : ['met', 'not a pilot wave'],
  },
  { id: 'servers', judge: ({ load, model }) => limit(load.servers, model.inputs.perWave.servers, 'machines') },
  {
    id: 'storage',
    judge: ({ load, model, unknownSizes }) => {
      const [verdict, reason] = limit(load.gib, model.inputs.perWave.gib, 'GiB');
      return [verdict, unknownSizes === 0 ? reason : `${reason}, and ${unknownSizes} machines of unknown size`];
    },
  },
  {
    id: 'hours',
    judge: ({ load, model }) => optional(load.hours, model.inputs.perWave.hours, 'hours of work in the window'),
  },
  {
    id: 'person-days',
    judge: ({ load, model }) => optional(load.personDays, model.inputs.perWave.personDays, 'person-days'),
  },
  { id: 'window', judge: (facts) => windowVerdict(facts) },
  { id: 'partners', judge: (facts) => partnerVerdict(facts) },
  {
    id: 'quotas',
    judge: ({ excesses, days, model: { limits } }) => {
      const here = excesses.filter(({ needs }) => days.products.some((index) => needs.has(index)));
      if (here.length === 0) return ['met', 'within the limits of the account'];
      const late = here.some(({ needs, quota }) =>
        days.products.some((index) => (needs.get(index) ?? Infinity) - quota.leadTimeDays < limits.firstDay),
      );
      const text = here.map(
        ({ quota, needed, askBy }) =>
          `${quota.title}: ${needed} needed, limit ${quota.limit}; ask by ${dayText(Math.max(askBy, limits.firstDay), limits)}`,
      );
      return [late ? 'broken' : 'met', `${text.join('; ')}${late ? ', which is too late for this wave' : ''}`];
    },
  },
  {
    id: 'contract-end',
    judge: ({ model, products, timeline, days }) => {
      const { contractEnd } = model.limits;
      if (contractEnd === undefined) return ['waived', 'not judged: no start date or no end of the contract'];
      const late = products.filter((product, at) => {
        const day = timeline.cutover[days.products[at] ?? 0];
        return day === undefined || day + product.keepDays > contractEnd;
      });
      return late.length === 0
        ? ['met', `legacy may go before the contract ends on ${dayText(contractEnd, model.limits)}`]
        : [
            'broken',
            `legacy needed beyond the end of the contract on ${dayText(contractEnd, model.limits)}: ${names(late)}`,
          ];
    },
  },
];

/** All conditions of a wave, in the order of the table above. */
export function judge(facts: WaveFacts): readonly Condition[] {
  return judges.flatMap(({ id, judge: ask }) => {
    const result = ask(facts);
    if (result === undefined) return [];
    const [verdict, reason] = result;
    const accepted = verdict === 'broken' ? waiverOf(id, ask, facts) : undefined;
    if (accepted !== undefined) return [{ id, verdict: 'waived', reason: `${reason}; accepted: ${accepted.why}` }];
    return [{ id, verdict, reason }];
  });
}

export const isCondition = (id: string): boolean => judges.some((row) => row.id === id);

/** A waiver for one product counts only when the wave would keep the condition without that product: it must hide nobody else's fault. */
function waiverOf(id: ConditionId, ask: Judge, facts: WaveFacts): Waiver | undefined {
  return facts.model.inputs.waivers.find(
    ({ condition, product }) =>
      condition === id && (product === undefined || ask(without(facts, product))?.[0] !== 'broken'),
  );
}

function without(facts: WaveFacts, name: string): WaveFacts {
  const at = facts.products.findIndex((product) => product.name === name);
  const product = facts.products[at];
  const index = facts.days.products[at];
  if (product === undefined || index === undefined) return facts;
  const { load, days } = facts;
  return {
    ...facts,
    products: facts.products.toSpliced(at, 1),
    days: { ...days, products: days.products.toSpliced(at, 1) },
    edges: facts.edges.filter(({ from, to }) => from !== index && to !== index),
    unknownSizes: facts.unknownSizes - product.unknownSize.length,
    load: {
      servers: load.servers - product.servers.length,
      gib: load.gib - product.gib,
      hours: load.hours - product.windowHours,
      personDays: load.personDays - product.personDays,
    },
  };
}

const orders = (bond: Edge['bond']): boolean => bond === 'hard' || bond === 'ordered';
const names = (products: readonly ProductFacts[]): string => listed(products.map(({ name }) => name));

function arrow(model: WaveModel, assignment: Assignment, { from, to, ports }: Edge): string {
  const on = ports.length === 0 ? '' : ` on ${listed(ports.map(String))}`;
  return `${placeName(model, from)} (W${assignment[from] ?? 0}) -> ${placeName(model, to)} (W${assignment[to] ?? 0})${on}`;
}

function limit(value: number, most: number, what: string): readonly [Verdict, string] {
  return [value > most ? 'broken' : 'met', `${tenths(value)} of ${most} ${what}`];
}

const optional = (value: number, most: number | undefined, what: string): readonly [Verdict, string] | undefined =>
  most === undefined ? undefined : limit(value, most, what);

function notFirst(
  pilot: boolean,
  products: readonly ProductFacts[],
  model: WaveModel,
  is: (product: ProductFacts) => boolean,
  word: string,
): readonly [Verdict, string] {
  if (!pilot) return ['met', 'not among the first waves'];
  const heavy = products.filter(is);
  if (heavy.length === 0) return ['met', `nothing ${word} among the first`];
  return model.products.every(is)
    ? ['waived', `every product is ${word}`]
    : ['broken', `${word} and among the first: ${names(heavy)}`];
}

function windowVerdict({ model, products, days, timeline }: WaveFacts): readonly [Verdict, string] {
  const tooLong = products.filter(({ window, windowHours: work }) => {
    const hours = window === undefined ? undefined : windowHours(window);
    return hours !== undefined && work > hours;
  });
  if (tooLong.length > 0) return ['broken', `more work than hours in the window: ${names(tooLong)}`];
  if (!model.limits.dated) return ['waived', 'freezes and windows are not judged without a start date'];
  const never = products.filter((_, at) => timeline.cutover[days.products[at] ?? 0] === undefined);
  if (never.length > 0) return ['broken', `freezes and window leave no day: ${names(never)}`];
  return ['met', 'inside the windows, outside all freezes'];
}

function partnerVerdict({ model, products, days }: WaveFacts): readonly [Verdict, string] {
  const waiting = products.flatMap((product) => {
    return product.partners.map((timing) => ({
      product,
      timing,
      late: timing.earliest >= days.begin + model.inputs.cadenceDays,
    }));
  });
  if (waiting.length === 0) return ['met', 'no partner must allow new addresses'];
  const text = (list: typeof waiting): string =>
    listed(
      list.map(
        ({ product, timing: { lead, earliest } }) =>
          `${product.name} waits for ${lead.id} (${lead.leadTimeDays} days): earliest ${dayText(earliest, model.limits)}`,
      ),
    );
  const late = waiting.filter((entry) => entry.late);
  return late.length > 0
    ? ['broken', `${text(late)}, and this wave begins ${dayText(days.begin, model.limits)}`]
    : ['met', text(waiting)];
}
