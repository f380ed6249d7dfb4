import type { Plan } from '../plan/plan.js';
import { inChunks } from './chunks.js';
import { csvRow } from './csv-row.js';
import { serverReport } from './rows.js';

function* lines(plan: Plan): Generator<string> {
  yield csvRow(serverReport.map(({ title }) => title));
  for (const planned of plan.servers) yield csvRow(serverReport.map((column) => column.value(planned, plan)));
}

/** One row a server, UTF-8, CRLF as RFC 4180 says, in chunks. No cell is a formula. */
export const planCsv = (plan: Plan): Iterable<string> => inChunks(lines(plan));
