import { describe, expect, it } from '@jest/globals';
import { cents } from '../../../planner/model/money.js';
import {
  changeText,
  confidenceDots,
  confidenceText,
  count,
  moneyText,
  numberText,
  percentText,
  sizeText,
} from '../../../planner/view/format.js';
import { measureText } from '../../../planner/view/plan/measure.js';
import { targetText } from '../../../planner/view/plan/target.js';
import type { Target } from '../../../planner/sizing/recommendation.js';
import type { Disposition } from '../../../planner/model/server.js';
import { ec2 } from '../../support/plan.js';

const unicode = { ascii: false };

describe('figures', () => {
  it.each([
    [numberText(1234567.25), '1,234,567.3'],
    [numberText(16), '16'],
    [numberText(0.04), '0'],
    [numberText(-0.04), '0'],
    [numberText(-1500, 0), '-1,500'],
    [count(1, 'server'), '1 server'],
    [count(2500, 'server'), '2,500 servers'],
    [sizeText(undefined), '?'],
    [sizeText(0.5), '0.5 GiB'],
    [percentText(0.4), '0.4 %'],
    [percentText(38.2), '38 %'],
    [moneyText(cents(271846), 0, unicode), '$2,718.46'],
    [moneyText(cents(271846), 2, unicode), '≥ $2,718.46'],
    [moneyText(cents(271846), 2, { ascii: true }), '>= $2,718.46'],
    [moneyText(cents(0), 1, unicode), 'unknown'],
    [moneyText(cents(0), 0, unicode), '$0.00'],
    [changeText(cents(640000), cents(271846), unicode), '−58 %'],
    [changeText(cents(1000), cents(1500), unicode), '+50 %'],
    [changeText(cents(0), cents(1500), unicode), ''],
    [confidenceDots(2, unicode), '●●○○○'],
    [confidenceDots(2, { ascii: true }), '**...'],
    [confidenceText(1), 'confidence 1 of 5 (a guess: nothing measured)'],
  ])('%j', (made, wanted) => {
    expect(made).toBe(wanted);
  });

  it('say what they rest on', () => {
    expect(measureText({ series: Float64Array.of(1, 2, 38, 90) }, 75)).toBe('38 % p75');
    expect(measureText({ average: 12, peak: 60 }, 95)).toBe('60 % peak');
    expect(measureText({ average: 12 }, 95)).toBe('12 % avg');
    expect(measureText({ sample: 7 }, 95)).toBe('7 % once');
    expect(measureText(undefined, 95)).toBe('');
  });
});

describe('a target', () => {
  const cases: readonly (readonly [Target, Disposition, string])[] = [
    [ec2('m7i.large'), 'rehost', 'm7i.large'],
    [
      { kind: 'rds', engine: 'postgres', instanceType: 'db.r6g.large', multiAz: true, storageGiB: 100 },
      'replatform',
      'RDS db.r6g.large postgres Multi-AZ',
    ],
    [
      { kind: 'elasticache', engine: 'valkey', instanceType: 'cache.t4g.small', nodes: 1 },
      'replatform',
      'ElastiCache cache.t4g.small valkey',
    ],
    [
      { kind: 'elasticache', engine: 'redis', instanceType: 'cache.t4g.small', nodes: 2 },
      'replatform',
      'ElastiCache 2 x cache.t4g.small redis',
    ],
    [{ kind: 'lb', type: 'nlb' }, 'replatform', 'NLB'],
    [{ kind: 'ses' }, 'repurchase', 'SES'],
    [{ kind: 'fsx', storageGiB: 2048 }, 'replatform', 'FSx 2,048 GiB'],
    [{ kind: 'cloudwatch' }, 'repurchase', 'CloudWatch'],
    [{ kind: 'none', why: 'left in place' }, 'retain', 'stays'],
    [{ kind: 'none', why: 'powered off' }, 'retire', 'retire'],
    [{ kind: 'unknown', why: 'no memory' }, 'rehost', 'unknown'],
  ];
  it.each(cases)('%j (%s) is %j', (target, disposition, wanted) => {
    expect(targetText(target, disposition)).toBe(wanted);
  });
});
