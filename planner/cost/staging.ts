import type { PriceBook } from '../pricing/book.js';
import { instanceLines, rateLine, snapshotLines, sumPrices, volumeLines } from '../pricing/lines.js';
import type { Price } from '../pricing/quote.js';
import { assumed, type Assumptions } from './assumptions.js';
import type { MoveCost } from './move-cost.js';

/** Hours of a month in the price list. */
const monthHours = 730;

/** A month of the staging area of one move: copies of its disks, their snapshots, and the servers that write them. */
export function stagingPrice({ replicated }: MoveCost, assumptions: Assumptions, book: PriceBook): Price {
  const gib = Math.ceil((replicated.gib * assumed(assumptions, 'stagingPct')) / 100);
  return sumPrices([
    volumeLines({ type: 'gp3', sizeGiB: gib }, book),
    snapshotLines(Math.ceil((gib * assumed(assumptions, 'stagingSnapshotPct')) / 100), book),
    replicated.servers === 0
      ? sumPrices([])
      : instanceLines(
          {
            instanceType: 't3.small',
            os: 'linux',
            count: Math.ceil(replicated.disks / assumed(assumptions, 'disksPerReplicationServer')),
          },
          book,
        ),
  ]);
}

/** A month of the replication service for servers whose free hours are used up. */
export const replicationPrice = ({ replicated }: MoveCost, book: PriceBook): Price =>
  rateLine(book, 'mgn.server', replicated.servers * monthHours, 'server-h');

/** Days of replication that are free. */
export const freeDays = (assumptions: Assumptions): number => Math.floor(assumed(assumptions, 'mgnFreeHours') / 24);
