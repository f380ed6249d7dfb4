import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it, jest } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { z } from 'zod';
import { checkSchema, planSchema } from '../../../planner/report/plan-schema.js';

// A program on a busy machine.
jest.setTimeout(60_000);

const parse: (json: string) => unknown = JSON.parse;
const run = (...args: readonly string[]): string =>
  execFileSync(process.execPath, ['bin/plan-migration.js', ...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    maxBuffer: 1e8,
  });
const faults = (schema: string, document: unknown): unknown => {
  const ajv = new Ajv2020({ allErrors: true });
  return ajv.validate(z.record(z.string(), z.unknown()).parse(parse(readFileSync(schema, 'utf8'))), document)
    ? []
    : ajv.errors;
};

describe('the example, as the program writes it', () => {
  it('--json is what the published schema says, and its sums are the sums of its lines', () => {
    const document = parse(run('examples/utah/inventory.csv', '--json'));
    expect(faults('schema/plan-v1.json', document)).toEqual([]);
    const { servers, waves, products, inventory } = planSchema.parse(document);
    expect(servers).toHaveLength(15);
    expect(products.length).toBeGreaterThan(3);
    expect(waves.length).toBeGreaterThan(1);
    expect(inventory.rows.read).toBe(inventory.files.reduce((total, { rows }) => total + rows.read, 0));
    for (const server of servers) {
      const sum = server.quotes.reduce((total, { monthlyUsd }) => total + Math.round(monthlyUsd * 100), 0);
      expect([server.name, sum]).toEqual([server.name, Math.round(server.monthlyUsd * 100)]);
    }
  });

  it('check --json is what its schema says', () => {
    const document = parse(run('check', 'examples/utah/inventory.csv', '--json'));
    expect(faults('schema/check-v1.json', document)).toEqual([]);
    expect(checkSchema.parse(document).servers).toBe(15);
  });

  it('a pipe gets text without colour, answer first', () => {
    const text = run('examples/utah/inventory.csv');
    expect(text).not.toContain('\u001B');
    expect(text.split('\n')[0]).toMatch(/^utah-outfitters/);
    expect(text).toContain('Rows: 17 read = 15 servers + 1 merged + 1 ignored');
    expect(
      text
        .trimEnd()
        .split('\n')
        .some((line) => line.startsWith('  Next: ')),
    ).toBe(true);
  });
});
