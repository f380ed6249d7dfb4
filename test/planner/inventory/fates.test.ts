import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { zipSync, strToU8 } from 'fflate';
import type { RowCounts } from '../../../planner/model/inventory.js';
import { file, inventoryOf } from '../../support/fixtures.js';
import { xlsx } from '../../support/xlsx.js';

const counts = (part: Partial<RowCounts>): RowCounts => ({
  read: 0,
  servers: 0,
  merged: 0,
  attached: 0,
  ignored: 0,
  rejected: 0,
  ...part,
});

describe('the fate of a row', () => {
  it.each<[string, string, Partial<RowCounts>, Readonly<Record<string, number>>]>([
    ['a server', 'Server,vCPU\na,2\n', { read: 1, servers: 1 }, {}],
    ['blank rows, which are none', 'Server,vCPU\n\na,2\n,\n  ,\t\n', { read: 1, servers: 1 }, {}],
    ['a further row of a machine', 'Server,vCPU\na,2\nA,2\n', { read: 2, servers: 1, merged: 1 }, {}],
    ['a template', 'Server,vCPU,Template\na,2,True\n', { read: 1, ignored: 1 }, { template: 1 }],
    [
      'a cluster service machine',
      'Server,vCPU\nvCLS-1a2b,1\nvCLS (3),1\n',
      { read: 2, ignored: 2 },
      { 'cluster service machine (vCLS)': 2 },
    ],
    [
      'a repeated heading',
      'Server,vCPU\na,2\nServer,vCPU\nb,2\n',
      { read: 3, servers: 2, ignored: 1 },
      { 'repeated heading': 1 },
    ],
    [
      'a line of totals',
      'Server,vCPU\na,2\nTotal,2\nSumme:,2\n',
      { read: 3, servers: 1, ignored: 2 },
      { 'line of totals': 2 },
    ],
    [
      'a note below the table',
      'Server,vCPU,RAM\na,2,4\nExported on May 1 by me,,\n',
      { read: 2, servers: 1, ignored: 1 },
      { 'note below the table': 1 },
    ],
    [
      'a title above it',
      'Inventory of May\nServer,vCPU\na,2\n',
      { read: 2, servers: 1, ignored: 1 },
      { 'above the heading': 1 },
    ],
    ['a row without a name', 'Server,vCPU\n,2\n', { read: 1, rejected: 1 }, {}],
    ['a row with an address for a name', 'Server,IP,vCPU\n,10.0.0.1,2\n', { read: 1, servers: 1 }, {}],
    ['a row that an unquoted separator made too long', 'Server,vCPU\na,1,5\n', { read: 1, rejected: 1 }, {}],
    ['a table that nobody knows', 'Alpha,Beta\n1,2\n3,4\n', { read: 3, ignored: 3 }, { 'no column is known': 3 }],
  ])('%s', (_, text, expected, because) => {
    const inventory = inventoryOf(file('list.csv', text));
    expect(inventory.rows).toEqual(counts(expected));
    expect(inventory.files[0]?.ignoredBecause).toEqual(because);
  });

  it('is counted for each file, sheet and archive entry, and in total', () => {
    const archive = {
      name: 'all.zip',
      bytes: zipSync({ 'a/list.csv': strToU8('Server,vCPU\nx,2\n'), '__MACOSX/a/._list.csv': strToU8('junk') }),
    };
    const book = xlsx({
      Servers: [
        ['Server', 'vCPU'],
        ['y', 2],
        [undefined, 3],
      ],
      Notes: [['just'], ['words']],
      Empty: [],
    });
    const { files, rows } = inventoryOf(archive, book);
    expect(files.map((one) => [one.file, one.sheet, one.format, one.rows])).toEqual([
      ['all.zip:a/list.csv', undefined, 'plain', counts({ read: 1, servers: 1 })],
      ['book.xlsx', 'Servers', 'plain', counts({ read: 2, servers: 1, rejected: 1 })],
      ['book.xlsx', 'Notes', 'unknown', counts({ read: 2, ignored: 2 })],
    ]);
    expect(rows).toEqual(counts({ read: 5, servers: 2, ignored: 2, rejected: 1 }));
  });

  it('keeps a machine that is off', () => {
    expect(inventoryOf(file('list.csv', 'VM,Power state,vCPU\na,poweredOff,2\n')).servers).toMatchObject([
      { name: 'a', power: 'off' },
    ]);
  });

  it('is exactly one, whatever the rows hold', () => {
    const word = fc.constantFrom(
      '',
      'a',
      'b',
      'A',
      'vCLS-1',
      'Total',
      'Server',
      '-1',
      '4',
      '16 GB',
      'x y',
      'n/a',
      'True',
      '10.0.0.1',
      '"',
      ',',
    );
    const row = fc.array(word, { minLength: 0, maxLength: 6 });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 30 }), (rows) => {
        const text = [
          'Server,vCPU,RAM (GB),IP,Template',
          ...rows.map((cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')),
        ];
        const inventory = inventoryOf(file('list.csv', text.join('\n')));
        const { read, servers, merged, attached, ignored, rejected } = inventory.rows;
        expect(read).toBe(rows.filter((cells) => cells.some((cell) => cell.trim() !== '')).length);
        expect(servers + merged + attached + ignored + rejected).toBe(read);
        expect(inventory.servers).toHaveLength(servers);
        expect(inventory.rejected.flatMap((table) => table.rows)).toHaveLength(rejected);
        expect(new Set(inventory.servers.map(({ id }) => id)).size).toBe(servers);
      }),
    );
  });

  it('does not depend on how often the same is read', () => {
    const inputs = [file('b.csv', 'Server,vCPU\na,2\nb,4\n'), file('a.csv', 'Server,RAM\nb,8\nc,4\n')];
    expect(JSON.stringify(inventoryOf(...inputs))).toBe(JSON.stringify(inventoryOf(...inputs)));
  });
});

describe('an input without servers', () => {
  it.each([
    ['nothing at all', [], 'there is no server list'],
    ['a heading alone', [file('list.csv', 'Server,vCPU\n')], 'there is no server list'],
    ['figures of machines nobody lists', [file('use.csv', 'Server,CPU %\na,2\n')], 'none of the 1 rows is a server'],
  ])('%s says which kind of file to add', (_, inputs, message) => {
    const inventory = inventoryOf(...inputs);
    expect(inventory.servers).toEqual([]);
    expect(inventory.findings).toContainEqual(
      expect.objectContaining({
        severity: 'error',
        code: 'no-servers',
        message,
        remedy: expect.stringContaining('add a server list'),
      }),
    );
  });
});
