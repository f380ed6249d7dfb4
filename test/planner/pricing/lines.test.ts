import { describe, expect, it } from '@jest/globals';
import { assert, integer, nat, property } from 'fast-check';
import { loadBook } from '../../../planner/adapters/price-book.js';
import {
  backupLines,
  dataTransferLines,
  elasticacheLines,
  fargateLines,
  fileSystemLines,
  instanceLines,
  loadBalancerLines,
  mgnLines,
  natLines,
  noPrice,
  rdsLines,
  route53Lines,
  sesLines,
  snapshotLines,
  sumPrices,
  supportLines,
  tierLines,
  upfrontUsd,
  volumeLines,
  vpnLines,
} from '../../../planner/pricing/lines.js';
import type { Price } from '../../../planner/pricing/quote.js';

const book = loadBook('us-east-1');
const ireland = loadBook('eu-west-1');

const outCents = (gb: number) => tierLines(book, 'transfer.out', gb, 'GB').cents;

/** `item quantity cents`, one a line; gaps as `item quantity unit ?`. */
const lines = (price: Price): readonly string[] => [
  ...price.quotes.map(({ item, quantity, monthlyCents }) => `${item} ${quantity} ${monthlyCents}`),
  ...price.gaps.map(({ item, quantity, unit }) => `${item} ${quantity} ${unit} ?`),
];

