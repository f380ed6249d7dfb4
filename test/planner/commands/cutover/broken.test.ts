import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { worstOf } from '../../../../planner/commands/cutover/worst.js';
import { Fault, type FaultKind } from '../../../../planner/model/fault.js';
import { Play, smallEstate } from '../../../support/cutover.js';
import { writeJournal } from '../../../support/cutover-journal.js';
import { inProcess } from '../../../support/in-process.js';
import { scratchFolder } from '../../../support/program.js';
import { utahText } from '../../../support/utah.js';

const folder = scratchFolder();
const ask = (...args: readonly string[]) => inProcess(['cutover', ...args, '--estate', join(folder, 'estate.yaml')]);

/** Of five products one has a run, and the journal of another has a bad line. */
beforeAll(async () => {
  const play = new Play(smallEstate());
  await play.begin();
  await play.play(({ state }) => state.step === 'drill');
  writeFileSync(join(folder, 'estate.yaml'), utahText);
  writeJournal(join(folder, '.cutover/storefront-prod.journal'), play);
  mkdirSync(join(folder, '.cutover'), { recursive: true });
  writeFileSync(join(folder, '.cutover/portal-prod.journal'), 'no line\nof ours\n');
});

const where = expect.stringContaining('portal-prod.journal:1');

describe('a journal that cannot be read', () => {
  it('does not hide where the other products are; the exit code is its own', async () => {
    const { code, stdout } = await ask('status', '--json');
    expect(code).toBe(65);
    expect(JSON.parse(stdout).products).toMatchObject([
      { product: 'storefront', phase: 'running', step: 'drill' },
      { product: 'portal', phase: 'unknown', problem: { message: where, remedy: expect.any(String) } },
      { product: 'reports', phase: 'none' },
      { product: 'mail', phase: 'none' },
      { product: 'intranet', phase: 'none' },
    ]);
  });

  it('is told in its place in the text, and alone where it is named', async () => {
    const all = await ask('status');
    expect(all).toMatchObject({ code: 65, stdout: where });
    expect(all.stdout).toContain('storefront (prod): running at drill');
    expect(await ask('status', 'portal')).toMatchObject({ code: 65, stdout: where });
    expect(await ask('status', 'storefront')).toMatchObject({ code: 0 });
  });

  it('is left out of the report of all, said on stderr; named, it has none', async () => {
    const all = await ask('report', '--json');
    expect(all).toMatchObject({ code: 65, stderr: where });
    expect(JSON.parse(all.stdout)).toMatchObject({ runs: [{ outcome: 'under way' }] });
    expect(await ask('report', 'portal')).toMatchObject({ code: 65, stdout: '', stderr: where });
  });
});

it.each<[readonly FaultKind[], number]>([
  [[], 0],
  [['unreachable', 'denied'], 77],
  [['unreachable', 'data', 'denied'], 65],
  [['waiting', 'unreachable'], 69],
])('of %j the worst gives the exit code', (kinds, code) => {
  expect(worstOf(kinds.map((kind) => new Fault(kind, '', '')))).toBe(code);
});
