import type { JsonSchema, Shape } from './shape.js';
import { invalid, isEmpty, mismatch, show } from './shape.js';
import { nearest } from './nearest.js';
import type { Value } from './value.js';

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A schema without `required`, in which every value may also be empty: what may lie on top of the original. */
function loosened(schema: JsonSchema): JsonSchema {
  const { required: _, minProperties: __, oneOf: kinds, ...rest } = schema;
  const each = (value: unknown): unknown => (isSchema(value) ? { anyOf: [loosened(value), { type: 'null' }] } : value);
  const eachOf = (value: unknown) =>
    isSchema(value) ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, each(item)])) : {};
  return {
    ...rest,
    ...('properties' in rest && { properties: eachOf(rest['properties']) }),
    ...('additionalProperties' in rest && { additionalProperties: each(rest['additionalProperties']) }),
    ...(Array.isArray(kinds) && { anyOf: kinds.map((kind: JsonSchema) => loosened(kind)) }),
  };
}

/** Something that lies on top of another value: kept as it is and judged after merging; only its first level of keys is checked here. */
export function partial(shape: Shape<unknown>): Shape<Value> {
  const known = Object.keys(shape.fields ?? {});
  return {
    type: `parts of a ${shape.type}`,
    json: loosened(shape.json),
    read(value, tell) {
      if (isEmpty(value)) return value;
      if (value.kind !== 'map')
        return mismatch(value, 'map', `write a map with ${known.join(', ')}; this is ${show(value)}`, tell);
      let whole = true;
      for (const [key, { keyAt }] of value.entries) {
        if (known.includes(key)) continue;
        const close = nearest(key, known);
        const remedy =
          close === undefined ? `only ${known.join(', ')} can differ between environments` : `did you mean "${close}"?`;
        tell(keyAt, [...value.path, key], 'unknown-key', 'unknown key', remedy);
        whole = false;
      }
      return whole ? value : invalid;
    },
  };
}
