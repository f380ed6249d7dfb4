import { describe, expect, it } from '@jest/globals';
import { loadBook } from '../../../../planner/adapters/price-book.js';
import { anInstance, aProduct, type Product } from './price-list-server.js';
import { linuxOf, m5, refresh } from './refreshed.js';

const natUsage = (usage: string, unit: string): Product =>
  aProduct('AmazonEC2', 'NAT Gateway', usage, {}, [[unit, '0.0450000000']]);

const rdsUsage = (usage: string, attributes: Readonly<Record<string, string>>, price = '0.1450000000'): Product =>
  aProduct(
    'AmazonRDS',
    'Database Instance',
    usage,
    {
      instanceType: 'db.t3.large',
      databaseEngine: 'PostgreSQL',
      deploymentOption: 'Single-AZ',
      licenseModel: 'No license required',
      ...attributes,
    },
    [['Hrs', price]],
  );

const egress = (...tiers: Product['onDemand']): Product => {
  const { regionCode: _, ...place } = aProduct(
    'AWSDataTransfer',
    'Data Transfer',
    'DataTransfer-Out-Bytes',
    {},
    [],
  ).attributes;
  const attributes = {
    ...place,
    transferType: 'AWS Outbound',
    fromLocation: 'US East (N. Virginia)',
    toLocation: 'External',
  };
  return { ...aProduct('AWSDataTransfer', 'Data Transfer', '', {}, tiers), attributes };
};

const terms = (length: string, offering: string, option: string): Readonly<Record<string, string>> => ({
  LeaseContractLength: length,
  OfferingClass: offering,
  PurchaseOption: option,
});

