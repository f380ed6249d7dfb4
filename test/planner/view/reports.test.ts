import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { cents } from '../../../planner/model/money.js';
import type { Finding } from '../../../planner/model/finding.js';
import { checkReport } from '../../../planner/view/plan/check-report.js';
import { chooseFindings } from '../../../planner/view/plan/finding-list.js';
import { rowsText } from '../../../planner/view/plan/row-counts.js';
import { textReport } from '../../../planner/view/plan/text-report.js';
import { width } from '../../../planner/view/text.js';
import { aPlan, aRecommendation, aServer, anOption, ec2 } from '../../support/plan.js';

const look = { width: 100, ascii: false, colour: false };

const servers = [
  {
    server: aServer({
      name: 'db01',
      product: 'storefront',
      vcpus: 8,
      memoryGiB: 64,
      utilisation: { cpuPct: { series: Float64Array.of(10, 38) } },
    }),
    recommendation: aRecommendation({
      server: 'db01',
      disposition: 'replatform',
      chosen: anOption(
        { kind: 'rds', engine: 'postgres', instanceType: 'db.m7g.large', multiAz: false, storageGiB: 420 },
        26_280,
      ),
      asIs: anOption(ec2('r7i.2xlarge'), 38_632),
      reason: 'PostgreSQL 9.6; memory kept',
      confidence: 5,
    }),
  },
  {
    server: aServer({ name: 'web01', product: 'storefront', vcpus: 4, memoryGiB: 16 }),
    recommendation: aRecommendation({
      chosen: anOption(ec2('m7i.large'), 7358, 1),
      reason: 'allocated 4 vCPU, 16 GiB',
    }),
  },
  {
    server: aServer({ name: 'old\u001B[2J01' }),
    recommendation: aRecommendation({
      disposition: 'retire',
      chosen: anOption({ kind: 'none', why: 'powered off' }, 0),
      reason: 'powered off',
      confidence: 3,
    }),
  },
];
const findings: readonly Finding[] = [
  {
    severity: 'error',
    code: 'bad-size',
    file: 'inventory.csv',
    row: 42,
    column: 'RAM',
    value: '16 furlongs',
    message: 'not a size',
    remedy: 'Write 16 GiB or 16384 MiB.',
  },
  {
    severity: 'warning',
    code: 'no-utilisation',
    server: 'web01',
    message: 'web01 has no utilisation data: sized by allocation',
    remedy: 'Add a metrics export.',
    more: 7,
  },
  { severity: 'info', code: 'graviton', message: 'Graviton would save $21.00 a month', remedy: '' },
];
const rows = { read: 7, servers: 3, merged: 1, attached: 0, ignored: 2, rejected: 1 };
const file = {
  file: 'inventory.csv',
  sheet: undefined,
  format: 'csv',
  rows,
  ignoredBecause: { template: 2 },
  mapped: { Name: 'name', RAM: 'memory' },
  unmapped: ['Rack', ''],
};
const plan = aPlan({
  servers,
  findings,
  inventory: { rows, files: [file] },
  plan: {
    company: 'utah-outfitters',
    scenarios: [
      {
        id: 'as-is',
        title: 'AWS, as it is',
        note: 'same sizes',
        monthlyCents: cents(491_237),
        upfrontCents: cents(0),
        unpriced: 0,
      },
      {
        id: 'right-sized',
        title: 'AWS, right-sized',
        note: '1 EC2, 1 RDS',
        monthlyCents: cents(271_846),
        upfrontCents: cents(0),
        unpriced: 1,
      },
    ],
  },
});

