import { bySeverity } from '../model/finding.js';
import { moveProduct } from '../waves/move.js';
import type { Plan } from './plan.js';
import { scheduleOf } from './schedule.js';

/**
 * The plan with a product in another wave: conditions, dates, cash flow and findings are computed anew, servers and prices stay.
 * The plan given is untouched, so undo is keeping it.
 * @param wave number of the wave, from 1
 * @throws MoveError for a product or wave that does not exist
 */
export function withMove(plan: Plan, product: string, wave: number): Plan {
  const waves = moveProduct(plan.waves, product, wave);
  const { start, contractEnd } = waves.built.model.inputs;
  const business = plan.business?.rescheduled(scheduleOf(waves, start, contractEnd));
  const old = new Set([...plan.waves.findings, ...(plan.business?.findings ?? [])]);
  const findings = bySeverity([
    ...plan.findings.filter((finding) => !old.has(finding)),
    ...waves.findings,
    ...(business?.findings ?? []),
  ]);
  return { ...plan, waves, business, findings };
}
