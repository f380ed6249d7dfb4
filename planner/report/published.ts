import { z } from 'zod';
import { checkSchema, planSchema } from './plan-schema.js';

const text = (schema: z.ZodType): string => {
  // As readers see it: fields of later versions are not an error.
  const { $schema, ...rest } = z.toJSONSchema(schema, { target: 'draft-2020-12', io: 'input' });
  return `${JSON.stringify({ $schema, ...rest }, undefined, 2)}\n`;
};

/** File name in `schema/` -> its text. */
export const published = (): Readonly<Record<string, string>> => ({
  'plan-v1.json': text(planSchema),
  'check-v1.json': text(checkSchema),
});
