import type { InstanceType, PriceBook } from '../../planner/pricing/book.js';
import type { Rate } from '../../planner/pricing/quote.js';

export const aRate = (usd: string, unit: string): Rate => ({
  usd,
  unit,
  source: 'test',
  asOf: '2026-10',
  kind: 'observed',
});

/** An instance type: current generation, Nitro, with generous EBS and network limits unless said otherwise. */
export function aType(name: string, vcpus: number, memoryGiB: number, facts: Partial<InstanceType> = {}): InstanceType {
  const [family = name] = name.split('.');
  return {
    name,
    family,
    vcpus,
    memoryGiB,
    arch: 'x86_64',
    currentGeneration: true,
    generation: Number(/\d/.exec(family)?.[0] ?? 1),
    burstable: false,
    baselinePct: 100,
    bareMetal: false,
    gpus: 0,
    nitro: true,
    ebsBaselineMiBps: 100 * vcpus,
    ebsBaselineIops: 2_000 * vcpus,
    networkBaselineGbps: vcpus / 2,
    localStorageGB: 0,
    coremarkPerVcpu: undefined,
    ...facts,
  };
}

/** A type and its Linux price per hour; `undefined` = no price known. */
export type Offer = readonly [type: InstanceType, usdPerHour: string | undefined];

/** A small market: three sizes of three x86 families, one Graviton family, two burstable types. */
export const offers: readonly Offer[] = [
  [aType('c6a.large', 2, 4), '0.0765'],
  [aType('c6a.xlarge', 4, 8), '0.153'],
  [aType('c6a.2xlarge', 8, 16), '0.306'],
  [aType('m6a.large', 2, 8), '0.0864'],
  [aType('m6a.xlarge', 4, 16), '0.1728'],
  [aType('m6a.2xlarge', 8, 32), '0.3456'],
  [aType('m6i.large', 2, 8), '0.096'],
  [aType('m6i.xlarge', 4, 16), '0.192'],
  [aType('m6i.2xlarge', 8, 32), '0.384'],
  [aType('r6a.large', 2, 16), '0.1134'],
  [aType('r6a.xlarge', 4, 32), '0.2268'],
  [aType('r6a.2xlarge', 8, 64), '0.4536'],
  [aType('m6g.large', 2, 8, { arch: 'arm64' }), '0.077'],
  [aType('m6g.xlarge', 4, 16, { arch: 'arm64' }), '0.154'],
  [aType('r6g.large', 2, 16, { arch: 'arm64' }), '0.1008'],
  [aType('r6g.xlarge', 4, 32, { arch: 'arm64' }), '0.2016'],
  [aType('r6g.2xlarge', 8, 64, { arch: 'arm64' }), '0.4032'],
  [aType('t3.micro', 2, 1, { burstable: true, baselinePct: 10 }), '0.0104'],
  [aType('t3.medium', 2, 4, { burstable: true, baselinePct: 20 }), '0.0416'],
  [aType('t4g.small', 2, 2, { arch: 'arm64', burstable: true, baselinePct: 20 }), '0.0168'],
  [aType('m4.large', 2, 8, { currentGeneration: false, nitro: false }), '0.01'],
  [aType('m6a.metal', 2, 8, { bareMetal: true }), '0.01'],
  [aType('g6.large', 2, 8, { gpus: 1 }), '0.01'],
  [aType('hpc7a.large', 2, 8), '0.01'],
];

/** Rates of everything but instances, by item id. */
export const rates: Readonly<Record<string, Rate>> = {
  'ebs.gp3.storage': aRate('0.08', 'GB-month'),
  'ebs.gp3.iops': aRate('0.005', 'IOPS-month'),
  'ebs.gp3.throughput': aRate('0.04', 'MiBps-month'),
  'ebs.st1.storage': aRate('0.045', 'GB-month'),
  'ebs.io2.storage': aRate('0.125', 'GB-month'),
  'licence.sqlserver.web': aRate('0.0169', 'vCPU-h'),
  'licence.sqlserver.standard': aRate('0.12', 'vCPU-h'),
  'rds.postgres.db.m6g.large.single': aRate('0.159', 'h'),
  'rds.postgres.db.m6g.large.multi': aRate('0.318', 'h'),
  'rds.postgres.db.r6g.xlarge.single': aRate('0.45', 'h'),
  'rds.gp3.storage.single': aRate('0.115', 'GB-month'),
  'rds.gp3.storage.multi': aRate('0.23', 'GB-month'),
  'rds.gp3.iops.single': aRate('0.02', 'IOPS-month'),
  'rds.gp3.iops.multi': aRate('0.04', 'IOPS-month'),
  'elasticache.redis.cache.m6g.large': aRate('0.149', 'h'),
  'elasticache.valkey.cache.m6g.large': aRate('0.1192', 'h'),
  'elb.alb.hour': aRate('0.0225', 'h'),
  'elb.alb.lcu': aRate('0.008', 'LCU-h'),
  'ses.message': aRate('0.0001', 'message'),
  'efs.standard': aRate('0.3', 'GB-month'),
  'fsx.windows.ssd.multi': aRate('0.23', 'GB-month'),
  'fsx.windows.throughput.multi': aRate('4.5', 'MBps-month'),
  'cloudwatch.alarm': aRate('0.1', 'month'),
  'cloudwatch.dashboard': aRate('3', 'month'),
};

export interface BookFacts {
  readonly offers?: readonly Offer[];
  readonly rates?: Readonly<Record<string, Rate>>;
}

/** A price book of these offers. Windows costs 0.046 more per vCPU and hour on x86, RHEL 0.0144; arm64 has neither. */
export function aBook(facts: BookFacts = {}): PriceBook {
  const known = new Map((facts.offers ?? offers).map(([type, usd]) => [type.name, { type, usd }]));
  const items = facts.rates ?? rates;
  const uplift = { linux: 0, 'windows-byol': 0, windows: 46, rhel: 14.4, sles: 28 };
  return {
    region: 'us-east-1',
    asOf: '2026-10',
    instanceTypes: [...known.values()].map(({ type }) => type).toSorted((a, b) => (a.name < b.name ? -1 : 1)),
    instanceType: (name) => known.get(name)?.type,
    ec2(name, os) {
      const offer = known.get(name);
      if (offer?.usd === undefined || (offer.type.arch === 'arm64' && os !== 'linux')) return undefined;
      const licence = (uplift[os] * offer.type.vcpus) / 1000;
      return aRate(String(Math.round((Number(offer.usd) + licence) * 1e6) / 1e6), 'h');
    },
    committed: () => undefined,
    rate: (item) => items[item],
    tiers: () => [],
  };
}
