import { reportOf } from '../../cutover/report.js';
import { Fault } from '../../model/fault.js';
import type { Run } from '../context.js';
import { exit } from '../exit.js';
import { formatOf, writeResult } from '../output.js';
import type { CutoverFlags } from './estate.js';
import { deskOf, journalOf } from './scene.js';

/** `cutover report [PRODUCT…]`: all runs for an auditor, from the journals alone. */
export const report: Run<CutoverFlags> = async (names, flags, surroundings) => {
  const format = formatOf(flags) ?? 'json';
  if (format !== 'json') throw new Fault('usage', `a cutover report has no ${format} output`, 'Write --format json.');
  const desk = await deskOf(names, flags);
  const runs = [];
  for (const product of desk.products) runs.push(...reportOf((await journalOf(desk, product)).lines));
  await writeResult([`${JSON.stringify({ schema: 'cutover-report/v1', runs }, null, 2)}\n`], flags, surroundings);
  return exit.done;
};
