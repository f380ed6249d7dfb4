import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { niceStep, percent, ticksOf } from '../../../../planner/report/html/charts.js';

describe('the figures of an axis', () => {
  it.each([
    [0, 1_190_000, [0, 500_000, 1_000_000, 1_500_000]],
    [-6_300_000, 0, [-8_000_000, -6_000_000, -4_000_000, -2_000_000, 0]],
    [-3, 7, [-5, 0, 5, 10]],
    [0, 0, [0]],
  ])('from %d to %d are round', (from, to, ticks) => {
    expect(ticksOf(from, to)).toEqual(ticks);
  });

  it('cover the range and zero, in few steps, whatever the range', () => {
    const figure = fc.integer({ min: -1e12, max: 1e12 });
    fc.assert(
      fc.property(figure, figure, (a, b) => {
        const ticks = ticksOf(Math.min(a, b), Math.max(a, b));
        expect(ticks[0]).toBeLessThanOrEqual(Math.min(a, b, 0));
        expect(ticks.at(-1)).toBeGreaterThanOrEqual(Math.max(a, b, 0));
        expect(ticks).toContain(0);
        expect(ticks.length).toBeLessThanOrEqual(8);
      }),
    );
  });

  it('step by 1, 2 or 5 times a power of ten', () => {
    expect([niceStep(10, 4), niceStep(17, 4), niceStep(70, 4), niceStep(0, 4)]).toEqual([5, 5, 20, 1]);
  });
});

it('a share is a percentage without noise', () => {
  expect([percent(1 / 3), percent(0), percent(1)]).toEqual(['33.333%', '0%', '100%']);
});
