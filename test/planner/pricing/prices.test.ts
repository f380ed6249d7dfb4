import { describe, expect, it } from '@jest/globals';
import { loadBook, readBook } from '../../../planner/adapters/price-book.js';
import { itemLabel } from '../../../planner/pricing/items.js';
import { hoursPerMonth } from '../../../planner/pricing/book.js';

const { regions } = readBook('us-east-1').book;
const virginia = loadBook('us-east-1');

describe('the price book', () => {
  it('has the regions of the data and names them when asked for another', () => {
    expect(regions).toEqual([
      'us-east-1',
      'us-west-2',
      'eu-west-1',
      'eu-west-2',
      'eu-central-1',
      'ap-southeast-2',
      'us-gov-east-1',
      'us-gov-west-1',
    ]);
    expect(() => loadBook('mars-1')).toThrow('no price book for region "mars-1"');
  });

  it.each(regions)('gives every figure of %s a unit, a source, a date and a kind, and none of them is 0', (region) => {
    const { file } = readBook(region);
    const flat = Object.entries(file.rates).map(([item, [usd, unit, source]]) => ({ item, usd, unit, source }));
    const tiered = Object.entries(file.tiers).flatMap(([item, rows]) =>
      rows.map(([, usd, unit, source]) => ({ item, usd, unit, source })),
    );
    const linux = Object.entries(file.ec2['linux'] ?? {}).map(([item, [usd, source]]) => ({
      item,
      usd,
      unit: 'h',
      source,
    }));
    const bad = [...flat, ...tiered, ...linux].filter(({ usd, unit, source }) => {
      const [text = '', date = '', kind = ''] = file.sources[source] ?? [];
      return (
        !/^\d+(\.\d+)?$/.test(usd) ||
        Number(usd) === 0 ||
        unit === '' ||
        text === '' ||
        !/^20\d\d(-\d\d){0,2}$/.test(date) ||
        !['observed', 'derived', 'formula'].includes(kind)
      );
    });
    expect(bad).toEqual([]);
    expect(linux.length).toBeGreaterThan(150);
    expect(file.asOf).toBe(file.sources.map(([, date]) => date).reduce((a, b) => (a > b ? a : b)));
  });

  it('has a name for every item', () => {
    expect(virginia.items().filter((item) => itemLabel(item) === item)).toEqual([]);
    expect(itemLabel('ebs.gp3.storage')).toBe('EBS gp3 storage');
    expect(itemLabel('rds.postgres.db.m7g.large.single')).toBe('RDS postgres.db.m7g.large.single');
  });

  it('begins every list of tiers at 0, ascending and ever cheaper', () => {
    for (const region of regions) {
      const { tiers } = readBook(region).file;
      for (const rows of Object.values(tiers)) {
        const starts = rows.map(([from]) => from);
        const prices = rows.map(([, usd]) => Number(usd));
        expect(starts[0]).toBe(0);
        expect(starts).toEqual(starts.toSorted((a, b) => a - b));
        expect(prices).toEqual(prices.toSorted((a, b) => b - a));
      }
    }
  });

  it('shares one object for one figure', () => {
    expect(virginia.rate('ebs.gp3.storage')).toBe(virginia.rate('ebs.gp3.storage'));
    expect(virginia.ec2('m7i.large', 'windows')).toBe(virginia.ec2('m7i.large', 'windows'));
  });

  it('counts a month as 730 hours', () => {
    expect(hoursPerMonth).toBe(730);
  });
});

