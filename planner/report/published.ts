import { z } from 'zod';
import { checkSchema, planSchema } from './plan-schema.js';
import * as cutover from './schemas/cutover.js';
import { event } from './schemas/events.js';
import { notices, partners } from './schemas/partners.js';

const text = (schema: z.ZodType): string => {
  // As readers see it: fields of later versions are not an error.
  const { $schema, ...rest } = z.toJSONSchema(schema, { target: 'draft-2020-12', io: 'input' });
  return `${JSON.stringify({ $schema, ...rest }, undefined, 2)}\n`;
};

/** File name in `schema/` -> its text. */
export const published = (): Readonly<Record<string, string>> => ({
  'plan-v1.json': text(planSchema),
  'check-v1.json': text(checkSchema),
  'events-v1.json': text(event),
  'partners-v1.json': text(partners),
  'notices-v1.json': text(notices),
  'cutover-plan-v1.json': text(cutover.cutoverPlan),
  'cutover-plans-v1.json': text(cutover.cutoverPlans),
  'cutover-preflight-v1.json': text(cutover.cutoverPreflight),
  'cutover-status-v1.json': text(cutover.cutoverStatus),
  'cutover-run-v1.json': text(cutover.cutoverRun),
  'cutover-decision-v1.json': text(cutover.cutoverDecision),
  'cutover-report-v1.json': text(cutover.cutoverReport),
  'rehearsal-v1.json': text(cutover.rehearsal),
});
