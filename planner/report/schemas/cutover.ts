import { z } from 'zod';
import * as part from './parts.js';

const { text, whole, moment, instant, step } = part;

const span = z.object({ for: text.describe('a duration: 30m'), why: text });

/** `cutover plan PRODUCT --json` */
export const cutoverPlan = z
  .object({
    schema: z.literal('cutover-plan/v1'),
    ...part.product,
    hash: part.sha256.describe('what `cutover run --plan` takes'),
    steps: z.array(
      z.object({
        step,
        about: text,
        skip: text.optional().describe('why it does not apply'),
        gates: z.array(text),
        approvals: whole.describe('people who have to approve'),
        tasks: z.array(
          z.object({
            id: text,
            what: text,
            argv: z.array(text).optional().describe('run without a shell'),
            pointOfNoReturn: z.boolean(),
          }),
        ),
        changes: z.array(
          z.discriminatedUnion('kind', [
            z.object({ kind: z.literal('batch'), zone: text, batch: z.array(part.change) }),
            z.object({ kind: z.literal('legacy'), change: part.legacyChange }),
          ]),
        ),
        first: span.optional().describe('waits before it asks its gates'),
        wait: span.optional().describe('waits after its change'),
      }),
    ),
  })
  .describe('What a run will do, from the records as they are.');

/** `cutover plan --json` of several products */
export const cutoverPlans = z.object({ schema: z.literal('cutover-plans/v1'), products: z.array(cutoverPlan) });

export const statusRow = z.object({
  ...part.product,
  phase: z
    .enum(['none', 'unknown', 'running', 'held', 'changed', 'rollingBack', 'aborted', 'decommissioned'])
    .describe('none: no run has begun; unknown: its journal cannot be read; changed: somebody else edited our records'),
  run: text.optional(),
  plan: text.optional(),
  step: step.optional(),
  since: moment.optional(),
  sharePercent: part.percent.describe('of new answers that lead to AWS'),
  missing: z.array(part.verdict).describe('gates that did not pass when they were last asked'),
  todo: z.array(text).describe('what people can do, with commands'),
  waitsUntil: moment.optional(),
  why: text.optional(),
  next: step.optional(),
  finishedAt: moment.optional(),
  holder: text.optional().describe('who is at work on it now'),
  recent: z.array(part.journalLine),
  problem: z.object({ message: text, remedy: text }).optional(),
});

/** `cutover status --json` */
export const cutoverStatus = z.object({ schema: z.literal('cutover-status/v1'), products: z.array(statusRow) });

export const preflightRow = z.object({
  ...part.product,
  ready: z.boolean().describe('nothing would hold now'),
  missing: z.array(text).describe('stacks to deploy, in order; nothing else is asked then'),
  notes: z.array(text).describe('what no gate asks and somebody has to know'),
  verdicts: z
    .array(part.verdict.extend({ step, todo: z.array(text).optional().describe('what people can do, with commands') }))
    .describe('with the step that first asks it'),
});

/** `cutover preflight --json` */
export const cutoverPreflight = z.object({
  schema: z.literal('cutover-preflight/v1'),
  products: z.array(preflightRow),
});

const stop = z.object({
  ...part.product,
  run: text,
  plan: text,
  step,
  enteredAt: moment,
  ended: z.enum(['finished', 'aborted', 'decommissioned']).optional(),
  failed: text.optional(),
  rollingBackTo: step.optional(),
  stop: z.enum(['waiting', 'trouble', 'interrupted', 'ended']),
  waiting: z
    .object({
      for: z.enum(['gate', 'wait', 'hold', 'drift', 'changed', 'people']),
      why: text,
      verdicts: z.array(part.verdict),
      until: instant.optional(),
      todo: z.array(text),
    })
    .optional(),
  trouble: z
    .object({ kind: z.enum(['credentials', 'denied', 'throttled', 'unreachable', 'invalid']), message: text })
    .optional(),
});
export { stop as stopRow };

/** `cutover run --json`, and of what drives a run: `rollback`, `abort`, `finish`, `decommission` */
export const cutoverRun = stop
  .extend({ schema: z.literal('cutover-run/v1') })
  .describe('Where a run stopped, and why.');

