import { Decimal } from 'decimal.js';
import { type Commitment, type Ec2Os, hoursPerMonth, type PriceBook } from './book.js';
import { type SqlServerEdition, sqlServerVcpus } from './licence.js';
import { gap, line, noPrice, rateLine, sumPrices, tierLines } from './quotes.js';
import type { Price, Rate } from './quote.js';

export interface InstanceQuantities {
  readonly instanceType: string;
  readonly os: Ec2Os;
  /** SQL Server licence included in the instance price; undefined = none, or bring-your-own. */
  readonly sqlServer?: SqlServerEdition | undefined;
  /** Instances of this kind; default 1. */
  readonly count?: number;
  /** Hours a month; default 730. */
  readonly hours?: number;
  /** On demand without one. SQL Server's licence is never discounted. */
  readonly commitment?: Commitment | undefined;
}

/** An EC2 instance and its licences. Item ids: `ec2.m7i.large.windows`, `licence.sqlserver.standard`. */
export function instanceLines(wanted: InstanceQuantities, book: PriceBook): Price {
  const hours = (wanted.count ?? 1) * (wanted.hours ?? hoursPerMonth);
  const item = `ec2.${wanted.instanceType}.${wanted.os}`;
  return sumPrices([line(book, item, hourlyRate(wanted, book), hours, 'h'), sqlServerLines(wanted, hours, book)]);
}

function hourlyRate({ instanceType, os, commitment }: InstanceQuantities, book: PriceBook): Rate | undefined {
  if (commitment === undefined) return book.ec2(instanceType, os);
  const committed = book.committed(instanceType, os, commitment);
  return committed && { ...committed.hourly, usd: committed.effectiveHourlyUsd };
}

function sqlServerLines({ sqlServer, instanceType }: InstanceQuantities, hours: number, book: PriceBook): Price {
  if (sqlServer === undefined) return noPrice;
  const item = `licence.sqlserver.${sqlServer}`;
  const facts = book.instanceType(instanceType);
  if (facts === undefined)
    return gap({
      item,
      quantity: hours,
      unit: 'vCPU-h',
      why: `the vCPUs of ${instanceType} are not known; name a current instance type`,
    });
  return rateLine(book, item, sqlServerVcpus(sqlServer, facts.vcpus) * hours, 'vCPU-h');
}

export interface VolumeQuantities {
  readonly type: 'gp3' | 'gp2' | 'io1' | 'io2' | 'st1' | 'sc1' | 'standard';
  readonly sizeGiB: number;
  /** Provisioned. gp3 includes 3,000; other types than gp3, io1 and io2 have none to buy. */
  readonly iops?: number | undefined;
  /** Provisioned MiB/s. gp3 includes 125; other types have none to buy. */
  readonly throughputMiBps?: number | undefined;
  readonly count?: number;
}

/** What a gp3 volume includes (price list rows "gp3 IOPS over 3,000", "throughput over 125 MiB/s"). */
export const gp3Included = { iops: 3000, throughputMiBps: 125 } as const;

/** An EBS volume: storage, and the IOPS and throughput beyond what its type includes. EBS's "GB-month" is a GiB-month. */
export function volumeLines(volume: VolumeQuantities, book: PriceBook): Price {
  const count = volume.count ?? 1;
  return sumPrices([
    rateLine(book, `ebs.${volume.type}.storage`, volume.sizeGiB * count, 'GB-month'),
    performanceLines(volume, count, book),
  ]);
}

function performanceLines(
  { type, iops = 0, throughputMiBps = 0 }: VolumeQuantities,
  count: number,
  book: PriceBook,
): Price {
  switch (type) {
    case 'gp3':
      return sumPrices([
        rateLine(book, 'ebs.gp3.iops', Math.max(0, iops - gp3Included.iops) * count, 'IOPS-month'),
        rateLine(
          book,
          'ebs.gp3.throughput',
          Math.max(0, throughputMiBps - gp3Included.throughputMiBps) * count,
          'MiBps-month',
        ),
      ]);
    case 'io1':
      return rateLine(book, 'ebs.io1.iops', iops * count, 'IOPS-month');
    case 'io2':
      // Tiers apply to each volume, so equal volumes are priced one by one and then multiplied line by line.
      return sumPrices(Array.from({ length: count }, () => tierLines(book, 'ebs.io2.iops', iops, 'IOPS-month')));
    default:
      return noPrice;
  }
}

/** EBS snapshots: gigabytes stored after deduplication of unchanged blocks. */
export const snapshotLines = (storedGB: number, book: PriceBook): Price =>
  rateLine(book, 'ebs.snapshot', storedGB, 'GB-month');

/** Dollars paid at the start of a commitment, per instance; undefined where the commitment has no known price. */
export function upfrontUsd(wanted: InstanceQuantities, book: PriceBook): Decimal | undefined {
  if (wanted.commitment === undefined) return new Decimal(0);
  const committed = book.committed(wanted.instanceType, wanted.os, wanted.commitment);
  return committed && new Decimal(committed.upfrontUsd).times(wanted.count ?? 1);
}
