import { describe, expect, it } from '@jest/globals';
import { businessCase } from '../../../planner/cost/business-case.js';
import { usd } from '../../../planner/model/money.js';
import { aBill, aMove, anItem, aSchedule, nothingAssumed, roundBook } from '../../support/cost.js';
import { anOption, aRecommendation, ec2 } from '../../support/plan.js';
import { bareServer } from '../../support/server.js';

/** Cut over on day 0 and switched off on day 30: AWS costs 100 a month from M1, the datacenter 1,000 in M1 only. */
const made = businessCase({
  servers: [bareServer({ name: 'web01' })],
  recommendations: [aRecommendation({ server: 'web01', chosen: anOption(ec2('m6a.large', 0), 100_00) })],
  schedule: aSchedule([aMove('web', ['web01'], [0, 0, 30])]),
  today: aBill([anItem(1000, { servers: ['web01'] })]),
  commitment: undefined,
  assumptions: nothingAssumed,
  book: roundBook,
});
const rows = made
  .sensitivity()
  .map(({ id, effectCents, variations }) => [
    id,
    usd(effectCents),
    variations.map(({ savedCents }) => usd(savedCents)),
  ]);

describe('the sensitivity of a case that saves 36,000 - (1,000 + 36 x 100 + 200) = 31,200 in three years', () => {
  it('starts from that', () => {
    expect(usd(made.cashFlow.totals[0]?.savedCents ?? made.today.monthlyCents)).toBe(31_200);
  });

  it('has what moves it most first, each with the saving that it leads to', () => {
    expect(rows).toEqual([
      // 10 % of the 35 months that are saved
      ['bill', 3500, [27_700, 34_700]],
      // A month later: the datacenter is paid for M2 too; 15 days of rehearsal start on day 15 instead of 0, which saves 15 of 30 days of 100;
      // the replication server runs in M1: 14.60
      ['dates', 964.6, [30_235.4]],
      // 10 % of 3,600
      ['prices', 360, [31_560, 30_840]],
      ['workPerServerUsd', 200, [31_300, 31_000]],
    ]);
  });

  it('leaves out what changes nothing', () => {
    expect(rows.map(([id]) => id)).not.toContain('natGateways');
  });
});