/** `cutover approve --json`, `hold`, `resume` */
export const cutoverDecision = z
  .object({ schema: z.literal('cutover-decision/v1'), product: text, entry: part.entry })
  .describe('A decision, as it was noted in the journal.');

const told = z.object({ at: instant, what: text, tone: z.enum(['plain', 'good', 'warning', 'bad']) });
export { told };

export const rehearsedProduct = z.object({
  ...part.product,
  end: text.describe('decommissioned, or why it got no further'),
  done: z.boolean(),
  rolledBack: z.boolean(),
  servers: z.array(text),
  story: z.array(told),
  lane: z.array(
    z.object({ phase: z.enum(['partners', 'prepare', 'shift', 'keep', 'rollback']), from: instant, to: instant }),
  ),
  curve: z.array(part.percent).describe('share of the answers that led to AWS, over the shifts, in equal parts'),
  allowed: z.array(text).describe('addresses that clients may be led to'),
  wrong: z.array(text).describe('answers that led elsewhere'),
  answers: whole,
  exposure: z.number().describe('longest time from a rollback until clients are on legacy, milliseconds'),
  pointOfNoReturn: text.optional(),
  crashes: whole,
  changes: whole,
});

const rehearsed = {
  schema: z.literal('rehearsal/v1'),
  seed: whole,
  fault: text.optional(),
  from: instant,
  to: instant,
  calls: z.record(text, whole).describe('calls of Route 53, by action'),
  standIn: z.boolean().describe('addresses are stand-ins: nothing is deployed yet'),
};

/** `cutover rehearse --json` */
export const rehearsal = z.object({ ...rehearsed, products: z.array(rehearsedProduct) });
/** Last line of `cutover rehearse --events` */
export const rehearsalEnd = z.object(rehearsed);

export const auditedRun = z.object({
  ...part.product,
  run: text,
  account: text,
  startedAt: moment,
  startedBy: text,
  lastAt: moment,
  outcome: z.enum(['finished', 'aborted', 'decommissioned', 'under way']),
  hashes: z.object({ plan: text, estate: text, outputs: text }),
  endpoint: text.optional().describe('another service address than that of AWS was used: a test'),
  names: z.array(text),
  steps: z.array(
    z.object({
      step,
      at: moment,
      until: moment.optional(),
      seconds: z.number().optional(),
      skipped: text.optional(),
      back: z.boolean().describe('reached by a rollback'),
    }),
  ),
  decisions: z.array(
    z.object({
      at: moment,
      kind: z.enum(['approval', 'waiver', 'task', 'hold', 'resume', 'rollback']),
      what: text,
      who: text,
      identity: z.enum(['sts', 'os', 'journal']).describe('how it was known'),
      because: text,
      until: moment.optional(),
      evidence: z.array(text).describe('what the gates of the step had said'),
    }),
  ),
  gates: z.array(
    z.object({
      step,
      gate: text,
      verdict: z.enum(['pass', 'fail', 'inconclusive', 'waived']).describe('the last word'),
      at: moment,
      value: text,
      limit: text,
      why: text,
      evidence: text,
      notPassed: whole.describe('how often it had not passed before'),
    }),
  ),
  changes: z.array(
    z.object({
      op: text,
      step,
      purpose: text,
      zone: text,
      at: moment,
      by: text,
      deleted: z.array(text),
      created: z.array(text),
      changeId: text.optional(),
      settledAt: moment.optional(),
      verdict: text.describe('open where nothing was noted of its end'),
      message: text,
    }),
  ),
  tasks: z.array(
    z.object({
      id: text,
      what: text.describe('by the policy that the run went by then; empty where it had none of this id'),
      pointOfNoReturn: z.boolean(),
      step,
      at: moment,
      phase: text,
      by: text,
      because: text,
    }),
  ),
  interruptions: z.array(z.object({ at: moment, step, what: text })),
  journal: z.object({ first: whole, last: whole, prev: text }).describe('lines of the run in its journal'),
});

/** `cutover report --json` */
export const cutoverReport = z.object({ schema: z.literal('cutover-report/v1'), runs: z.array(auditedRun) });
