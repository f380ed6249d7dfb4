import { safeText } from '../view/text.js';

/**
 * What spreadsheets run as a formula (OWASP, CSV injection). A cell that begins so gets an apostrophe in front, which the readers of
 * `inventory/` take off again; one that has apostrophes there already gets one more.
 */
const formula = /^'*\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]/;

function cell(text: string): string {
  const safe = safeText(text);
  const inert = formula.test(safe) ? `'${safe}` : safe;
  return /[",;\r\n]|^\s|\s$/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}

/** A table as RFC 4180 has it: CRLF, quotes doubled. No cell is a formula, none holds a control character. */
export const csvText = (header: readonly string[], rows: readonly (readonly string[])[]): string =>
  [header, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('');
