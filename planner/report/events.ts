import type { Finding } from '../model/finding.js';
import type { FileAccount, RowCounts } from '../model/inventory.js';
import { usd } from '../model/money.js';
import type { Plan } from '../plan/plan.js';
import { fileJson, findingJson } from './plan-json.js';

/** What `--events` writes, one JSON object a line, as things happen. The first line is always the version. */
export type PlanEvent =
  | {
      readonly type: 'version';
      readonly schema: 'events/v1';
      readonly tool: 'plan-migration';
      readonly version: string;
    }
  | { readonly type: 'progress'; readonly phase: string; readonly message: string }
  | ({ readonly type: 'file' } & ReturnType<typeof fileJson>)
  | ({ readonly type: 'finding' } & ReturnType<typeof findingJson>)
  | {
      readonly type: 'plan';
      readonly servers: number;
      readonly rows: RowCounts;
      readonly scenarios: readonly { readonly id: string; readonly monthlyUsd: number; readonly unpriced: number }[];
    }
  | { readonly type: 'end'; readonly exitCode: number };

export const eventLine = (event: PlanEvent): string => `${JSON.stringify(event)}\n`;

/** The first line. @param version version of the program */
export const versionEvent = (version: string): PlanEvent => ({
  type: 'version',
  schema: 'events/v1',
  tool: 'plan-migration',
  version,
});

export const progressEvent = (phase: string, message: string): PlanEvent => ({ type: 'progress', phase, message });
export const fileEvent = (account: FileAccount): PlanEvent => ({ type: 'file', ...fileJson(account) });
export const findingEvent = (finding: Finding): PlanEvent => ({ type: 'finding', ...findingJson(finding) });
export const endEvent = (exitCode: number): PlanEvent => ({ type: 'end', exitCode });

/** The answer in short; the whole plan is `--json`. */
export const planEvent = ({ servers, inventory, scenarios }: Plan): PlanEvent => ({
  type: 'plan',
  servers: servers.length,
  rows: inventory.rows,
  scenarios: scenarios.map(({ id, monthlyCents, unpriced }) => ({ id, monthlyUsd: usd(monthlyCents), unpriced })),
});

/** Everything that a finished plan has to tell, as lines: files, findings, the answer. The caller writes version and end. */
export function* planEvents(plan: Plan): Generator<string> {
  for (const account of plan.inventory.files) yield eventLine(fileEvent(account));
  for (const finding of plan.findings) yield eventLine(findingEvent(finding));
  yield eventLine(planEvent(plan));
}
