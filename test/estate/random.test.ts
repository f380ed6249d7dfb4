import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, it } from '@jest/globals';
import { addEntry, addItem, formatProblem, loadEstate, setOwner } from '../../estate/index.js';
import type { Edited, NameOwner } from '../../estate/index.js';
import { runs } from '../support/runs.js';

const contract = readFileSync(new URL('fixtures/contract.yaml', import.meta.url), 'utf8');
const rules = readFileSync(new URL('fixtures/rules.yaml', import.meta.url), 'utf8');
const lines = contract.split('\n');

/** A load, or problems that each say where and what to do. */
function judge(text: string): void {
  const loaded = loadEstate(text);
  if (loaded.ok) {
    expect(loaded.document.text).toBe(text);
    return;
  }
  expect(loaded.problems.length).toBeGreaterThan(0);
  const last = text.split('\n').length;
  for (const problem of loaded.problems) {
    expect(problem.line).toBeGreaterThanOrEqual(1);
    expect(problem.line).toBeLessThanOrEqual(last);
    expect(problem.column).toBeGreaterThanOrEqual(1);
    expect(problem.path).not.toBe('');
    expect(problem.message).not.toBe('');
    expect(problem.remedy).not.toBe('');
    // One line, and nothing that moves a terminal's cursor.
    expect(formatProblem(problem)).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/);
  }
}

const word = fc.constantFrom(...contract.split(/[\s{}[\],]+/).filter((part) => part !== ''));
const noise = fc.oneof(
  word,
  fc.constantFrom(
    '{',
    '}',
    '[',
    ']',
    ':',
    ': ',
    '- ',
    ',',
    '\n',
    '\n  ',
    '"',
    "'",
    '|',
    '>',
    '&a ',
    '*a',
    '!x ',
    '#',
    '? ',
    '---\n',
    '\t',
    '<<: ',
    '__proto__: ',
    '~',
    '\r\n',
    '\u0000',
    '\ud800',
  ),
  fc.string({ maxLength: 6 }),
);

interface Mutation {
  readonly at: number;
  readonly drop: number;
  readonly put: string;
}
const mutation: fc.Arbitrary<Mutation> = fc.record({ at: fc.nat(contract.length), drop: fc.nat(40), put: noise });

const mutate = (text: string, { at, drop, put }: Mutation) => text.slice(0, at) + put + text.slice(at + drop);

const splice = (before: string, edited: Edited) => {
  if (!edited.ok) {
    expect(edited.message).toMatch(/is there already$/);
    return;
  }
  const { offset, removed, inserted } = edited.splice;
  expect(edited.text.slice(0, offset)).toBe(before.slice(0, offset));
  expect(edited.text.slice(offset + inserted.length)).toBe(before.slice(offset + removed));
};

describe('any file ends in a load or in problems with line, path and remedy, never in a throw', () => {
  it('of random words', () => {
    fc.assert(
      fc.property(fc.array(noise, { maxLength: 60 }), (parts) => judge(parts.join(''))),
      { numRuns: runs(60) },
    );
  });

  it('of random characters', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), judge), { numRuns: runs(50) });
  });

  it('that is the example, mutated', () => {
    fc.assert(
      fc.property(fc.array(mutation, { minLength: 1, maxLength: 4 }), (all) => judge(all.reduce(mutate, contract))),
      { numRuns: runs(40) },
    );
  });

  it('that is the example with lines taken out, doubled and moved', () => {
    const shuffle = fc.array(fc.tuple(fc.nat(lines.length - 1), fc.nat(lines.length - 1)), {
      minLength: 1,
      maxLength: 5,
    });
    fc.assert(
      fc.property(shuffle, (moves) => {
        const moved = [...lines];
        for (const [from, to] of moves)
          moved.splice(to, from % 3 === 0 ? 1 : 0, ...(from % 2 === 0 ? [lines[from] ?? ''] : []));
        judge(moved.join('\n'));
      }),
      { numRuns: runs(40) },
    );
  });
});

describe('any edit changes no byte outside of what it writes', () => {
  const path = fc.constantFrom(
    [],
    ['products'],
    ['plan'],
    ['plan', 'leave'],
    ['plan', 'pins'],
    ['environments'],
    ['products', 'storefront', 'names'],
    ['products', 'storefront', 'services', 'web', 'uses'],
    ['products', 'storefront', 'overrides', 'dev', 'services'],
    ['partners', 'bes', 'products', 'storefront', 'egress'],
    ['products', 'new', 'services', 'web'],
  );
  const value = fc.oneof(
    fc.string(),
    fc.integer(),
    fc.boolean(),
    fc.array(fc.string(), { maxLength: 3 }),
    fc.dictionary(
      fc.string({ minLength: 1, maxLength: 5 }).filter((key) => key !== '__proto__'),
      fc.oneof(fc.string(), fc.array(fc.string(), { maxLength: 2 })),
      { maxKeys: 3 },
    ),
  );
  const key = fc.string({ minLength: 1, maxLength: 12 }).filter((name) => name !== '<<' && name !== '__proto__');
  const file = fc.constantFrom(contract, rules, contract.replaceAll('\n', '\r\n'), contract.trimEnd());

  it('of an entry', () => {
    fc.assert(
      fc.property(file, path, key, value, (text, at, name, data) => splice(text, addEntry(text, at, name, data))),
      { numRuns: runs(20) },
    );
  });

  it('of an item', () => {
    const list = fc.constantFrom(
      ['products', 'storefront', 'replaces'],
      ['plan', 'freezes'],
      ['allowDestroy'],
      ['products', 'x', 'replaces'],
    );
    fc.assert(
      fc.property(file, list, fc.string(), (text, at, item) => splice(text, addItem(text, at, item))),
      { numRuns: runs(12) },
    );
  });

  it('of an owner, there and back', () => {
    const owner = fc.constantFrom<NameOwner>('legacy', 'cutover', 'stack');
    fc.assert(
      fc.property(file, owner, owner, (text, first, second) => {
        const [product, name] =
          text === rules ? ['shop', 'shop.acme.example'] : ['storefront', 'shop.utah-outfitters.example'];
        const once = setOwner(text, product, name, first);
        if (!once.ok) throw new Error(once.message);
        const twice = setOwner(once.text, product, name, second);
        const back = twice.ok ? setOwner(twice.text, product, name, first) : twice;
        expect(back.ok && back.text).toBe(once.text);
      }),
      { numRuns: runs(8) },
    );
  });
});
