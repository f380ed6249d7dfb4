import type { Stamped } from '../../cutover/entries.js';
import { identityName } from '../../cutover/identity.js';
import { gateName } from '../../cutover/verdict.js';
import { safeText } from '../text.js';
import { momentText } from '../../model/moment.js';
import { verdictText } from './verdict-text.js';

/** One journal line for people: `2027-04-06 14:02 shift-5 gate metrics:errors passes: 0.1, wanted at most 1: 8412 requests over 300 s`. */
export const entryText = (entry: Stamped): string =>
  `${momentText(Date.parse(entry.at))}  ${entry.step.padEnd(12)} ${safeText(whatOf(entry))}`;

/** What a line says, without when and where. Texts are as they were written: make them safe before they are shown. */
export function whatOf(entry: Stamped): string {
  switch (entry.kind) {
    case 'run':
      return `run ${entry.run} begins, plan ${entry.planHash.slice(0, 12)}`;
    case 'enter':
      return entry.skip === undefined ? (entry.back === true ? 'back here' : 'begins') : `skipped: ${entry.skip}`;
    case 'end':
      return entry.how;
    case 'gate':
      return `gate ${gateName(entry)} ${verdictText(entry)}`;
    case 'approve':
      return `${entry.gate}${entry.id === undefined ? '' : `:${entry.id}`} approved by ${identityName(entry.who)}: ${entry.because}`;
    case 'hold':
      return `held: ${entry.because}`;
    case 'resume':
      return `resumed (${entry.mode}): ${entry.because}`;
    case 'rollback':
      return `${entry.end ? 'abort' : `rollback to ${entry.to}`}: ${entry.because}`;
    case 'intent':
      return entry.target === 'legacy'
        ? `change at the old provider: ${entry.change.name} ${entry.change.to}`
        : `batch of ${entry.batch.length} changes in ${entry.zone}, fence ${entry.fence.from} -> ${entry.fence.to ?? 'none'}`;
    case 'submitted':
      return `submitted ${entry.changeId ?? ''}`.trimEnd();
    case 'settled':
      return `${entry.verdict}${entry.message === undefined ? '' : `: ${entry.message}`}`;
    case 'task':
      return `task ${entry.id} ${entry.phase}${entry.because === undefined ? '' : `: ${entry.because}`}`;
    case 'wait':
      return `waits until ${momentText(entry.until)}: ${entry.why}`;
    default:
      if (entry.what === 'protection')
        return `protection of the records ${entry.protection ?? ''}${entry.message === undefined ? '' : `: ${entry.message}`}`;
      return entry.what === 'drift'
        ? 'somebody else has changed the records'
        : `records belong to ${entry.owner ?? ''}`;
  }
}
