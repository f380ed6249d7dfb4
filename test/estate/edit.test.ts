import { describe, expect, it } from '@jest/globals';
import { addEntries, addEntry, addItem, addItems, setOwner } from '../../estate/index.js';
import type { Edited, Plain } from '../../estate/index.js';

function text(edited: Edited): string {
  return edited.ok ? edited.text : `refused: ${edited.message}`;
}

describe('an entry is added in the style of its neighbours', () => {
  const cases: ReadonlyArray<readonly [string, string, readonly string[], string, Plain, string]> = [
    [
      'below the last entry',
      'plan:\n  leave:\n    a: retire\n',
      ['plan', 'leave'],
      'b',
      'retain',
      'plan:\n  leave:\n    a: retire\n    b: retain\n',
    ],
    [
      'before comments and blank lines that follow',
      'plan:\n  start: 1  # why\n\n# next\nzones: {}\n',
      ['plan'],
      'x',
      2,
      'plan:\n  start: 1  # why\n  x: 2\n\n# next\nzones: {}\n',
    ],
    [
      'in the indentation of the file',
      'a:\n    b:\n        c: 1\n',
      ['a', 'b'],
      'd',
      { e: 1 },
      'a:\n    b:\n        c: 1\n        d:\n          e: 1\n',
    ],
    [
      'after a nested block',
      'a:\n  b:\n    c:\n      - d: 1\n        e: 2\nf: 3\n',
      ['a'],
      'g',
      1,
      'a:\n  b:\n    c:\n      - d: 1\n        e: 2\n  g: 1\nf: 3\n',
    ],
    ['after a block text', 'a:\n  b: |\n    text\nc: 1\n', ['a'], 'd', 1, 'a:\n  b: |\n    text\n  d: 1\nc: 1\n'],
    ['in braces', 'leave: { a: retire }\n', ['leave'], 'b', 'retain', 'leave: { a: retire, b: retain }\n'],
    [
      'in braces over several lines',
      'leave: {\n  a: retire, # why\n}\n',
      ['leave'],
      'b',
      'retain',
      'leave: {\n  a: retire, b: retain, # why\n}\n',
    ],
    ['in empty braces', 'leave: {}\n', ['leave'], 'b', 'retain', 'leave: { b: retain }\n'],
    [
      'in braces inside braces',
      'plan: { leave: { a: retire } }\n',
      ['plan', 'leave'],
      'b',
      { as: 'retain', why: 'x: y' },
      'plan: { leave: { a: retire, b: { as: retain, why: "x: y" } } }\n',
    ],
    [
      'below a key without a value',
      'plan:\n  # start: 2027-02-01\nzones: {}\n',
      ['plan'],
      'start',
      '2027-02-01',
      'plan:\n  start: 2027-02-01\n  # start: 2027-02-01\nzones: {}\n',
    ],
    ['with the maps on the way', 'a: 1\n', ['plan', 'leave'], 'x', 'retire', 'a: 1\nplan:\n  leave:\n    x: retire\n'],
    ['at the end of a file without a last line break', 'a: 1', [], 'b', 2, 'a: 1\nb: 2\n'],
    ['in an empty file', '# head\n', [], 'b', 2, '# head\nb: 2\n'],
    [
      'with Windows line ends',
      'a:\r\n  b: 1\r\nc: 1\r\n',
      ['a'],
      'd',
      ['x'],
      'a:\r\n  b: 1\r\n  d:\r\n    - x\r\nc: 1\r\n',
    ],
    ['with quotes where they are needed', 'a: 1\n', [], 'account', '000011112222', 'a: 1\naccount: "000011112222"\n'],
    ['never over what is there', 'a: 1\n', [], 'a', 2, 'refused: a is there already'],
    ['never below a text', 'a: 1\n', ['a'], 'b', 2, 'refused: a.b lies below a text or a number'],
    [
      'never into a file with errors',
      'a: [\n',
      [],
      'b',
      2,
      'refused: estate.yaml:2 a: Flow sequence in block collection must be sufficiently indented and end with a ]; close the bracket that was opened, or line it up with its neighbours',
    ],
  ];
  it.each(cases)('%s', (_, before, path, key, value, after) => {
    expect(text(addEntry(before, path, key, value))).toBe(after);
  });

  it('with a comment above it', () => {
    expect(text(addEntry('plan:\n  a: 1\n', ['plan'], 'b', 2, 'why\nso'))).toBe(
      'plan:\n  a: 1\n  # why\n  # so\n  b: 2\n',
    );
  });
});

