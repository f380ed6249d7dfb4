import type { Action, Waiting } from './actions.js';
import { batchesTo, intentOf, type Writer } from './moves.js';
import { stageOf } from './stage.js';
import type { State } from './state.js';
import { stepsOf } from './steps.js';
import { approvalsOf, mayApprove } from './approvals.js';
import { identityName } from './identity.js';
import { type Duty, openDuty, phaseOf } from './tasks.js';
import type { Verdict } from './verdict.js';

/** The next step of one duty: show it to people, run it, or scale what stands by. */
export function dutyAction(
  state: State,
  duty: Duty,
  verdicts: readonly Verdict[],
  now: number,
  writer: Writer,
): Action {
  const { run, step } = state;
  if (duty.pointOfNoReturn && phaseOf(state, duty) === 'open') {
    const unhooked = unhook(state, writer);
    if (unhooked !== undefined) return unhooked;
  }
  if (duty.kind === 'manual') return manual(state, duty, verdicts, now);
  if (phaseOf(state, duty) === 'failed') return failed(state, duty.id);
  if (phaseOf(state, duty) === 'open')
    return { kind: 'append', entries: [{ kind: 'task', run, step, id: duty.id, phase: 'intent' }] };
  return duty.kind === 'run'
    ? { kind: 'do', effect: { kind: 'run', duty } }
    : { kind: 'do', effect: { kind: 'scale', id: duty.id, unit: duty.unit, to: 'running' } };
}

/** Shown until somebody confirms it. A task without return counts as begun once it is shown: from then on Route 53 must not fail back. */
function manual(state: State, duty: Manual, verdicts: readonly Verdict[], now: number): Action {
  const { run, step } = state;
  const { id } = duty;
  const confirmed = confirmationOf(state, id, now);
  if (confirmed !== undefined)
    return {
      kind: 'append',
      entries: [
        {
          kind: 'task',
          run,
          step,
          id,
          phase: 'done',
          because: `${identityName(confirmed.who)}: ${confirmed.because}`,
        },
      ],
    };
  if (phaseOf(state, duty) === 'open')
    return { kind: 'append', entries: [{ kind: 'task', run, step, id, phase: 'intent' }] };
  return { kind: 'wait', waiting: dutyWaiting(state, duty, verdicts) };
}

type Manual = Extract<Duty, { readonly kind: 'manual' }>;

/** Who has said that a manual task is done, and may. */
const confirmationOf = (state: State, id: string, now: number) =>
  approvalsOf(state, state.step, 'task', id, now).find((entry) => mayApprove(state.scope, entry));

/** A manual task that is shown. */
function dutyWaiting(
  { scope, step }: State,
  { id, text, lines, pointOfNoReturn }: Manual,
  verdicts: readonly Verdict[],
): Waiting {
  return {
    for: 'gate',
    why: `task:${id}: ${text}`,
    verdicts: [...verdicts, { gate: 'task', id, verdict: 'inconclusive', why: text }],
    todo: [
      ...(pointOfNoReturn ? ['After this nothing is rolled back automatically.'] : []),
      ...lines,
      `plan-migration cutover approve ${scope.product} ${step}:task:${id} --because …`,
    ],
  };
}

/** The manual task that is shown and that nobody has confirmed yet, from the journal alone. */
export function shownDuty(state: State): Waiting | undefined {
  const duty = openDuty(state);
  if (duty?.kind !== 'manual' || phaseOf(state, duty) !== 'intent') return undefined;
  return confirmationOf(state, duty.id, Date.parse(state.lastAt)) === undefined
    ? dutyWaiting(state, duty, [])
    : undefined;
}

/** The AWS members lose the kill switch before the data has no way back: at the stage where they are now. */
function unhook(state: State, writer: Writer): Action | undefined {
  const steps = stepsOf(state.scope);
  const before = steps[steps.indexOf(state.step) - 1] ?? 'names';
  const target = { stage: stageOf(before), fenced: true, hooked: false };
  const [move] = batchesTo(state, target);
  if (move === undefined) return undefined;
  return { kind: 'append', entries: [intentOf(state, move, target, state.verdicts, 'unhook', writer)] };
}

function failed({ run, step }: State, id: string): Action {
  return {
    kind: 'append',
    entries: [
      // Open again once somebody lets the run go on.
      { kind: 'task', run, step, id, phase: 'undone', because: 'it failed and will be tried again' },
      { kind: 'hold', run, step, cause: 'failure', because: `task ${id} failed` },
    ],
  };
}
