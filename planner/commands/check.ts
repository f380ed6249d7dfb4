import { findEstate } from '../adapters/estate.js';
import { readInputs } from '../adapters/files.js';
import { readInventory } from '../inventory/read-inventory.js';
import { checkReport } from '../view/plan/check-report.js';
import { lookOf, type Run } from './context.js';
import { Fault } from '../model/fault.js';
import { exit } from './exit.js';
import { formatOf, writeResult } from './output.js';
import { progressOf } from './progress.js';
import { writeRejects } from './rejects.js';

/** `plan-migration check FILE…`: what was read, nothing more. */
export const check: Run<{ readonly rejects?: string }> = async (files, flags, world) => {
  const format = formatOf(flags) ?? 'text';
  if (format !== 'text' && format !== 'json')
    throw new Fault('usage', `check has no ${format} output`, 'Write --format text or json.');
  const progress = progressOf(flags, world);
  const found = await findEstate(flags.estate, files[0]);
  const inputs = await readInputs(files, world);
  const inventory = readInventory(inputs, { columns: found?.estate.plan.columns ?? {}, onProgress: progress.rows });
  progress.done();
  if (flags.rejects !== undefined) await writeRejects(inventory.rejected, flags.rejects, world, flags);
  if (format === 'json' || flags.events === true) {
    const { checkEvents, checkJson } = await import('../report/check-json.js');
    await writeResult(flags.events === true ? checkEvents(inventory) : checkJson(inventory), flags, world);
  } else {
    await writeResult([checkReport(inventory, { ...lookOf(flags, world), inputs: files })], flags, world);
  }
  if (inventory.servers.length === 0) return exit.data;
  return flags.detailedExitcode === true && inventory.findings.some(({ severity }) => severity === 'error')
    ? exit.findings
    : exit.done;
};
