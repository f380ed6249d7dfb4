import { FindingLog } from '../model/finding.js';
import type { Plan } from '../plan/plan.js';
import type { Handoff } from './handoff.js';
import { minutesText } from './runbook/deadline.js';
import { runbookText } from './runbook/runbook.js';
import { waveFacts } from './runbook/wave-facts.js';

/** `runbook-W1.md` for every wave. Findings name the products whose window is too short for the work and the way back. */
export function emitRunbooks(plan: Plan): Handoff {
  const log = new FindingLog();
  const waves = waveFacts(plan);
  for (const { wave, products } of waves) {
    for (const { product, deadline } of products) {
      const slack = deadline.within?.slackMinutes ?? 0;
      if (slack >= 0) continue;
      log.add({
        severity: 'warning',
        code: 'window-too-short',
        value: product.name,
        message:
          `${wave.id}: the window of ${product.name} is ${minutesText(-slack)} too short for its work (${minutesText(deadline.workMinutes)}), ` +
          `the way back (${minutesText(deadline.rollbackMinutes)}) and validation (${minutesText(deadline.validationMinutes)})`,
        remedy: `make products.${product.name}.cutover.window longer, or split the product`,
      });
    }
  }
  return {
    files: waves.map((facts) => ({ path: `runbook-${facts.wave.id}.md`, text: runbookText(facts) })),
    findings: log.list(),
  };
}
