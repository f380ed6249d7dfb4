// Prices that others published, recomputed: each line to the cent, each total within one cent (no single rounding rule meets them all).
import { describe, expect, it } from '@jest/globals';
import { loadBook } from '../../../planner/adapters/price-book.js';
import { usd } from '../../../planner/model/money.js';
import { effectiveHourly } from '../../../planner/pricing/commitment.js';
import {
  dataTransferLines,
  ecrLines,
  fargateLines,
  instanceLines,
  ipv4Lines,
  cloudwatchLines,
  kmsLines,
  loadBalancerLines,
  rdsLines,
  s3Lines,
  secretsLines,
  sumPrices,
  supportLines,
} from '../../../planner/pricing/lines.js';
import type { Price } from '../../../planner/pricing/quote.js';
import { aRatesBook } from '../../support/price-book.js';

const book = loadBook('us-east-1');
/** As the price list had them when the export was made. */
const ohio = aRatesBook({
  'rds.postgres.db.m4.large.single': ['0.182', 'h'],
  'rds.gp2.storage.single': ['0.115', 'GB-month'],
});

interface Example {
  readonly title: string;
  readonly source: string;
  readonly price: Price;
  readonly lines: readonly number[];
  readonly total: number;
}

const calculator = 'AWS Pricing Calculator, in kiniguman/sample-aws-pricing-calculator-mcp @b751f61 (2026-06/07)';
const exported = 'calculator.aws export in a public repository (about 2022)';

const examples: readonly Example[] = [
  {
    title: 'an m5.large with Linux, all month',
    source: calculator,
    price: instanceLines({ instanceType: 'm5.large', os: 'linux' }, book),
    lines: [70.08],
    total: 70.08,
  },
  {
    title: 'an ALB with 5 GB an hour, which is 5 LCU',
    source: calculator,
    price: loadBalancerLines({ type: 'alb', capacityUnits: 5 }, book),
    // Published unrounded as 16.425.
    lines: [16.43, 29.2],
    total: 45.63,
  },
  {
    title: '500 GB in S3 Standard',
    source: calculator,
    price: s3Lines({ storageGB: 500 }, book),
    lines: [11.5],
    total: 11.5,
  },
  {
    title: 'a small web application in three tiers',
    source: 'patibandlavenkatamanideep/pharma-analytics-copilot infra/aws-staging/cost/ESTIMATE.md (2026-10)',
    price: sumPrices([
      fargateLines({ vcpus: 1, memoryGB: 2 }, book),
      // One-shot tasks: published as one line of 10 task-hours, 0.49.
      fargateLines({ vcpus: 1, memoryGB: 2, hours: 10 }, book),
      loadBalancerLines({ type: 'alb', capacityUnits: 0.2 }, book),
      rdsLines({ engine: 'postgres', instanceType: 'db.t4g.small', multiAz: false, storageGiB: 20 }, book),
      ipv4Lines(3, book),
      secretsLines({ secrets: 7, requests: 10_000 }, book),
      kmsLines({ keys: 0, requests: 20_000 }, book),
      ecrLines(2, book),
      cloudwatchLines({ logsIngestedGB: 2, logsStoredGB: 2 }, book),
      dataTransferLines({ internetGB: 10, freeGB: 0, crossAzGB: 5 }, book),
    ]),
    lines: [29.55, 6.49, 0.4, 0.09, 16.43, 1.17, 23.36, 2.3, 10.95, 2.8, 0.05, 0.06, 0.2, 1, 0.06, 0.9, 0.1],
    total: 95.91,
  },
  {
    title: 'Enterprise Support on 2,000,000 USD a month',
    source: 'atonementlicensing.com article (2026)',
    price: supportLines('enterprise', 2_000_000, book),
    lines: [15_000, 24_500, 25_000, 30_000],
    total: 94_500,
  },
  {
    title: 'a PostgreSQL db.m4.large in us-east-2 with 50 GB of gp2',
    source: exported,
    price: rdsLines(
      { engine: 'postgres', instanceType: 'db.m4.large', multiAz: false, storageGiB: 50, storageType: 'gp2' },
      ohio,
    ),
    lines: [132.86, 5.75],
    total: 138.61,
  },
  {
    title: '5 KMS keys and 2,000,000 requests',
    source: exported,
    price: kmsLines({ keys: 5, requests: 2_000_000 }, book),
    lines: [5, 6],
    total: 11,
  },
];

describe('published prices recompute', () => {
  it.each(examples)('$title ($source)', ({ price, lines, total }) => {
    expect(price.gaps).toEqual([]);
    expect(price.quotes.map(({ monthlyCents }) => usd(monthlyCents))).toEqual(lines);
    expect(Math.abs(usd(price.cents) - total)).toBeLessThanOrEqual(0.01);
  });

  // Reserved terms of m5.large in us-east-1, a captured GetProducts document (terraform-aws-modules/terraform-aws-pricing, 2021-02-05).
  it.each([
    ['1 year, partial upfront', '252', '0.029', 1, '0.057767'],
    ['3 years, no upfront', '0', '0.041', 3, '0.041'],
  ] as const)('effective hourly price of m5.large, %s', (_, upfront, hourly, years, effective) => {
    expect(effectiveHourly(upfront, hourly, years)).toBe(effective);
  });
});
