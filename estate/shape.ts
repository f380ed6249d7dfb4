import { nearest } from './nearest.js';
import type { Path, ProblemCode } from './problem.js';
import { quote } from './problem.js';
import type { Entry, MapValue, Value } from './value.js';
import { offsetOf } from './value.js';

/** What stands where a value could not be read; the problem has been told. */
export const invalid: unique symbol = Symbol('invalid');
export type Read<T> = T | typeof invalid;

/** Reports a problem at an offset. */
export type Tell = (at: number, path: Path, code: ProblemCode, message: string, remedy: string) => void;

/** A JSON Schema (draft 2020-12). */
export type JsonSchema = { readonly [keyword: string]: unknown };

/**
 * What a value must look like: one description from which the loader, the published JSON Schema and the reference page are made, so that they
 * cannot disagree.
 */
export interface Shape<T> {
  /** For people: `duration`, `list of zone names`. */
  readonly type: string;
  readonly json: JsonSchema;
  /** The fields of a map with fixed keys, for the reference page. */
  readonly fields?: Fields;
  /** The fields by kind, where one key decides the others. */
  readonly kinds?: Readonly<Record<string, Fields>>;
  /** What each entry of a map or item of a list looks like, and how the reference page writes its place. */
  readonly each?: { readonly shape: Shape<unknown>; readonly place: '.<name>' | '[]' };
  /** A map that may have no entries: its key with nothing behind it says so. */
  readonly mayBeEmpty?: true;
  read(value: Value, tell: Tell): Read<T>;
}

/** A key of a map: its shape, what it means, and what holds when it is left out. */
export interface Field<T, Present extends boolean = boolean> {
  readonly shape: Shape<T>;
  readonly doc: string;
  readonly required: boolean;
  readonly fallback?: T;
  /** The default in words, where it depends on something. */
  readonly otherwise?: string;
  /** Type only: whether the key is always there after reading. */
  readonly present?: Present;
}

export type Fields = Readonly<Record<string, Field<unknown>>>;
type TypeOf<F> = F extends Field<infer T> ? T : never;
type Always<F> = { [K in keyof F]: F[K] extends Field<unknown, true> ? K : never }[keyof F];

/** The value that a map of fields reads to. */
export type ObjectOf<F> = { readonly [K in Always<F>]: TypeOf<F[K]> } & {
  readonly [K in Exclude<keyof F, Always<F>>]?: TypeOf<F[K]>;
};

/** The type that a shape reads to. */
export type Infer<S> = S extends Shape<infer T> ? T : never;

export function required<T>(shape: Shape<T>, doc: string): Field<T, true> {
  return { shape, doc, required: true };
}

/** `otherwise` says in words what holds without the key. */
export function optional<T>(shape: Shape<T>, doc: string, otherwise?: string): Field<T, false> {
  return { shape, doc, required: false, ...(otherwise !== undefined && { otherwise }) };
}

export function defaulted<T>(shape: Shape<T>, fallback: T, doc: string, otherwise?: string): Field<T, true> {
  return { shape, doc, required: false, fallback, ...(otherwise !== undefined && { otherwise }) };
}

export function isEmpty(value: Value | undefined): boolean {
  return value === undefined || (value.kind === 'scalar' && value.value === null);
}

/** How a value looks, for messages. */
export function show(value: Value): string {
  if (value.kind === 'map') return 'a map';
  if (value.kind === 'list') return 'a list';
  return value.value === null ? 'nothing' : quote(value.source);
}

/** Tells that a value is not what is wanted. */
export function mismatch(value: Value, type: string, remedy: string, tell: Tell): typeof invalid {
  tell(value.at, value.path, isEmpty(value) ? 'missing' : 'value', `${show(value)} is not ${article(type)}`, remedy);
  return invalid;
}

