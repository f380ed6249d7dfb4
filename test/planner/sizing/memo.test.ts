import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { memo, memoOfWhole } from '../../../planner/sizing/memo.js';

describe.each([
  ['a memory', memo<number, { readonly of: number }>],
  ['a memory of whole numbers', memoOfWhole<{ readonly of: number }>],
])('%s', (_, remember) => {
  it('gives each key its own answer, and the same one again', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.integer({ min: 0, max: 9 }), fc.constantFrom(4095, 4096, 70_000)), { maxLength: 40 }),
        (keys) => {
          let made = 0;
          const find = remember((key) => {
            made += 1;
            return { of: key };
          });
          const answers = keys.map((key) => find(key));
          expect(answers.map((answer) => answer.of)).toEqual(keys);
          expect(made).toBe(new Set(keys).size);
          expect(new Set(answers).size).toBe(made);
        },
      ),
    );
  });

  it('is emptied before it grows without end', () => {
    const find = remember((key) => ({ of: key }));
    const first = find(100_000);
    for (let key = 100_001; key < 160_000; key += 1) find(key);
    expect(find(100_000)).not.toBe(first);
    expect(find(100_000)).toEqual(first);
  });
});
