import { describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import * as fc from 'fast-check';
import { delimiterOf, readCsv } from '../../../../planner/inventory/source/csv.js';

interface Read {
  readonly rows: readonly (readonly [number, readonly string[]])[];
  readonly open: readonly number[];
}

function read(text: string, piece = 1 << 16, newline: '\n' | '\r' = '\n', delimiter: ',' | '\t' = ','): Read {
  const rows: [number, readonly string[]][] = [];
  const pieces = Array.from({ length: Math.ceil(text.length / piece) }, (_, at) =>
    text.slice(at * piece, (at + 1) * piece),
  );
  const open = readCsv(pieces, delimiter, newline, (cells, row) => {
    rows.push([row, cells]);
    return undefined;
  });
  return { rows, open };
}

/** Records that say something, without the carriage return that ends them. */
const filled = ({ rows }: Read) =>
  rows
    .map(([row, cells]) => [row, cells.map((cell) => cell.replace(/\r$/, ''))] as const)
    .filter(([, cells]) => cells.join('') !== '');

describe('reading CSV', () => {
  it.each<[string, string, readonly (readonly [number, readonly string[]])[]]>([
    [
      'numbers rows as a spreadsheet does, blank ones too',
      'a,b\n\n\n1,2\n',
      [
        [1, ['a', 'b']],
        [4, ['1', '2']],
      ],
    ],
    [
      'keeps a quoted line break in its cell, as one row',
      'a,b\n"x\ny",2\n3,4\n',
      [
        [1, ['a', 'b']],
        [2, ['x\ny', '2']],
        [3, ['3', '4']],
      ],
    ],
    [
      'takes two quotes for one',
      'a\n"16"" disk"\n',
      [
        [1, ['a']],
        [2, ['16" disk']],
      ],
    ],
    [
      'keeps short and long rows as they are',
      'a,b,c\n1\n1,2,3,4\n',
      [
        [1, ['a', 'b', 'c']],
        [2, ['1']],
        [3, ['1', '2', '3', '4']],
      ],
    ],
    [
      'ends rows at CRLF',
      'a,b\r\n"x\r\ny",2\r\n',
      [
        [1, ['a', 'b']],
        [2, ['x\r\ny', '2']],
      ],
    ],
    [
      'needs no line break at the end',
      'a,b\n1,2',
      [
        [1, ['a', 'b']],
        [2, ['1', '2']],
      ],
    ],
    [
      'keeps a quote within a cell',
      'a,b\n15" monitor,2\n',
      [
        [1, ['a', 'b']],
        [2, ['15" monitor', '2']],
      ],
    ],
  ])('%s', (_, text, rows) => {
    expect(filled(read(text))).toEqual(rows);
  });

  it('ends rows at a lone carriage return in files of old Macs', () => {
    expect(filled(read('a,b\r1,2\r', 100, '\r'))).toEqual([
      [1, ['a', 'b']],
      [2, ['1', '2']],
    ]);
  });

  it('reads a row whose quote is never closed as it stands, and goes on behind it', () => {
    const { rows, open } = read('a,b\n"x,1\n3,4\n5,6\n');
    expect(open).toEqual([2]);
    expect(filled({ rows, open })).toEqual([
      [1, ['a', 'b']],
      [2, ['"x', '1']],
      [3, ['3', '4']],
      [4, ['5', '6']],
    ]);
  });

  it('gives up on quotes when many are never closed', () => {
    const { rows, open } = read(`a\n${'"x\n'.repeat(9)}`);
    expect(rows.length).toBeGreaterThanOrEqual(10);
    expect(open.length).toBeLessThan(9);
  });

  it('does not mind where a piece ends', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', ' ', 'ü'), maxLength: 8 });
    const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(table, fc.integer({ min: 1, max: 40 }), (rows, piece) => {
        const text = rows
          .map((cells) => `${cells.map((one) => `"${one.replaceAll('"', '""')}"`).join(',')}\n`)
          .join('');
        const expected: string[][] = parse(text, { relax_column_count: true });
        expect(
          read(text, piece)
            .rows.slice(0, rows.length)
            .map(([, cells]) => cells),
        ).toEqual(expected);
        expect(filled(read(text, piece))).toEqual(filled(read(text)));
      }),
    );
  });

  it('stops when it is told to', () => {
    let seen = 0;
    readCsv(['a\nb\n', 'c\nd\n'], ',', '\n', () => {
      seen += 1;
      return seen < 2;
    });
    expect(seen).toBe(2);
  });

  it.each([
    ['quotes and gaps', ',' as const, `"${'"a'.repeat(200_000)}${' '.repeat(200_000)}\n`],
    ['quotes and tabs', '\t' as const, `"${'"a'.repeat(200_000)}${'\t'.repeat(200_000)}\n`],
    ['quotes that never close', ',' as const, '"a\n'.repeat(200_000)],
    ['one endless quoted cell', ',' as const, `"${'""'.repeat(1_000_000)}`],
  ])(
    'is not kept busy by %s',
    (_, delimiter, text) => {
      expect(read(text, 1 << 16, '\n', delimiter).rows.length).toBeGreaterThan(0);
    },
    10_000,
  );

  it('refuses a line without end', () => {
    expect(() => read('x'.repeat(20 * 2 ** 20))).toThrow('longer than 8 MiB');
  });
});

const known = (name: string) => ['server', 'vcpu', 'ram', 'ip'].includes(name.trim().toLowerCase());

describe('finding the delimiter', () => {
  it.each([
    [',', ['Server,vCPU,RAM']],
    [';', ['Server;vCPU;RAM']],
    ['\t', ['Server\tvCPU\tRAM']],
    ['|', ['Server|vCPU|RAM']],
    [';', ['Inventory, as of May, by the team, complete', 'Server;vCPU;RAM', 'web01;1,5;2,5']],
    [',', ['Server,"a;b;c;d;e;f",RAM']],
    [';', ['sep=;', 'Server;vCPU']],
    [',', ['Server']],
  ])('%j in %j', (delimiter, lines) => {
    expect(delimiterOf(lines, known)).toBe(delimiter);
  });
});
