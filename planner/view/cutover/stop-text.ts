import { restoreAtProvider } from '../../cutover/instructions.js';
import type { Ticked } from '../../cutover/runner.js';
import { gateName, passes } from '../../cutover/verdict.js';
import { exposure } from '../../cutover/waits.js';
import { liveShare } from '../../cutover/tasks.js';
import type { State } from '../../cutover/state.js';
import { recordLine } from '../../cutover/record-sets.js';
import { line, type Line } from '../look.js';
import { safeText } from '../text.js';
import { momentText } from '../../model/moment.js';
import { spanText } from './spans.js';
import { numbersText } from './verdict-text.js';

/** Where a run stopped, what it waits for, and what to do: the last lines of every command that drives one. */
export function stopLines({ state, stop }: Ticked): readonly Line[] {
  const { scope, step } = state;
  const product = safeText(scope.product);
  const again = `plan-migration cutover run ${product} --plan ${state.hashes.plan}`;
  if (stop.kind === 'ended') return [line(`${product}: ${state.ended ?? 'over'}`, 'good'), ...leftLines(state)];
  if (stop.kind === 'interrupted')
    return [
      line(`${product} is at ${step} and stays as it is. Nothing is half done.`, 'strong'),
      ...exposureLines(state),
      line(`Go on with: ${again}`),
    ];
  if (stop.kind === 'trouble')
    return [
      line(`${product} is at ${step}: ${safeText(stop.trouble.message)}`, 'bad'),
      ...backLines(state),
      line(`Go on with: ${again}`),
    ];
  const { waiting } = stop;
  const missing = waiting.verdicts.filter((verdict) => !passes(verdict));
  const bad = waiting.for === 'drift' || waiting.for === 'changed' || state.back !== undefined;
  return [
    line(`${product} is at ${step}: ${safeText(waiting.why)}`, bad ? 'bad' : 'strong'),
    ...(waiting.until === undefined ? [] : [line(`  until ${momentText(waiting.until)} UTC`)]),
    ...missing
      .filter((verdict) => verdict.value !== undefined && numbersText(verdict) !== '')
      .map((verdict) => line(`  ${gateName(verdict)}: ${safeText(numbersText(verdict))}`, 'warning')),
    ...driftLines(state),
    ...backLines(state),
    ...waiting.todo.map((todo) => line(`  ${safeText(todo)}`)),
    ...exposureLines(state),
  ];
}

/** What is left for people: after an abort what they put back at an old provider, in the end what the stack takes over. */
function leftLines({ ended, scope, legacyZones }: State): readonly Line[] {
  if (ended === 'decommissioned' && scope.names.length > 0)
    return [
      line('  The estate file says owner: stack now: commit it. Then the stack takes the records over as they are:'),
      line(`  npx cdktf diff ${safeText(scope.product)}-${safeText(scope.env)}   shows imports only; then deploy it`),
    ];
  if (ended !== 'aborted') return [];
  const asked = Object.fromEntries(Object.entries(legacyZones).map(([name, zone]) => [name, zone.asked]));
  return restoreAtProvider(scope, asked).map((text) => line(`  ${safeText(text)}`));
}

/** Three ways to see a foreign edit: what was planned from, what is there. */
function driftLines({ drift }: State): readonly Line[] {
  if (drift === undefined) return [];
  return [
    ...drift.expected.map((record) => line(`  planned from  ${safeText(`${record.Name} ${recordLine(record)}`)}`)),
    ...(drift.seen.length === 0 ? [line('  now           nothing is there any more', 'bad')] : []),
    ...drift.seen.map((record) => line(`  now           ${safeText(`${record.Name} ${recordLine(record)}`)}`, 'bad')),
  ];
}

/** A rollback that could not be made: the batch as a command, and the lever that needs no Route 53. */
function backLines(state: State): readonly Line[] {
  const { back, scope, pending } = state;
  if (back === undefined) return [];
  const lever = scope.killSwitch;
  const intent = pending?.intent;
  if (intent?.target === 'route53' && intent.purpose === 'back' && pending?.submitted !== undefined)
    return [
      line('The way back is with Route 53, which hands it to its name servers: nothing is to be done but to go on.'),
    ];
  return [
    line('THE ROLLBACK IS NOT DONE. Act now:', 'bad'),
    ...(lever === undefined
      ? []
      : [line(`  1. aws s3 rm ${lever.object}   (all traffic to legacy, without Route 53)`)]),
    ...(intent?.target === 'route53'
      ? [
          line(
            `  2. aws route53 change-resource-record-sets --hosted-zone-id ${intent.zone} --change-batch '${JSON.stringify({ Changes: intent.batch })}'`,
          ),
        ]
      : []),
  ];
}

/** What a rollback costs and how it is asked for; nothing where no rollback may be written. */
function exposureLines(state: State): readonly Line[] {
  const { scope, pointOfNoReturn, drift } = state;
  const share = liveShare(state);
  if (share === 0) return [];
  const live = `${share} % of new answers lead to AWS.`;
  const product = safeText(scope.product);
  const rollback = `plan-migration cutover rollback ${product} --because …`;
  if (drift !== undefined) return [line(`${live} No rollback is written before that is decided.`)];
  if (pointOfNoReturn !== undefined)
    return [
      line(
        `${live} No way back without losing data: ${safeText(pointOfNoReturn)} has begun. By hand: ${rollback} --confirm ${product}`,
        'warning',
      ),
    ];
  return [line(`${live} A rollback has every client on legacy within ${spanText(exposure(scope))}: ${rollback}`)];
}
