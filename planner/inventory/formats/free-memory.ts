import { textOf } from '../cells.js';
import type { Facts, Header, Outcome, Row, Statistic } from '../format.js';

/**
 * For exports that say how much memory was free, in MB, where what counts is how much was used.
 *
 * @param column the column of free memory
 * @param statistic what its figures are
 */
export const usedMemory = (column: string, statistic: Statistic) => (header: Header) => {
  const at = header.find(column);
  return (facts: Facts, row: Row): Outcome => {
    const freeGiB = Number(textOf(row.cells[at]) ?? Number.NaN) / 1024;
    if (facts.memoryGiB !== undefined && freeGiB >= 0 && freeGiB <= facts.memoryGiB) {
      facts.measures = { ...facts.measures, memoryGiB: { [statistic]: facts.memoryGiB - freeGiB } };
    }
    return undefined;
  };
};
