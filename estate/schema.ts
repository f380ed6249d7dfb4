import { estateFile } from './schema/estate.js';
import type { JsonSchema } from './shape.js';

/** The JSON Schema (draft 2020-12) of an estate file, for editors: every key with its meaning. It cannot express references; the loader checks them. */
export function estateJsonSchema(): JsonSchema {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: 'https://dc-exit.example/schema/estate-v1.json',
    title: 'estate/v1',
    description:
      'Everything that a company knows about its estate and no inventory holds. Checked in full by the loader of dc-exit.',
    ...estateFile.json,
  };
}
