import { readFileSync } from 'node:fs';
import { expect } from '@jest/globals';
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import { z } from 'zod';

const object = z.record(z.string(), z.unknown());

/** A copy of a schema that also refuses fields which it does not name. What stands in an `allOf` is left open: each part sees the fields of the other. */
function strict(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(strict);
  const fields = object.safeParse(schema);
  if (!fields.success || 'allOf' in fields.data) return schema;
  const copy = Object.fromEntries(Object.entries(fields.data).map(([key, value]) => [key, strict(value)]));
  return 'properties' in copy && !('additionalProperties' in copy) ? { ...copy, additionalProperties: false } : copy;
}

const known = new Map<string, ValidateFunction>();

/** Compiled once: that takes longer than all else. */
function validatorOf(name: string): ValidateFunction {
  const found = known.get(name);
  if (found !== undefined) return found;
  const written: unknown = JSON.parse(readFileSync(`schema/${name}-v1.json`, 'utf8'));
  const ajv = new Ajv2020({ allErrors: true, validateFormats: false, strictTypes: false });
  const made = ajv.compile(object.parse(strict(written)));
  known.set(name, made);
  return made;
}

/** What is wrong with a document by the published schema of `schema/`, fields that it does not name included. */
export function faultsOf(name: string, document: unknown): readonly ErrorObject[] {
  const validate = validatorOf(name);
  return validate(document) ? [] : (validate.errors ?? []);
}

/** The schema that a document names itself: `partners/v1` -> `partners`. */
function schemaOf(document: unknown): string {
  const { schema } = z.looseObject({ schema: z.string() }).parse(document);
  return schema.replace(/\/v1$/, '');
}

const linesOf = (stdout: string): readonly unknown[] =>
  stdout
    .trim()
    .split('\n')
    .map((line): unknown => JSON.parse(line));

/** Types of the lines, each once. */
const typesOf = (lines: readonly unknown[]): ReadonlySet<unknown> =>
  new Set(lines.map((line) => (typeof line === 'object' && line !== null && 'type' in line ? line.type : undefined)));

/** One document, of the schema that it names, without a field that the schema does not have. */
export function expectDocument(stdout: string, schema: string): void {
  const document: unknown = JSON.parse(stdout);
  expect(schemaOf(document)).toBe(schema);
  expect(faultsOf(schema, document)).toEqual([]);
}

/** NDJSON, the version first. */
export function expectEvents(stdout: string, ...types: readonly string[]): void {
  const lines = linesOf(stdout);
  expect(lines[0]).toEqual({ type: 'version', schema: 'events/v1', tool: 'plan-migration' });
  for (const line of lines) expect(faultsOf('events', line)).toEqual([]);
  const told = typesOf(lines);
  for (const type of types) expect(told).toContain(type);
}
