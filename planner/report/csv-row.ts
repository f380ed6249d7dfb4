import { inert } from './spreadsheet.js';

/** RFC 4180: quoted where needed, quotes doubled. No cell is a formula. */
export function csvField(value: string | number | undefined): string {
  if (value === undefined) return '';
  if (typeof value === 'number') return String(value);
  const text = inert(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A row with its line end, CRLF. */
export const csvRow = (cells: readonly (string | number | undefined)[]): string =>
  `${cells.map(csvField).join(',')}\r\n`;
