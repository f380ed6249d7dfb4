import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import Papa from 'papaparse';
import { textOf } from '../../../../planner/inventory/cells.js';
import { RecordReader } from '../../../../planner/inventory/source/records.js';
import { runs } from '../../../support/runs.js';

const read = (text: string, newline: '\n' | '\r' = '\n', delimiter: ',' | ';' = ',') => {
  const rows: (readonly unknown[])[] = [];
  const cellByCell: unknown[][] = [];
  const texts: unknown[][] = [];
  const progress = new RecordReader(delimiter, newline).read(text, (record) => {
    rows.push(record.cells());
    cellByCell.push(Array.from({ length: record.length }, (_, at) => record.cell(at)));
    expect(record.cells().every((cell, at) => record.is(at, String(cell)) && !record.is(at, `${cell}a`))).toBe(true);
    texts.push(Array.from({ length: record.length }, (_, at) => record.text(at)));
    return undefined;
  });
  expect(cellByCell).toEqual(rows);
  expect(texts).toEqual(rows.map((row) => row.map((cell) => textOf(String(cell)))));
  expect(progress.records).toBe(rows.length);
  return { rows, cursor: progress.cursor, because: progress.because };
};

const papa = (text: string, newline: '\n' | '\r', delimiter: ',' | ';') =>
  Papa.parse<string[]>(text, { delimiter, newline }).data;

describe('reading records as RFC 4180 has them', () => {
  it('gives the cells that Papa Parse gives, whatever the text', () => {
    const text = fc.string({
      unit: fc.constantFrom('a', 'ü', '€', ',', ';', '"', '""', '\n', '\r\n', '\r', ' '),
      maxLength: 60,
    });
    fc.assert(
      fc.property(text, fc.constantFrom('\n', '\r'), fc.constantFrom(',', ';'), (some, newline, delimiter) => {
        const { rows, cursor } = read(some, newline, delimiter);
        const whole = papa(some, newline, delimiter);
        expect(rows).toEqual(whole.slice(0, rows.length));
        // What it leaves is read on its own as it is read in its place. (Of no text at all Papa Parse makes no row, of a last line break one.)
        const rest = some.slice(cursor);
        expect(rest === '' ? [['']] : papa(rest, newline, delimiter)).toEqual(
          rest === '' && whole.length === rows.length ? [['']] : whole.slice(rows.length),
        );
      }),
      { numRuns: runs(300) },
    );
  });

  it('reads quotes that mean themselves beside doubled ones', () => {
    expect(read('a""b\n"a""b"\na""b\n').rows).toEqual([['a""b'], ['a"b'], ['a""b']]);
  });

  it('tells which cells say nothing', () => {
    const cell = fc.constantFrom(
      '',
      ' ',
      '-',
      '--',
      '?',
      '#N/A',
      'N/A',
      'n/a ',
      'unknown',
      'web 1',
      ' web1',
      'web1 ',
      "'=1",
      "'web",
      'n1',
      'ü',
      'ßü',
    );
    fc.assert(
      fc.property(fc.array(cell, { minLength: 1, maxLength: 6 }), (cells) => {
        expect(read(`${cells.join(',')}\n`).rows).toEqual([cells]);
      }),
    );
  });

  it('reads all of a table in which every cell is quoted', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', ' ', 'ü'), maxLength: 8 });
    const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(table, fc.constantFrom('\n', '\r\n'), (rows, end) => {
        const text = rows
          .map((cells) => `${cells.map((one) => `"${one.replaceAll('"', '""')}"`).join(',')}${end}`)
          .join('');
        expect(read(text)).toEqual({ rows, cursor: text.length, because: 'end' });
      }),
    );
  });

  it.each([
    ['a quote that is closed within its cell', 'a,b\n"x" y,2\n3,4\n', 'odd', 1, 4],
    ['blanks behind a closing quote', '"x" ,2\n', 'odd', 0, 0],
    ['a quote that no quote closes', 'a\n"x,1\n', 'end', 1, 2],
    ['a record that is not complete', 'a,b\n1,', 'end', 1, 4],
    ['a quote of which the next piece tells what it is', 'a\n"x"', 'end', 1, 2],
  ] as const)('leaves %s to others', (_, text, because, records, cursor) => {
    const progress = read(text);
    expect([progress.because, progress.rows.length, progress.cursor]).toEqual([because, records, cursor]);
  });

  it('stops behind the record at which it is told to', () => {
    let seen = 0;
    const progress = new RecordReader(',', '\n').read('a\nb\nc\n', (_, number) => {
      seen = number;
      return number < 2;
    });
    expect([seen, progress.because, progress.cursor]).toEqual([2, 'stopped', 4]);
  });
});