export function article(type: string): string {
  if (/^(one of|text$|true|")/.test(type)) return type;
  return `${/^([aeio]|AWS|[AFHILMNRSX][A-Z])/.test(type) ? 'an' : 'a'} ${type}`;
}

/** Words by which a key shows that its value is a secret. */
const secretWords =
  /(^|[_.-])(passw(or)?d|pwd|secret|token|api[_-]?key|apikey|private[_-]?key|access[_-]?key|credentials?)s?($|[_.-])/i;

/** True for `DB_PASSWORD`, `apiKey`, `auth-token`; false for `token-bucket-size`-like words only where the word is glued to others. */
export function looksSecret(key: string): boolean {
  return secretWords.test(key.replace(/([a-z0-9])([A-Z])/g, '$1_$2'));
}

export const secretRemedy =
  "remove it: this file is not secret. Name it in the product's `secrets` and put the value at /<environment>/<product>/<NAME> in Parameter Store";

function tellUnknown(map: MapValue, key: string, known: readonly string[], tell: Tell): void {
  const entry = map.entries.get(key);
  const at = entry?.keyAt ?? map.at;
  const path = [...map.path, key];
  if (looksSecret(key) && entry?.value.kind === 'scalar' && !isEmpty(entry.value)) {
    tell(at, path, 'secret', 'looks like a secret with its value', secretRemedy);
    return;
  }
  const close = nearest(key, known);
  const remedy = close === undefined ? `known here: ${known.join(', ')}` : `did you mean "${close}"?`;
  tell(at, path, 'unknown-key', 'unknown key', remedy);
}

/** A map with fixed keys. An empty value reads as a map without keys, so that a section may be commented out key by key. */
export function object<const F extends Fields>(type: string, fields: F): Shape<ObjectOf<F>> {
  const known = Object.keys(fields);
  const wanted = known.filter((key) => fields[key]?.required === true);
  return {
    type,
    fields,
    json: {
      type: wanted.length === 0 ? ['object', 'null'] : 'object',
      properties: Object.fromEntries(
        Object.entries(fields).map(([key, { shape, doc, fallback }]) => [
          key,
          { ...shape.json, description: doc, ...(asWritten(fallback) && { default: fallback }) },
        ]),
      ),
      ...(wanted.length > 0 && { required: wanted }),
      additionalProperties: false,
    },
    read(value, tell) {
      const { result, whole } = readFields(type, fields, value, tell);
      return whole && isWhole(fields, result) ? result : invalid;
    },
  };
}

/** Holds by construction; a check in place of an assertion. */
function isPart<F extends Fields>(fields: F, result: object): result is Partial<ObjectOf<F>> {
  return Object.keys(result).every((key) => Object.hasOwn(fields, key));
}

function isWhole<F extends Fields>(fields: F, result: Partial<ObjectOf<F>>): result is ObjectOf<F> {
  return Object.entries(fields).every(([key, { required: must }]) => !must || Object.hasOwn(result, key));
}

/** Reads the keys of a map; `result` holds those that could be read, so that the rest of a file is judged although one key is wrong. */
export function readFields<const F extends Fields>(
  type: string,
  fields: F,
  value: Value,
  tell: Tell,
): { readonly result: Partial<ObjectOf<F>>; readonly whole: boolean } {
  const known = Object.keys(fields);
  const result: Record<string, unknown> = {};
  let whole = true;
  if (value.kind !== 'map' && !isEmpty(value)) {
    mismatch(value, type, `write a map with ${known.join(', ')}`, tell);
    return { result: {}, whole: false };
  }
  const entries = value.kind === 'map' ? value.entries : new Map<string, Entry>();
  for (const key of entries.keys())
    if (value.kind === 'map' && !Object.hasOwn(fields, key)) {
      tellUnknown(value, key, known, tell);
      whole = false;
    }
  for (const [key, { shape, required: must, fallback, doc }] of Object.entries(fields)) {
    const entry = entries.get(key);
    if (entry !== undefined && (!isEmpty(entry.value) || (must && shape.mayBeEmpty === true))) {
      const part = shape.read(entry.value, tell);
      if (part === invalid) whole = false;
      else result[key] = part;
    } else if (must) {
      tell(entry?.keyAt ?? value.at, [...value.path, key], 'missing', 'missing', `write ${key}: ${doc}`);
      whole = false;
    } else if (fallback !== undefined) result[key] = fallback;
  }
  return isPart(fields, result) ? { result, whole } : { result: {}, whole: false };
}

/** Durations and sizes are numbers here and texts in the file: such a default is told in words only. */
function asWritten(value: unknown): boolean {
  return (
    typeof value === 'string' ||
    typeof value === 'boolean' ||
    (Array.isArray(value) && value.every((item) => typeof item === 'string'))
  );
}

/**
 * A map from names to values. `lenient` leaves out the entries that could not be read (their problems are told) and keeps the rest. The result has no prototype, so that a
 * product named `constructor` is just a product.
 */
export function mapOf<T>(
  key: Shape<string>,
  item: Shape<T>,
  options: { readonly min?: number; readonly lenient?: boolean } = {},
): Shape<Readonly<Record<string, T>>> {
  const { min = 0, lenient = false } = options;
  const type = `map from ${key.type} to ${item.type}`;
  return {
    type,
    json: {
      type: min === 0 ? ['object', 'null'] : 'object',
      propertyNames: key.json,
      additionalProperties: item.json,
      ...(min > 0 && { minProperties: min }),
    },
    each: { shape: item, place: '.<name>' },
    ...(min === 0 && { mayBeEmpty: true }),
    read(value, tell) {
      if (value.kind !== 'map' && !isEmpty(value)) return mismatch(value, type, `write each as "${key.type}: …"`, tell);
      const entries = value.kind === 'map' ? [...value.entries] : [];
      if (entries.length < min) {
        tell(value.at, value.path, 'missing', 'empty', `write at least ${min} "${key.type}: …"`);
        return invalid;
      }
      const result: Record<string, T> = Object.create(null);
      let whole = true;
      for (const [name, entry] of entries) {
        const path = [...value.path, name];
        const named = key.read({ kind: 'scalar', at: entry.keyAt, path, value: name, source: name }, tell);
        const part = item.read(entry.value, tell);
        if (named === invalid || part === invalid) whole = false;
        else result[named] = part;
      }
      return whole || lenient ? result : invalid;
    },
  };
}

/** A list. */
export function listOf<T>(
  item: Shape<T>,
  options: { readonly min?: number; readonly unique?: boolean } = {},
): Shape<readonly T[]> {
  const { min = 0, unique = false } = options;
  const type = `list of ${item.type}`;
  return {
    type,
    json: {
      type: 'array',
      items: item.json,
      ...(min > 0 && { minItems: min }),
      ...(unique && { uniqueItems: true }),
    },
    each: { shape: item, place: '[]' },
    read(value, tell) {
      if (value.kind !== 'list') return mismatch(value, type, `write [${item.type}, …]`, tell);
      if (value.items.length < min) {
        const message = value.items.length === 0 ? 'empty' : `${value.items.length} is too few`;
        tell(value.at, value.path, 'missing', message, `write at least ${min}: [${item.type}, …]`);
        return invalid;
      }
      const result: T[] = [];
      const seen = new Set<T>();
      let whole = true;
      for (const one of value.items) {
        const part = item.read(one, tell);
        if (part === invalid) whole = false;
        else if (unique && seen.has(part)) {
          tell(one.at, one.path, 'conflict', `${show(one)} is there twice`, 'keep one of them');
          whole = false;
        } else {
          seen.add(part);
          result.push(part);
        }
      }
      return whole ? result : invalid;
    },
  };
}

/** Adds a check of the whole value; `at` a path below it. The check runs only on values that could be read. */
export function checked<T>(
  shape: Shape<T>,
  check: (value: T, problem: (below: Path, message: string, remedy: string, code?: ProblemCode) => void) => void,
): Shape<T> {
  return {
    ...shape,
    read(value, tell) {
      const result = shape.read(value, tell);
      if (result === invalid) return invalid;
      let whole = true;
      check(result, (below, message, remedy, code = 'value') => {
        whole = false;
        tell(offsetOf(value, below), [...value.path, ...below], code, message, remedy);
      });
      return whole ? result : invalid;
    },
  };
}

/** Another value made of the one read. */
export function mapped<T, U>(shape: Shape<T>, make: (value: T) => U): Shape<U> {
  return {
    type: shape.type,
    json: shape.json,
    ...(shape.fields && { fields: shape.fields }),
    read(value, tell) {
      const result = shape.read(value, tell);
      return result === invalid ? invalid : make(result);
    },
  };
}
