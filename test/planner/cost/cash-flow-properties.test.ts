import { describe, it } from '@jest/globals';
import * as fc from 'fast-check';
import { businessCase } from '../../../planner/cost/business-case.js';
import type { BillItem } from '../../../planner/cost/bill.js';
import { slip, type Schedule } from '../../../planner/cost/schedule.js';
import { cents } from '../../../planner/model/money.js';
import { aBill, aMove, anItem, aSchedule, halfAndUpfront, nothingAssumed, roundBook } from '../../support/cost.js';
import { anOption, aRecommendation, ec2 } from '../../support/plan.js';
import { runs } from '../../support/runs.js';
import { bareServer } from '../../support/server.js';

const names = ['a', 'b', 'c', 'd', 'e', 'f'];

const move = fc
  .tuple(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: 120 }), fc.integer({ min: 0, max: 90 }))
  .map(([start, replicate, keep]): [number, number, number] => [start, start + replicate, start + replicate + keep]);

const item: fc.Arbitrary<BillItem> = fc
  .record({
    cents: fc.integer({ min: 0, max: 1_000_000 }),
    scope: fc.constantFrom('flat', 'server', 'rack'),
    servers: fc.subarray(names, { minLength: 1 }),
    until: fc.constantFrom(undefined, '2027-03-31', '2028-12-31'),
  })
  .map(({ cents: amount, scope, servers, until }) =>
    anItem(0, {
      scope,
      servers: scope === 'flat' ? [] : scope === 'server' ? servers.slice(0, 1) : servers,
      monthlyCents: cents(amount),
      until,
    }),
  );

const world = fc.record({
  days: fc.tuple(move, move, move),
  start: fc.constantFrom(undefined, '2027-01-15', '2028-02-29'),
  contractEnd: fc.constantFrom(undefined, '2027-06-30', '2029-01-31'),
  retained: fc.subarray(['e', 'f']),
  items: fc.array(item, { minLength: 1, maxLength: 6 }),
  // An m6a.large is 73.00 at least.
  monthly: fc.tuple(
    ...names.map(() => fc.tuple(fc.integer({ min: 7300, max: 90_000 }), fc.integer({ min: 0, max: 2 }))),
  ),
});
type World = typeof world extends fc.Arbitrary<infer W> ? W : never;

const servers = names.map((name) => bareServer({ name, disks: [{ label: 'sda', sizeGiB: 50 }] }));

const scheduleOf = ({ days, start, contractEnd, retained }: World): Schedule =>
  aSchedule(
    days.map((each, at) =>
      aMove(
        `p${at}`,
        names.slice(at * 2, at * 2 + 2).filter((name) => !retained.includes(name)),
        each,
      ),
    ),
    { start, contractEnd, retained },
  );

const made = (given: World, schedule = scheduleOf(given)) =>
  businessCase({
    servers,
    recommendations: names.map((name, at) =>
      aRecommendation({
        server: name,
        chosen: anOption(ec2('m6a.large'), given.monthly[at]?.[0] ?? 0, given.monthly[at]?.[1] ?? 0),
      }),
    ),
    schedule,
    today: aBill(given.items),
    commitment: { kind: 'reserved', years: 1, payment: 'partial' },
    assumptions: { ...nothingAssumed, natGateways: 1, vpnConnections: 1 },
    book: { ...roundBook, committed: () => halfAndUpfront },
  });

const holds = (check: (given: World) => boolean) => fc.assert(fc.property(world, check), { numRuns: runs(20) });

describe('in every cash flow', () => {
  it('a month is the sum of its parts, and the cumulative figure the sum of the months, to the cent', () => {
    holds((given) => {
      let sum = 0;
      return made(given).cashFlow.months.every((row) => {
        sum += row.totalCents;
        return (
          row.totalCents === row.legacyCents + row.awsCents + row.oneOffCents &&
          row.cumulativeCents === sum &&
          Number.isInteger(row.totalCents)
        );
      });
    });
  });

  it('double-running is never negative and never more than what is paid', () => {
    holds((given) =>
      made(given).cashFlow.months.every(
        ({ doubleCents, legacyCents, awsCents }) => doubleCents >= 0 && doubleCents <= legacyCents + awsCents,
      ),
    );
  });

  it('the datacenter never costs more than it does today, and never less than the month before would explain', () => {
    holds((given) => {
      const { months } = made(given).cashFlow;
      return months.every(
        ({ legacyCents, stayCents }, at) =>
          legacyCents <= stayCents && legacyCents <= (months[at - 1]?.legacyCents ?? stayCents),
      );
    });
  });

  it('a later wave never lowers the cost of the datacenter in any month', () => {
    fc.assert(
      fc.property(world, fc.integer({ min: 1, max: 120 }), (given, days) => {
        const onTime = made(given).cashFlow.months;
        const late = made(given, slip(scheduleOf(given), days)).cashFlow.months;
        return onTime.every(({ legacyCents }, at) => (late[at]?.legacyCents ?? 0) >= legacyCents);
      }),
      { numRuns: runs(20) },
    );
  });

  it('totals are the sums of their months, and lines without a price are all counted', () => {
    holds((given) => {
      const { cashFlow, moves } = made(given);
      const known = given.monthly.reduce(
        (sum, [, unpriced], at) => sum + (given.retained.includes(names[at] ?? '') ? 0 : unpriced),
        0,
      );
      return (
        cashFlow.totals.every(
          ({ years, moveCents }) =>
            moveCents === cashFlow.months.slice(0, years * 12).reduce((sum, row) => sum + row.totalCents, 0),
        ) &&
        moves.reduce((sum, { unpriced }) => sum + unpriced, 0) === known &&
        cashFlow.unpriced >= known
      );
    });
  });

  it('is the same for the same input', () => {
    holds((given) => JSON.stringify(made(given)) === JSON.stringify(made(given)));
  });

  it('payback is the first month from which moving has cost no more than staying', () => {
    holds((given) => {
      const { months, payback } = made(given).cashFlow;
      let ahead = 0;
      const balance = months.map(({ stayCents, totalCents }) => (ahead += stayCents - totalCents));
      if (payback === undefined) return ahead <= 0;
      const at = payback.number - 1;
      return balance.slice(at).every((each) => each >= 0) && (at === 0 || (balance[at - 1] ?? 0) < 0);
    });
  });
});
