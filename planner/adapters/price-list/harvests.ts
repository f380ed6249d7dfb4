import type { PriceDocument } from './document.js';

/** A question to GetProducts: all filters are TERM_MATCH and must all hold. */
export interface Query {
  readonly service: string;
  readonly filters: Readonly<Record<string, string>>;
}

/** What a region is called where; the price list has no other list of these than its own products. */
export interface Place {
  readonly region: string;
  /** `US East (N. Virginia)`: learned from products seen before; data transfer is asked for by it. */
  readonly location: string | undefined;
}

export type Group = 'ec2' | 'ebs' | 'rds' | 'elasticache' | 'elb' | 'vpc' | 'transfer';

/** One query and what its products are to us. */
export interface Harvest {
  readonly group: Group;
  readonly label: string;
  /** `undefined` when the place does not tell enough to ask. */
  query(place: Place): Query | undefined;
  /** Id of the item a product prices, its unit and shape; undefined for the decoys every query returns. */
  itemOf(document: PriceDocument): Item | undefined;
  /** Items that must be found, or a problem is reported. */
  readonly expects: readonly string[];
}

export interface Item {
  readonly item: string;
  readonly unit: string;
  readonly shape: 'flat' | 'tiers' | 'instance';
}

const flat = (item: string, unit: string): Item => ({ item, unit, shape: 'flat' });

/**
 * Usage type without the region's code (`EU-`, `USE1-`, `UGW1-`; us-east-1 has none for its oldest services).
 * `TS-` looks like one and is not: it marks another product.
 */
export const usageOf = ({ attributes }: PriceDocument): string =>
  (attributes['usagetype'] ?? '').replace(/^(?!TS-)[A-Z]{2,4}\d?-/, '');

const systems: Readonly<Record<string, string>> = { Linux: 'linux', Windows: 'windows', RHEL: 'rhel', SUSE: 'sles' };

/** What an attribute must be where the product has it: older products lack some. */
const isOr = (value: string | undefined, wanted: string): boolean => value === undefined || value === wanted;

/** On-demand instances, and their Reserved terms. Of what passes the query's filters, capacity blocks and reservations are listed at $0. */
function instance(document: PriceDocument): Item | undefined {
  const a = document.attributes;
  const os = systems[a['operatingSystem'] ?? ''];
  const type = a['instanceType'];
  const right =
    document.family.startsWith('Compute Instance') &&
    usageOf(document).startsWith('BoxUsage:') &&
    isOr(a['licenseModel'], 'No License required') &&
    isOr(a['marketoption'], 'OnDemand') &&
    !(a['operation'] ?? '').endsWith(':CB');
  return right && os !== undefined && type !== undefined
    ? { item: `ec2.${type}.${os}`, unit: 'h', shape: 'instance' }
    : undefined;
}

/** Usage type -> item, for products that nothing else tells apart. */
const byUsage =
  (items: Readonly<Record<string, Item>>) =>
  (document: PriceDocument): Item | undefined => {
    const usage = usageOf(document);
    return Object.hasOwn(items, usage) ? items[usage] : undefined;
  };

const inRegion =
  (service: string, filters: Readonly<Record<string, string>>) =>
  ({ region }: Place): Query => ({ service, filters: { regionCode: region, ...filters } });

const fromPlace =
  (filters: Readonly<Record<string, string>>) =>
  ({ location }: Place): Query | undefined =>
    location === undefined
      ? undefined
      : { service: 'AWSDataTransfer', filters: { fromLocation: location, ...filters } };

const ec2: readonly Harvest[] = Object.keys(systems).map((operatingSystem) => ({
  group: 'ec2',
  label: `EC2 ${operatingSystem}`,
  query: inRegion('AmazonEC2', { operatingSystem, tenancy: 'Shared', preInstalledSw: 'NA', capacitystatus: 'Used' }),
  itemOf: instance,
  expects: [],
}));