describe('an item is added', () => {
  it.each([
    ['in brackets', 'replaces: [a, b]\n', 'replaces: [a, b, c]\n'],
    ['in empty brackets', 'replaces: []\n', 'replaces: [c]\n'],
    ['below the last one', 'replaces:\n- a # one\n- b\nx: 1\n', 'replaces:\n- a # one\n- b\n- c\nx: 1\n'],
    ['to a list that is made', 'x: 1\n', 'x: 1\nreplaces:\n  - c\n'],
    ['never to a map', 'replaces: { a: 1 }\n', 'refused: replaces is a map, not a list'],
  ])('%s', (_, before, after) => {
    expect(text(addItem(before, ['replaces'], 'c'))).toBe(after);
  });
});

describe('many are added in one splice', () => {
  it('as entries with their comments, below maps that are made', () => {
    const entries = [
      { key: 'a', value: { x: 1 }, comment: 'first' },
      { key: 'b', value: 2 },
    ];
    expect(text(addEntries('k: 1 # why\n', ['m', 'n'], entries))).toBe(
      'k: 1 # why\nm:\n  n:\n    # first\n    a:\n      x: 1\n    b: 2\n',
    );
    expect(text(addEntries('m: { n: { c: 3 } }\n', ['m', 'n'], entries))).toBe(
      'm: { n: { c: 3, a: { x: 1 }, b: 2 } }\n',
    );
  });

  it('as items', () => {
    expect(text(addItems('list: [a]\n', ['list'], ['b', 'c']))).toBe('list: [a, b, c]\n');
    expect(text(addItems('x: 1\n', ['m', 'list'], ['b', 'c']))).toBe('x: 1\nm:\n  list:\n    - b\n    - c\n');
  });

  it.each([
    [
      'one key exists',
      addEntries(
        'a: 1\n',
        [],
        [
          { key: 'b', value: 1 },
          { key: 'a', value: 2 },
        ],
      ),
    ],
    ['there is no key', addEntries('a: 1\n', [], [])],
    ['there is no item', addItems('a: [b]\n', ['a'], [])],
    ['the place is a list', addEntries('a: [b]\n', ['a'], [{ key: 'c', value: 1 }])],
  ])('or none when %s', (_, edited) => {
    expect(edited.ok).toBe(false);
  });
});

const file = (name: string) => `products:\n  shop: # ours\n    names:\n      ${name}\n    wave: 1\n`;

describe('the owner of a name', () => {
  it.each([
    ['is replaced', 'a.example: { owner: legacy, x: 1 }', 'a.example: { owner: stack, x: 1 }'],
    ['is replaced in quotes', 'a.example: { "owner": "legacy" } # kept', 'a.example: { "owner": stack } # kept'],
    [
      'is added in braces',
      'a.example: { legacy: { A: [192.0.2.1] } }',
      'a.example: { legacy: { A: [192.0.2.1] }, owner: stack }',
    ],
    [
      'is added below',
      'a.example:\n        legacy: { ttl: 1h } # today',
      'a.example:\n        legacy: { ttl: 1h } # today\n        owner: stack',
    ],
    ['is added to nothing', 'a.example:', 'a.example:\n        owner: stack'],
    ['is put where none was written', 'a.example:\n        owner: # who?', 'a.example:\n        owner: stack # who?'],
  ])('%s', (_, before, after) => {
    expect(text(setOwner(file(before), 'shop', 'a.example', 'stack'))).toBe(file(after));
  });

  it('is refused for a name that is not there', () => {
    expect(text(setOwner(file('a.example:'), 'shop', 'b.example', 'stack'))).toBe(
      'refused: products.shop.names["b.example"] is not in the file',
    );
  });
});
