import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { parseBill } from '../../../planner/cost/bill-csv.js';
import { legacyOf } from '../../../planner/cost/legacy.js';
import { placesOf, type Schedule } from '../../../planner/cost/schedule.js';
import { today } from '../../../planner/cost/today.js';
import { tcoModel } from '../../../planner/cost/tco.js';
import { usd } from '../../../planner/model/money.js';
import { aBill, aMove, anItem, aSchedule, costColumn } from '../../support/cost.js';
import { runs } from '../../support/runs.js';
import { bareServer } from '../../support/server.js';

const bill = `item,scope,server,monthlyUsd,until
Rack 7,rack,"web01; web02",1200,2027-08-31
web01 hosting,server,web01,89.50,
Internet,flat,,"$1,234.56",
`;

describe('a hosting bill', () => {
  it('is read by its columns, with what ends each item', () => {
    const { bill: read, findings } = parseBill(bill, 'bill.csv');
    expect(findings).toEqual([]);
    expect(read?.kind === 'items' ? read.items : []).toEqual([
      {
        item: 'Rack 7',
        scope: 'rack',
        servers: ['web01', 'web02'],
        monthlyCents: 120_000,
        until: '2027-08-31',
        row: 2,
      },
      { item: 'web01 hosting', scope: 'server', servers: ['web01'], monthlyCents: 8950, until: undefined, row: 3 },
      { item: 'Internet', scope: 'flat', servers: [], monthlyCents: 123_456, until: undefined, row: 4 },
    ]);
  });

  it.each([
    [
      'semicolons, a byte order mark and decimal commas',
      '\uFEFFitem;scope;server;monthlyUsd;until\r\nRack;flat;;1.234,50;\r\n',
      123_450,
    ],
    ['columns in another order and other spellings', 'Monthly USD,Item\n99,Line\n', 9900],
    ['half a cent, upwards', 'item,monthlyUsd\nLine,8.575\n', 858],
    ['old Mac line ends', 'item,monthlyUsd\rLine,10\r', 1000],
  ])('is read with %s', (_, text, cents) => {
    const { bill: read, findings } = parseBill(text, 'bill.csv');
    expect(findings).toEqual([]);
    expect(read === undefined ? undefined : today(read, costColumn([]))?.monthlyCents).toBe(cents);
  });

  it.each([
    ['Rack,rack,web01,€100,', 'monthlyUsd', '€100'],
    ['Rack,rack,web01,a lot,', 'monthlyUsd', 'a lot'],
    ['Discount,flat,,-20,', 'monthlyUsd', '-20'],
    ['Rack,row,web01,100,', 'scope', 'row'],
    ['Rack,server,,100,', 'server', ''],
    ['Rack,server,web01;web02,100,', 'server', 'web01;web02'],
    ['Line,flat,web01,100,', 'server', 'web01'],
    ['Rack,rack,web01,100,31.08.2027', 'until', '31.08.2027'],
    ['Rack,rack,web01,100,2027-02-30', 'until', '2027-02-30'],
  ])('leaves out "%s" and says where and what to write', (line, column, value) => {
    const { bill: read, findings } = parseBill(
      `item,scope,server,monthlyUsd,until\nGood,flat,,1,\n${line}\n`,
      'bill.csv',
    );
    expect(read?.kind === 'items' ? read.items : []).toHaveLength(1);
    expect(findings).toEqual([
      expect.objectContaining({
        severity: 'error',
        file: 'bill.csv',
        row: 3,
        column,
        value,
        remedy: expect.stringMatching(/\w/),
      }),
    ]);
  });

  it.each(['', 'item,scope\nRack,flat\n', 'monthlyUsd\n'])('without an amount is no bill, and says so: %j', (text) => {
    const { bill: read, findings } = parseBill(text, 'bill.csv');
    expect(read).toBeUndefined();
    expect(findings.map(({ severity }) => severity)).toEqual(['error']);
  });

  it('never throws, and never counts what is not an amount, whatever is in the file', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        const { bill: read } = parseBill(`item,monthlyUsd\n${text}`, 'bill.csv');
        return (
          read?.kind !== 'items' ||
          read.items.every(({ monthlyCents }) => Number.isInteger(monthlyCents) && monthlyCents >= 0)
        );
      }),
      { numRuns: runs(20) },
    );
  });
});

