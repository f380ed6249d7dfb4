import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import {
  highOf,
  percentileOf,
  readingOf,
  shortNumber,
  tooThin,
  topOf,
  wholeUp,
} from '../../../planner/sizing/measure.js';

const series = (...values: number[]): Float64Array => Float64Array.from(values).toSorted();
const hundred = series(...Array.from({ length: 100 }, (_, i) => i + 1));

describe('percentile', () => {
  it.each([
    [hundred, 95, 95],
    [hundred, 95.1, 96],
    [hundred, 50, 50],
    [hundred, 99.5, 100],
    [hundred, 100, 100],
    [series(7), 50, 7],
    [series(1, 9), 50, 1],
    [series(1, 9), 51, 9],
  ])('of %p at P%d is by nearest rank %d', (values, percent, expected) => {
    expect(percentileOf(values, percent)).toBe(expected);
  });

  it('is the least sample that at least this share of all samples does not exceed', () => {
    const values = fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(values, fc.integer({ min: 50, max: 100 }), (list, percent) => {
        const share = (limit: number) => list.filter((value) => value <= limit).length * 100;
        const expected = list.toSorted((a, b) => a - b).find((value) => share(value) >= list.length * percent);
        expect(percentileOf(series(...list), percent)).toBe(expected);
      }),
    );
  });
});

describe('the strongest basis', () => {
  it.each([
    [
      { series: hundred, average: 1, peak: 2, sample: 3 },
      { basis: 'series', high: 95, mean: 50.5, peak: 100 },
    ],
    [
      { series: series(), average: 1, peak: 2 },
      { basis: 'average', high: 2, mean: 1, peak: 2 },
    ],
    [
      { average: 1, sample: 3 },
      { basis: 'average', high: 1, mean: 1, peak: undefined },
    ],
    [
      { peak: 2, sample: 3 },
      { basis: 'average', high: 2, mean: undefined, peak: 2 },
    ],
    [
      { average: 9, peak: 2 },
      { basis: 'average', high: 9, mean: 9, peak: 9 },
    ],
    [{ sample: 3 }, { basis: 'sample', high: 3, mean: undefined, peak: undefined }],
    [{}, undefined],
    [undefined, undefined],
  ])('of %p is %p', (measure, expected) => {
    expect(readingOf(measure, 95)).toEqual(expected);
    expect(highOf(measure, 95)).toBe(expected?.high);
    expect(topOf(measure ?? {})).toBe(expected?.basis === 'sample' ? undefined : (expected?.peak ?? expected?.high));
  });
});

describe('an observation is too thin', () => {
  it.each([
    [{ coverage: 0.59 }, 'only 59 % of the samples are there, 60 % are needed'],
    [{ coverage: 0.6 }, undefined],
    [{ days: 2.9 }, 'only 2.9 days observed, 3 are needed'],
    [{ days: 3 }, undefined],
    [{}, undefined],
  ])('when %p: %p', (utilisation, expected) => {
    expect(tooThin(utilisation)).toBe(expected);
  });
});

it.each([
  [3.0000000001, 3],
  [3.1, 4],
  [0, 0],
  [(8 * 38) / 100 / 0.8, 4],
])('the next whole number of %d forgives binary dust: %d', (value, expected) => {
  expect(wholeUp(value)).toBe(expected);
});

it.each([
  [3, '3'],
  [3.04, '3'],
  [3.06, '3.1'],
  [-0.5, '-0.5'],
])('%d is written %s', (value, expected) => {
  expect(shortNumber(value)).toBe(expected);
});
