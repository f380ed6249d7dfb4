import type { Measure } from '../../model/server.js';
import { readingOf } from '../../sizing/measure.js';
import { percentText } from '../format.js';

/** The figure that sizing rests on, and what it is: `38 % p95`, `60 % peak`, `12 % avg`, `7 % once`. */
export function measureText(measure: Measure | undefined, percentile: number): string {
  const reading = readingOf(measure, percentile);
  if (reading === undefined) return '';
  const word =
    reading.basis === 'series'
      ? `p${percentile}`
      : reading.basis === 'sample'
        ? 'once'
        : reading.peak === undefined
          ? 'avg'
          : 'peak';
  return `${percentText(reading.high)} ${word}`;
}
