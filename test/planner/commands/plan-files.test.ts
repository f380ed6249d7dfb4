import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { planFiles } from '../../../planner/commands/plan-files.js';
import { aMovingPlan } from '../../support/moving-plan.js';

const before = process.cwd();
let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'plan-files-'));
  process.chdir(folder);
});
afterEach(() => {
  process.chdir(before);
  rmSync(folder, { recursive: true });
});

const world = { stdin: new PassThrough(), stdout: new PassThrough(), stderr: new PassThrough(), env: {} };
const files = (waves?: string) => planFiles(waves, { tui: true, input: true, color: true }, world);
const read = (name: string): string => readFileSync(join(folder, name), 'utf8');

describe('the waves file of the screens', () => {
  it('is waves.csv, and may be written again and again', async () => {
    const ours = files();
    expect(await ours.saveWaves('one')).toBe('waves.csv');
    await ours.saveWaves('two');
    expect(read('waves.csv')).toBe('two');
  });

  it('never replaces one whose edits are not in the plan', async () => {
    writeFileSync('waves.csv', 'by hand');
    await expect(files().saveWaves('one')).rejects.toThrow('waves.csv is there and says something else');
    expect(read('waves.csv')).toBe('by hand');
  });

  it('is the file of --waves, whose edits are in the plan', async () => {
    writeFileSync('mine.csv', 'by hand');
    expect(await files('mine.csv').saveWaves('one')).toBe('mine.csv');
    expect(read('mine.csv')).toBe('one');
  });
});

describe('an export of the screens', () => {
  it.each([
    ['md', '## utah-outfitters'],
    ['json', '{'],
    ['csv', 'name,product'],
    ['html', '<!doctype html>'],
    ['xlsx', 'PK'],
  ] as const)('as %s is plan.%s', async (format, begins) => {
    expect(await files().exportPlan(format, aMovingPlan())).toBe(`plan.${format}`);
    expect(read(`plan.${format}`).replace('\uFEFF', '').toLowerCase().startsWith(begins.toLowerCase())).toBe(true);
  });
});