describe('price lines', () => {
  it.each<readonly [string, Price, readonly string[]]>([
    ['an instance', instanceLines({ instanceType: 'm7i.large', os: 'linux' }, book), ['ec2.m7i.large.linux 730 7358']],
    [
      'two instances for 100 hours',
      instanceLines({ instanceType: 'm5.large', os: 'windows', count: 2, hours: 100 }, book),
      ['ec2.m5.large.windows 200 3760'],
    ],
    [
      'SQL Server Standard bills at least four vCPUs',
      instanceLines({ instanceType: 'm5.large', os: 'windows', sqlServer: 'standard' }, book),
      ['ec2.m5.large.windows 730 13724', 'licence.sqlserver.standard 2920 35040'],
    ],
    [
      'SQL Server Web bills the vCPUs there are',
      instanceLines({ instanceType: 'm5.large', os: 'windows', sqlServer: 'web' }, book),
      ['ec2.m5.large.windows 730 13724', 'licence.sqlserver.web 1460 2467'],
    ],
    [
      'SQL Server is not discounted by a commitment',
      instanceLines(
        {
          instanceType: 'm5.2xlarge',
          os: 'windows',
          sqlServer: 'enterprise',
          commitment: { kind: 'reserved', years: 3, payment: 'all' },
        },
        book,
      ),
      ['ec2.m5.2xlarge.windows 730 37404', 'licence.sqlserver.enterprise 5840 219000'],
    ],
    [
      'an unknown type is a gap, its licence too',
      instanceLines({ instanceType: 'm99.large', os: 'windows', sqlServer: 'web' }, book),
      ['ec2.m99.large.windows 730 h ?', 'licence.sqlserver.web 730 vCPU-h ?'],
    ],
    [
      'gp3 as it comes',
      volumeLines({ type: 'gp3', sizeGiB: 100, iops: 3000, throughputMiBps: 125 }, book),
      ['ebs.gp3.storage 100 800'],
    ],
    [
      'gp3 with more',
      volumeLines({ type: 'gp3', sizeGiB: 100, iops: 5000, throughputMiBps: 250 }, book),
      ['ebs.gp3.storage 100 800', 'ebs.gp3.iops 2000 1000', 'ebs.gp3.throughput 125 500'],
    ],
    [
      'io2 by tiers of one volume',
      volumeLines({ type: 'io2', sizeGiB: 1000, iops: 70_000 }, book),
      [
        'ebs.io2.storage 1000 12500',
        'ebs.io2.iops 32000 208000',
        'ebs.io2.iops 32000 145600',
        'ebs.io2.iops 6000 19110',
      ],
    ],
    ['st1', volumeLines({ type: 'st1', sizeGiB: 2000 }, book), ['ebs.st1.storage 2000 9000']],
    [
      'gp3 in Ireland is not known',
      volumeLines({ type: 'gp3', sizeGiB: 100 }, ireland),
      ['ebs.gp3.storage 100 GB-month ?'],
    ],
    ['snapshots', snapshotLines(250, book), ['ebs.snapshot 250 1250']],
    [
      'Multi-AZ PostgreSQL with IOPS',
      rdsLines(
        { engine: 'postgres', instanceType: 'db.m7g.large', multiAz: true, storageGiB: 400, iops: 13_000 },
        book,
      ),
      ['rds.postgres.db.m7g.large.multi 730 24528', 'rds.gp3.storage.multi 400 9200', 'rds.gp3.iops.multi 1000 4000'],
    ],
    [
      'SQL Server gp3 includes 3,000 IOPS at any size',
      rdsLines(
        { engine: 'sqlserver-se', instanceType: 'db.m5.xlarge', multiAz: false, storageGiB: 400, iops: 4000 },
        book,
      ),
      [
        'rds.sqlserver-se.db.m5.xlarge.single 730 89352',
        'rds.gp3.storage.single 400 4600',
        'rds.gp3.iops.single 1000 2000',
      ],
    ],
    [
      'two Valkey nodes',
      elasticacheLines({ engine: 'valkey', instanceType: 'cache.t4g.small', nodes: 2 }, book),
      ['elasticache.valkey.cache.t4g.small 1460 3738'],
    ],
    [
      'an NLB',
      loadBalancerLines({ type: 'nlb', capacityUnits: 1 }, book),
      ['elb.nlb.hour 730 1643', 'elb.nlb.lcu 730 438'],
    ],
    [
      'NAT in two zones',
      natLines({ gateways: 2, dataGB: 100 }, book),
      ['vpc.nat.hour 1460 6570', 'vpc.nat.gb 100 450'],
    ],
    [
      'NAT in Ireland is half known',
      natLines({ gateways: 1, dataGB: 100 }, ireland),
      ['vpc.nat.gb 100 480', 'vpc.nat.hour 730 h ?'],
    ],
    ['a VPN', vpnLines(1, book), ['vpc.vpn.hour 730 3650']],
    ['the first 100 GB out are free', dataTransferLines({ internetGB: 100 }, book), []],
    [
      '60,000 GB out go through three tiers',
      dataTransferLines({ internetGB: 60_100, otherRegionGB: 10 }, book),
      ['transfer.out 10240 92160', 'transfer.out 40960 348160', 'transfer.out 8800 61600', 'transfer.region 10 20'],
    ],
    ['mail', sesLines(25_000, book), ['ses.message 25000 250']],
    ['files over NFS', fileSystemLines({ kind: 'efs', storageGiB: 200 }, book), ['efs.standard 200 6000']],
    [
      'files over SMB',
      fileSystemLines({ kind: 'fsx', storageGiB: 200, throughputMBps: 16 }, book),
      ['fsx.windows.ssd.multi 200 4600', 'fsx.windows.throughput.multi 16 7200'],
    ],
    ['replication is free for 90 days', mgnLines({ servers: 10, days: 90 }, book), []],
    ['replication of 120 days', mgnLines({ servers: 10, days: 120 }, book), ['mgn.server 7200 30240']],
    [
      'Fargate on arm64 lacks its memory price',
      fargateLines({ vcpus: 1, memoryGB: 2, arch: 'arm64' }, book),
      ['fargate.arm.vcpu 730 2364', 'fargate.arm.memory 1460 GB-h ?'],
    ],
    [
      'DNS',
      route53Lines({ zones: 3, queries: 5_000_000, healthChecks: 2 }, book),
      ['route53.zone 3 150', 'route53.queries 5000000 200', 'route53.health.aws 2 100'],
    ],
    ['backups', backupLines({ ebsGB: 100, rdsGB: 10 }, book), ['backup.ebs 100 500', 'rds.backup 10 95']],
    ['support has a minimum', supportLines('business', 500, book), ['support.business.minimum 1 10000']],
    [
      'support by tiers',
      supportLines('business', 20_000, book),
      ['support.business 10000 100000', 'support.business 10000 70000'],
    ],
  ])('%s', (_, price, expected) => {
    expect(lines(price)).toEqual(expected);
    expect(price.cents).toBe(price.quotes.reduce((sum, { monthlyCents }) => sum + monthlyCents, 0));
  });

  it('say what would fill a gap', () => {
    const [gap] = volumeLines({ type: 'gp3', sizeGiB: 1 }, ireland).gaps;
    expect(gap?.why).toBe(
      'no price known for ebs.gp3.storage in eu-west-1; run: plan-migration prices refresh --region eu-west-1',
    );
  });

  it('name what is paid at the start, 0 on demand', () => {
    const wanted = { instanceType: 'm5.large', os: 'linux', count: 3 } as const;
    expect(upfrontUsd(wanted, book)).toBe('0');
    expect(upfrontUsd({ ...wanted, commitment: { kind: 'reserved', years: 3, payment: 'all' } }, book)).toBe('2845.8');
    expect(
      upfrontUsd(
        { ...wanted, instanceType: 'm99.large', commitment: { kind: 'reserved', years: 3, payment: 'all' } },
        book,
      ),
    ).toBeUndefined();
  });
});

describe('sums and tiers', () => {
  it('bill every part of a quantity in exactly one tier', () => {
    assert(
      property(integer({ min: 0, max: 2_000_000 }), (gb) => {
        const { quotes } = tierLines(book, 'transfer.out', gb, 'GB');
        expect(quotes.reduce((sum, { quantity }) => sum + quantity, 0)).toBe(gb);
      }),
    );
  });

  it('never grow cheaper with a larger quantity', () => {
    assert(
      property(nat(300_000), nat(300_000), (a, b) => {
        const [less, more] = [Math.min(a, b), Math.max(a, b)];
        expect(outCents(more)).toBeGreaterThanOrEqual(outCents(less));
      }),
    );
  });

  it('are the sum of their lines and keep every gap', () => {
    const price = sumPrices([
      natLines({ gateways: 1, dataGB: 1 }, ireland),
      natLines({ gateways: 1, dataGB: 1 }, book),
    ]);
    expect(lines(price)).toEqual(['vpc.nat.gb 1 5', 'vpc.nat.hour 730 3285', 'vpc.nat.gb 1 5', 'vpc.nat.hour 730 h ?']);
    expect(price.cents).toBe(3295);
    expect(sumPrices([])).toBe(noPrice);
  });
});
