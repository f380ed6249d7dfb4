import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { Play, smallEstate } from '../../../support/cutover.js';
import { writeJournal } from '../../../support/cutover-journal.js';
import { inProcess } from '../../../support/in-process.js';
import { scratchFolder } from '../../../support/program.js';
import { utahText } from '../../../support/utah.js';

const folder = scratchFolder();
const file = join(folder, '.cutover/storefront-prod.journal');

/** The journal of a whole run, as the program would have left it. */
beforeAll(async () => {
  const play = new Play(smallEstate({ policy: ['steps: [50, 100]', 'approve: { at: [shift-100] }'] }));
  await play.begin();
  await play.play();
  writeFileSync(join(folder, 'estate.yaml'), utahText);
  writeJournal(file, play);
});

const report = (...args: readonly string[]) =>
  inProcess(['cutover', 'report', ...args, '--estate', join(folder, 'estate.yaml')]);

describe('cutover report', () => {
  it.each([
    ['text', /WHO DECIDED WHAT/],
    ['md', /^# Cutover of shop in prod/],
    ['html', /^<!doctype html>/],
    ['json', /"schema": "cutover-report\/v1"/],
  ])('is written as %s, from the journal alone', async (format, start) => {
    const ran = await report('storefront', '--format', format);
    expect(ran).toMatchObject({ code: 0, stderr: '', stdout: expect.stringMatching(start) });
    expect(ran.stdout).toContain('rehearsal');
    expect(ran.stdout).toContain('decommissioned');
  });

  it('is NDJSON with a version line first', async () => {
    const { stdout } = await report('storefront', '--events');
    const [version, run] = stdout
      .trim()
      .split('\n')
      .map((line): unknown => JSON.parse(line));
    expect(version).toMatchObject({ type: 'version', schema: 'events/v1' });
    expect(run).toMatchObject({ type: 'run', outcome: 'decommissioned' });
  });

  it('tells every product that has a run, where none is named', async () => {
    expect(await report('--json')).toMatchObject({ code: 0 });
  });

  it.each([
    [['portal'], 65, 'portal has no run'],
    [['storefrnt'], 64, 'storefront'],
    [['storefront', '--format', 'csv'], 64, 'no csv output'],
  ])('refuses %j with %i', async (args, code, text) => {
    expect(await report(...args)).toMatchObject({ code, stdout: '', stderr: expect.stringContaining(text) });
  });

  it('is refused from a journal that was changed, naming the line', async () => {
    const before = readFileSync(file, 'utf8');
    writeFileSync(file, before.replace('"because":"rehearsal"', '"because":"rehearsol"'));
    const ran = await report('storefront');
    writeFileSync(file, before);
    expect(ran).toMatchObject({ code: 65, stdout: '', stderr: expect.stringMatching(/storefront-prod\.journal:\d+ /) });
  });
});
