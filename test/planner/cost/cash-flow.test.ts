import { describe, expect, it } from '@jest/globals';
import { businessCase, type CaseRequest } from '../../../planner/cost/business-case.js';
import type { CashMonth } from '../../../planner/cost/cash-flow.js';
import { assume } from '../../../planner/cost/assumptions.js';
import { sharedInputs, sharedParts, sharedPrice, type SharedPart } from '../../../planner/cost/shared.js';
import { loadBook } from '../../../planner/adapters/price-book.js';
import { usd } from '../../../planner/model/money.js';
import type { Target } from '../../../planner/sizing/recommendation.js';
import { aBill, aMove, anItem, aSchedule, halfAndUpfront, nothingAssumed, roundBook } from '../../support/cost.js';
import { anOption, aRecommendation, ec2 } from '../../support/plan.js';
import { bareServer } from '../../support/server.js';

const web = bareServer({ name: 'web01', disks: [{ label: 'sda', sizeGiB: 100 }] });
const db = bareServer({ name: 'db01', disks: [{ label: 'sda', sizeGiB: 500 }] });
const bare = bareServer({ name: 'web01' });
const rds: Target = { kind: 'rds', engine: 'postgres', instanceType: 'db.m7g.large', multiAz: false, storageGiB: 500 };

/** web01 on EC2 for 100 USD a month, db01 on RDS for 200. */
const webAndDb = {
  servers: [web, db],
  recommendations: [
    aRecommendation({ server: 'web01', chosen: anOption(ec2('m6a.large'), 100_00) }),
    aRecommendation({ server: 'db01', chosen: anOption(rds, 200_00) }),
  ],
};

const caseOf = (facts: Omit<CaseRequest, 'book' | 'assumptions' | 'commitment'> & Partial<CaseRequest>) =>
  businessCase({ book: roundBook, assumptions: nothingAssumed, commitment: undefined, ...facts });

const row = ({ month, legacyCents, awsCents, oneOffCents, totalCents, cumulativeCents, doubleCents }: CashMonth) => [
  month,
  ...[legacyCents, awsCents, oneOffCents, totalCents, cumulativeCents, doubleCents].map(usd),
];

describe('the cash flow of two products without a date', () => {
  // M1 is days 0-29, M2 30-59, M3 60-90, M4 91-120, M5 121-151.
  // storefront: replicated from day 0, cut over on 30, switched off on 60. database: 30, 60, 91.
  const made = caseOf({
    ...webAndDb,
    schedule: aSchedule([aMove('storefront', ['web01'], [0, 30, 60]), aMove('database', ['db01'], [30, 60, 91])]),
    today: aBill([anItem(300, { servers: ['web01'] }), anItem(500, { servers: ['db01'] }), anItem(200)]),
  });

  it('is what one computes by hand', () => {
    // Legacy: web01 is paid in M1 and M2, db01 and the flat item to day 91, so in M1 to M3.
    // AWS, M1: web01 runs from day 15 on, 15 of 30 days of 100 = 50, and its staging area all month: 100 GB x 0.10 + 730 h x 0.02 = 24.60.
    // AWS, M2: web01 100 + RDS from day 30 on 200. From M3 on 300.
    // Work of 200 at each cutover: day 30 is in M2, day 60 in M3.
    // Double: M1 all of AWS; M2 web01's old server (300) and RDS before its cutover (200); M3 db01's old server and the flat item (700).
    expect(made.cashFlow.months.slice(0, 5).map(row)).toEqual([
      ['M1', 1000, 74.6, 0, 1074.6, 1074.6, 74.6],
      ['M2', 1000, 300, 200, 1500, 2574.6, 500],
      ['M3', 700, 300, 200, 1200, 3774.6, 700],
      ['M4', 0, 300, 0, 300, 4074.6, 0],
      ['M5', 0, 300, 0, 300, 4374.6, 0],
    ]);
  });

  it('pays back in M5: 4,374.60 by then against 5,000 for staying; the last cutover was in M3', () => {
    expect(made.cashFlow.payback).toEqual({ month: 'M5', number: 5, afterLastCutover: 2 });
  });

  it('adds up over three and five years', () => {
    // 3,774.60 in M1 to M3, then 300 a month: 33 and 57 months.
    expect(
      made.cashFlow.totals.map(({ years, stayCents, moveCents, savedCents }) => [
        years,
        ...[stayCents, moveCents, savedCents].map(usd),
      ]),
    ).toEqual([
      [3, 36_000, 13_674.6, 22_325.4],
      [5, 60_000, 20_874.6, 39_125.4],
    ]);
  });

  it('tells what moving costs once, of it for the side that does not serve', () => {
    expect(usd(made.cashFlow.moving.oneOffCents)).toBe(400);
    expect(usd(made.cashFlow.moving.doubleCents)).toBe(1274.6);
  });

  it('discounts savings by whole years', () => {
    // Year 0: 12 x 1,000 - 3,774.60 - 9 x 300 = 5,525.40; years 1 to 4: 8,400 each, / 1.07 + / 1.07^2 + … = 8,400 x 3.387211 = 28,452.57
    expect(usd(made.cashFlow.presentValueCents)).toBeCloseTo(5525.4 + 28_452.57, 1);
  });
});

