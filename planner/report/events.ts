import type { Finding } from '../model/finding.js';
import type { Inventory, RowCounts } from '../model/inventory.js';
import { usd } from '../model/money.js';
import type { Plan } from '../plan/plan.js';
import { fileJson, findingJson } from './plan-json.js';

/** What `--events` writes, one JSON object a line, as things happen. The first line is always the version. */
export type PlanEvent =
  | {
      readonly type: 'version';
      readonly schema: 'events/v1';
      readonly tool: 'plan-migration';
    }
  | ({ readonly type: 'file' } & ReturnType<typeof fileJson>)
  | ({ readonly type: 'finding' } & ReturnType<typeof findingJson>)
  | {
      readonly type: 'plan';
      readonly servers: number;
      readonly rows: RowCounts;
      readonly scenarios: readonly { readonly id: string; readonly monthlyUsd: number; readonly unpriced: number }[];
    }
  | { readonly type: 'rows'; readonly servers: number; readonly rows: RowCounts };

const line = (event: PlanEvent): string => `${JSON.stringify(event)}\n`;

/** Readers check the first line before they trust the others. */
const version: PlanEvent = { type: 'version', schema: 'events/v1', tool: 'plan-migration' };

function* reading({ files }: Inventory, findings: readonly Finding[]): Generator<string> {
  yield line(version);
  for (const account of files) yield line({ type: 'file', ...fileJson(account) });
  for (const finding of findings) yield line({ type: 'finding', ...findingJson(finding) });
}

/** `check --events`: files, findings, the fate of the rows. */
export function* checkEvents(inventory: Inventory): Generator<string> {
  yield* reading(inventory, inventory.findings);
  yield line({ type: 'rows', servers: inventory.servers.length, rows: inventory.rows });
}

/** `plan --events`: files, findings, then the answer in short; the whole plan is `--json`. */
export function* planEvents({ servers, inventory, findings, scenarios }: Plan): Generator<string> {
  yield* reading(inventory, findings);
  yield line({
    type: 'plan',
    servers: servers.length,
    rows: inventory.rows,
    scenarios: scenarios.map(({ id, monthlyCents, unpriced }) => ({ id, monthlyUsd: usd(monthlyCents), unpriced })),
  });
}
