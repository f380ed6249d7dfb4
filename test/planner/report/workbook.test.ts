import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { strFromU8, unzipSync } from 'fflate';
import { planMigration, scratchFolder } from '../../support/program.js';

/** A sheet as a spreadsheet program has it: numbers by cell, and formulas with the result that was written beside them. */
interface Opened {
  readonly numbers: Map<string, number>;
  readonly formulas: Map<string, { readonly formula: string; readonly result: number }>;
}

/** The workbook of the example, opened again. */
const sheets = new Map<string, Opened>();

beforeAll(async () => {
  const file = join(scratchFolder(), 'plan.xlsx');
  const { code } = await planMigration(['examples/utah/inventory.csv', '--format', 'xlsx', '-o', file, '--quiet']);
  expect(code).toBe(0);
  const entries = unzipSync(readFileSync(file));
  const names = [...strFromU8(entries['xl/workbook.xml'] ?? new Uint8Array()).matchAll(/<sheet [^>]*name="([^"]+)"/g)];
  for (const [index, [, name = '']] of names.entries()) {
    const xml = strFromU8(entries[`xl/worksheets/sheet${index + 1}.xml`] ?? new Uint8Array());
    const opened: Opened = { numbers: new Map(), formulas: new Map() };
    for (const [, at = '', attributes = '', body = ''] of xml.matchAll(/<c r="([A-Z]+\d+)"([^>]*)>(.*?)<\/c>/gs)) {
      const formula = /<f>([^<]*)<\/f>/.exec(body)?.[1];
      const value = Number(/<v>([^<]*)<\/v>/.exec(body)?.[1]);
      if (formula !== undefined) opened.formulas.set(at, { formula, result: value });
      else if (!attributes.includes('t="s"')) opened.numbers.set(at, value);
    }
    sheets.set(name, opened);
  }
});

/** What a spreadsheet program makes of a cell: the three kinds of formula that we write. */
function computed(sheet: Opened, at: string): number {
  const formula = sheet.formulas.get(at)?.formula;
  if (formula === undefined) return sheet.numbers.get(at) ?? 0;
  const product = /^ROUND\((\w+)\*(\w+),2\)$/.exec(formula);
  if (product !== null)
    return Math.round(computed(sheet, product[1] ?? '') * computed(sheet, product[2] ?? '') * 100 + 1e-6) / 100;
  const sum = /^SUM\(([A-Z]+)(\d+):[A-Z]+(\d+)\)$/.exec(formula);
  if (sum !== null) {
    let total = 0;
    for (let row = Number(sum[2]); row <= Number(sum[3]); row += 1) total += computed(sheet, `${sum[1] ?? ''}${row}`);
    return total;
  }
  return formula.split(/(?=[+-])/).reduce((total, term) => {
    const cell = computed(sheet, term.replace(/^[+-]/, ''));
    return term.startsWith('-') ? total - cell : total + cell;
  }, 0);
}

describe('the workbook of the example', () => {
  it('has a sheet for each part of the story', () => {
    expect([...sheets.keys()]).toEqual(['Summary', 'Products', 'Cash flow', 'Servers', 'Costs', 'Findings']);
  });

  it.each(['Products', 'Cash flow', 'Costs'])('%s: every formula comes to what is written beside it', (name) => {
    const sheet = sheets.get(name);
    expect(sheet?.formulas.size).toBeGreaterThan(0);
    for (const [at, { result }] of sheet?.formulas ?? []) {
      if (sheet !== undefined)
        expect({ at, value: computed(sheet, at) }).toEqual({ at, value: expect.closeTo(result, 2) });
    }
  });

  it('adds up to the recommended scenario', () => {
    const summary = [...(sheets.get('Summary')?.numbers.values() ?? [])];
    const costs = sheets.get('Costs');
    const total = [...(costs?.formulas.values() ?? [])].find(({ formula }) => formula.startsWith('SUM'));
    expect(summary).toContainEqual(total?.result);
  });
});