describe('a cash flow with dates', () => {
  const made = caseOf({
    servers: [bare],
    recommendations: [aRecommendation({ server: 'web01', chosen: anOption(ec2('m6a.large', 0), 310_00) })],
    // Start on 10 February, cutover on 10 March (day 28), switched off on 20 April (day 69), contract to the end of June.
    schedule: aSchedule([aMove('web', ['web01'], [0, 28, 69])], { start: '2027-02-10', contractEnd: '2027-06-30' }),
    today: aBill([anItem(1000)]),
  });

  it('pays the datacenter in whole calendar months until the contract ends, and AWS by the day', () => {
    // The disk is not known, so staging is one replication server: 14.60 a month.
    // February: 6 of 28 days of 310 = 66.43 (from the 23rd) and 19 of 28 days of 14.60 = 9.91.
    // March: 310 and 9 of 31 days of 14.60 = 4.24; the work of 200. Double are the first 9 days: 90 + 4.24.
    // In April, May and June the datacenter serves nobody.
    expect(made.cashFlow.months.slice(0, 6).map(row)).toEqual([
      ['2027-02', 1000, 76.34, 0, 1076.34, 1076.34, 76.34],
      ['2027-03', 1000, 314.24, 200, 1514.24, 2590.58, 94.24],
      ['2027-04', 1000, 310, 0, 1310, 3900.58, 1000],
      ['2027-05', 1000, 310, 0, 1310, 5210.58, 1000],
      ['2027-06', 1000, 310, 0, 1310, 6520.58, 1000],
      ['2027-07', 0, 310, 0, 310, 6830.58, 0],
    ]);
  });
});

it('charges replication by the hour once the free 2,160 hours of a server are used up', () => {
  // 10 servers from day 0 to day 100, free to day 90: 10 x 0.04 x 730 = 292 a month.
  // M3 ends with day 90: 1 of 31 days = 9.42. M4, days 91 to 99: 9 of 30 days = 87.60. The replication server: 14.60 a month, 9 of 30 days 4.38.
  const servers = Array.from({ length: 10 }, (_, at) => bareServer({ name: `srv${at}` }));
  const { cashFlow } = caseOf({
    servers,
    recommendations: servers.map(({ id }) => aRecommendation({ server: id, chosen: anOption(ec2('m6a.large', 0), 0) })),
    schedule: aSchedule([
      aMove(
        'all',
        servers.map(({ id }) => id),
        [0, 100, 130],
      ),
    ]),
    today: aBill([anItem(5000)]),
  });
  expect(cashFlow.months.slice(0, 5).map(({ stagingCents }) => usd(stagingCents))).toEqual([
    14.6, 14.6, 24.02, 91.98, 0,
  ]);
});

const committedFor = (years: 1 | 3) =>
  caseOf({
    servers: [bare],
    recommendations: [aRecommendation({ server: 'web01', chosen: anOption(ec2('m6a.large', 0), 73_00) })],
    schedule: aSchedule([aMove('web', ['web01'], [0, 0, 0])]),
    today: aBill([anItem(500)]),
    commitment: { kind: 'reserved', years, payment: 'partial' },
    book: { ...roundBook, committed: () => halfAndUpfront },
  }).cashFlow;

describe('a commitment', () => {
  it('is bought 30 days after the cutover: the upfront payment in that month, the lower rate from then on', () => {
    // On demand 73.00 a month; committed 36.50 and 600 at the start.
    expect(
      committedFor(1)
        .months.slice(0, 3)
        .map(({ awsCents, upfrontCents }) => [usd(awsCents), usd(upfrontCents)]),
    ).toEqual([
      [73, 0],
      [636.5, 600],
      [36.5, 0],
    ]);
  });

  it.each([
    [1, ['M2', 'M14', 'M26', 'M38', 'M50']],
    [3, ['M2', 'M38']],
  ] as const)('of %d year(s) is renewed at the end of its term', (years, months) => {
    expect(committedFor(years).months.flatMap(({ month, upfrontCents }) => (upfrontCents > 0 ? [month] : []))).toEqual(
      months,
    );
  });
});

