import type { Inventory } from '../../model/inventory.js';
import type { Plan } from '../../plan/plan.js';
import { safeText } from '../text.js';

/** An argument as a POSIX shell takes it; what is not shown literally (control characters) stays visible. */
export function shellWord(text: string): string {
  const safe = safeText(text);
  return /^[\w@%+=:,./-]+$/.test(safe) ? safe : `'${safe.replaceAll("'", `'\\''`)}'`;
}

const command = (inputs: readonly string[], rest: string): string =>
  ['plan-migration', ...inputs.map(shellWord), rest].filter((part) => part !== '').join(' ');

/** The one line that tells what to do next: repair before refine, refine before hand over. */
export function nextStep(plan: Plan): string {
  const { inputs, inventory } = plan;
  if (inventory.rows.rejected > 0)
    return `${command(inputs, '--rejects rejects.csv')}   (repair, then pass that file too)`;
  if (plan.today === undefined)
    return 'write what you pay today into estate.yaml (plan: { bill: { monthlyUsd: 6400 } }), to see what moving saves';
  return command(inputs, '--format xlsx -o plan.xlsx');
}

export function nextAfterCheck(inputs: readonly string[], inventory: Inventory): string {
  if (inventory.servers.length === 0) return 'add a list of servers (name, vCPU, memory, disk)';
  if (inventory.rows.rejected > 0)
    return `plan-migration check ${inputs.map(shellWord).join(' ')} --rejects rejects.csv   (repair, then pass that file too)`;
  return command(inputs, '');
}
