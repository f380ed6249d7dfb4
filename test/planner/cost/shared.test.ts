import { describe, expect, it } from '@jest/globals';
import { assume } from '../../../planner/cost/assumptions.js';
import { sharedInputs, sharedParts, sharedPrice, type SharedInputs } from '../../../planner/cost/shared.js';
import { supportPrice } from '../../../planner/cost/support.js';
import { cents, usd } from '../../../planner/model/money.js';
import { loadBook } from '../../../planner/adapters/price-book.js';
import { anOption, aRecommendation, ec2 } from '../../support/plan.js';

const book = loadBook();
const partsOf = (inputs: SharedInputs = {}, settings: readonly string[] = []) =>
  Object.fromEntries(sharedParts(assume(settings), book, inputs).map(({ id, price }) => [id, usd(price.cents)]));

describe('the shared cost in us-east-1', () => {
  it('rests on the assumptions where nothing is known', () => {
    expect(partsOf()).toEqual({
      // 2 x 730 h x 0.045 = 65.70, 100 GB x 0.045 = 4.50
      nat: 70.2,
      // 730 h x 0.0225 = 16.43 (16.425), 730 LCU-h x 0.008 = 5.84
      entries: 22.27,
      // 2 of the NAT gateways, 2 of the load balancer: 4 x 730 h x 0.005
      addresses: 14.6,
      // 100 GB to the internet are free; 100 GB between zones, 0.01 on each side
      traffic: 2,
      // 730 h x 0.05
      vpn: 36.5,
      monitoring: 0,
      // a zone, a million queries
      dns: 0.9,
      keys: 1,
      backup: 0,
    });
  });

  it('follows what the estate declares and how many servers arrive', () => {
    const parts = partsOf({
      natGateways: 1,
      entries: [
        { kind: 'static', zones: 2 },
        { kind: 'internal', zones: 2 },
      ],
      dnsZones: 2,
      healthChecks: 1,
      servers: 10,
      volumesGiB: 1000,
      staysConnected: false,
    });
    expect(parts).toMatchObject({
      // an ALB behind each: 2 x 730 x 0.0225 = 32.85, 1,460 LCU-h = 11.68; an NLB: 16.43 + 730 x 0.006 = 4.38
      entries: 65.34,
      // 1 of the NAT gateway and 2 fixed ones; the ALB behind them is internal
      addresses: 10.95,
      vpn: 0,
      // 20 alarms x 0.10, 30 GB x 0.50, 90 GB kept x 0.03
      monitoring: 19.7,
      // 1,000 GB x 0.05
      backup: 50,
      // 2 x 0.50, queries 0.40, a health check 0.50
      dns: 1.9,
    });
  });

  it('bills traffic to the internet by tiers above the free 100 GB', () => {
    // 11,340 GB: 10,240 x 0.09 = 921.60, 1,000 x 0.085 = 85.00; crossing zones 2.00
    expect(partsOf({}, ['egressGB=11340'])['traffic']).toBe(1008.6);
  });

  it('has no data at a NAT gateway that does not exist', () => {
    expect(partsOf({ natGateways: 0 })['nat']).toBe(0);
  });

  it('says what has no price instead of counting 0', () => {
    const { gaps, cents: known } = sharedPrice(assume([]), loadBook('eu-west-2'), {});
    expect(gaps.map(({ item }) => item)).toContain('vpc.nat.hour');
    expect(known).toBeGreaterThan(0);
  });
});

it('the servers that arrive, their volumes, and whether something stays are counted from the recommendations', () => {
  const gone = anOption({ kind: 'none', why: 'retired' }, 0);
  expect(
    sharedInputs([
      aRecommendation({ chosen: anOption(ec2('m7i.large', 100), 1) }),
      aRecommendation({ chosen: anOption({ kind: 'ses' }, 1) }),
      aRecommendation({ chosen: gone, disposition: 'retire' }),
    ]),
  ).toEqual({ servers: 2, volumesGiB: 100, staysConnected: false });
  expect(sharedInputs([aRecommendation({ chosen: gone, disposition: 'retain' })]).staysConnected).toBe(true);
});

describe('support', () => {
  it.each([
    ['none', 50_000, 0],
    // the larger of 29 and 3 %
    ['developer', 500, 29],
    ['developer', 5000, 150],
    // 10 % of 10,000, 7 % of 2,000
    ['business', 12_000, 1140],
    ['business', 500, 100],
  ])('%s on a bill of $%d is $%d', (plan, bill, expected) => {
    expect(usd(supportPrice(assume([`support=${plan}`]), cents(bill * 100), book).cents)).toBe(expected);
  });
});
