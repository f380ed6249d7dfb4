import { describe, expect, it } from '@jest/globals';
import { Decimal } from 'decimal.js';
import * as fc from 'fast-check';
import { addUsd, cents, formatCents, lineCents, sumCents, usd } from '../../../planner/model/money.js';

const decimal = fc
  .tuple(fc.nat({ max: 99_999 }), fc.string({ unit: fc.constantFrom('0', '4', '5', '9'), maxLength: 14 }))
  .map(([whole, fraction]) => (fraction === '' ? String(whole) : `${whole}.${fraction}`));

describe('a price with something added', () => {
  it.each([
    ['0.0832', '0.046', 2, '0.1752'],
    ['1', '0.5', 2, '2'],
    ['0', '0', 3, '0'],
    ['0.10', '0.02', 0, '0.1'],
    ['0.000001', '1', 100, '100.000001'],
  ])('%s + %s x %d is %s', (base, each, times, expected) => {
    expect(addUsd(base, each, times)).toBe(expected);
  });

  it('is what decimals say, whether or not whole numbers are enough', () => {
    const count = fc.oneof(fc.nat({ max: 500 }), fc.nat(), fc.double({ min: 0, max: 100, noNaN: true }));
    fc.assert(
      fc.property(decimal, decimal, count, (base, each, times) => {
        expect(addUsd(base, each, times)).toBe(new Decimal(each).times(times).plus(base).toFixed());
      }),
    );
  });
});

describe('a price line', () => {
  it.each([
    // 8.575 is a little less in binary: floats say 8.57.
    ['8.575', 1, 858],
    ['1.005', 1, 101],
    ['0.096', 730, 7008],
    ['0.0225', 730, 1643],
    ['0.0000003', 10_000, 0],
    ['0.0000005', 10_000, 1],
    ['0', 730, 0],
  ])('of %s x %d is %d cents, half-up', (rate, quantity, expected) => {
    expect(lineCents(rate, quantity)).toBe(expected);
  });

  it('is what decimals say, whether or not whole numbers are enough', () => {
    const quantity = fc.oneof(fc.nat({ max: 1e7 }), fc.double({ min: 0, max: 1e6, noNaN: true }));
    fc.assert(
      fc.property(decimal, quantity, (usdPerUnit, units) => {
        const exact = new Decimal(usdPerUnit).times(units).times(100).toDecimalPlaces(0, Decimal.ROUND_HALF_UP);
        expect(lineCents(usdPerUnit, units)).toBe(exact.toNumber());
      }),
    );
  });

  it('is the same however often it is asked', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e6 }), fc.integer({ min: 0, max: 1e5 }), (rate, quantity) => {
        const text = (rate / 1e4).toFixed(4);
        // A rate of four decimals times a whole quantity is exact in integers.
        const exact = Math.floor((rate * quantity) / 100 + 0.5);
        expect(lineCents(text, quantity)).toBe(exact);
        expect(lineCents(text, quantity)).toBe(exact);
      }),
    );
  });
});

describe('money', () => {
  it.each([
    [271_846, '$2,718.46', 2718.46],
    [-400, '-$4.00', -4],
    [5, '$0.05', 0.05],
    [123_456_789, '$1,234,567.89', 1_234_567.89],
  ])('%d is written %s', (value, text, number) => {
    expect(formatCents(cents(value))).toBe(text);
    expect(usd(cents(value))).toBe(number);
  });

  it('is never a fraction of a cent', () => {
    expect(() => cents(0.5)).toThrow('0.5');
  });

  it('adds up without drift', () => {
    expect(sumCents(Array.from({ length: 100_000 }, () => cents(10)))).toBe(1_000_000);
  });
});
