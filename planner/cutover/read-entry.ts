import { z } from 'zod';
import { isStepId } from '../../estate/index.js';
import type { Fields } from '../journal/line.js';
import type { Entry } from './entries.js';
import { gateIds } from './verdict.js';

const text = z.string();
const time = z.number();
const recordSet = z.looseObject({ Name: text, Type: text });
const recordSets = z.array(recordSet);
const byZone = z.record(text, recordSets);
const change = z.looseObject({ Action: z.enum(['DELETE', 'CREATE']), ResourceRecordSet: recordSet });
const batch = z.array(change);
const gate = z.enum(gateIds);
const identity = z.discriminatedUnion('kind', [
  z.looseObject({ kind: z.literal('sts'), account: text, arn: text, userId: text, sourceIdentity: text.optional() }),
  z.looseObject({ kind: z.literal('os'), user: text }),
]);
const scope = z.looseObject({
  product: text,
  env: text,
  policy: z.looseObject({ steps: z.array(time), tasks: z.array(z.looseObject({ id: text })) }),
  zones: z.array(z.looseObject({ id: text, name: text })),
  names: z.array(z.looseObject({ name: text, zone: text, record: text })),
  addresses: z.array(text),
  sources: z.array(text),
  partners: z.array(z.looseObject({ partner: text })),
  standby: z.array(z.looseObject({ name: text })),
  servers: z.array(text),
});

const line = { run: text, step: z.string().refine(isStepId, 'no step of a cutover') };
const intent = { kind: z.literal('intent'), ...line, op: text, zone: text, gates: text };

/** Deep enough that a fold over the lines cannot fall over what it finds; a field that a later version added is kept. */
export const entrySchema = z.union([
  z.discriminatedUnion('kind', [
    z.looseObject({
      kind: z.literal('run'),
      ...line,
      scope,
      planHash: text,
      estateHash: text,
      outputsHash: text,
      snapshot: byZone,
      endpoint: text.optional(),
    }),
    z.looseObject({ kind: z.literal('enter'), ...line, skip: text.optional(), back: z.literal(true).optional() }),
    z.looseObject({ kind: z.literal('end'), ...line, how: z.enum(['finished', 'aborted', 'decommissioned']) }),
    z.looseObject({
      kind: z.literal('gate'),
      ...line,
      gate,
      id: text.optional(),
      verdict: z.enum(['pass', 'fail', 'inconclusive', 'waived']),
      why: text,
    }),
    z.looseObject({
      kind: z.literal('approve'),
      ...line,
      gate,
      id: text.optional(),
      who: identity,
      because: text,
      until: time.optional(),
    }),
    z.looseObject({
      kind: z.literal('hold'),
      ...line,
      cause: z.enum(['operator', 'failure']),
      because: text,
      until: time.optional(),
    }),
    z.looseObject({
      kind: z.literal('resume'),
      ...line,
      because: text,
      mode: z.enum(['plain', 'adopt', 'restore']),
      zones: byZone.optional(),
      scope: scope.optional(),
      estateHash: text.optional(),
    }),
    z.looseObject({
      kind: z.literal('rollback'),
      ...line,
      to: z.string().refine(isStepId, 'no step of a cutover'),
      end: z.boolean(),
      cause: z.enum(['operator', 'failure']),
      because: text,
    }),
    z.looseObject({ kind: z.literal('submitted'), ...line, op: text, changeId: text.optional() }),
    z.looseObject({
      kind: z.literal('settled'),
      ...line,
      op: text,
      verdict: z.enum(['insync', 'stale', 'fenced', 'rejected', 'lost', 'overtaken', 'dropped']),
      seen: recordSets.optional(),
    }),
    z.looseObject({
      kind: z.literal('task'),
      ...line,
      id: text,
      phase: z.enum(['intent', 'done', 'failed', 'undone']),
    }),
    z.looseObject({ kind: z.literal('wait'), ...line, until: time, why: text }),
    z.looseObject({
      kind: z.literal('observe'),
      ...line,
      what: z.enum(['drift', 'owner', 'protection']),
      protection: z.enum(['asked', 'set', 'refused', 'lifted']).optional(),
      seen: recordSets.optional(),
    }),
  ]),
  z.discriminatedUnion('target', [
    z.looseObject({
      ...intent,
      target: z.literal('route53'),
      purpose: z.enum(['step', 'unhook', 'back', 'restore']),
      fence: z.looseObject({ from: time, to: time.optional() }),
      batch,
      undo: batch,
    }),
    z.looseObject({
      ...intent,
      target: z.literal('legacy'),
      change: z.looseObject({ zone: text, name: text, from: recordSets, records: recordSets }),
    }),
  ]),
]);

const isEntry = (fields: unknown): fields is Entry => entrySchema.safeParse(fields).success;

/** Reads a line of a cutover journal. */
export function readEntry(
  fields: Fields,
): { readonly ok: true; readonly entry: Entry } | { readonly ok: false; readonly problem: string } {
  if (isEntry(fields)) return { ok: true, entry: fields };
  const { kind, step } = fields;
  const what = typeof kind === 'string' ? `"${kind}"` : 'without a kind';
  return {
    ok: false,
    problem: `a line ${what} at step ${typeof step === 'string' ? step : 'unknown'} that this version of dc-exit does not understand`,
  };
}