describe('the text report', () => {
  it('answers first, then says why, then what is open, what became of the rows, and what to do next', () => {
    expect(`\n${textReport(plan, look)}`).toBe(`
utah-outfitters · 3 servers · us-east-1 · prices of 2026-10 (412 observed, 9 derived, 0 unknown)

  Today               $6,400.00 / month          bill.csv
  AWS, as it is       $4,912.37 / month  −23 %   same sizes
  AWS, right-sized  ≥ $2,718.46 / month  −58 %   1 EC2, 1 RDS · 1 line without a price

  NAME        PRODUCT               NOW       CPU  TARGET                      $/MONTH  CONF
  db01        storefront  8 vCPU 64 GiB  38 % p95  RDS db.m7g.large postgres   $262.80  ●●●●●
      PostgreSQL 9.6; memory kept
  web01       storefront  4 vCPU 16 GiB            m7i.large                  ≥ $73.58  ●●○○○
      allocated 4 vCPU, 16 GiB
  old^[[2J01                          ?            retire                        $0.00  ●●●○○
      powered off

  9 things to decide, 1 note
  ✖ not a size   inventory.csv:42 RAM "16 furlongs"
    → Write 16 GiB or 16384 MiB.
  ! web01 has no utilisation data: sized by allocation
    → Add a metrics export.
    and 7 more like this
  · Graviton would save $21.00 a month

  Rows: 7 read = 3 servers + 1 merged + 2 ignored (template) + 1 rejected.
  Next: plan-migration inventory.csv --rejects rejects.csv   (repair, then pass that file too)
`);
  });

  it('says the same in 40 columns of ASCII', () => {
    expect(`\n${textReport(plan, { width: 40, ascii: true, colour: false })}`).toBe(`
utah-outfitters
3 servers - us-east-1 - prices of
2026-10 (412 observed, 9 derived, 0
unknown)

  Today                $6,400.00
    bill.csv
  AWS, as it is        $4,912.37  -23 %
    same sizes
  AWS, right-sized  >= $2,718.46  -58 %
    1 EC2, 1 RDS - 1 line without a
    price

  NAME        TARGET             $/MONTH
  db01        RDS db.m7g.l...    $262.80
      PostgreSQL 9.6; memory kept
  web01       m7i.large        >= $73.58
      allocated 4 vCPU, 16 GiB
  old^[[2J01  retire               $0.00
      powered off

  9 things to decide, 1 note
  x not a size
    inventory.csv:42 RAM "16 furlongs"
    -> Write 16 GiB or 16384 MiB.
  ! web01 has no utilisation data: sized
    by allocation
    -> Add a metrics export.
    and 7 more like this
  - Graviton would save $21.00 a month

  Rows: 7 read = 3 servers + 1 merged +
  2 ignored (template) + 1 rejected.
  Next: plan-migration inventory.csv
        --rejects rejects.csv   (repair,
        then pass that file too)
`);
  });

  it('works without the cost of today and without any server', () => {
    const empty = aPlan({ servers: [], plan: { today: undefined, scenarios: [] } });
    expect(`\n${textReport(empty, look)}`).toBe(`
inventory.csv · 0 servers · us-east-1 · prices of 2026-10 (412 observed, 9 derived, 0 unknown)

  Rows: 0 read = 0 servers. Nothing rejected.
  Next: write what you pay today into estate.yaml (plan: { bill: { monthlyUsd: 6400 } }), to see
        what moving saves
`);
  });

  it('stays readable where a terminal says that it has no columns', () => {
    expect(textReport(plan, { ...look, width: 0 })).toBe(textReport(plan, { ...look, width: 20 }));
  });

  it('lists the dearest of many servers and counts the rest', () => {
    const many = textReport(aPlan({ servers: 1000 }), { ...look, servers: 5 });
    const costs = [...many.matchAll(/srv\d+ .*\$(\d+\.\d\d)/g)].map(([, cost]) => Number(cost));
    expect(costs).toHaveLength(5);
    expect(costs).toEqual(costs.toSorted((a, b) => b - a));
    expect(many).toContain('and 995 servers that cost less: --format csv lists them all');
  });

  it('colours what a word or sign already says, and nothing else', () => {
    const coloured = textReport(plan, { ...look, colour: true });
    expect(coloured).toContain('\u001B[31m  ✖ \u001B[39m');
    expect(coloured.replaceAll(/\u001B\[\d+m/g, '').replaceAll(/ +$/gm, '')).toBe(textReport(plan, look));
  });

  it('is never wider than asked for, whatever the files say', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 60 });
    fc.assert(
      fc.property(
        text,
        text,
        text,
        fc.integer({ min: 40, max: 160 }),
        fc.boolean(),
        (name, product, message, wide, ascii) => {
          const hostile = aPlan({
            servers: [{ server: aServer({ name, product }), recommendation: aRecommendation({ reason: message }) }],
            findings: [
              { severity: 'warning', code: 'x', file: name, column: product, value: message, message, remedy: message },
            ],
            plan: { inputs: [name], company: product },
          });
          for (const line of textReport(hostile, { width: wide, ascii, colour: false }).split('\n'))
            expect(width(line)).toBeLessThanOrEqual(wide);
        },
      ),
    );
  });
});

