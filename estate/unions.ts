import type { Fields, JsonSchema, ObjectOf, Shape } from './shape.js';
import { invalid, isEmpty, mismatch, object, required } from './shape.js';
import type { Value } from './value.js';
import { oneOf } from './words.js';

/** The union that `variants` reads to: the fields of each kind, with the kind itself. */
export type VariantsOf<K extends string, V extends Readonly<Record<string, Fields>>> = {
  [N in keyof V & string]: ObjectOf<V[N]> & { readonly [key in K]: N };
}[keyof V & string];

function isKind<K extends string, V extends Readonly<Record<string, Fields>>>(
  key: K,
  kinds: V,
  result: object,
): result is VariantsOf<K, V> {
  const kind: unknown = Object.getOwnPropertyDescriptor(result, key)?.value;
  return typeof kind === 'string' && Object.hasOwn(kinds, kind);
}

/** A map whose other keys depend on one of them, `kind: postgres`. */
export function variants<const K extends string, const V extends Readonly<Record<string, Fields>>>(
  type: string,
  key: K,
  doc: string,
  kinds: V,
): Shape<VariantsOf<K, V>> {
  const names = Object.keys(kinds);
  const kind = oneOf(...names);
  const shapes = new Map(
    names.map((name) => [
      name,
      object(`${type} of ${key} ${name}`, { [key]: required(oneOf(name), doc), ...kinds[name] }),
    ]),
  );
  return {
    type,
    kinds,
    json: {
      type: 'object',
      required: [key],
      properties: { [key]: { ...kind.json, description: doc } },
      oneOf: [...shapes.values()].map((shape) => shape.json),
    },
    read(value, tell) {
      if (value.kind !== 'map')
        return mismatch(value, type, `write a map with ${key}: one of ${names.join(', ')}`, tell);
      const chosen = value.entries.get(key)?.value;
      if (chosen === undefined || isEmpty(chosen)) {
        tell(value.at, [...value.path, key], 'missing', 'missing', `write ${key}: one of ${names.join(', ')}`);
        return invalid;
      }
      const name = kind.read(chosen, tell);
      const shape = name === invalid ? undefined : shapes.get(name);
      const result = shape === undefined ? invalid : shape.read(value, tell);
      return result !== invalid && isKind(key, kinds, result) ? result : invalid;
    },
  };
}

/** Either a single value or a map: `retire`, or `{ as: retire, why: … }`. */
export function shortOrLong<S, L>(short: Shape<S>, long: Shape<L>): Shape<S | L> {
  const json: JsonSchema = { anyOf: [short.json, long.json] };
  return {
    type: `${short.type}, or ${long.type}`,
    json,
    ...(long.fields && { fields: long.fields }),
    read: (value: Value, tell) => (value.kind === 'map' ? long.read(value, tell) : short.read(value, tell)),
  };
}
