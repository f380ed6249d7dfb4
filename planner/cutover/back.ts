import type { StepId } from '../../estate/index.js';
import type { Action } from './actions.js';
import type { Entry } from './entries.js';
import { approvalsOf, mayApprove } from './approvals.js';
import { forwarderTest } from './instructions.js';
import { batchesTo, intentOf, isHooked, type Target, type Writer } from './moves.js';
import { unprotect } from './protection.js';
import { stageOf } from './stage.js';
import type { State } from './state.js';
import { compareSteps, stepsOf } from './steps.js';
import { dutiesToUndo } from './tasks.js';

/** What a failure under traffic leads to. After a point of no return, and where the policy says so, people decide. */
export function rollbackFor(state: State, because: string): Entry {
  const { run, step, scope, pointOfNoReturn } = state;
  const { onFailure } = scope.policy;
  if (onFailure === 'rollback' && pointOfNoReturn === undefined)
    return { kind: 'rollback', run, step, to: defaultTarget(state), end: false, cause: 'failure', because };
  const why = {
    rollback: `${pointOfNoReturn ?? ''} has no return: roll back, or go on?`,
    freeze: 'the policy freezes',
    ask: 'roll back, or go on?',
  } as const;
  return { kind: 'hold', run, step, cause: 'failure', because: `${because}; ${why[onFailure]}` };
}

/** Where `rollback` without `--to` leads: all traffic on legacy, in the form from which the run goes on. */
export function defaultTarget({ scope, step }: State): StepId {
  if (scope.names.length === 0) return before(scope, 'shift-100');
  return compareSteps(scope, step, 'convert') > 0 ? 'convert' : before(scope, 'ttl');
}

function before(scope: State['scope'], step: StepId): StepId {
  const steps = stepsOf(scope);
  return steps[steps.indexOf(step) - 1] ?? 'names';
}

/** The way back: one batch per zone at once, with no wait in between; then what was scaled and done is taken back, last first. */
export function goBack(state: State, back: NonNullable<State['back']>, now: number, writer: Writer): Action {
  const { run, step } = state;
  const target: Target = {
    stage: back.end ? { kind: 'asRead' } : stageOf(back.to),
    fenced: !back.end,
    hooked: isHooked(state),
  };
  const [move] = batchesTo(state, target);
  // Named already, and then regretted: a deploy must not take over what is being changed.
  if (move !== undefined && state.owner === 'stack') return { kind: 'do', effect: { kind: 'own', owner: 'cutover' } };
  if (move !== undefined)
    return (
      unprotect(state) ?? { kind: 'append', entries: [intentOf(state, move, target, state.verdicts, 'back', writer)] }
    );
  const forwarded = forwarderOff(state, now);
  if (forwarded !== undefined) return forwarded;
  const [duty] = dutiesToUndo(state, back.end ? 'names' : back.to);
  if (duty !== undefined) {
    if (duty.kind === 'run' && duty.task.undo !== undefined) return { kind: 'do', effect: { kind: 'undo', duty } };
    if (duty.kind === 'standby')
      return { kind: 'do', effect: { kind: 'scale', id: duty.id, unit: duty.unit, to: 'stopped' } };
    return {
      kind: 'append',
      entries: [{ kind: 'task', run, step, id: duty.id, phase: 'undone', because: 'it has to be done again' }],
    };
  }
  if (back.end) {
    if (state.scope.names.length > 0 && state.owner === 'cutover')
      return { kind: 'do', effect: { kind: 'own', owner: 'legacy' } };
    return { kind: 'append', entries: [{ kind: 'end', run, step, how: 'aborted' }] };
  }
  const enter: Entry = { kind: 'enter', run, step: back.to, back: true };
  if (back.cause === 'operator') return { kind: 'append', entries: [enter] };
  return {
    kind: 'append',
    entries: [enter, { kind: 'hold', run, step: back.to, cause: 'failure', because: `rolled back: ${back.because}` }],
  };
}

/** Name of the confirmation that a rollback from `drain` or later waits for. */
export const forwarderOffTask = 'forwarder-off';

/** While the forwarder is on, traffic that was sent back to legacy arrives in AWS again: the way back is not gone before it is off. */
function forwarderOff(state: State, now: number): Action | undefined {
  const { run, step, scope, tasks } = state;
  if (tasks['forwarder-on']?.phase !== 'done') return undefined;
  const confirmed = approvalsOf(state, step, 'task', forwarderOffTask, now).find((entry) => mayApprove(scope, entry));
  if (confirmed !== undefined)
    return {
      kind: 'append',
      entries: [{ kind: 'task', run, step, id: 'forwarder-on', phase: 'undone', because: confirmed.because }],
    };
  const why = 'the forwarder is off, and legacy answers by itself';
  return {
    kind: 'wait',
    waiting: {
      for: 'gate',
      why: `records are back; the rollback is done once ${why}`,
      verdicts: [{ gate: 'task', id: forwarderOffTask, verdict: 'inconclusive', why }],
      todo: [
        ...forwarderTest(scope),
        `plan-migration cutover approve ${scope.product} ${step}:task:${forwarderOffTask} --because …`,
      ],
    },
  };
}