describe('what nobody scheduled', () => {
  it('comes with the last move instead of getting lost', () => {
    const made = caseOf({
      ...webAndDb,
      schedule: aSchedule([aMove('storefront', ['web01'], [0, 30, 60])]),
      today: aBill([anItem(1000)]),
    });
    expect(made.moves.map(({ name, cutover, storesCents }) => [name, cutover, usd(storesCents)])).toEqual([
      ['storefront', 30, 0],
      ['not scheduled', 30, 200],
    ]);
  });

  it('costs nothing on AWS where it stays in the datacenter, and goes on costing there', () => {
    const made = caseOf({
      ...webAndDb,
      schedule: aSchedule([aMove('storefront', ['web01'], [0, 30, 60])], { retained: ['db01'] }),
      today: aBill([anItem(300, { servers: ['web01'] }), anItem(500, { servers: ['db01'] })]),
    });
    // M1 800 + 74.60, M2 800 + 100 + the work of 200, then 500 + 100.
    expect(made.cashFlow.months.slice(1, 4).map(row)).toEqual([
      ['M2', 800, 100, 200, 1100, 1974.6, 300],
      ['M3', 500, 100, 0, 600, 2574.6, 0],
      ['M4', 500, 100, 0, 600, 3174.6, 0],
    ]);
  });
});

it('counts lines without a price, for the total is too low by them', () => {
  const { cashFlow } = caseOf({
    servers: [web],
    recommendations: [aRecommendation({ server: 'web01', chosen: anOption(ec2('m6a.large'), 0, 2) })],
    schedule: aSchedule([aMove('web', ['web01'], [0, 30, 60])]),
    today: aBill([anItem(100)]),
    book: { ...roundBook, rate: () => undefined },
    assumptions: { ...nothingAssumed, natGateways: 1, stagingSnapshotPct: 20 },
  });
  // Two of the target, staging volumes and snapshots, NAT hours and the address of the NAT gateway.
  expect(cashFlow.unpriced).toBe(6);
});

it('pays for a support plan by the bill of each month', () => {
  const { cashFlow } = caseOf({
    ...webAndDb,
    schedule: aSchedule([aMove('all', ['web01', 'db01'], [0, 0, 0])]),
    today: aBill([anItem(1000)]),
    assumptions: { ...nothingAssumed, support: assume(['support=business']).support ?? 0 },
    book: loadBook(),
  });
  // 10 % of 300 is less than the minimum of 100; four months of 400, and the work of two servers in M1
  expect(cashFlow.months.slice(3, 4).map(row)).toEqual([['M4', 0, 400, 0, 400, 2000, 0]]);
});

it('has no payback where AWS costs more than the datacenter', () => {
  const { cashFlow } = caseOf({
    ...webAndDb,
    schedule: aSchedule([aMove('all', ['web01', 'db01'], [0, 30, 60])]),
    today: aBill([anItem(250)]),
  });
  expect(cashFlow.payback).toBeUndefined();
});

it('is the datacenter for ever where nothing moves', () => {
  const { cashFlow } = caseOf({ ...webAndDb, schedule: aSchedule([]), today: aBill([anItem(250)]) });
  expect(cashFlow.totals.map(({ savedCents }) => savedCents)).toEqual([0, 0]);
  expect(cashFlow.payback).toBeUndefined();
});

describe('with everything assumed and the real prices', () => {
  const servers = ['a', 'b', 'c'].map((name) => bareServer({ name }));
  const recommendations = servers.map(({ id }, at) =>
    aRecommendation({ server: id, chosen: anOption(ec2('m7i.large', 33 + (at % 2)), 77_77) }),
  );
  const book = loadBook();
  const assumptions = assume([]);
  const steady = (retained: readonly string[]) => {
    const made = caseOf({
      servers,
      recommendations,
      assumptions,
      book,
      schedule: aSchedule(
        servers.map(({ id }, at) =>
          aMove(id, retained.includes(id) ? [] : [id], [at * 10, at * 10 + 30, at * 10 + 60]),
        ),
        { retained },
      ),
      today: aBill([anItem(5000)]),
    });
    return made.cashFlow.months.at(-1)?.awsCents;
  };
  const part = (id: SharedPart['id']) =>
    sharedParts(assumptions, book, sharedInputs(recommendations)).find((each) => each.id === id)?.price.cents ?? 0;
  const shared = sharedPrice(assumptions, book, sharedInputs(recommendations)).cents;

  it('the last month is the targets and the whole shared cost, to the cent, without the connection', () => {
    expect(part('backup') % 3).not.toBe(0);
    expect(steady([])).toBe(3 * 77_77 + shared);
  });

  it('the connection stays where something stays in the datacenter', () => {
    const two = { ...sharedInputs(recommendations.slice(0, 2)), staysConnected: true };
    expect(steady(['c'])).toBe(2 * 77_77 + sharedPrice(assumptions, book, two).cents);
  });
});
