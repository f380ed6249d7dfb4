import { access, readFile } from 'node:fs/promises';
import { fileFault } from '../adapters/files.js';
import { Fault } from '../model/fault.js';
import type { Plan } from '../plan/plan.js';
import type { ExportFormat } from '../view/keymap.js';
import type { GlobalFlags, World } from './context.js';
import { writeFileWhole } from './output.js';
import { planIn } from './plan-output.js';

/** What the screens may write: the waves file and exports of the plan; never the estate file. */
export interface PlanFiles {
  saveWaves(csv: string): Promise<string>;
  exportPlan(format: ExportFormat, plan: Plan): Promise<string>;
}

/** @param waves the file of `--waves`: its edits are in the plan, so it may be written again; another one that is there may not */
export function planFiles(waves: string | undefined, flags: GlobalFlags, world: World): PlanFiles {
  let ours: string | undefined;
  return {
    async saveWaves(csv) {
      const path = waves ?? 'waves.csv';
      const there = waves === undefined ? await existing(path) : undefined;
      if (there !== undefined && there !== ours && there !== csv)
        throw new Fault('data', `${path} is there and says something else`, `Start with --waves ${path}.`);
      await writeFileWhole(path, [csv]);
      ours = csv;
      return path;
    },
    async exportPlan(format, plan) {
      const output = `plan.${format}`;
      await writeFileWhole(output, await planIn[format](plan, { ...flags, output }, world));
      return output;
    },
  };
}

/** Undefined where there is none. */
async function existing(file: string): Promise<string | undefined> {
  const there = await access(file).then(
    () => true,
    () => false,
  );
  return there
    ? readFile(file, 'utf8').catch((error: unknown) => {
        throw fileFault(file, error);
      })
    : undefined;
}
