import type { Plan } from '../plan/plan.js';
import type { ExportFormat } from '../view/keymap.js';
import { severityCounts, severityText } from '../view/plan/finding-list.js';
import { count, moneyText } from '../view/format.js';
import { bestScenario, planTitle } from '../view/plan/summary.js';
import { nextStep } from '../view/plan/next-step.js';

export interface LaunchOptions {
  readonly colour: boolean;
  readonly ascii: boolean;
  /** One fact a line, nothing redrawn, no alternate screen. */
  readonly screenReader: boolean;
  /** Writes the waves file. @returns its path */
  saveWaves(csv: string): Promise<string>;
  /** Writes the plan as a file of that format. @returns its path */
  exportPlan(format: ExportFormat, plan: Plan): Promise<string>;
}

/** What stays on the terminal after the screens are gone. */
export function farewell(plan: Plan, { ascii }: { readonly ascii: boolean }): string {
  const best = bestScenario(plan) ?? plan.scenarios[0];
  const cost =
    best === undefined ? '' : `: ${moneyText(best.monthlyCents, best.unpriced, { ascii })} / month (${best.title})`;
  const findings = severityText(severityCounts(plan.findings));
  return `${planTitle(plan)}, ${count(plan.servers.length, 'server')}${cost}${findings === '' ? '' : `; ${findings}`}\nNext: ${nextStep(plan)}\n`;
}

/**
 * Shows the plan until someone leaves. Call it only where stdin and stdout are terminals.
 * @returns the exit code: 0 after `q`, 130 after Ctrl-C
 */
export async function launch(plan: Plan, options: LaunchOptions): Promise<number> {
  // ink's colours come from the environment at import, and it does not know NO_COLOR.
  if (!options.colour) process.env['FORCE_COLOR'] = '0';
  // Keys pressed while ink loads must neither echo nor kill: they wait until the first frame is there.
  process.stdin.setRawMode(true);
  try {
    const { show } = await import('./show.js');
    const result = await show(plan, options);
    process.stdout.write(farewell(plan, options));
    return typeof result === 'number' ? result : 0;
  } finally {
    process.stdin.setRawMode(false);
  }
}
