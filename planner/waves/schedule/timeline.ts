import { type Day } from '../../model/day.js';
import { nextOpenDay } from './calendar.js';
import type { Assignment, ProductFacts, WaveModel } from '../model.js';

/** First day not before `day` on which a product may be cut over: its partners are ready, its window is open, nothing is frozen. Undefined = never. */
export function available(product: ProductFacts, day: Day): Day | undefined {
  let first = day;
  for (const { earliest } of product.partners) first = Math.max(first, earliest);
  if (product.closed.length === 0 && product.days.length === 0) return first;
  return nextOpenDay(first, product.closed, product.days);
}

/** The days of one wave. */
export interface WaveDays {
  readonly number: number;
  /** Indices of products, ascending. */
  readonly products: readonly number[];
  /** First day of building and copying. */
  readonly start: Day;
  /** Day from which its products are cut over. */
  readonly begin: Day;
  /** Where `begin` would be without waiting for partners and windows. */
  readonly base: Day;
}

export interface Timeline {
  /** In the order of their numbers; a wave without products does not exist. */
  readonly waves: readonly WaveDays[];
  /** Cutover of each product; undefined when no day is open. */
  readonly cutover: readonly (Day | undefined)[];
}

/**
 * Days of all waves under an assignment. A wave begins one cadence after the one before it, but not before its copies can be done, nor
 * before the first of its products may go; a product goes on its first open day, not before those of its wave that it needs.
 */
export function schedule(model: WaveModel, assignment: Assignment): Timeline {
  const { inputs, products } = model;
  const { firstDay } = model.limits;
  const waves: WaveDays[] = [];
  const cutover: (Day | undefined)[] = products.map(() => undefined);
  const targets = targetsOf(model);
  let previous = { number: 0, begin: firstDay + inputs.prepareDays - inputs.cadenceDays };
  for (const [number, members] of byWave(assignment)) {
    const prepare = Math.max(inputs.prepareDays, copyDays(model, members));
    const earliest = previous.begin + inputs.cadenceDays * (number - previous.number);
    const base = Math.max(earliest, firstDay + prepare);
    let first = Infinity;
    for (const index of members) {
      const product = products[index];
      first = Math.min(first, (product === undefined ? undefined : available(product, base)) ?? Infinity);
    }
    const begin = Number.isFinite(first) ? Math.max(base, first) : base;
    for (const index of members.toSorted(
      (a, b) => (model.groups.groupOf[a] ?? 0) - (model.groups.groupOf[b] ?? 0) || a - b,
    )) {
      const product = products[index];
      let from = begin;
      for (const target of targets[index] ?? []) {
        if ((assignment[target] ?? 0) <= number) from = Math.max(from, cutover[target] ?? from);
      }
      cutover[index] = product === undefined ? undefined : available(product, from);
    }
    waves.push({ number, products: members, start: Math.max(firstDay, begin - prepare), begin, base });
    previous = { number, begin };
  }
  return { waves, cutover };
}

/** Days that the copies of a wave keep the link busy, and two for tests. */
function copyDays({ products }: WaveModel, members: readonly number[]): number {
  let hours = 0;
  for (const index of members) hours += products[index]?.copyHours ?? 0;
  return Math.ceil(hours / 24) + 2;
}

/** Products that each product needs in its own or an earlier wave. */
function targetsOf({ inner, products }: WaveModel): readonly (readonly number[])[] {
  const targets: number[][] = products.map(() => []);
  for (const { from, to, bond } of inner) if (bond === 'ordered' || bond === 'hard') targets[from]?.push(to);
  return targets;
}

export function byWave(assignment: Assignment): readonly (readonly [number, number[]])[] {
  const waves = new Map<number, number[]>();
  for (const [product, wave] of assignment.entries()) {
    const members = waves.get(wave);
    if (members === undefined) waves.set(wave, [product]);
    else members.push(product);
  }
  return [...waves].toSorted(([a], [b]) => a - b);
}
