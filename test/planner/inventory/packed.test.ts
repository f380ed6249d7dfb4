import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { nameKey, uuidKey, uuidOf } from '../../../planner/inventory/identity.js';
import {
  type Mark,
  markName,
  Marks,
  markUuid,
  type UuidLook,
} from '../../../planner/inventory/packed/identity-marks.js';
import { perText, TextColumn } from '../../../planner/inventory/packed/text-column.js';
import { readInventory } from '../../../planner/inventory/read-inventory.js';
import { RecordReader } from '../../../planner/inventory/source/records.js';
import { GivenRow } from '../../../planner/inventory/table-row.js';
import { eachOf } from '../../../planner/model/listing.js';
import type { Server } from '../../../planner/model/server.js';
import { file } from '../../support/fixtures.js';
import { runs } from '../../support/runs.js';

const quoted = (cell: string): string => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
const table = (rows: readonly (readonly string[])[]): string => rows.map((row) => row.map(quoted).join(',')).join('\n');

const uuids = [
  '42111111-2222-3333-4444-555555555555',
  '11111142-2222-3333-4444-555555555555',
  '42999999-2222-3333-4444-55555555555A',
  '{42999999-2222-3333-4444-55555555555a}',
  '00000000-0000-0000-0000-000000000000',
  '12345678-1111-2222-3333-444444444444',
  'none',
  'n/a',
  '',
];
const number = fc.oneof(
  { weight: 40, arbitrary: fc.constantFrom('1', '2', '8', '16', '2.5', '0', '', '-1', 'n/a') },
  fc.constantFrom('many', '16 GB', '1e2', '-3'),
);
const columns: readonly (readonly [header: string, cell: fc.Arbitrary<string>])[] = [
  [
    'Server name',
    fc.oneof(
      { weight: 12, arbitrary: fc.nat(400).map((index) => `srv${index}`) },
      fc.constantFrom(
        'SRV1',
        'srv1.corp.example',
        'srv1.other.example',
        'srv2#2',
        'srv3#2',
        'Web 1.2 (old)',
        '10.0.0.7',
      ),
      fc.constantFrom(
        'Total',
        'vCLS-1',
        'a note of many words',
        'münchen1',
        'K1',
        '',
        ' srv4 ',
        '"srv5"',
        'n/a',
        '.srv6',
      ),
    ),
  ],
  [
    'FQDN',
    fc.oneof(
      fc.constant(''),
      fc.nat(300).map((index) => `srv${index}.corp.example`),
    ),
  ],
  ['UUID', fc.oneof({ weight: 3, arbitrary: fc.uuid() }, fc.constantFrom(...uuids))],
  ['IP address', fc.constantFrom('', '10.0.0.1', '10.0.0.2; 10.0.0.3', '10.0.0.7', 'unknown')],
  ['Operating system', fc.constantFrom('CentOS 7 (64-bit)', 'Windows Server 2019', ' linux', 'AIX 7', '', 'größe')],
  ['vCPU', number],
  ['RAM (GB)', number],
  ['Disk 1 (GB)', number],
  ['Disk 2 (GB)', number],
  ['Storage (GB)', number],
  ['CPU avg %', number],
  ['CPU peak %', number],
  ['Memory avg %', number],
  ['Disk IOPS peak', number],
  ['Power', fc.constantFrom('on', 'OFF', 'poweredOn', 'suspended', '', 'odd')],
  ['Application', fc.constantFrom('shop', 'mail', '', '"quoted"', '=1+1', "'=1+1")],
  ['Software', fc.constantFrom('nginx', 'PostgreSQL 14; nginx', '', 'redis')],
  ['Notes', fc.constantFrom('', 'rack 7, "left" side', 'password: hunter2', 'sql server', 'line\nbreak')],
  ['Tags', fc.oneof({ weight: 9, arbitrary: fc.constant('') }, fc.constant('env=prod;team=a'))],
  ['Disk 1 IOPS', number],
  ['Sockets', fc.constantFrom('', '2')],
  ['Owner', fc.constantFrom('ops', 'web', '')],
  ['Architecture', fc.constantFrom('x86_64', 'i686', '')],
];
const header = columns.map(([name]) => name);
/** Lists with some of the columns, whose rows now and then have fewer or more cells. */
const lists = fc.subarray(columns.slice(1), { minLength: 3 }).chain((some) => {
  const shown = columns.filter((column, at) => at === 0 || some.includes(column));
  const row = fc
    .tuple(
      fc.tuple(...shown.map(([, cell]) => cell)),
      fc.oneof({ weight: 15, arbitrary: fc.constant(0) }, fc.constantFrom(-2, 1)),
    )
    .map(([cells, by]): readonly string[] => (by < 0 ? cells.slice(0, by) : by > 0 ? [...cells, 'one more'] : cells));
  return fc.array(row, { minLength: 1, maxLength: 40 }).map((rows) => table([shown.map(([name]) => name), ...rows]));
});