const volume = (document: PriceDocument): Item | undefined => {
  const api = document.attributes['volumeApiName'];
  return api !== undefined && /^EBS:VolumeUsage(?:\.|$)/.test(usageOf(document))
    ? flat(`ebs.${api}.storage`, 'GB-month')
    : undefined;
};

const engines: Readonly<Record<string, string>> = { MySQL: 'mysql', PostgreSQL: 'postgres', MariaDB: 'mariadb' };
const editions: Readonly<Record<string, string>> = {
  Express: 'sqlserver-ex',
  Web: 'sqlserver-web',
  Standard: 'sqlserver-se',
  Enterprise: 'sqlserver-ee',
};
const deployments: Readonly<Record<string, string>> = { 'Single-AZ': 'single', 'Multi-AZ': 'multi' };

/** RDS spells it `No license required`, EC2 `No License required`. */
function database(document: PriceDocument): Item | undefined {
  const a = document.attributes;
  const sqlServer = a['databaseEngine'] === 'SQL Server';
  const engine = sqlServer ? editions[a['databaseEdition'] ?? ''] : engines[a['databaseEngine'] ?? ''];
  const deployment = deployments[a['deploymentOption'] ?? ''];
  const right =
    /^(?:InstanceUsage|Multi-AZUsage):/.test(usageOf(document)) &&
    a['licenseModel'] === (sqlServer ? 'License included' : 'No license required');
  return right && engine !== undefined && deployment !== undefined && a['instanceType'] !== undefined
    ? flat(`rds.${engine}.${a['instanceType']}.${deployment}`, 'h')
    : undefined;
}

const databaseVolumes: Readonly<Record<string, string>> = {
  'General Purpose': 'gp2',
  'General Purpose-GP3': 'gp3',
  'Provisioned IOPS': 'io1',
  Magnetic: 'standard',
};

function databaseStorage({ attributes: a }: PriceDocument): Item | undefined {
  const type = databaseVolumes[a['volumeType'] ?? ''];
  const deployment = deployments[a['deploymentOption'] ?? ''];
  return type !== undefined && deployment !== undefined && a['databaseEngine'] === 'Any'
    ? flat(`rds.${type}.storage.${deployment}`, 'GB-month')
    : undefined;
}

function cacheNode(document: PriceDocument): Item | undefined {
  const instanceType = document.attributes['instanceType'];
  const engine = (document.attributes['cacheEngine'] ?? '').toLowerCase();
  const right = usageOf(document).startsWith('NodeUsage:') && ['redis', 'valkey', 'memcached'].includes(engine);
  return right && instanceType !== undefined ? flat(`elasticache.${engine}.${instanceType}`, 'h') : undefined;
}

const rds: readonly Harvest[] = [...Object.keys(engines), 'SQL Server'].flatMap((databaseEngine) =>
  Object.keys(deployments).map((deploymentOption) => ({
    group: 'rds',
    label: `RDS ${databaseEngine} ${deploymentOption}`,
    query: inRegion('AmazonRDS', { productFamily: 'Database Instance', databaseEngine, deploymentOption }),
    itemOf: database,
    expects: [],
  })),
);

