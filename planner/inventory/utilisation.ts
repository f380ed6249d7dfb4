import type { Measure, Utilisation } from '../model/server.js';
import type { Facts, Figures, Quantity } from './format.js';

export type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

/** The measures of a machine that can be told before its size is known. */
type Told = 'cpuPct' | 'memoryPct' | 'diskIops' | 'diskMiBps' | 'networkMbps';

const parts: readonly (readonly [Told, Quantity, Quantity | undefined, Quantity | undefined])[] = [
  ['cpuPct', 'cpuPct', undefined, undefined],
  ['memoryPct', 'memoryPct', undefined, undefined],
  ['diskIops', 'diskIops', 'diskReadIops', 'diskWriteIops'],
  ['diskMiBps', 'diskMiBps', 'diskReadMiBps', 'diskWriteMiBps'],
  ['networkMbps', 'networkMbps', 'networkInMbps', 'networkOutMbps'],
];

const sum = (one: number | undefined, other: number | undefined): number | undefined =>
  one === undefined ? other : other === undefined ? one : one + other;

/** The figures of a quantity, where need be the sum of its two directions. */
function figuresOf(
  measures: NonNullable<Facts['measures']>,
  both: Quantity,
  one?: Quantity,
  other?: Quantity,
): Figures | undefined {
  const whole = measures[both];
  const [first, second] = [
    one === undefined ? undefined : measures[one],
    other === undefined ? undefined : measures[other],
  ];
  if (first === undefined && second === undefined) return whole;
  const total: Figures = {};
  for (const statistic of ['average', 'peak', 'sample', 'series'] as const) {
    const value = whole?.[statistic] ?? sum(first?.[statistic], second?.[statistic]);
    if (value !== undefined) total[statistic] = value;
  }
  return total;
}

function measureOf({ average, peak, sample }: Figures): Measure | undefined {
  if (average === undefined && peak === undefined && sample === undefined) return undefined;
  // The common shapes are written out: there may be millions of them.
  if (average !== undefined && peak === undefined && sample === undefined) return { average };
  if (average !== undefined && peak !== undefined && sample === undefined) return { average, peak };
  const measure: Mutable<Measure> = {};
  if (average !== undefined) measure.average = average;
  if (peak !== undefined) measure.peak = peak;
  if (sample !== undefined) measure.sample = sample;
  return measure;
}

export type Used = Mutable<Utilisation>;

/** Adds what a row measured; what is known already stays. */
export function addUtilisation(known: Used | undefined, facts: Facts): Used | undefined {
  const { measures, days, coverage } = facts;
  let used = known;
  if (measures !== undefined) {
    for (const [name, both, one, other] of parts) {
      const figures = figuresOf(measures, both, one, other);
      const measure = figures === undefined ? undefined : measureOf(figures);
      if (measure === undefined) continue;
      used ??= {};
      const before = used[name];
      used[name] = before === undefined ? measure : { ...measure, ...before };
    }
  }
  if (days !== undefined) (used ??= {}).days ??= days;
  if (coverage !== undefined) (used ??= {}).coverage ??= coverage;
  return used;
}

/** Points of the quantities in one row. */
export function pointsOf(
  measures: NonNullable<Facts['measures']>,
): readonly (readonly [Told | 'cpuMHz' | 'memoryGiB', number])[] {
  const points: [Told | 'cpuMHz' | 'memoryGiB', number][] = [];
  for (const [name, both, one, other] of parts) {
    const value = figuresOf(measures, both, one, other)?.series;
    if (value !== undefined) points.push([name, value]);
  }
  for (const name of ['cpuMHz', 'memoryGiB'] as const) {
    const value = measures[name]?.series;
    if (value !== undefined) points.push([name, value]);
  }
  return points;
}

/** Numbers that arrive one by one, without an object for each. */
export class Growing {
  #values = new Float64Array(16);
  #length = 0;

  push(value: number): void {
    if (this.#length === this.#values.length) {
      const larger = new Float64Array(this.#length * 2);
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.#length] = value;
    this.#length += 1;
  }

  /** In ascending order. */
  sorted(): Float64Array {
    return this.#values.subarray(0, this.#length).toSorted();
  }
}

const day = 86_400_000;

/**
 * How long a series observed and how much of it is there. The interval is the commonest step between two times; a series that skips
 * intervals covers less than 1.
 */
export function observed(times: Float64Array): { readonly days: number; readonly coverage: number } | undefined {
  const steps = new Map<number, number>();
  let distinct = times.length > 0 ? 1 : 0;
  for (let at = 1; at < times.length; at += 1) {
    const step = (times[at] ?? 0) - (times[at - 1] ?? 0);
    if (step === 0) continue;
    distinct += 1;
    steps.set(step, (steps.get(step) ?? 0) + 1);
  }
  const interval = [...steps].toSorted(([a, often], [b, oftener]) => oftener - often || a - b)[0]?.[0];
  const [first, last] = [times[0], times.at(-1)];
  if (interval === undefined || first === undefined || last === undefined) return undefined;
  const span = last - first + interval;
  return { days: span / day, coverage: Math.min(1, (distinct * interval) / span) };
}

/** Figures in MHz or GiB as percent of what the machine has. */
export function percentOf(figures: Figures, whole: number): Omit<Figures, 'series'> {
  const percent: Omit<Figures, 'series'> = {};
  for (const statistic of ['average', 'peak', 'sample'] as const) {
    const value = figures[statistic];
    if (value !== undefined) percent[statistic] = Math.min(100, (value / whole) * 100);
  }
  return percent;
}
