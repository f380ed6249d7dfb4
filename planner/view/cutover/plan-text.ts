import type { CutoverPlan, PlannedChange, PlannedStep } from '../../cutover/plan.js';
import { isFence } from '../../cutover/fence.js';
import { recordLine } from '../../cutover/record-sets.js';
import { line, type Line, type Look, span } from '../look.js';
import { pad, safeText, wrap } from '../text.js';

/** What a run will do: every step, its gates, its tasks, its batches record by record, its wait. */
export function planLines({ product, env, steps, hash }: CutoverPlan, look: Look): readonly Line[] {
  return [
    line(`cutover of ${safeText(product)} in ${safeText(env)}`, 'strong'),
    ...steps.flatMap((step) => stepLines(step, look)),
    line(''),
    line(`plan ${hash}`, 'strong'),
    line(`run it: plan-migration cutover run ${safeText(product)} --plan ${hash}`),
  ];
}

function stepLines(
  { step, about, skip, gates, approvals, tasks, changes, first, wait }: PlannedStep,
  look: Look,
): readonly Line[] {
  const head = `  ${pad(step, 13)}`;
  if (skip !== undefined) return [[span(head, 'quiet'), span(`skipped: ${safeText(skip)}`, 'quiet')]];
  const asks = [...gates, ...(approvals === 0 ? [] : [approvals === 1 ? 'approval' : `${approvals} approvals`])];
  const details = [
    ...(first === undefined ? [] : [`first waits ${first.for}: ${first.why}`]),
    ...(asks.length === 0 ? [] : [`gates: ${asks.join(', ')}`]),
    ...tasks.map(
      ({ id, what, argv, pointOfNoReturn }) =>
        `task ${id}: ${argv === undefined ? what : `runs ${argv.join(' ')}`}${pointOfNoReturn ? ' (POINT OF NO RETURN)' : ''}`,
    ),
    ...changes.flatMap(changeTexts),
    ...(wait === undefined ? [] : [`then waits ${wait.for}: ${wait.why}`]),
  ];
  return [
    [span(head, 'strong'), span(about)],
    ...details.flatMap((text) =>
      wrap(safeText(text), look.width - 17).map((part, i) =>
        line(
          `${' '.repeat(15)}${i === 0 ? '' : '  '}${part}`,
          text.startsWith('-') || text.startsWith('+') ? 'accent' : 'quiet',
        ),
      ),
    ),
  ];
}

function changeTexts(planned: PlannedChange): readonly string[] {
  if (planned.kind === 'legacy') {
    const { zone, name, from, records } = planned.change;
    return [
      `at the old provider of ${zone}:`,
      ...from.map((record) => `- ${name} ${recordLine(record)}`),
      ...records.map((record) => `+ ${name} ${recordLine(record)}`),
    ];
  }
  const records = planned.batch.filter(({ ResourceRecordSet }) => !isFence(ResourceRecordSet));
  if (records.length === 0) return [`one batch in ${planned.zone} that only takes the fence away`];
  return [
    `one batch in ${planned.zone}, with a fence:`,
    ...records.map(
      ({ Action, ResourceRecordSet }) =>
        `${Action === 'DELETE' ? '-' : '+'} ${ResourceRecordSet.Name} ${recordLine(ResourceRecordSet)}`,
    ),
  ];
}