describe('on-demand EC2', () => {
  it.each([
    // Linux and licence parts: aws/karpenter-provider-aws 2026-07; LeanerCloud 2023-08; RHEL since 2024-07.
    ['us-east-1', 'm5.large', 'linux', '0.096', 'observed'],
    ['us-east-1', 'm5.large', 'windows', '0.188', 'formula'],
    ['us-east-1', 'm5.large', 'windows-byol', '0.096', 'observed'],
    ['us-east-1', 't3.large', 'windows', '0.1108', 'formula'],
    ['us-east-1', 'm7i-flex.large', 'windows', '0.18316', 'formula'],
    ['us-east-1', 'c4.8xlarge', 'windows', '3.091', 'formula'],
    ['us-east-1', 'm5.large', 'rhel', '0.1248', 'formula'],
    ['us-east-1', 'm5.4xlarge', 'rhel', '0.9408', 'formula'],
    ['us-east-1', 'm5.large', 'sles', '0.152', 'formula'],
    ['us-east-1', 'm5.xlarge', 'sles', '0.2483', 'formula'],
    ['us-east-1', 'm5.4xlarge', 'sles', '0.893', 'formula'],
    // Bare metal costs what the virtual size with the same vCPUs costs (skypilot-catalog: 2.8928).
    ['us-east-1', 'm6gd.metal', 'linux', '2.8928', 'derived'],
    ['us-west-2', 'm8g.large', 'linux', '0.08976', 'derived'],
    ['eu-west-1', 't3.large', 'linux', '0.0912', 'derived'],
    ['us-gov-west-1', 'm5.large', 'linux', '0.121', 'observed'],
  ] as const)('in %s %s with %s costs %s (%s)', (region, type, os, usd, kind) => {
    expect(loadBook(region).ec2(type, os)).toMatchObject({ usd, kind, unit: 'h' });
  });

  it.each([
    ['us-east-1', 'm7g.large', 'windows', 'Windows does not run on arm64'],
    ['us-east-1', 'm7g.large', 'windows-byol', 'nor with a licence of your own'],
    ['us-east-1', 't2.large', 'windows', 'no figure for t2'],
    ['us-east-1', 'g5.xlarge', 'windows', 'the rule was not checked on GPUs'],
    ['us-east-1', 'm3.large', 'rhel', 'nor on old families'],
    ['eu-west-1', 'm5.large', 'sles', 'SLES is known in us-east-1 only'],
    ['eu-west-1', 'r6g.large', 'linux', 'the family is not known there'],
    ['us-east-1', 'm99.large', 'linux', 'no such type'],
    ['us-east-1', 'constructor', 'linux', 'hostile names find nothing'],
    ['us-east-1', '__proto__', 'linux', 'hostile names find nothing'],
  ] as const)('in %s %s with %s is a gap: %s', (region, type, os, _why) => {
    expect(loadBook(region).ec2(type, os)).toBeUndefined();
  });

  it('says how a formula price came to be, as old as its oldest part', () => {
    const rate = virginia.ec2('m5.xlarge', 'windows');
    expect(rate?.source).toMatch(/^Linux 0\.192 \+ Windows 0\.046 x 4 vCPU; from: .*karpenter.*vantage/);
    expect(rate?.asOf).toBe('2025-06');
  });
});

describe('what never comes from another region', () => {
  it.each([
    ['us-west-2', 'ebs.gp3.storage'],
    ['ap-southeast-2', 'vpc.nat.hour'],
    ['us-gov-west-1', 'elb.alb.hour'],
    ['eu-west-1', 'ebs.gp3.storage'],
    ['eu-central-1', 'rds.postgres.db.t4g.small.single'],
    ['eu-west-2', 's3.put'],
  ])('%s has no price for %s', (region, item) => {
    expect(loadBook(region).rate(item)).toBeUndefined();
    expect(loadBook(region).tiers(item)).toEqual([]);
  });
});

describe('facts of instance types', () => {
  it.each([
    [
      'm7i.large',
      { vcpus: 2, memoryGiB: 8, arch: 'x86_64', generation: 7, burstable: false, baselinePct: 100, nitro: true },
    ],
    [
      't3.large',
      { vcpus: 2, memoryGiB: 8, burstable: true, baselinePct: 30, ebsBaselineMiBps: 82.85, ebsBaselineIops: 4000 },
    ],
    ['t3.xlarge', { baselinePct: 40 }],
    ['m8g.large', { arch: 'arm64', generation: 8, currentGeneration: true }],
    ['m5.metal', { bareMetal: true }],
    ['x2iedn.32xlarge', { family: 'x2iedn', generation: 2, vcpus: 128, memoryGiB: 4096 }],
    ['c5d.large', { localStorageGB: 50 }],
    ['g5.xlarge', { gpus: 1 }],
    ['mac2.metal', { arch: 'other' }],
  ])('%s', (name, facts) => {
    expect(virginia.instanceType(name)).toMatchObject(facts);
  });

  it('lists every type once, sorted by name', () => {
    const names = virginia.instanceTypes.map(({ name }) => name);
    expect(names).toEqual([...new Set(names)].toSorted());
    expect(names.length).toBe(1373);
  });
});