/** A machine before the list, so that no row of the list stays packed. */
const other = file(
  'host.json',
  JSON.stringify({ ansible_facts: { ansible_hostname: 'elsewhere', ansible_nodename: 'elsewhere' } }),
);

const [example] = readInventory([file('one.csv', 'Server name,vCPU\nweb01,2')]).servers;
const fieldsOf = Object.keys(example ?? {}).filter((field): field is keyof Server => field !== '');

describe('machines that stay packed', () => {
  it('are those that are made of the same rows at once, with the same findings and fates', () => {
    let packed = 0;
    fc.assert(
      fc.property(lists, (text) => {
        const list = file('list.csv', text);
        const alone = readInventory([list]);
        const beside = readInventory([other, list]);
        if (!Array.isArray(alone.servers)) packed += 1;
        expect(Array.isArray(beside.servers)).toBe(true);
        expect(Array.from(alone.servers)).toEqual(Array.from(beside.servers).slice(1));
        expect(Array.from(alone.servers, (_, at) => alone.servers.at(at))).toEqual(Array.from(alone.servers));
        expect(alone.servers.at(-1)).toEqual(Array.from(alone.servers).at(-1));
        expect(alone.servers.at(alone.servers.length)).toBeUndefined();
        const seen: unknown[] = [];
        eachOf(alone.servers, (server, index) => {
          const made = alone.servers.at(index);
          seen.push(fieldsOf.map((field) => [field, server[field]]));
          expect(seen.at(-1)).toEqual(fieldsOf.map((field) => [field, made?.[field]]));
        });
        expect(seen).toHaveLength(alone.servers.length);
        const findings = alone.findings.filter(({ code }) => code !== 'no-servers');
        expect(findings).toEqual(beside.findings);
        expect(alone.files[0]).toEqual(beside.files[1]);
        expect(alone.rejected).toEqual(beside.rejected);
      }),
      { numRuns: runs(50) },
    );
    expect(packed).toBeGreaterThan(0);
  });

  it('are joined with rows of other files as others are', () => {
    const list = table([header, ['web01', 'web01.corp.example', uuids[0] ?? '', '10.0.0.1', 'linux', '2', '4', '20']]);
    const inventory = readInventory([
      file('list.csv', `${list}\nweb02,,,10.0.0.2,linux,2,4,20`),
      file('more.csv', 'Server,RAM (GB),Owner\nWEB01,4,ops\n10.0.0.9,2,'),
      file('usage.csv', 'Server name,CPU avg %\nweb02,12'),
    ]);
    expect(Array.from(inventory.servers, ({ id, owner, joined }) => [id, owner, joined.length])).toEqual([
      ['web01', 'ops', 1],
      ['web02', undefined, 1],
      ['10.0.0.9', undefined, 0],
    ]);
    expect(inventory.servers.at(1)?.utilisation).toEqual({ cpuPct: { average: 12 } });
  });
});

const codesOf = (text: string): Uint16Array =>
  Uint16Array.from({ length: text.length }, (_, at) => text.charCodeAt(at));
const nameMark = (text: string): Mark | undefined => {
  const mark = { low: 0, high: 0 };
  return markName(mark, codesOf(text), 0, text.length) ? mark : undefined;
};
const uuidMark = (text: string): Mark | UuidLook => {
  const mark = { low: 0, high: 0 };
  const look = markUuid(mark, codesOf(text), 0, text.length);
  return look === 'uuid' ? mark : look;
};

