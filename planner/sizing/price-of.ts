import type { PriceBook } from '../pricing/book.js';
import {
  cloudwatchLines,
  elasticacheLines,
  fileSystemLines,
  gap,
  instanceLines,
  loadBalancerLines,
  noPrice,
  rdsLines,
  sesLines,
  sumPrices,
  volumeLines,
} from '../pricing/lines.js';
import type { Price } from '../pricing/quote.js';
import type { Target, Volume } from './recommendation.js';

/**
 * What no inventory tells, and a price needs. Each is said in the note of the offer that rests on it.
 * FSx: 32 MB/s is the smallest throughput that AWS suggests for Multi-AZ production use.
 */
export const assumed = {
  mailsPerMonth: 10_000,
  alarms: 100,
  dashboards: 1,
  fsxThroughputMBps: 32,
  capacityUnits: 1,
} as const;

/** Volumes of one instance. None at all means that no disk size is known: a gap, for every instance has a disk. */
export const storagePrice = (volumes: readonly Volume[], book: PriceBook): Price =>
  volumes.length === 0
    ? gap({ item: 'ebs', quantity: 1, unit: 'volume', why: 'no disk size is known; add disk sizes to its row' })
    : sumPrices(volumes.map((volume) => volumeLines(volume, book)));

/** Every line of a target's price, each with its rate, quantity and source. `cents` is the sum of what is known. */
export function priceOf(target: Target, book: PriceBook): Price {
  switch (target.kind) {
    case 'ec2':
      return sumPrices([instanceLines(target, book), storagePrice(target.volumes, book)]);
    case 'rds':
      return rdsLines(target, book);
    case 'elasticache':
      return elasticacheLines(target, book);
    case 'lb':
      return loadBalancerLines(
        { type: target.type, capacityUnits: target.capacityUnits ?? assumed.capacityUnits },
        book,
      );
    case 'ses':
      return sesLines(assumed.mailsPerMonth, book);
    case 'efs':
      return fileSystemLines({ kind: 'efs', storageGiB: target.storageGiB }, book);
    case 'fsx':
      return fileSystemLines(
        { kind: 'fsx', storageGiB: target.storageGiB, throughputMBps: assumed.fsxThroughputMBps },
        book,
      );
    case 'cloudwatch':
      return cloudwatchLines({ alarms: assumed.alarms, dashboards: assumed.dashboards }, book);
    case 'none':
      return noPrice;
    default:
      return gap({ item: 'server', quantity: 1, unit: 'server', why: target.why });
  }
}
