import type { RejectedRows } from '../model/inventory.js';

/** A cell that a spreadsheet would run gets an apostrophe, which reading takes off again; numbers (`-1`) stay as they are. */
const guarded = (cell: string): string =>
  /^[=+\-@\t\r]/.test(cell) && !/^[+-]?[\d.,]+\s*%?$/.test(cell) ? `'${cell}` : cell;

const quoted = (cell: string): string => (/[",;\t\n\r|]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/**
 * Rejected rows of one table as CSV under the table's own header, so that they can be repaired and read again by the same format.
 * Rejected JSON records, which have no header, come as a JSON array.
 */
export function rejectedText({ header, rows }: RejectedRows): string {
  if (header.length === 0) return `[\n${rows.map(([record = 'null']) => record).join(',\n')}\n]\n`;
  return [header, ...rows].map((cells) => `${cells.map((cell) => quoted(guarded(cell))).join(',')}\r\n`).join('');
}