describe("today's cost", () => {
  const known = bareServer({ name: 'a', monthlyCents: 5000 });
  const unknown = bareServer({ name: 'b' });

  it('is the bill before the inventory', () => {
    expect(today({ kind: 'total', monthlyUsd: 6400 }, costColumn([known]))).toMatchObject({
      monthlyCents: 640_000,
      source: 'plan.bill',
    });
    expect(today(undefined, costColumn([known]))).toMatchObject({
      monthlyCents: 5000,
      source: 'cost column of the inventory',
      missing: 0,
    });
  });

  it('says how many servers the cost column leaves out', () => {
    expect(today(undefined, costColumn([known, unknown]))).toMatchObject({
      monthlyCents: 5000,
      source: 'cost column of the inventory (1 of 2 servers)',
      missing: 1,
    });
  });

  it('is unknown where nobody knows', () => {
    expect(today(undefined, costColumn([unknown]))).toBeUndefined();
  });
});

describe('the end of an item of the bill', () => {
  const servers = ['web01', 'web02', 'db01'].map((name) => bareServer({ name, fqdn: `${name}.example` }));
  // web01 leaves on day 60, the others on day 90, which is 2027-05-02; 2027-08-31 is day 211, so day 212 is not paid.
  const moves = [aMove('a', ['web01'], [0, 30, 60]), aMove('b', ['web02', 'db01'], [30, 60, 90])];
  const dated: Partial<Schedule> = { start: '2027-02-01' };

  it.each<[string, ReturnType<typeof anItem>, Partial<Schedule>, number, number]>([
    ['server: with the server', anItem(1, { servers: ['web01'] }), dated, 30, 60],
    ['server: also by its full name, in capitals', anItem(1, { servers: ['WEB01.EXAMPLE'] }), dated, 30, 60],
    [
      'server: at its own date, if that is later',
      anItem(1, { servers: ['web01'], until: '2027-08-31' }),
      dated,
      30,
      212,
    ],
    ['server: not before the server has left', anItem(1, { servers: ['web01'], until: '2027-02-15' }), dated, 30, 60],
    [
      'server: never, when it stays',
      anItem(1, { servers: ['web02'] }),
      { ...dated, retained: ['web02'] },
      Infinity,
      Infinity,
    ],
    ['rack: with the last server in it', anItem(1, { scope: 'rack', servers: ['web01', 'db01'] }), dated, 60, 90],
    ['rack without servers: with the last of all', anItem(1, { scope: 'rack' }), dated, 60, 90],
    [
      'rack: not before the contract',
      anItem(1, { scope: 'rack', servers: ['web01'] }),
      { ...dated, contractEnd: '2027-08-31' },
      30,
      212,
    ],
    [
      'rack: never, when something in it stays',
      anItem(1, { scope: 'rack', servers: ['web01', 'db01'] }),
      { ...dated, retained: ['db01'] },
      Infinity,
      Infinity,
    ],
    ['flat: with the last server', anItem(1), dated, 60, 90],
    ['flat: not before the contract', anItem(1), { ...dated, contractEnd: '2027-08-31' }, 60, 212],
    [
      'flat: with the contract, although something stays',
      anItem(1),
      { ...dated, contractEnd: '2027-08-31', retained: ['db01'] },
      60,
      212,
    ],
    [
      'flat: with the last server, when it leaves after the contract',
      anItem(1),
      { ...dated, contractEnd: '2027-02-28' },
      60,
      90,
    ],
    [
      'flat: with its own contract, although something stays',
      anItem(1, { until: '2027-08-31' }),
      { ...dated, retained: ['db01'] },
      60,
      212,
    ],
    [
      'flat: never, when something stays and no contract ends',
      anItem(1),
      { ...dated, retained: ['db01'] },
      Infinity,
      Infinity,
    ],
    [
      'flat: dates mean nothing without a start',
      anItem(1, { until: '2027-08-31' }),
      { contractEnd: '2027-08-31' },
      60,
      90,
    ],
  ])('%s', (_, item, facts, idleFrom, end) => {
    const schedule = aSchedule(moves, facts);
    expect(legacyOf(aBill([item]), servers, schedule, placesOf(schedule)).payments).toEqual([
      { monthlyCents: 100, idleFrom, end },
    ]);
  });

  it('is told with a finding where it cannot be known', () => {
    const schedule = aSchedule(moves, { contractEnd: '2027-08-31', retained: ['db01'] });
    const items = [anItem(1, { servers: ['gone01'], row: 7 }), anItem(1, { until: '2027-08-31', row: 8 })];
    const { findings } = legacyOf(aBill(items), servers, schedule, placesOf(schedule));
    expect(findings.map(({ code, row, value }) => [code, row, value])).toEqual([
      ['bill-unknown-server', 7, 'gone01'],
      ['bill-needs-start', 8, '2027-08-31'],
    ]);
    const withStart = { ...schedule, start: '2027-02-01' };
    expect(legacyOf(aBill(items), servers, withStart, placesOf(withStart)).findings.map(({ code }) => code)).toEqual([
      'bill-unknown-server',
      'retained-after-contract',
    ]);
  });
});

