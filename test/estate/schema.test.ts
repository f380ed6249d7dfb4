import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { parse } from 'yaml';
import { estateJsonSchema } from '../../estate/index.js';
import { referenceTables } from '../support/estate-reference.js';

const published = new URL('../../schema/estate-v1.json', import.meta.url);
const page = new URL('../../docs/estate.md', import.meta.url);
const fixture = (name: string) => readFileSync(new URL(`fixtures/${name}`, import.meta.url), 'utf8');

/** `UPDATE=1 npx jest test/estate/schema` writes what is made from the schema. */
function upToDate(file: URL, wanted: string): void {
  if (process.env['UPDATE'] === '1') writeFileSync(file, wanted);
  expect(readFileSync(file, 'utf8')).toBe(wanted);
}

describe('what is published of the schema is made from it (else: UPDATE=1 npx jest test/estate/schema)', () => {
  it('the JSON Schema', () => {
    upToDate(published, `${JSON.stringify(estateJsonSchema(), undefined, 2)}\n`);
  });

  it('the tables of the reference page', () => {
    const text = readFileSync(page, 'utf8');
    const [head = '', , tail = ''] = text.split(/<!-- (?:made from the schema|end) -->\n/);
    upToDate(page, `${head}<!-- made from the schema -->\n${referenceTables()}<!-- end -->\n${tail}`);
  });
});

describe('the JSON Schema', () => {
  const validate = new Ajv2020({ strict: false, allErrors: true, validateFormats: false }).compile({
    ...estateJsonSchema(),
  });
  const errors = (text: string) => {
    validate(parse(text, { version: '1.2' }));
    return (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message ?? ''}`);
  };

  it.each(['contract.yaml', 'rules.yaml'])('accepts %s', (name) => {
    expect(errors(fixture(name))).toEqual([]);
  });

  it.each([
    ['a misspelt key', '    ingress:', '    ingres:'],
    ['a bare number as a duration', 'ttl: 60s', 'ttl: 60'],
    ['a class that is none', 'class: production', 'class: live'],
    ['a key of another kind of data', '{ kind: queue }', '{ kind: queue, edition: se }'],
    ['a missing key', 'company: acme\n', ''],
  ])('refuses %s', (_, from, to) => {
    expect(errors(fixture('rules.yaml').replace(from, to))).not.toEqual([]);
  });

  const keys = (schema: unknown): readonly (readonly [string, unknown])[] =>
    typeof schema !== 'object' || schema === null
      ? []
      : Object.entries(schema).flatMap(([key, value]) => [
          ...(key === 'properties' ? Object.entries<unknown>(value) : []),
          ...keys(value),
        ]);

  it('describes every key', () => {
    const bare = keys(estateJsonSchema()).filter(([, property]) => !/"description"/.test(JSON.stringify(property)));
    expect(bare).toEqual([]);
  });

  it('has no key that the reference page has not', () => {
    const told = new Set([...referenceTables().matchAll(/^\| `(?:[^`]*\.)?([\w-]+)` \|/gm)].map(([, key]) => key));
    const untold = new Set(keys(estateJsonSchema()).flatMap(([key]) => (told.has(key) ? [] : [key])));
    expect([...untold]).toEqual([]);
  });
});
