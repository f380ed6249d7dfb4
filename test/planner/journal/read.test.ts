import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { readLines } from '../../../planner/journal/read.js';
import { joined, journalLines } from '../../support/journal.js';

const texts = (bytes: Uint8Array): unknown[] => readLines(bytes, 'x.journal').lines.map(({ fields }) => fields['text']);
const three = journalLines([{ text: 'a' }, { text: 'b' }, { text: 'c' }]);

describe('reading a journal', () => {
  it('takes an empty file as a journal without lines', () => {
    expect(readLines(new Uint8Array(), 'x.journal')).toEqual({ lines: [], length: 0 });
  });

  it('cuts off a torn end, wherever the writing stopped', () => {
    const whole = joined(three);
    const ends = three.map((_, i) => joined(three.slice(0, i + 1)).length);
    for (let cut = 0; cut <= whole.length; cut += 1) {
      const read = readLines(whole.subarray(0, cut), 'x.journal');
      const kept = ends.filter((end) => end <= cut).length;
      expect(read.lines).toHaveLength(kept);
      expect(read.length).toBe(ends[kept - 1] ?? 0);
      expect(read.torn?.bytes ?? 0).toBe(cut - read.length);
    }
  });

  it.each([
    ['zeroes of a file system that lost the data', new Uint8Array(4096)],
    ['a last line with a wrong sum', Buffer.from('00000000 {"n":4}\n')],
    ['half a line', Buffer.from('1234')],
  ])('cuts off %s and says so', (_, tail) => {
    const bytes = Buffer.concat([joined(three), tail]);
    expect(readLines(bytes, 'x.journal')).toMatchObject({ length: joined(three).length, torn: { line: 4 } });
  });

  it.each([
    ['a bad line in the middle', [three[0], { bytes: Buffer.from('00000000 {}\n') }, three[1]], 2],
    ['an empty line', [three[0], { bytes: Buffer.from('\n') }, three[1]], 2],
    ['a missing line', [three[0], three[2]], 2],
    ['a line twice', [three[0], three[0]], 2],
    ['two lines swapped', [three[1], three[0], three[2]], 1],
    ['a line of another journal', [three[0], journalLines([{ text: 'z' }, { text: 'y' }])[1]], 2],
    ['a lease that goes back', journalLines([{ lease: 2 }, { lease: 1 }]), 2],
  ])('stops at %s, naming file and line', (_, lines, number) => {
    const bytes = joined(lines.flatMap((line) => (line === undefined ? [] : [line])));
    expect(() => readLines(bytes, 'x.journal')).toThrow(
      expect.objectContaining({ kind: 'data', message: expect.stringContaining(`x.journal:${number} `) }),
    );
  });

  it('never throws anything but a fault, whatever the bytes', () => {
    const part = fc.oneof(
      fc.uint8Array({ maxLength: 40 }),
      fc.constantFrom(...three.map(({ bytes }) => bytes)),
      fc.constant(Buffer.from('\n')),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
        const bytes = Buffer.concat(parts);
        try {
          expect(readLines(bytes, 'x').length).toBeLessThanOrEqual(bytes.length);
        } catch (error) {
          expect(error).toMatchObject({ name: 'Fault', kind: 'data' });
        }
      }),
    );
  });
});

describe('lines of an operator whose lease was taken over', () => {
  const last = three[2] ?? { stamp: { n: 0 }, link: '' };
  const after = { n: last.stamp.n, link: last.link };
  const late = journalLines([{ text: 'late' }, { text: 'later' }], after);
  const successor = journalLines(
    [
      { lease: 2, text: 'd' },
      { lease: 2, text: 'e' },
    ],
    after,
  );

  it('are void after a line of the successor', () => {
    expect(texts(joined([...three, ...successor, ...late]))).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  it('are void between two lines of the successor', () => {
    const [first = late[0], ...rest] = successor;
    const lines = [...three, first, ...late, ...rest].flatMap((line) => (line === undefined ? [] : [line]));
    expect(texts(joined(lines))).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  it('are void where the successor, who had not seen them, goes on from the line before', () => {
    expect(texts(joined([...three, ...late, ...successor]))).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  it('count where the successor has read them', () => {
    const [one] = late;
    if (one === undefined) throw new Error('no line');
    const onward = journalLines([{ lease: 2, text: 'd' }], { n: one.stamp.n, link: one.link });
    expect(texts(joined([...three, one, ...onward]))).toEqual(['a', 'b', 'c', 'late', 'd']);
  });

  it('never make a line void that has the same lease', () => {
    const same = journalLines([{ text: 'd' }], after);
    expect(() => texts(joined([...three, ...same, ...late]))).toThrow(/x\.journal:5 /);
  });
});
