import { describe, expect, it } from '@jest/globals';
import { payback } from '../../../planner/cost/payback.js';
import { cents } from '../../../planner/model/money.js';

/** Staying costs 100 a month; moving what is given. */
const rows = (...totals: readonly number[]) =>
  totals.map((total, at) => ({ month: `M${at + 1}`, totalCents: cents(total), stayCents: cents(100) }));

describe('payback', () => {
  it.each<[string, readonly number[], string | undefined]>([
    ['the month in which the extra cost is made up', [150, 90, 50, 50], 'M3'],
    ['the month in which it is made up to the cent', [150, 50, 50, 50], 'M2'],
    ['the last such month, when the balance turns again', [150, 10, 200, 50, 20], 'M5'],
    ['the first month, when moving never costs more', [100, 50], 'M1'],
    ['none, when the last month still costs more', [50, 200], undefined],
    ['none, when nothing is ever saved', [100, 100], undefined],
    ['none, without months', [], undefined],
  ])('is %s', (_, totals, month) => {
    expect(payback(rows(...totals), undefined)?.month).toBe(month);
  });

  it('counts months from the month of the last cutover', () => {
    expect(payback(rows(150, 90, 50), 0)?.afterLastCutover).toBe(2);
  });
});
