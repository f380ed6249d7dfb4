import type { Measure } from '../model/server.js';
import { percentText } from './format.js';

/** Nearest rank: the smallest sample that so many percent of the samples do not exceed. `series` is ascending. */
export function percentileOf(series: Float64Array, percentile: number): number | undefined {
  return series[Math.max(Math.ceil((percentile / 100) * series.length) - 1, 0)];
}

/** The strongest figure of a measure, and what it is: `38 % p95`, `12 % avg`, `40 % peak`, `7 % once`. */
export function measureText(measure: Measure | undefined, percentile: number): string {
  if (measure === undefined) return '';
  if (measure.series !== undefined && measure.series.length > 0)
    return `${percentText(percentileOf(measure.series, percentile))} p${percentile}`;
  if (measure.average !== undefined) return `${percentText(measure.average)} avg`;
  if (measure.peak !== undefined) return `${percentText(measure.peak)} peak`;
  return measure.sample === undefined ? '' : `${percentText(measure.sample)} once`;
}
