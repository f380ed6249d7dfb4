import { describe, expect, it } from '@jest/globals';
import { priceOf } from '../../../planner/sizing/price-of.js';
import type { Target } from '../../../planner/sizing/recommendation.js';
import { aBook } from '../../support/book.js';

const volume = { label: 'sda', type: 'gp3', sizeGiB: 100, iops: 4000, throughputMiBps: 225 } as const;

describe('the price of a target', () => {
  it.each<[string, Target, readonly string[]]>([
    [
      'an instance, its SQL Server (four vCPU at least) and its volumes',
      { kind: 'ec2', instanceType: 'm6a.large', os: 'windows', sqlServer: 'standard', volumes: [volume] },
      [
        'ec2.m6a.large.windows 730 x 0.1784 = 13023',
        'licence.sqlserver.standard 2920 x 0.12 = 35040',
        'ebs.gp3.storage 100 x 0.08 = 800',
        'ebs.gp3.iops 1000 x 0.005 = 500',
        'ebs.gp3.throughput 100 x 0.04 = 400',
      ],
    ],
    [
      'a database and its storage',
      { kind: 'rds', engine: 'postgres', instanceType: 'db.m6g.large', multiAz: true, storageGiB: 100 },
      ['rds.postgres.db.m6g.large.multi 730 x 0.318 = 23214', 'rds.gp3.storage.multi 100 x 0.23 = 2300'],
    ],
    [
      'a cache of two nodes',
      { kind: 'elasticache', engine: 'redis', instanceType: 'cache.m6g.large', nodes: 2 },
      ['elasticache.redis.cache.m6g.large 1460 x 0.149 = 21754'],
    ],
    [
      'a load balancer',
      { kind: 'lb', type: 'alb' },
      ['elb.alb.hour 730 x 0.0225 = 1643', 'elb.alb.lcu 730 x 0.008 = 584'],
    ],
    ['mail', { kind: 'ses' }, ['ses.message 10000 x 0.0001 = 100']],
    ['files', { kind: 'efs', storageGiB: 10 }, ['efs.standard 10 x 0.3 = 300']],
    [
      'Windows files',
      { kind: 'fsx', storageGiB: 100 },
      ['fsx.windows.ssd.multi 100 x 0.23 = 2300', 'fsx.windows.throughput.multi 32 x 4.5 = 14400'],
    ],
    ['monitoring', { kind: 'cloudwatch' }, ['cloudwatch.alarm 100 x 0.1 = 1000', 'cloudwatch.dashboard 1 x 3 = 300']],
    ['nothing', { kind: 'none', why: 'retired' }, []],
  ])('of %s is its lines', (_, target, lines) => {
    const { quotes, gaps, cents } = priceOf(target, aBook());
    expect(
      quotes.map(({ item, quantity, rate, monthlyCents }) => `${item} ${quantity} x ${rate.usd} = ${monthlyCents}`),
    ).toEqual(lines);
    expect(cents).toBe(quotes.reduce((sum, { monthlyCents }) => sum + monthlyCents, 0));
    expect(gaps).toEqual([]);
  });

  it.each<[string, Target, string]>([
    ['an unknown target', { kind: 'unknown', why: 'no vCPU' }, 'no vCPU'],
    [
      'disks of unknown size',
      { kind: 'ec2', instanceType: 'm6a.large', os: 'linux', sqlServer: undefined, volumes: [] },
      'no disk size is known',
    ],
    [
      'an unknown rate',
      { kind: 'elasticache', engine: 'redis', instanceType: 'cache.m9.large', nodes: 1 },
      'elasticache.redis.cache.m9.large',
    ],
  ])('of %s is a gap, never 0', (_, target, why) => {
    expect(priceOf(target, aBook()).gaps).toEqual([expect.objectContaining({ why: expect.stringContaining(why) })]);
  });
});
