import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { Repeats } from '../../../../planner/inventory/source/repeats.js';

/** What a column gives for its cells, one behind the other in one text, as they are quoted where `doubled`. */
function found(cells: readonly string[], doubled = false): string[] {
  const written = cells.map((cell) => (doubled ? cell.replaceAll('"', '""') : cell));
  const text = written.join('');
  const codes = Uint16Array.from({ length: text.length }, (_, at) => text.charCodeAt(at));
  const column = new Repeats();
  let from = 0;
  return written.map((cell) => {
    const to = from + cell.length;
    const given = column.find(text, codes, from, to, doubled);
    from = to;
    return given;
  });
}

describe('the texts that a column repeats', () => {
  it('are those that are written, whatever collides', () => {
    // Equal lengths, first, middle and last characters: all in one place.
    const alike = fc
      .string({ unit: fc.constantFrom('a', 'b'), minLength: 8, maxLength: 8 })
      .map((some) => `x${some}y${some}z`);
    const cell = fc.oneof(alike, fc.string({ maxLength: 20 }), fc.constantFrom('', 'on', 'off', 'größe', '€'));
    fc.assert(
      fc.property(fc.array(cell, { maxLength: 60 }), (cells) => {
        expect(found(cells)).toEqual(cells);
      }),
    );
  });

  it('are those within quotes, in which every quote stands twice', () => {
    const cell = fc.oneof(
      fc.string({ unit: fc.constantFrom('"', 'a', ' '), maxLength: 30 }),
      fc.constantFrom('rack "left"'),
    );
    fc.assert(
      fc.property(fc.array(cell, { maxLength: 60 }), (cells) => {
        expect(found(cells, true)).toEqual(cells);
      }),
    );
  });

  it('are told apart where the same characters stand in quotes and without', () => {
    const text = 'a""b';
    const codes = Uint16Array.from(text, (character) => character.charCodeAt(0));
    const column = new Repeats();
    const cells = [true, false, false, true, true].map((doubled) => column.find(text, codes, 0, 4, doubled));
    expect(cells).toEqual(['a"b', 'a""b', 'a""b', 'a"b', 'a"b']);
  });

  it.each([
    ['repeats nothing', (index: number) => `server-${index}`],
    ['repeats a few', (index: number) => `system ${index % 7}`],
    ['repeats what is in quotes', (index: number) => `row ${index % 60}, "left" side`],
    ['repeats itself only at first', (index: number) => (index < 600 ? 'on' : `off ${index}`)],
  ])('are right in a long column that %s', (_, make) => {
    const cells = Array.from({ length: 3000 }, (__, index) => make(index));
    expect(found(cells)).toEqual(cells);
    expect(found(cells, true)).toEqual(cells);
  });
});
