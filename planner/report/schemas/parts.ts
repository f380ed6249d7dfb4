import { z } from 'zod';
import { entrySchema } from '../../cutover/read-entry.js';
import { gateIds } from '../../cutover/verdict.js';

/*
 * Pieces of the published shapes of cutover and partners. As in `plan-schema.ts`: within v1 fields are only ever added, and readers ignore what they
 * do not know. Names of steps are plain texts, because `shift-<percent>` depends on the policy.
 */

export const text = z.string();
export const whole = z.number().int().nonnegative();
export const moment = z.string().describe('ISO 8601, UTC');
export const instant = z.number().int().describe('milliseconds since the epoch');
export const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
export const addressSet = z
  .string()
  .regex(/^[0-9a-f]{12}$/)
  .describe('first 12 hex digits of SHA-256 over the sorted `ip/32` lines');
export const step = z.string().describe('names, addresses, … shift-5, … decommission');
export const direction = z.enum(['ingress', 'egress']);
export const percent = z.number().min(0).max(100);

/** What every line of a journal carries. */
export const stamp = z.object({
  n: whole.describe('number of the line in its journal, from 1'),
  prev: z
    .string()
    .regex(/^[0-9a-f]{16}$/)
    .describe('of the line before; 16 zeros at first'),
  at: moment,
  by: z.string().describe('the STS caller, else user@host'),
  lease: whole.describe('fencing number of its writer'),
});

/** A line of a cutover journal (docs/journal.md). */
export const journalLine = z.intersection(entrySchema, stamp);
export { entrySchema as entry };

export const verdict = z.object({
  gate: z.enum(gateIds),
  id: text.optional().describe('which of several: a metric, a probe, a partner, a task, a zone'),
  verdict: z.enum(['pass', 'fail', 'inconclusive', 'waived']).describe('inconclusive holds: it is not known'),
  value: text.optional().describe('what was seen'),
  limit: text.optional().describe('what it is held against'),
  why: text,
  evidence: text.optional().describe('where it can be looked up again'),
  until: instant.optional().describe('when it is worth looking again'),
});

const recordSet = z.looseObject({ Name: text, Type: text }).describe('as the Route 53 API writes it');

export const change = z.object({ Action: z.enum(['DELETE', 'CREATE']), ResourceRecordSet: recordSet });

export const legacyChange = z.object({
  zone: text,
  name: text,
  to: z.enum(['asRead', 'lowered', 'delegated']),
  from: z.array(recordSet),
  records: z.array(recordSet),
});

export const product = { product: text, env: text.describe('the environment of cutover.env') };