describe('the traps of the price list', () => {
  // Each decoy shares the filters of the query with the product wanted.
  it.each<readonly [string, Product]>([
    ['an unused capacity reservation', anInstance('m5.large', '0.0960000000', { usagetype: 'UnusedBox:m5.large' })],
    ['an allocated reservation at $0', anInstance('m5.large', '0.0000000000', { usagetype: 'Reservation:m5.large' })],
    ['a dedicated instance', anInstance('m5.large', '0.1020000000', { usagetype: 'DedicatedUsage:m5.large' })],
    [
      'a capacity block at $0',
      anInstance('m5.large', '0.0000000000', { marketoption: 'CapacityBlock', operation: 'RunInstances:CB' }),
    ],
    [
      'a capacity block that is named by its market option only',
      anInstance('m5.large', '0.5', { marketoption: 'CapacityBlock' }),
    ],
    [
      'an older capacity block without a market option',
      without('marketoption', anInstance('m5.large', '0', { operation: 'RunInstances:CB' })),
    ],
    ['a licence of your own', anInstance('m5.large', '0.0960000000', { licenseModel: 'Bring your own license' })],
    ['another product of the family', anInstance('m5.large', '0.1', {}, { family: 'Dedicated Host' })],
  ])('%s is passed over', async (_, decoy) => {
    for (const products of [
      [m5, decoy],
      [decoy, m5],
    ]) {
      const refreshed = await refresh(products, ['ec2']);
      expect(linuxOf(refreshed, 'm5.large')).toBe('0.096');
      expect(refreshed.problems).toEqual([]);
    }
  });

  it('two products that match are a problem with both SKUs, never the first', async () => {
    const twin = anInstance('m5.large', '0.0500000000', {}, { sku: 'AAA' });
    const refreshed = await refresh([twin, { ...m5, sku: 'BBB' }, anInstance('m5.xlarge', '0.192')], ['ec2']);
    expect(linuxOf(refreshed, 'm5.large')).toBeUndefined();
    expect(refreshed.problems).toEqual([
      { item: 'ec2.m5.large.linux', skus: ['AAA', 'BBB'], why: '2 products match where one was expected' },
    ]);
  });

  it.each<readonly [string, Partial<Product>, string]>([
    ['$0', { onDemand: [['Hrs', '0.0000000000']] }, 'the price is $0'],
    ['another unit', { onDemand: [['Quantity', '1']] }, 'unit "Quantity" where h was expected'],
    [
      'two dimensions',
      {
        onDemand: [
          ['Hrs', '1'],
          ['Hrs', '2'],
        ],
      },
      '2 price dimensions where one was expected',
    ],
    ['no on-demand term', { onDemand: [] }, 'no on-demand price'],
    ['another currency', { currency: 'CNY' }, 'no price in USD'],
    ['something that is no number', { onDemand: [['Hrs', '1e-3']] }, '"1e-3" is not a price'],
  ])('%s is no price', async (_, change, why) => {
    const refreshed = await refresh([{ ...m5, sku: 'ONE', ...change }, anInstance('m5.xlarge', '0.192')], ['ec2']);
    expect(linuxOf(refreshed, 'm5.large')).toBeUndefined();
    expect(refreshed.problems).toEqual([{ item: 'ec2.m5.large.linux', skus: ['ONE'], why }]);
  });

  it('a product that cannot be read is told, not dropped', async () => {
    const refreshed = await refresh([m5, { ...m5, raw: '{"product":{}}' }, { ...m5, raw: 'not json' }], ['ec2']);
    expect(refreshed.problems).toEqual([
      { item: 'EC2 Linux', skus: [], why: '2 products are not in the format aws_v1' },
    ]);
  });

  it('units are written in many ways and GiBps counts as 1,024 MiBps', async () => {
    const refreshed = await refresh(
      [
        aProduct('AmazonEC2', 'Storage', 'EBS:VolumeUsage.gp3', { volumeApiName: 'gp3' }, [['GB-Mo', '0.0800000000']]),
        aProduct('AmazonEC2', 'Storage', 'EBS:VolumeUsage.io2', { volumeApiName: 'io2' }, [
          ['GB-month', '0.1250000000'],
        ]),
        aProduct('AmazonEC2', 'Storage', 'EBS:VolumeUsage', { volumeApiName: 'standard' }, [['GB-Mo', '0.05']]),
        aProduct('AmazonEC2', 'System Operation', 'EBS:VolumeP-IOPS.gp3', {}, [['IOPS-Mo', '0.0050000000']]),
        aProduct('AmazonEC2', 'System Operation', 'EBS:VolumeP-IOPS.io2.tier3', {}, [['IOPS-Mo', '0.03185']]),
        aProduct('AmazonEC2', 'System Operation', 'EBS:VolumeP-IOPS.io2', {}, [['IOPS-Mo', '0.065']]),
        aProduct('AmazonEC2', 'System Operation', 'EBS:VolumeP-IOPS.io2.tier2', {}, [['IOPS-Mo', '0.0455']]),
        aProduct('AmazonEC2', 'Provisioned Throughput', 'EBS:VolumeP-Throughput.gp3', {}, [
          ['GiBps-mo', '40.9600000000'],
        ]),
        aProduct('AmazonEC2', 'Storage Snapshot', 'EBS:SnapshotUsage', {}, [['GB-Mo', '0.05']]),
        aProduct('AmazonEC2', 'Storage Snapshot', 'EBS:SnapshotUsageUnderBilling', {}, [['GB-Mo', '0.05']]),
        aProduct('AmazonEC2', 'Storage Snapshot', 'EBS:SnapshotUsage.outposts', {}, [['GB-Mo', '0.05']]),
      ],
      ['ebs'],
    );
    expect(refreshed.problems).toEqual([]);
    const rates = Object.entries(refreshed.file.rates).map(([item, [usd, unit]]) => `${item} ${usd} ${unit}`);
    expect(rates.toSorted()).toEqual([
      'ebs.gp3.iops 0.005 IOPS-month',
      'ebs.gp3.storage 0.08 GB-month',
      'ebs.gp3.throughput 0.04 MiBps-month',
      'ebs.io2.storage 0.125 GB-month',
      'ebs.snapshot 0.05 GB-month',
      'ebs.standard.storage 0.05 GB-month',
    ]);
    expect(refreshed.file.tiers['ebs.io2.iops']?.map(([from, usd]) => [from, usd])).toEqual([
      [0, '0.065'],
      [32_000, '0.0455'],
      [64_000, '0.03185'],
    ]);
  });

  it('usage types carry a region code or none, and TS- is not one', async () => {
    const elb = 'Load Balancer-Application';
    const usages = [
      'EU-LoadBalancerUsage',
      'EU-LCUUsage',
      'EU-TS-LoadBalancerUsage',
      'TS-LCUUsage',
      'EU-ReservedLCUUsage',
      'EU-Outposts-LCUUsage',
    ];
    const refreshed = await refresh(
      usages.map((usage) =>
        aProduct('AWSELB', elb, usage, { regionCode: 'eu-west-1' }, [
          [usage.endsWith('LCUUsage') ? 'LCU-Hrs' : 'Hrs', '0.0252'],
        ]),
      ),
      ['elb'],
      { region: 'eu-west-1' },
    );
    expect(Object.keys(refreshed.file.rates).toSorted()).toEqual(['elb.alb.hour', 'elb.alb.lcu']);
    expect(refreshed.problems.map(({ item }) => item)).toEqual(['elb.nlb.hour', 'elb.nlb.lcu']);
  });

  it('takes the right NAT gateway and public IPv4 products', async () => {
    const refreshed = await refresh(
      [
        natUsage('NatGateway-Hours', 'Hrs'),
        natUsage('NatGateway-Bytes', 'GB'),
        natUsage('RegionalNatGateway-Hours', 'Hrs'),
        natUsage('NatGateway-Prvd-Bytes', 'GB'),
        aProduct('AmazonVPC', undefined, 'USE1-PublicIPv4:InUseAddress', { group: 'VPCPublicIPv4Address' }, [
          ['Hrs', '0.005'],
        ]),
        aProduct('AmazonVPC', undefined, 'USE1-PublicIPv4:IdleAddress', { group: 'VPCPublicIPv4Address' }, [
          ['Hrs', '0.005'],
        ]),
      ],
      ['vpc'],
    );
    expect(refreshed).toMatchObject({ figures: 3, problems: [] });
    expect(Object.keys(refreshed.file.rates).toSorted()).toEqual(['vpc.ipv4.hour', 'vpc.nat.gb', 'vpc.nat.hour']);
  });

  it('licence models are spelt differently in RDS, and other usages of a class are other products', async () => {
    const refreshed = await refresh(
      [
        rdsUsage('InstanceUsage:db.t3.large', {}),
        rdsUsage('InstanceUsageIOOptimized:db.t3.large', {}, '0.2'),
        rdsUsage('Outposts-InstanceUsage:db.t3.large', {}, '0.3'),
        rdsUsage('Multi-AZUsage:db.t3.large', { deploymentOption: 'Multi-AZ' }, '0.29'),
        rdsUsage(
          'InstanceUsage:db.t3.large',
          { databaseEngine: 'SQL Server', databaseEdition: 'Web', licenseModel: 'License included' },
          '0.232',
        ),
        rdsUsage(
          'InstanceUsage:db.t3.large',
          { databaseEngine: 'SQL Server', databaseEdition: 'Web', licenseModel: 'Bring your own license' },
          '0.1',
        ),
      ],
      ['rds'],
    );
    expect(Object.entries(refreshed.file.rates).map(([item, [usd]]) => [item, usd])).toEqual([
      ['rds.postgres.db.t3.large.single', '0.145'],
      ['rds.postgres.db.t3.large.multi', '0.29'],
      ['rds.sqlserver-web.db.t3.large.single', '0.232'],
    ]);
  });

  const nat = aProduct('AmazonEC2', 'NAT Gateway', 'NatGateway-Hours', {}, [['Hrs', '0.045']]);

  it('data transfer is asked for by the name of a location, and its tiers come in any order', async () => {
    const free = { ...egress(['GB', '0.0000000000']), sku: 'GLOBAL' };
    const refreshed = await refresh(
      [
        nat,
        egress(
          ['GB', '0.07', '51200', '153600'],
          ['GB', '0.09', '0', '10240'],
          ['GB', '0.05', '153600', 'Inf'],
          ['GB', '0.085', '10240', '51200'],
        ),
        { ...free, attributes: { ...free.attributes, usagetype: 'Global-DataTransfer-Out-Bytes' } },
      ],
      ['transfer'],
    );
    expect(refreshed.server.asked.map(({ service, filters }) => [service, filters['fromLocation']])).toContainEqual([
      'AWSDataTransfer',
      'US East (N. Virginia)',
    ]);
    expect(refreshed.file.tiers['transfer.out']?.map(([from, usd]) => [from, usd])).toEqual([
      [0, '0.09'],
      [10240, '0.085'],
      [51200, '0.07'],
      [153600, '0.05'],
    ]);
  });

  it.each<readonly [string, Product['onDemand'], string]>([
    [
      'a hole',
      [
        ['GB', '0.09', '0', '10240'],
        ['GB', '0.07', '51200', 'Inf'],
      ],
      'no tier begins at 10240, the next at 51200',
    ],
    ['an end', [['GB', '0.09', '0', '10240']], 'the tiers end at 10240'],
    ['no beginning', [['GB', '0.09', '10240', 'Inf']], 'no tier begins at 0, the next at 10240'],
    [
      'a free part',
      [
        ['GB', '0', '0', '100'],
        ['GB', '0.09', '100', 'Inf'],
      ],
      'the price from 0 on is $0',
    ],
  ])('tiers with %s are not used', async (_, tiers, why) => {
    const refreshed = await refresh(
      [nat, egress(...tiers), aProduct('AmazonEC2', 'NAT Gateway', 'NatGateway-Bytes', {}, [['GB', '0.045']])],
      ['vpc', 'transfer'],
    );
    expect(refreshed.file.tiers).toEqual({});
    expect(refreshed.problems.find(({ item }) => item === 'transfer.out')?.why).toBe(why);
  });

  it('Reserved terms are told by their attributes and units, whatever their codes and order', async () => {
    const { file } = await refresh(
      [
        anInstance(
          'm5.large',
          '0.0960000000',
          {},
          {
            reserved: [
              {
                attributes: terms('1yr', 'standard', 'Partial Upfront'),
                dimensions: [
                  ['Quantity', '252'],
                  ['Hrs', '0.0290000000'],
                ],
              },
              {
                attributes: terms('3yr', 'convertible', 'Partial Upfront'),
                dimensions: [
                  ['Hrs', '0.0230000000'],
                  ['Quantity', '592'],
                ],
              },
              { attributes: terms('3yr', 'standard', 'No Upfront'), dimensions: [['Hrs', '0.0410000000']] },
              {
                attributes: terms('1yr', 'standard', 'All Upfront'),
                dimensions: [
                  ['Quantity', '0'],
                  ['Hrs', '0.0000000000'],
                ],
              },
              { attributes: terms('5yr', 'standard', 'No Upfront'), dimensions: [['Hrs', '0.01']] },
            ],
          },
        ),
      ],
      ['ec2'],
    );
    const book = loadBook('us-east-1', file);
    expect(book.committed('m5.large', 'linux', { kind: 'reserved', years: 1, payment: 'partial' })).toMatchObject({
      upfrontUsd: '252',
      hourly: { usd: '0.029', kind: 'observed' },
      effectiveHourlyUsd: '0.057767',
    });
    expect(
      book.committed('m5.large', 'linux', { kind: 'compute-savings-plan', years: 3, payment: 'partial' }),
    ).toMatchObject({
      effectiveHourlyUsd: '0.045527',
      hourly: { kind: 'derived' },
    });
    expect(file.reserved?.['m5.large|linux']).toHaveLength(3);
  });

  it('GovCloud is in the same list under its region code', async () => {
    const gov = anInstance('m5.large', '0.121', {
      regionCode: 'us-gov-west-1',
      location: 'AWS GovCloud (US-West)',
      usagetype: 'UGW1-BoxUsage:m5.large',
    });
    expect(linuxOf(await refresh([gov, m5], ['ec2'], { region: 'us-gov-west-1' }), 'm5.large')).toBe('0.121');
  });
});

function without(attribute: string, product: Product): Product {
  return {
    ...product,
    attributes: Object.fromEntries(Object.entries(product.attributes).filter(([name]) => name !== attribute)),
  };
}
