import { describe, expect, it } from '@jest/globals';
import { assume } from '../../../planner/cost/assumptions.js';
import { commitmentOptions, fleetOf } from '../../../planner/cost/commitments.js';
import { compareLicences } from '../../../planner/cost/licences.js';
import { byolScenario, scenarios, ScenarioSums, threeYearCents } from '../../../planner/cost/scenarios.js';
import { cents, usd } from '../../../planner/model/money.js';
import { loadBook } from '../../../planner/adapters/price-book.js';
import type { Commitment } from '../../../planner/pricing/book.js';
import { gap, noPrice, quote, sumPrices } from '../../../planner/pricing/quotes.js';
import type { Recommendation, Target } from '../../../planner/sizing/recommendation.js';
import { aRate } from '../../support/book.js';
import { halfAndUpfront, roundBook } from '../../support/cost.js';
import { anOption, aRecommendation, ec2 } from '../../support/plan.js';

const commitment: Commitment = { kind: 'reserved', years: 1, payment: 'partial' };
const book = { ...roundBook, committed: (type: string) => (type === 'm6a.large' ? halfAndUpfront : undefined) };
const shared = sumPrices([
  {
    ...noPrice,
    quotes: [quote('vpc.nat.hour', aRate('0.05', 'h'), 730)],
    cents: quote('vpc.nat.hour', aRate('0.05', 'h'), 730).monthlyCents,
  },
]);

/** Today's size 146.00, right-sized 73.00 on m6a.large, recommended 50.00 on RDS. */
const database: Recommendation = aRecommendation({
  asIs: anOption(ec2('m6a.xlarge'), 146_00),
  rehost: anOption(ec2('m6a.large'), 73_00),
  chosen: anOption(
    { kind: 'rds', engine: 'postgres', instanceType: 'db.t4g.medium', multiAz: false, storageGiB: 20 },
    50_00,
  ),
});
/** 73.00 on m6a.large however it moves. */
const web = aRecommendation({ chosen: anOption(ec2('m6a.large'), 73_00) });

function summed(recommendations: readonly Recommendation[]): ScenarioSums {
  const sums = new ScenarioSums();
  for (const recommendation of recommendations) sums.add(recommendation);
  return sums;
}

describe('the scenarios of one database and one web server', () => {
  const made = scenarios(summed([database, web]), shared, book, commitment);

  it('are each cheaper by the step that they take, and all carry the shared 36.50', () => {
    // Committed: 0.118493 x 730 = 86.50 effective, 13.50 more than on demand: a bad bargain is shown as one.
    expect(made.map(({ id, monthlyCents, upfrontCents }) => [id, usd(monthlyCents), usd(upfrontCents)])).toEqual([
      ['as-is', 255.5, 0],
      ['right-sized', 182.5, 0],
      ['right-sized-committed', 209.5, 1200],
      ['replatformed', 159.5, 0],
      ['committed', 173, 600],
    ]);
  });

  it('say what they assume', () => {
    expect(made.map(({ note }) => note).slice(2)).toEqual([
      '1-year Reserved Instances, partial upfront, after the bake, $1,200.00 up front counted by the month',
      '1 EC2, 1 RDS',
      '1-year Reserved Instances, partial upfront, after the bake, $600.00 up front counted by the month',
    ]);
  });

  it('count three years of what is paid by the month', () => {
    expect(made.map((each) => usd(threeYearCents(each)))).toEqual([9198, 6570, 7542, 5742, 6228]);
  });
});

