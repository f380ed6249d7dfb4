import type { Plan } from '../plan/plan.js';
import { inChunks } from './chunks.js';
import { serverReport } from './rows.js';
import { inert } from './spreadsheet.js';

/** RFC 4180: quoted where needed, quotes doubled. */
function field(value: string | number | undefined): string {
  if (value === undefined) return '';
  if (typeof value === 'number') return String(value);
  const text = inert(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function* lines(plan: Plan): Generator<string> {
  yield `${serverReport.map(({ title }) => title).join(',')}\r\n`;
  for (const planned of plan.servers)
    yield `${serverReport.map((column) => field(column.value(planned, plan))).join(',')}\r\n`;
}

/** One row a server, UTF-8, CRLF as RFC 4180 says, in chunks. No cell is a formula. */
export const planCsv = (plan: Plan): Iterable<string> => inChunks(lines(plan));
