import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { z } from 'zod';
import type { Plan } from '../../../planner/plan/plan.js';
import { checkJson } from '../../../planner/report/check-json.js';
import { checkEvents, planEvents } from '../../../planner/report/events.js';
import { planJson } from '../../../planner/report/plan-json.js';
import { planSchema } from '../../../planner/report/plan-schema.js';
import { published } from '../../../planner/report/published.js';
import { aBill, aPlan, aRecommendation, aServer, anOption, ec2 } from '../../support/plan.js';

const text = (plan: Plan): string => [...planJson(plan)].join('');

const full = aPlan({
  servers: [
    {
      server: aServer({ name: 'db\u001B[2J01', source: { file: 'rv.xlsx', sheet: 'vInfo', row: 7 }, product: 'shop' }),
      recommendation: aRecommendation({
        demand: {
          vcpus: 2,
          memoryGiB: 8,
          ebsIops: 2140,
          ebsMiBps: undefined,
          networkGbps: undefined,
          cpuBasis: 'series',
          memoryBasis: 'allocated',
          notes: ['memory kept (database)'],
        },
        chosen: anOption(ec2('m7i.large', 40), 7678),
        alternatives: [{ ...anOption({ kind: 'ses' }, 1240), note: 'if it only sends mail' }],
        wouldChange: 'CPU p95 above 62 %',
        role: { id: 'postgres', evidence: 'port 5432' },
        pinned: 'load test',
      }),
    },
    {
      server: aServer({ name: 'odd01' }),
      recommendation: aRecommendation({
        chosen: anOption(ec2('x99.huge'), 320, 1),
        asIs: anOption({ kind: 'unknown', why: 'no memory' }, 0),
      }),
    },
  ],
  findings: [
    {
      severity: 'error',
      code: 'bad-size',
      file: 'a.csv',
      row: 2,
      column: 'RAM',
      value: '16 furlongs',
      message: 'not a size',
      remedy: 'Write 16 GiB.',
      more: 3,
    },
  ],
  inventory: {
    files: [
      {
        file: 'rv.xlsx',
        sheet: 'vInfo',
        format: 'rvtools',
        rows: { read: 3, servers: 2, merged: 0, attached: 0, ignored: 1, rejected: 0 },
        ignoredBecause: { template: 1 },
        mapped: { VM: 'name' },
        unmapped: ['Annotation'],
      },
    ],
  },
});

const parse: (json: string) => unknown = JSON.parse;

/** A copy of a schema that also refuses fields which it does not name. */
function strict(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(strict);
  if (typeof schema !== 'object' || schema === null) return schema;
  const copy = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, strict(value)]));
  return 'properties' in copy && !('additionalProperties' in copy) ? { ...copy, additionalProperties: false } : copy;
}

/** What is wrong with a document, by the published schema. */
function faults(
  document: unknown,
  change: (schema: unknown) => unknown = (schema) => schema,
  name = 'plan-v1.json',
): unknown {
  const ajv = new Ajv2020({ allErrors: true });
  const schema = z.record(z.string(), z.unknown()).parse(change(parse(readFileSync(`schema/${name}`, 'utf8'))));
  return ajv.validate(schema, document) ? [] : ajv.errors;
}

describe('plan.json', () => {
  it('is what its published schema says, without a field that the schema does not name', () => {
    for (const plan of [full, aPlan(), aPlan({ servers: 0, plan: { today: undefined, company: 'utah' } })]) {
      const document: unknown = parse(text(plan));
      expect(faults(document)).toEqual([]);
      expect(faults(document, strict)).toEqual([]);
      expect(planSchema.parse(document)).toEqual(document);
    }
  });

  it('is refused by the schema once something is wrong', () => {
    expect(faults(parse(text(full).replace('"confidence":2', '"confidence":6')))).toMatchObject([
      { instancePath: '/servers/0/confidence' },
    ]);
    expect(faults(parse(text(full).replace('"kind":"ec2"', '"kind":"ec3"')))).not.toEqual([]);
  });

  it('has its schema published as it is in the code', () => {
    for (const [name, schema] of Object.entries(published()))
      expect(parse(readFileSync(`schema/${name}`, 'utf8'))).toEqual(parse(schema));
  });

  it('opens every price to its lines, and every unknown price to what is missing', () => {
    const { servers } = planSchema.parse(parse(text(full)));
    expect(servers[0]?.monthlyUsd).toBe(76.78);
    expect(
      servers[0]?.quotes.map(({ rateUsd, quantity, unit, monthlyUsd }) => [rateUsd, quantity, unit, monthlyUsd]),
    ).toEqual([
      [0.1008, 730, 'h', 73.58],
      [0.08, 40, 'GB-month', 3.2],
    ]);
    expect(servers[0]?.quotes[0]).toMatchObject({ source: 'test', asOf: '2026-10', kind: 'observed' });
    expect(servers[1]?.gaps).toHaveLength(1);
  });

  it('writes one server a line and the same bytes each time', () => {
    const lines = text(full).split('\n');
    expect(lines.filter((line) => line.startsWith('    {"name":"'))).toHaveLength(2);
    expect(text(full)).toBe(text(full));
  });

  it('escapes control characters of names', () => {
    expect(text(full)).not.toMatch(/[\u0000-\u0009\u000B-\u001F]/);
    expect(planSchema.parse(parse(text(full))).servers[0]?.name).toBe('db\u001B[2J01');
  });

  it('comes in chunks: a large plan is never one string', () => {
    const chunks = [...planJson(aPlan({ servers: 2000 }))];
    expect(chunks.length).toBeGreaterThan(5);
    expect(Math.max(...chunks.map((chunk) => chunk.length))).toBeLessThan(80_000);
    expect(planSchema.parse(parse(chunks.join(''))).servers).toHaveLength(2000);
  });

  it('has money as dollars with cents, never with the dust of binary floats', () => {
    const odd = aPlan({ plan: { today: aBill(1_000_000_000_10) } });
    expect(text(odd)).toContain('"today": {"monthlyUsd":1000000000.1,"source":"bill.csv"}');
  });
});

describe('check --json', () => {
  it('is what its published schema says', () => {
    const document = parse([...checkJson(full.inventory)].join(''));
    expect(faults(document, strict, 'check-v1.json')).toEqual([]);
    expect(document).toMatchObject({ schema: 'check/v1', servers: 2, inventory: { rows: { read: 2 } } });
  });
});

const typeOf = (line: string): string => z.looseObject({ type: z.string() }).parse(parse(line)).type;

describe('events', () => {
  it('are one JSON object a line, the version first', () => {
    const lines = [...planEvents(full)];
    expect(lines.every((line) => line.endsWith('\n') && !line.slice(0, -1).includes('\n'))).toBe(true);
    expect(lines.map(typeOf)).toEqual(['version', 'file', 'finding', 'plan']);
    expect([...checkEvents(full.inventory)].map(typeOf)).toEqual(['version', 'file', 'finding', 'rows']);
  });
});