describe('a scenario', () => {
  it('says how many lines have no price, of servers and shared', () => {
    const missing = gap({ item: 'x', quantity: 1, unit: 'h', why: '' });
    const unpriced = aRecommendation({ chosen: anOption({ kind: 'unknown', why: 'no vCPU' }, 0, 1) });
    expect(scenarios(summed([unpriced, web]), missing, book, commitment).map((each) => each.unpriced)).toEqual([
      2, 2, 2, 2, 2,
    ]);
  });

  it('leaves instances without a committed price on demand and says so', () => {
    const other = aRecommendation({ chosen: anOption(ec2('c6a.large'), 10_00) });
    const [last] = scenarios(summed([other]), noPrice, book, commitment).slice(-1);
    expect(last).toMatchObject({ monthlyCents: 1000, upfrontCents: 0 });
    expect(last?.note).toContain('1 EC2 stay on demand');
  });

  it('pays for the support plan that is set, by its own bill', () => {
    const [, right] = scenarios(summed([web]), noPrice, loadBook(), commitment, assume(['support=business']));
    // 10 % of 73.00 is less than the minimum of 100
    expect(usd(right?.monthlyCents ?? cents(0))).toBe(173);
  });
});

describe('the table of commitments', () => {
  it('has a row for each term and payment, with real prices falling with the term and the upfront share', () => {
    const fleet = fleetOf([web, web, aRecommendation({ chosen: anOption(ec2('m7i.large'), 1) })], 'chosen');
    const rows = commitmentOptions(fleet, loadBook(), 'ec2-savings-plan');
    expect(rows.map(({ title, onDemand, instances }) => [title, instances, onDemand])).toEqual([
      ['1 year, no upfront', 3, 0],
      ['1 year, partial upfront', 3, 0],
      ['1 year, all upfront', 3, 0],
      ['3 years, no upfront', 3, 0],
      ['3 years, partial upfront', 3, 0],
      ['3 years, all upfront', 3, 0],
    ]);
    const monthly = rows.map(({ monthlyCents }) => monthlyCents);
    expect(monthly).toEqual(monthly.toSorted((a, b) => b - a));
    expect(rows.map(({ threeYearCents: total }) => total)).toEqual(monthly.map((each) => each * 36));
    expect(rows.map(({ upfrontCents }) => upfrontCents > 0)).toEqual([false, true, true, false, true, true]);
  });
});

const windowsOn = (target: Partial<Extract<Target, { kind: 'ec2' }>>): Recommendation =>
  aRecommendation({
    chosen: anOption(
      { kind: 'ec2', instanceType: 'm7i.xlarge', os: 'windows', sqlServer: undefined, volumes: [], ...target },
      500_00,
    ),
  });

describe('own licences', () => {
  const real = loadBook();

  it('are worth what renting them costs: 0.046 a vCPU and hour for Windows, 0.12 for SQL Server Standard', () => {
    // m7i.xlarge has 4 vCPUs: 4 x 0.046 x 730 = 134.32 (each), 4 x 0.12 x 730 = 350.40
    const compared = compareLicences(
      summed([windowsOn({}), windowsOn({ sqlServer: 'standard' }), web]).instances,
      real,
    );
    expect({ ...compared, rentedCents: usd(compared.rentedCents), worthCents: usd(compared.worthCents) }).toEqual({
      windows: 2,
      sqlServer: 1,
      rentedCents: 619.04,
      worthCents: 619.04,
      unpriced: 0,
    });
  });

  it('that are brought already save nothing more, and are still worth it', () => {
    const compared = compareLicences(summed([windowsOn({ os: 'windows-byol' })]).instances, real);
    expect([usd(compared.rentedCents), usd(compared.worthCents)]).toEqual([0, 134.32]);
  });

  it('make a scenario with the price up to which they pay', () => {
    const recommendations = [windowsOn({}), web];
    const recommended = scenarios(summed(recommendations), noPrice, real, commitment)[3];
    if (recommended === undefined) throw new Error('no recommended scenario');
    expect(byolScenario(summed(recommendations).instances, recommended, real)).toMatchObject({
      id: 'byol',
      note: 'Windows on 1; pays while they cost you less than $134.32 a month',
      monthlyCents: 573_00 - 134_32,
    });
    expect(byolScenario(summed([web]).instances, recommended, real)).toBeUndefined();
  });
});