describe('the check report', () => {
  it('says for every file what it is, what was read, and what became of its rows', () => {
    expect(`\n${checkReport(plan.inventory, look)}`).toBe(`
inventory.csv
  format    csv
  rows      7 read = 3 servers + 1 merged + 2 ignored (template) + 1 rejected
  columns   Name, RAM → memory
  not read  Rack, (no heading)

  9 things to decide, 1 note
  ✖ not a size   inventory.csv:42 RAM "16 furlongs"
    → Write 16 GiB or 16384 MiB.
  ! web01 has no utilisation data: sized by allocation
    → Add a metrics export.
    and 7 more like this
  · Graviton would save $21.00 a month

Rows: 7 read = 3 servers + 1 merged + 2 ignored (template) + 1 rejected.
Next: plan-migration check inventory.csv --rejects rejects.csv   (repair, then pass that file too)
`);
  });
});

describe('row counts', () => {
  it('add up to what was read, and leave out fates that no row met', () => {
    expect(rowsText({ read: 17, servers: 15, merged: 1, attached: 0, ignored: 1, rejected: 0 }, { template: 1 })).toBe(
      '17 read = 15 servers + 1 merged + 1 ignored (template)',
    );
    expect(rowsText({ read: 1200, servers: 1, merged: 0, attached: 1199, ignored: 0, rejected: 0 })).toBe(
      '1,200 read = 1 server + 1,199 attached',
    );
  });

  it('name the most frequent reasons and count the others', () => {
    const reasons = { heading: 1, template: 9, 'vCLS placeholder': 3, a: 1, b: 1, c: 1 };
    expect(rowsText({ read: 17, servers: 1, merged: 0, attached: 0, ignored: 16, rejected: 0 }, reasons)).toBe(
      '17 read = 1 server + 16 ignored (template 9, vCLS placeholder 3, a 1, b 1, 2 other reasons)',
    );
  });
});

const many = (code: string, severity: Finding['severity'], times: number): readonly Finding[] =>
  Array.from({ length: times }, (_, row) => ({
    severity,
    code,
    row: row + 2,
    message: `${code} ${row}`,
    remedy: '',
  }));

describe('the findings of a summary', () => {
  it('are the most severe ones, a few of each kind, and every other one is counted', () => {
    const all = [...many('note', 'info', 50), ...many('thin', 'warning', 20), ...many('broken', 'error', 3)];
    const { shown, left } = chooseFindings(all, { most: 5, perCode: 2 });
    expect(shown.map(({ finding, alike }) => `${finding.message} +${alike}`)).toEqual([
      'broken 0 +0',
      'broken 1 +1',
      'thin 0 +0',
      'thin 1 +18',
      'note 0 +49',
    ]);
    expect(left).toBe(0);
  });

  it('account for every finding', () => {
    const some = fc.array(
      fc.record({
        severity: fc.constantFrom('error', 'warning', 'info'),
        code: fc.constantFrom('a', 'b', 'c', 'd'),
        message: fc.constant('m'),
        remedy: fc.constant(''),
        more: fc.nat(5),
      }),
    );
    fc.assert(
      fc.property(some, fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 3 }), (all, most, perCode) => {
        const { shown, left } = chooseFindings(all, { most, perCode });
        const total = all.reduce((sum, { more }) => sum + 1 + more, 0);
        expect(shown.reduce((sum, { alike }) => sum + 1 + alike, left)).toBe(total);
        expect(shown.length).toBeLessThanOrEqual(most);
      }),
    );
  });
});
