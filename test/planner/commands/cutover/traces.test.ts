import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { inProcess } from '../../../support/in-process.js';
import { addressesFile, utahAddresses } from '../../../support/outputs.js';
import { scratchFolder } from '../../../support/program.js';
import { utahText } from '../../../support/utah.js';

/** A working folder of the example; its addresses are deployed. */
function folder(): string {
  const place = scratchFolder();
  writeFileSync(join(place, 'estate.yaml'), utahText);
  mkdirSync(join(place, 'outputs'));
  writeFileSync(join(place, 'outputs/prod-addresses.json'), addressesFile(utahAddresses));
  return place;
}

const because = ['--because', 'test'];

it.each([
  [['cutover', 'approve', 'storefront', 'shift-1', ...because], 64, 'storefront has no run'],
  [['cutover', 'hold', 'storefront', ...because], 64, 'storefront has no run'],
  [['cutover', 'resume', 'storefront', ...because], 64, 'storefront has no run'],
  [['cutover', 'rollback', 'storefront', ...because], 64, 'storefront has no run'],
  [['cutover', 'abort', 'storefront', '--confirm', 'storefront', ...because], 64, 'storefront has no run'],
  [['cutover', 'finish', 'storefront', ...because], 64, 'storefront has no run'],
  [['cutover', 'status'], 0, ''],
  [['partners', 'sent', 'bes'], 64, 'there is no notice to bes'],
  [['partners', 'status'], 0, ''],
])('%j leaves nothing behind: no folder, no journal, no lease', async (args, code, told) => {
  const place = folder();
  const before = readdirSync(place).toSorted();
  const { stderr, ...ran } = await inProcess([...args, '--estate', join(place, 'estate.yaml')]);
  expect(ran).toMatchObject({ code });
  expect(stderr).toContain(told);
  expect(readdirSync(place).toSorted()).toEqual(before);
});

it('a notice that says nothing new asks for no lease', async () => {
  const place = folder();
  const notice = ['partners', 'notice', 'bes', '--estate', join(place, 'estate.yaml')];
  await inProcess(notice);
  const once = readdirSync(join(place, '.cutover')).toSorted();
  expect(await inProcess(notice)).toMatchObject({ code: 0, stdout: expect.stringContaining('CONFIRM bes') });
  expect(readdirSync(join(place, '.cutover')).toSorted()).toEqual(once);
});
