import { describe, expect, it } from '@jest/globals';
import { loadBook } from '../../../planner/adapters/price-book.js';
import type { Commitment } from '../../../planner/pricing/book.js';
import { commitments } from '../../../planner/pricing/show.js';

const book = loadBook('us-east-1');
const effective = (type: string, commitment: Commitment, os: 'linux' | 'windows' | 'rhel' = 'linux'): number =>
  Number(book.committed(type, os, commitment)?.effectiveHourlyUsd);

describe('commitments', () => {
  // m5.large in us-east-1 as the price list had it in 2021 (terraform-aws-pricing): the rules come within 1.5 % of each.
  it.each([
    ['reserved', 1, 'none', 0.06],
    ['reserved', 1, 'partial', 0.057767],
    ['reserved', 1, 'all', 0.056393],
    ['reserved', 3, 'none', 0.041],
    ['reserved', 3, 'partial', 0.038216],
    ['reserved', 3, 'all', 0.036111],
    ['compute-savings-plan', 1, 'none', 0.071],
    ['compute-savings-plan', 1, 'partial', 0.067562],
    ['compute-savings-plan', 1, 'all', 0.065868],
    ['compute-savings-plan', 3, 'none', 0.049],
    ['compute-savings-plan', 3, 'partial', 0.045527],
    ['compute-savings-plan', 3, 'all', 0.044178],
  ] as const)('m5.large, %s for %s years, %s upfront: about %s an hour', (kind, years, payment, known) => {
    const got = effective('m5.large', { kind, years, payment });
    expect(Math.abs(got / known - 1)).toBeLessThan(0.015);
  });

  it('price an EC2 Instance Savings Plan as the standard Reserved Instance', () => {
    for (const years of [1, 3] as const)
      for (const payment of ['none', 'partial', 'all'] as const)
        expect(effective('m7i.large', { kind: 'ec2-savings-plan', years, payment })).toBe(
          effective('m7i.large', { kind: 'reserved', years, payment }),
        );
  });

  it('cost less than on demand, less for longer and for more upfront, and more when they are flexible', () => {
    for (const type of ['m7i.large', 't3.medium', 'c6i.2xlarge', 'r7g.xlarge']) {
      const onDemand = Number(book.ec2(type, 'linux')?.usd);
      for (const { kind, years } of commitments) {
        const [none, partial, all] = (['none', 'partial', 'all'] as const).map((payment) =>
          effective(type, { kind, years, payment }),
        );
        expect([onDemand, none, partial, all]).toEqual(
          [onDemand, none, partial, all].toSorted((a, b) => Number(b) - Number(a)),
        );
      }
      for (const payment of ['none', 'partial', 'all'] as const) {
        const [one, three] = ([1, 3] as const).map((years) => effective(type, { kind: 'reserved', years, payment }));
        expect(Number(three)).toBeLessThan(Number(one));
        expect(effective(type, { kind: 'compute-savings-plan', years: 3, payment })).toBeGreaterThan(Number(three));
      }
    }
  });

  it('never discount a licence: committed Windows less committed Linux is the whole licence', () => {
    for (const commitment of commitments) {
      expect(effective('m5.2xlarge', commitment, 'windows') - effective('m5.2xlarge', commitment)).toBeCloseTo(
        8 * 0.046,
        5,
      );
      expect(effective('m5.2xlarge', commitment, 'rhel') - effective('m5.2xlarge', commitment)).toBeCloseTo(
        8 * 0.0144,
        5,
      );
    }
  });

  it('spread what is paid at the start over the whole term', () => {
    const price = book.committed('m5.large', 'windows', { kind: 'reserved', years: 3, payment: 'all' });
    expect(price).toMatchObject({
      upfrontUsd: '948.6',
      hourly: { usd: '0.092', unit: 'h', kind: 'derived' },
      effectiveHourlyUsd: '0.128096',
    });
    expect(price?.hourly.source).toBe(
      'on demand less 62.4 % (family m5, 3 years, all upfront), Windows 0.046 x 2 vCPU not discounted; from: ' +
        'Netflix-Skunkworks/service-capacity-modeling, 3-year all-upfront yearly price against on demand, us-east-1',
    );
  });

  it('take half of a partial upfront at the start', () => {
    const price = book.committed('m5.large', 'linux', { kind: 'reserved', years: 1, payment: 'partial' });
    // The price list of 2021 had 252 and 0.029.
    expect(price).toMatchObject({ upfrontUsd: '253.3', hourly: { usd: '0.028915' } });
  });

  it.each([
    ['m8i.large', { kind: 'reserved', years: 1, payment: 'all' }, 'no 1-year figure for the family'],
    ['mac2.metal', { kind: 'reserved', years: 3, payment: 'all' }, 'no figure for the family'],
    ['p5.48xlarge', { kind: 'reserved', years: 1, payment: 'all' }, 'its on-demand price was cut since'],
    ['nonsense.large', { kind: 'reserved', years: 3, payment: 'all' }, 'no such type'],
  ] as const)('are a gap for %s %j: %s', (type, commitment, _why) => {
    expect(book.committed(type, 'linux', commitment)).toBeUndefined();
  });
});
