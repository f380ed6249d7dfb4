import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { paint } from '../../../planner/view/look.js';
import { type Column, tableLines } from '../../../planner/view/table.js';
import { width } from '../../../planner/view/text.js';

interface Row {
  readonly name: string;
  readonly cost: string;
  readonly why: string;
}

const columns: readonly Column<Row>[] = [
  { id: 'name', title: 'NAME', priority: 0, min: 5, cell: (row) => row.name },
  { id: 'cost', title: 'COST', priority: 1, align: 'right', cell: (row) => row.cost },
  { id: 'why', title: 'WHY', priority: 2, min: 6, max: 20, cell: (row) => row.why },
];
const rows: readonly Row[] = [
  { name: 'web01', cost: '$73.58', why: 'series, 30 days, + 20 %' },
  { name: 'database01', cost: '$1,262.80', why: '日本語' },
];
const drawn = (columnsWide: number): string =>
  tableLines(columns, rows, { width: columnsWide, ellipsis: '…' })
    .map((line) => paint(line, false).trimEnd())
    .join('\n');

describe('a table', () => {
  it('aligns numbers right and shortens what may be shortened', () => {
    expect(drawn(80)).toBe(
      [
        'NAME             COST  WHY',
        'web01          $73.58  series, 30 days, +…',
        'database01  $1,262.80  日本語',
      ].join('\n'),
    );
    expect(drawn(30)).toBe(
      ['NAME             COST  WHY', 'web01          $73.58  series…', 'database01  $1,262.80  日本語'].join('\n'),
    );
  });

  it('drops the least important column first when there is no room', () => {
    expect(drawn(21)).toBe(['NAME             COST', 'web01          $73.58', 'database01  $1,262.80'].join('\n'));
    expect(drawn(12)).toBe(['NAME', 'web01', 'database01'].join('\n'));
  });

  it('shortens the last column left rather than leave the screen', () => {
    expect(drawn(7)).toBe(['NAME', 'web01', 'databa…'].join('\n'));
  });

  it('is never wider than its screen', () => {
    const row = fc.record({ name: fc.string(), cost: fc.string(), why: fc.string({ unit: 'grapheme' }) });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 5 }), fc.integer({ min: 5, max: 60 }), (some, wide) => {
        for (const line of tableLines(columns, some, { width: wide, ellipsis: '…' }))
          expect(width(paint(line, false))).toBeLessThanOrEqual(wide);
      }),
    );
  });
});
