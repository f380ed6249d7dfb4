import { describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import * as fc from 'fast-check';
import { readdirSync } from 'node:fs';
import { file, fixture, inventoryOf } from '../../../support/fixtures.js';
import { runs } from '../../../support/runs.js';

const names = readdirSync(new URL('../fixtures/', import.meta.url)).filter((name) => name.endsWith('.csv'));

const junk = fc.oneof(
  fc.constantFrom(
    '',
    '-',
    '-1',
    'n/a',
    '1e309',
    '=1+1',
    '[];',
    '∞',
    '16 furlongs',
    '0x10',
    '\u001b[31m',
    '__proto__',
    '1.2.3',
    '12/31',
    ';;;',
    ',',
  ),
  fc.string({ maxLength: 12 }),
);

const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;

describe('one fate for every row', () => {
  it('whatever stands in the cells of any fixture', () => {
    const damaged = fc.record({
      name: fc.constantFrom(...names),
      cells: fc.array(fc.tuple(fc.nat(50), fc.nat(60), junk), { maxLength: 12 }),
    });
    fc.assert(
      fc.property(damaged, ({ name, cells }) => {
        const [header = [], ...rows] = parse(Buffer.from(fixture(name).bytes), { bom: true });
        for (const [row, column, value] of cells) {
          const at = rows[row % rows.length];
          if (at !== undefined) at[column % header.length] = value;
        }
        const content = [header, ...rows].map((row) => row.map(quoted).join(',')).join('\n');
        const { rows: counts, files, servers } = inventoryOf(file(name, content));
        const blank = rows.filter((row) => row.every((cell) => cell.trim() === '')).length;
        expect(counts.read).toBe(rows.length - blank);
        expect(counts.servers + counts.merged + counts.attached + counts.ignored + counts.rejected).toBe(counts.read);
        expect(counts.servers).toBe(servers.length);
        expect(files).toHaveLength(1);
      }),
      { numRuns: runs(30) },
    );
  });
});
