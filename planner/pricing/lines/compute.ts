import { Decimal } from 'decimal.js';
import { type Commitment, type Ec2Os, hoursPerMonth, type PriceBook } from '../book.js';
import { type SqlServerEdition, sqlServerVcpus } from '../licence.js';
import type { Price, Rate } from '../quote.js';
import { gap, line, noPrice, rateLine, sumPrices, tierLines } from '../quotes.js';

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

/**
 * An EC2 instance and its licences. Item ids: `ec2.m7i.large.windows`, `licence.sqlserver.standard`.
 * With a commitment the rate is the effective hourly one, which spreads what is paid at the start over the term.
 */
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
  if (facts === undefined) {
    const why = `the vCPUs of ${instanceType} are not known; name a current instance type`;
    return gap({ item, quantity: hours, unit: 'vCPU-h', why });
  }
  return rateLine(book, item, sqlServerVcpus(sqlServer, facts.vcpus) * hours, 'vCPU-h');
}

/** Dollars paid at the start of a commitment; 0 on demand, undefined where the commitment has no known price. */
export function upfrontUsd(wanted: InstanceQuantities, book: PriceBook): string | undefined {
  if (wanted.commitment === undefined) return '0';
  const committed = book.committed(wanted.instanceType, wanted.os, wanted.commitment);
  return committed && new Decimal(committed.upfrontUsd).times(wanted.count ?? 1).toFixed();
}

export interface VolumeQuantities {
  readonly type: 'gp3' | 'gp2' | 'io1' | 'io2' | 'st1' | 'sc1' | 'standard';
  readonly sizeGiB: number;
  /** Provisioned. gp3 includes 3,000; only gp3, io1 and io2 have any to buy. */
  readonly iops?: number | undefined;
  /** Provisioned MiB/s. gp3 includes 125; no other type has any to buy. */
  readonly throughputMiBps?: number | undefined;
}

/** What a gp3 volume includes (price list rows "gp3 IOPS over 3,000", "throughput over 125 MiB/s"). */
export const gp3Included = { iops: 3000, throughputMiBps: 125 } as const;

/** An EBS volume: storage, and the IOPS and throughput beyond what its type includes. EBS's "GB-month" is a GiB-month. */
export function volumeLines(volume: VolumeQuantities, book: PriceBook): Price {
  const storage = rateLine(book, `ebs.${volume.type}.storage`, volume.sizeGiB, 'GB-month');
  const performance = performanceLines(volume, book);
  return performance === noPrice ? storage : sumPrices([storage, performance]);
}

function performanceLines({ type, iops = 0, throughputMiBps = 0 }: VolumeQuantities, book: PriceBook): Price {
  switch (type) {
    case 'gp3': {
      const extra = Math.max(0, throughputMiBps - gp3Included.throughputMiBps);
      return sumPrices([
        rateLine(book, 'ebs.gp3.iops', Math.max(0, iops - gp3Included.iops), 'IOPS-month'),
        rateLine(book, 'ebs.gp3.throughput', extra, 'MiBps-month'),
      ]);
    }
    case 'io1':
      return rateLine(book, 'ebs.io1.iops', iops, 'IOPS-month');
    case 'io2':
      return tierLines(book, 'ebs.io2.iops', iops, 'IOPS-month');
    default:
      return noPrice;
  }
}

/** EBS snapshots: gigabytes stored, unchanged blocks counted once. */
export const snapshotLines = (storedGB: number, book: PriceBook): Price =>
  rateLine(book, 'ebs.snapshot', storedGB, 'GB-month');

export interface FargateQuantities {
  /** Per task. */
  readonly vcpus: number;
  readonly memoryGB: number;
  readonly arch?: 'x86_64' | 'arm64';
  /** Task-hours a month; default 730 (one task all the time). */
  readonly hours?: number;
}

/** Fargate tasks on Linux. The memory rate on arm64 is not known: a gap. */
export function fargateLines(task: FargateQuantities, book: PriceBook): Price {
  const hours = task.hours ?? hoursPerMonth;
  const kind = task.arch === 'arm64' ? 'fargate.arm' : 'fargate';
  return sumPrices([
    rateLine(book, `${kind}.vcpu`, task.vcpus * hours, 'vCPU-h'),
    rateLine(book, `${kind}.memory`, task.memoryGB * hours, 'GB-h'),
  ]);
}

export interface ReplicationQuantities {
  readonly servers: number;
  /** Days from installing the agent to the cutover. */
  readonly days: number;
}

/** Hours that AWS MGN replicates a server without a fee: 90 days from installing its agent. */
export const mgnFreeHours = 2160;

/** Fee of AWS MGN over the whole replication (not a month); its replication servers and disks are billed as EC2 and EBS. */
export const mgnLines = ({ servers, days }: ReplicationQuantities, book: PriceBook): Price =>
  rateLine(book, 'mgn.server', servers * Math.max(0, days * 24 - mgnFreeHours), 'server-h');