describe('marks', () => {
  const name = fc
    .array(fc.constantFrom('srv', 'SRV', '1', '.', 'corp', '-', ' ', 'ä', 'K', '10.0.0.1', '(old)'), { maxLength: 6 })
    .map((parts) => parts.join(''));
  const alike = name.chain((one) =>
    fc.tuple(
      fc.constant(one),
      fc.oneof(name, fc.constantFrom(one.toUpperCase(), `${one}.corp.example`, nameKey(one).short)),
    ),
  );

  it('are the same for names that may be of one machine', () => {
    fc.assert(
      fc.property(alike, ([one, another]) => {
        const marks = [nameMark(one), nameMark(another)];
        if (nameKey(one).short === nameKey(another).short && !marks.includes(undefined))
          expect(marks[0]).toEqual(marks[1]);
      }),
      { numRuns: runs(300) },
    );
    expect(nameMark('web01.corp.example')).toEqual(nameMark('WEB01'));
    expect(nameMark('web01')).not.toEqual(nameMark('web02'));
    expect(nameMark('größe')).toBeUndefined();
  });

  it('are the same for the two spellings of a UUID, and different for two UUIDs', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.uuid(), (one, another) => {
        const swapped = one.replace(/^(..)(..)(..)(..)-(..)(..)-(..)(..)/, '$4$3$2$1-$6$5-$8$7');
        expect(uuidKey(uuidOf(swapped) ?? '')).toBe(uuidKey(uuidOf(one) ?? ''));
        expect(uuidMark(swapped.toUpperCase())).toEqual(uuidMark(one));
        if (one !== another) expect(uuidMark(another)).not.toEqual(uuidMark(one));
      }),
      { numRuns: runs(100) },
    );
  });

  it.each(uuids.map((text) => [text]))('leave "%s" to be looked at where it is no plain UUID', (text) => {
    const look = uuidMark(text);
    if (look === 'none') expect(uuidOf(text)).toBeUndefined();
    else if (look !== 'unusual') expect(uuidOf(text)).toBe(text.toLowerCase());
  });

  it('are no longer told apart once too many fall together, which keeps nobody busy', () => {
    const marks = new Marks();
    const taken = Array.from({ length: 5000 }, (_, index) => marks.add({ low: 7, high: 2 * index + 1 }));
    expect(taken.slice(0, 1000).every((added) => added)).toBe(true);
    expect(taken.slice(1100).some((added) => added)).toBe(false);
    expect(marks.add(nameMark('web01') ?? { low: 0, high: 1 })).toBe(false);
  });

  it('are found again among many', () => {
    const marks = new Marks();
    const some = Array.from({ length: 30_000 }, (_, index) => nameMark(`srv${index}`) ?? { low: 0, high: 1 });
    expect(some.every((mark) => marks.add(mark))).toBe(true);
    expect(some.some((mark) => marks.add(mark))).toBe(false);
    expect(marks.add(nameMark('web1') ?? { low: 0, high: 1 })).toBe(true);
  });
});

describe('a packed column', () => {
  const cell = fc.oneof(
    fc.constantFrom('', 'n/a', ' padded ', 'on', 'off', 'größe', "'=1", 'a "quoted" word', '-', '"'),
    fc.string({ maxLength: 12 }),
  );

  it('says what its cells say', () => {
    fc.assert(
      fc.property(fc.array(cell, { minLength: 1, maxLength: 80 }), (cells) => {
        const column = new TextColumn();
        const kept = new Int32Array(cells.length * 2 * perText);
        const text = table(cells.map((one) => [one, 'x'])).concat('\n');
        const expected: (string | undefined)[] = [];
        let at = 0;
        new RecordReader(',', '\n').read(text, (record) => {
          expected.push(record.text(0));
          column.keep(record, 0, kept, at);
          at += perText;
          return undefined;
        });
        for (const one of cells) {
          const given = new GivenRow([one]);
          expected.push(given.text(0));
          column.keep(given, 0, kept, at);
          at += perText;
        }
        const said = expected.map((_, index) =>
          column.text(kept[index * perText] ?? 0, kept[index * perText + 1] ?? 0, text),
        );
        expect(said).toEqual(expected);
      }),
      { numRuns: runs(150) },
    );
  });
});
