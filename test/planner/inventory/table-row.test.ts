import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { GivenRow, noFigure, otherText } from '../../../planner/inventory/table-row.js';

const figure = (cell: string | number | undefined) => new GivenRow([cell]).figure(0);

describe('the figure in a cell', () => {
  it.each([
    ['16', 16],
    ['007', 7],
    ['1.5', 1.5],
    ['.5', 0.5],
    ['2.', 2],
    ['999999999999999', 999_999_999_999_999],
    ['0.00000000000001', 0.00000000000001],
    [4.25, 4.25],
    ['', noFigure],
    [undefined, noFigure],
    ['.', otherText],
    ['1.2.3', otherText],
    ['1,5', otherText],
    ['-1', otherText],
    ['1e3', otherText],
    [' 1', otherText],
    ['16 GiB', otherText],
    ['1234567890123456', otherText],
    ['12345678901234567890', otherText],
    [-1, otherText],
    [Number.NaN, otherText],
  ])('of %p is %p', (cell, expected) => {
    expect(figure(cell)).toBe(expected);
  });

  it('is the number that the text spells, or none', () => {
    const text = fc.string({ unit: fc.constantFrom('0', '1', '9', '12', '345', '.', 'a', ' '), maxLength: 18 });
    fc.assert(
      fc.property(text, (some) => {
        const read = figure(some);
        const plain = /^(?:\d+\.?\d*|\.\d+)$/.test(some) && some.replace('.', '').length <= 15;
        expect(read).toBe(some === '' ? noFigure : plain ? Number(some) : otherText);
      }),
      { numRuns: 2000 },
    );
  });
});