/** Every query of a refresh, in order; filters and decoys as observed in real answers (docs/prices.md). */
export const harvests: readonly Harvest[] = [
  {
    group: 'vpc',
    label: 'NAT gateway',
    query: inRegion('AmazonEC2', { productFamily: 'NAT Gateway' }),
    itemOf: byUsage({ 'NatGateway-Hours': flat('vpc.nat.hour', 'h'), 'NatGateway-Bytes': flat('vpc.nat.gb', 'GB') }),
    expects: ['vpc.nat.hour', 'vpc.nat.gb'],
  },
  {
    group: 'vpc',
    label: 'public IPv4',
    query: inRegion('AmazonVPC', { group: 'VPCPublicIPv4Address' }),
    itemOf: byUsage({ 'PublicIPv4:InUseAddress': flat('vpc.ipv4.hour', 'h') }),
    expects: ['vpc.ipv4.hour'],
  },
  ...ec2,
  {
    group: 'ebs',
    label: 'EBS storage',
    query: inRegion('AmazonEC2', { productFamily: 'Storage' }),
    itemOf: volume,
    expects: ['ebs.gp3.storage'],
  },
  {
    group: 'ebs',
    label: 'EBS IOPS',
    query: inRegion('AmazonEC2', { productFamily: 'System Operation' }),
    itemOf: byUsage({
      'EBS:VolumeP-IOPS.gp3': flat('ebs.gp3.iops', 'IOPS-month'),
      'EBS:VolumeP-IOPS.piops': flat('ebs.io1.iops', 'IOPS-month'),
      'EBS:VolumeP-IOPS.io2': flat('ebs.io2.iops@0', 'IOPS-month'),
      'EBS:VolumeP-IOPS.io2.tier2': flat('ebs.io2.iops@32000', 'IOPS-month'),
      'EBS:VolumeP-IOPS.io2.tier3': flat('ebs.io2.iops@64000', 'IOPS-month'),
    }),
    expects: ['ebs.gp3.iops'],
  },
  {
    group: 'ebs',
    label: 'EBS throughput',
    query: inRegion('AmazonEC2', { productFamily: 'Provisioned Throughput' }),
    itemOf: byUsage({ 'EBS:VolumeP-Throughput.gp3': flat('ebs.gp3.throughput', 'MiBps-month') }),
    expects: ['ebs.gp3.throughput'],
  },
  {
    group: 'ebs',
    label: 'EBS snapshots',
    query: inRegion('AmazonEC2', { productFamily: 'Storage Snapshot' }),
    itemOf: byUsage({ 'EBS:SnapshotUsage': flat('ebs.snapshot', 'GB-month') }),
    expects: ['ebs.snapshot'],
  },
  ...rds,
  {
    group: 'rds',
    label: 'RDS storage',
    query: inRegion('AmazonRDS', { productFamily: 'Database Storage' }),
    itemOf: databaseStorage,
    expects: ['rds.gp3.storage.single', 'rds.gp3.storage.multi'],
  },
  {
    group: 'elasticache',
    label: 'ElastiCache',
    query: inRegion('AmazonElastiCache', { productFamily: 'Cache Instance' }),
    itemOf: cacheNode,
    expects: [],
  },
  {
    group: 'elb',
    label: 'Application Load Balancer',
    query: inRegion('AWSELB', { productFamily: 'Load Balancer-Application' }),
    itemOf: byUsage({ LoadBalancerUsage: flat('elb.alb.hour', 'h'), LCUUsage: flat('elb.alb.lcu', 'LCU-h') }),
    expects: ['elb.alb.hour', 'elb.alb.lcu'],
  },
  {
    group: 'elb',
    label: 'Network Load Balancer',
    query: inRegion('AWSELB', { productFamily: 'Load Balancer-Network' }),
    itemOf: byUsage({ LoadBalancerUsage: flat('elb.nlb.hour', 'h'), LCUUsage: flat('elb.nlb.lcu', 'NLCU-h') }),
    expects: ['elb.nlb.hour', 'elb.nlb.lcu'],
  },
  {
    group: 'transfer',
    label: 'data out to the internet',
    query: fromPlace({ transferType: 'AWS Outbound', toLocation: 'External' }),
    itemOf: byUsage({ 'DataTransfer-Out-Bytes': { item: 'transfer.out', unit: 'GB', shape: 'tiers' } }),
    expects: ['transfer.out'],
  },
  {
    group: 'transfer',
    label: 'data between zones',
    query: fromPlace({ transferType: 'IntraRegion' }),
    itemOf: byUsage({ 'DataTransfer-Regional-Bytes': flat('transfer.az', 'GB') }),
    expects: ['transfer.az'],
  },
];
