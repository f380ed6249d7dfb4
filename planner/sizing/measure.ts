import type { Measure, Utilisation } from '../model/server.js';
import type { Basis } from './recommendation.js';

/** Sums of products of percentages end in …0000001: what is closer to a whole number than this is that number. */
const dust = 1e-9;

/** Next whole number, forgiving binary dust: 3.0000000001 is 3. (`+ 0` turns -0 into 0.) */
export const wholeUp = (value: number): number => Math.ceil(value - dust) + 0;

/**
 * The sample below or at which `percent` of all samples lie: the nearest-rank method, index = ceil(n x p) - 1.
 * @param ascending samples, smallest first, at least one
 */
export function percentileOf(ascending: Float64Array, percent: number): number {
  const index = wholeUp((ascending.length * percent) / 100) - 1;
  return ascending[Math.max(0, Math.min(ascending.length - 1, index))] ?? 0;
}

/** What one resource was seen to use, by the strongest basis that was measured. Figures are in the measure's own unit. */
export interface Reading {
  readonly basis: Exclude<Basis, 'allocated'>;
  /** Percentile of a series; peak where there is one, else the average; the one sample. */
  readonly high: number;
  /** Mean over the whole observation; undefined for a single sample, which has none. */
  readonly mean: number | undefined;
  /** Highest figure seen. */
  readonly peak: number | undefined;
}

function meanOf(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}

/** The figure that counts of a measure, without what else is known of it: {@link readingOf} of a million servers leaves a million objects. */
export function highOf(measure: Measure | undefined, percent: number): number | undefined {
  if (measure === undefined) return undefined;
  const { series, average, peak, sample } = measure;
  if (series !== undefined && series.length > 0) return percentileOf(series, percent);
  if (average === undefined) return peak ?? sample;
  return peak === undefined || peak < average ? average : peak;
}

/** The highest figure seen by whoever watched for longer than a moment: the peak of {@link readingOf}, or its average where there is none. */
export function topOf({ series, average, peak }: Measure): number | undefined {
  if (series !== undefined && series.length > 0) return series[series.length - 1];
  return average === undefined || peak === undefined ? (peak ?? average) : Math.max(peak, average);
}

/** The strongest basis of a measure: series, then average and peak, then one sample. */
export function readingOf(measure: Measure | undefined, percent: number): Reading | undefined {
  if (measure === undefined) return undefined;
  const { series, average, peak, sample } = measure;
  if (series !== undefined && series.length > 0) {
    return {
      basis: 'series',
      high: percentileOf(series, percent),
      mean: meanOf(series),
      peak: series[series.length - 1],
    };
  }
  if (average !== undefined || peak !== undefined) {
    // A peak below its average is a fault of the source: the higher one counts.
    const top = peak === undefined || average === undefined ? peak : Math.max(peak, average);
    return { basis: 'average', high: top ?? average ?? 0, mean: average, peak: top };
  }
  return sample === undefined ? undefined : { basis: 'sample', high: sample, mean: undefined, peak: undefined };
}

/** Below these an observation is too thin to size by (the limits of ArchToolKit). */
const leastCoverage = 0.6;
const leastDays = 3;

/** Why an observation says too little to size by, or undefined when it is long and complete enough, or nobody knows. */
export function tooThin({ coverage, days }: Utilisation): string | undefined {
  if (coverage !== undefined && coverage < leastCoverage) {
    return `only ${(coverage * 100).toFixed(0)} % of the samples are there, 60 % are needed`;
  }
  if (days !== undefined && days < leastDays) return `only ${shortNumber(days)} days observed, 3 are needed`;
  return undefined;
}

/** At most one decimal, none where it is zero: 3, 3.8, 64. */
export function shortNumber(value: number): string {
  const text = value.toFixed(1);
  return text.endsWith('.0') ? text.slice(0, -2) : text;
}
