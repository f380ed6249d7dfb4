import type { Action } from './actions.js';
import { isOwn, type Writer } from './moves.js';
import type { Pending, State } from './state.js';

/** What has left the house, or was about to: made certain before anything else is looked at. */
export function settlePending(state: State, { intent, submitted, lost }: Pending, writer: Writer): Action {
  const { run, step } = state;
  const { op } = intent;
  // A rollback waits for nobody: not for people, and not for the last name server.
  const verdict = intent.target === 'legacy' ? 'dropped' : 'overtaken';
  if (state.back !== undefined && submitted !== undefined && intent.n < state.back.n)
    return { kind: 'append', entries: [{ kind: 'settled', run, step, op, verdict }] };
  if (intent.target === 'legacy')
    return {
      kind: 'do',
      effect: { kind: submitted === undefined ? 'legacy' : 'shown', op, change: intent.change },
    };
  const { zone } = intent;
  if (submitted?.changeId !== undefined)
    return { kind: 'do', effect: { kind: 'poll', op, changeId: submitted.changeId } };
  if (submitted !== undefined) return { kind: 'do', effect: { kind: 'verify', op, zone } };
  // Written in this turn and never tried: it cannot have landed. Anything else may have.
  if (lost || !isOwn(op, writer)) return { kind: 'do', effect: { kind: 'recover', op, zone } };
  const comment = `dc-exit run=${run} op=${op} step=${step}`;
  return { kind: 'do', effect: { kind: 'submit', op, zone, batch: intent.batch, comment } };
}