const parts = (facts: Parameters<typeof bareServer>[0], settings = {}, asOf?: string) =>
  Object.fromEntries(
    (tcoModel(settings, asOf)([bareServer(facts)]).parts ?? []).map(({ id, monthlyCents }) => [id, usd(monthlyCents)]),
  );

const sum = (cents: readonly number[]) => cents.reduce((a, b) => a + b, 0);

describe('the stated model of today', () => {
  const plain = { vcpus: 4, memoryGiB: 16, disks: [{ label: 'sda', sizeGiB: 100 }] };

  it('is what the published formulas give by hand', () => {
    // 4 vCPU are 2 cores; 16 GB on 4 hyperthreaded cores is a ratio of 4.
    expect(parts(plain)).toEqual({
      // 2 x (16.232 x 4 + 113.87) = 357.596, over 48 months
      hardware: 7.45,
      // 100 GB x 2 = 200, over 48 months; 10 % a year of it
      storage: 4.17,
      'storage-maintenance': 1.67,
      // 10 % of 557.596 = 55.7596, over 60 months; 15 % a year of it
      network: 0.93,
      'network-maintenance': 0.7,
      licences: 0,
      assurance: 0,
      'security-updates': 0,
      vmware: 0,
      // 250, 430, 430 and 580 a year
      security: 20.83,
      monitoring: 35.83,
      patching: 35.83,
      backup: 48.33,
      // (2 x 0.009 + 0.1 x 0.001) kW x 2 x 1.8 = 0.06516, / 0.6 = 0.1086, x 184.06
      facilities: 19.99,
      // 173 h x 43.52 / 77
      labour: 97.78,
    });
  });

  it('counts licences for Windows and SQL Server', () => {
    const sql = parts({
      ...plain,
      os: { family: 'windows', name: 'Windows Server 2019' },
      software: ['SQL Server 2019 Standard'],
    });
    // Two packs each: 2 x 134 + 2 x 3,945 = 8,158, over 60 months; 25 % a year of it; SQL Server's security instead of the other
    expect([sql['licences'], sql['assurance'], sql['security'], sql['security-updates']]).toEqual([
      135.97, 169.96, 83.33, 0,
    ]);
  });

  it.each([
    ['Windows Server 2012 R2', '2024-01-01', 16.75],
    ['Windows Server 2012 R2', '2024-11-01', 22.33],
    ['Windows Server 2012 R2', '2026-01-01', 27.92],
    ['Windows Server 2012 R2', '2027-01-01', 0],
    ['Windows Server 2022', '2027-01-01', 0],
    ['Windows Server', '2027-01-01', 0],
  ])('adds Extended Security Updates of %s in the year from %s: $%d', (name, asOf, expected) => {
    // 75, 100 and 125 % of 2 x 134 = 268 a year
    expect(parts({ ...plain, os: { family: 'windows', name } }, {}, asOf)['security-updates']).toBe(expected);
  });

  it('follows what is set', () => {
    // As the document prints it: 730 hours a month
    expect(parts(plain, { todayAdminHours: 730 })['labour']).toBe(412.59);
    expect(parts(plain, { todayVcpusPerCore: 1 })['hardware']).toBe(12.19);
  });

  it('adds up by server and by part, and says how many servers have no vCPU', () => {
    const made = tcoModel({})([bareServer({ name: 'a', ...plain }), bareServer({ name: 'b' })]);
    expect(sum(made.items.map(({ monthlyCents }) => monthlyCents))).toBe(made.monthlyCents);
    expect(sum((made.parts ?? []).map(({ monthlyCents }) => monthlyCents))).toBe(made.monthlyCents);
    expect(made.missing).toBe(1);
  });
});
