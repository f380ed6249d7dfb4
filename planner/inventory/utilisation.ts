import type { Measure, Utilisation } from '../model/server.js';
import type { Facts, Figures } from './format.js';

export type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

/** The measures of a machine that can be told before its size is known. */
type Told = 'cpuPct' | 'memoryPct' | 'diskIops' | 'diskMiBps' | 'networkMbps';

const sum = (one: number | undefined, other: number | undefined): number | undefined =>
  one === undefined ? other : other === undefined ? one : one + other;

/** The average, where there is nothing else: what most exports give, and most rows have. */
const onlyAverage = (figures: Figures | undefined): number | undefined =>
  figures?.peak === undefined && figures?.sample === undefined && figures?.series === undefined
    ? figures?.average
    : undefined;

/** The figures of a quantity, where need be the sum of its two directions. */
function both(whole: Figures | undefined, one: Figures | undefined, other: Figures | undefined): Figures | undefined {
  if (one === undefined && other === undefined) return whole;
  const [first, second] = [onlyAverage(one), onlyAverage(other)];
  if (whole === undefined && first !== undefined && second !== undefined) return { average: first + second };
  const total: Figures = {};
  for (const statistic of ['average', 'peak', 'sample', 'series'] as const) {
    const value = whole?.[statistic] ?? sum(one?.[statistic], other?.[statistic]);
    if (value !== undefined) total[statistic] = value;
  }
  return total;
}

type Measures = NonNullable<Facts['measures']>;

const diskIops = (all: Measures) => both(all.diskIops, all.diskReadIops, all.diskWriteIops);
const diskMiBps = (all: Measures) => both(all.diskMiBps, all.diskReadMiBps, all.diskWriteMiBps);
const networkMbps = (all: Measures) => both(all.networkMbps, all.networkInMbps, all.networkOutMbps);

const isMeasure = (figures: Figures): figures is Figures & { series?: never } => figures.series === undefined;

/** The figures that are no points of a series. They are shared, not copied: nobody changes them. */
export function measureOf(figures: Figures): Measure | undefined {
  const { average, peak, sample } = figures;
  if (average === undefined && peak === undefined && sample === undefined) return undefined;
  if (isMeasure(figures)) return figures;
  const measure: Mutable<Measure> = {};
  if (average !== undefined) measure.average = average;
  if (peak !== undefined) measure.peak = peak;
  if (sample !== undefined) measure.sample = sample;
  return measure;
}

export type Used = Mutable<Utilisation>;

/** What is known before a row, and what the row adds; what is known stays. */
function added(known: Measure | undefined, figures: Figures | undefined): Measure | undefined {
  const measure = figures === undefined ? undefined : measureOf(figures);
  return measure === undefined || known === undefined ? (known ?? measure) : { ...measure, ...known };
}

/** Adds what a row measured; what is known already stays. */
export function addUtilisation(known: Used | undefined, { measures, days, coverage }: Facts): Used | undefined {
  if (measures === undefined && days === undefined && coverage === undefined) return known;
  const used: Used = known ?? {};
  if (measures !== undefined) {
    const cpu = added(used.cpuPct, measures.cpuPct);
    const memory = added(used.memoryPct, measures.memoryPct);
    const iops = added(used.diskIops, diskIops(measures));
    const throughput = added(used.diskMiBps, diskMiBps(measures));
    const network = added(used.networkMbps, networkMbps(measures));
    if (cpu !== undefined) used.cpuPct = cpu;
    if (memory !== undefined) used.memoryPct = memory;
    if (iops !== undefined) used.diskIops = iops;
    if (throughput !== undefined) used.diskMiBps = throughput;
    if (network !== undefined) used.networkMbps = network;
  }
  if (days !== undefined) used.days ??= days;
  if (coverage !== undefined) used.coverage ??= coverage;
  return known === undefined && isEmpty(used) ? undefined : used;
}

function isEmpty(used: Used): boolean {
  for (const _ in used) return false;
  return true;
}

/** Points of the quantities in one row. */
export function pointsOf(measures: Measures): readonly (readonly [Told | 'cpuMHz' | 'memoryGiB', number])[] {
  const figures: readonly (readonly [Told | 'cpuMHz' | 'memoryGiB', Figures | undefined])[] = [
    ['cpuPct', measures.cpuPct],
    ['memoryPct', measures.memoryPct],
    ['diskIops', diskIops(measures)],
    ['diskMiBps', diskMiBps(measures)],
    ['networkMbps', networkMbps(measures)],
    ['cpuMHz', measures.cpuMHz],
    ['memoryGiB', measures.memoryGiB],
  ];
  return figures.flatMap(([name, of]) => (of?.series === undefined ? [] : [[name, of.series] as const]));
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
