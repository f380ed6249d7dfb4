import { hoursPerMonth, type PriceBook } from '../book.js';
import type { Price } from '../quote.js';
import { rateLine, sumPrices, tierLines } from '../quotes.js';

export interface RdsQuantities {
  readonly engine:
    | 'postgres'
    | 'mysql'
    | 'mariadb'
    | 'sqlserver-ex'
    | 'sqlserver-web'
    | 'sqlserver-se'
    | 'sqlserver-ee';
  /** `db.m7g.large`. */
  readonly instanceType: string;
  readonly multiAz: boolean;
  readonly storageGiB: number;
  /** Default gp3. */
  readonly storageType?: 'gp3' | 'gp2' | 'io1';
  /** Provisioned; gp3 includes {@link rdsGp3Iops}. */
  readonly iops?: number | undefined;
  /** Backups beyond the size of the database, which is free. */
  readonly backupGB?: number;
}

/**
 * IOPS that RDS gp3 storage includes: 12,000 from 400 GiB on, 3,000 below and always for SQL Server
 * (RDS user guide, "gp3 storage").
 */
export const rdsGp3Iops = (engine: RdsQuantities['engine'], storageGiB: number): number =>
  storageGiB >= 400 && !engine.startsWith('sqlserver') ? 12_000 : 3000;

const deploymentOf = ({ multiAz }: Pick<RdsQuantities, 'multiAz'>): string => (multiAz ? 'multi' : 'single');

/** A database instance with its storage. SQL Server prices include the licence. */
export const rdsLines = (database: RdsQuantities, book: PriceBook): Price =>
  sumPrices([rdsInstanceLines(database, book), rdsStorageLines(database, book)]);

/** The instance alone. */
export const rdsInstanceLines = (
  database: Pick<RdsQuantities, 'engine' | 'instanceType' | 'multiAz'>,
  book: PriceBook,
): Price =>
  rateLine(book, `rds.${database.engine}.${database.instanceType}.${deploymentOf(database)}`, hoursPerMonth, 'h');

/** Its storage, with the IOPS beyond those that it includes, and its backups. */
export function rdsStorageLines(database: Omit<RdsQuantities, 'instanceType'>, book: PriceBook): Price {
  const { engine, storageGiB, storageType = 'gp3', iops = 0, backupGB = 0 } = database;
  const deployment = deploymentOf(database);
  const included = storageType === 'gp3' ? rdsGp3Iops(engine, storageGiB) : 0;
  const extraIops = storageType === 'gp2' ? 0 : Math.max(0, iops - included);
  return sumPrices([
    rateLine(book, `rds.${storageType}.storage.${deployment}`, storageGiB, 'GB-month'),
    rateLine(book, `rds.${storageType}.iops.${deployment}`, extraIops, 'IOPS-month'),
    rateLine(book, 'rds.backup', backupGB, 'GB-month'),
  ]);
}

export interface CacheQuantities {
  readonly engine: 'valkey' | 'redis' | 'memcached';
  /** `cache.t4g.small`. */
  readonly instanceType: string;
  readonly nodes: number;
}

export const elasticacheLines = ({ engine, instanceType, nodes }: CacheQuantities, book: PriceBook): Price =>
  rateLine(book, `elasticache.${engine}.${instanceType}`, nodes * hoursPerMonth, 'h');

export type FileSystemQuantities =
  | { readonly kind: 'efs'; readonly storageGiB: number }
  /** FSx for Windows File Server, SSD, Multi-AZ: the only kind whose price is known. */
  | { readonly kind: 'fsx'; readonly storageGiB: number; readonly throughputMBps: number };

export function fileSystemLines(files: FileSystemQuantities, book: PriceBook): Price {
  if (files.kind === 'efs') return rateLine(book, 'efs.standard', files.storageGiB, 'GB-month');
  return sumPrices([
    rateLine(book, 'fsx.windows.ssd.multi', files.storageGiB, 'GB-month'),
    rateLine(book, 'fsx.windows.throughput.multi', files.throughputMBps, 'MBps-month'),
  ]);
}

export interface BucketQuantities {
  readonly storageGB: number;
  /** Default standard. */
  readonly storageClass?: 'standard' | 'ia' | 'onezone-ia' | 'glacier' | 'deep-archive';
  /** PUT, COPY, POST and LIST requests a month. */
  readonly puts?: number;
  readonly gets?: number;
}

/** S3 storage and the requests of the Standard class. */
export function s3Lines(bucket: BucketQuantities, book: PriceBook): Price {
  const { storageGB, storageClass = 'standard', puts = 0, gets = 0 } = bucket;
  return sumPrices([
    storageClass === 'standard'
      ? tierLines(book, 's3.standard', storageGB, 'GB-month')
      : rateLine(book, `s3.${storageClass}`, storageGB, 'GB-month'),
    rateLine(book, 's3.put', puts, 'request'),
    rateLine(book, 's3.get', gets, 'request'),
  ]);
}

export interface BackupQuantities {
  /** Stored gigabytes of EBS backups. */
  readonly ebsGB?: number;
  /** Of RDS, beyond the size of the databases. */
  readonly rdsGB?: number;
  readonly fsxGB?: number;
}

/** Backups by where they are stored. */
export const backupLines = ({ ebsGB = 0, rdsGB = 0, fsxGB = 0 }: BackupQuantities, book: PriceBook): Price =>
  sumPrices([
    rateLine(book, 'backup.ebs', ebsGB, 'GB-month'),
    rateLine(book, 'rds.backup', rdsGB, 'GB-month'),
    rateLine(book, 'fsx.windows.backup', fsxGB, 'GB-month'),
  ]);
