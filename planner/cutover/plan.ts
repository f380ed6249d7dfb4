import { milliseconds, formatDuration, type StepId } from '../../estate/index.js';
import { applied } from './batch.js';
import { hashOf, runEntry, type Snapshot } from './begin.js';
import type { LegacyChange } from './entries.js';
import { replay } from './fold.js';
import { intentOf, type Move, movesOf, targetOf } from './moves.js';
import { nothingSeen } from './observation.js';
import type { Change } from './records.js';
import type { Scope } from './scope.js';
import type { State } from './state.js';
import { skipReason, specOf, stepsOf } from './steps.js';
import { dutiesOf, type Duty, dutyText } from './tasks.js';
import type { GateId } from './verdict.js';
import { waitAfter, waitBefore } from './waits.js';

/** What a run will do, step by step, from the zones as they are now. */
export interface CutoverPlan {
  readonly schema: 'cutover-plan/v1';
  readonly product: string;
  readonly env: string;
  /** What `run --plan` takes: over the batches, the policy, the tasks and their files. 64 hex digits. */
  readonly hash: string;
  readonly steps: readonly PlannedStep[];
}

export interface PlannedStep {
  readonly step: StepId;
  readonly about: string;
  /** Why it does not apply. */
  readonly skip?: string;
  readonly gates: readonly GateId[];
  /** How many people; 0 where the policy asks for none. */
  readonly approvals: number;
  readonly tasks: readonly PlannedTask[];
  readonly changes: readonly PlannedChange[];
  /** How long it waits before it asks its gates, `30d`, and why. */
  readonly first?: { readonly for: string; readonly why: string };
  /** `30m`, and why. */
  readonly wait?: { readonly for: string; readonly why: string };
}

export interface PlannedTask {
  readonly id: string;
  readonly what: string;
  readonly argv?: readonly string[];
  readonly pointOfNoReturn: boolean;
}

/** One batch of one hosted zone, or one change at an old provider. Operation ids and fences are those of the plan: a run has its own. */
export type PlannedChange =
  | { readonly kind: 'batch'; readonly zone: string; readonly batch: readonly Change[] }
  | { readonly kind: 'legacy'; readonly change: LegacyChange };

/**
 * Plans a run.
 * @param files SHA-256 of the files that tasks run, by argument as written
 */
export function planOf(scope: Scope, snapshot: Snapshot, files: Readonly<Record<string, string>>): CutoverPlan {
  let state = planned(scope, snapshot);
  const steps: PlannedStep[] = [];
  for (const step of stepsOf(scope)) {
    const { about, before, after } = specOf(step);
    const skip = skipReason(scope, step);
    const gates = [...new Set([...before, ...after])];
    if (skip !== undefined || state === undefined) {
      steps.push({ step, about, gates: [], approvals: 0, tasks: [], changes: [], ...(skip !== undefined && { skip }) });
      continue;
    }
    const here: State = { ...state, step };
    const { changes, next } = changesOf(here);
    state = next;
    const wait = waitAfter(next, step);
    // From a finish at the beginning of time: its deadline is the wait.
    const first = waitBefore({ ...here, finishedAt: new Date(0).toISOString() }, step);
    steps.push({
      step,
      about,
      gates: gates.filter((gate) => gate !== 'task' && gate !== 'approval'),
      approvals: gates.includes('approval') ? approvalsAt(scope, step) : 0,
      tasks: dutiesOf(scope, step).map(plannedTask),
      changes,
      ...(first !== undefined && { first: { for: formatDuration(milliseconds(first.until)), why: first.why } }),
      ...(wait !== undefined && { wait: { for: formatDuration(milliseconds(wait.milliseconds)), why: wait.why } }),
    });
  }
  const { product, env, policy } = scope;
  const changes = steps.map((step) => step.changes);
  return { schema: 'cutover-plan/v1', product, env, hash: hashOf({ changes, policy, files, product, env }), steps };
}

function plannedTask(duty: Duty): PlannedTask {
  const { id, pointOfNoReturn } = duty;
  const what = dutyText(duty);
  return { id, pointOfNoReturn, what, ...(duty.kind === 'run' && { argv: duty.task.argv }) };
}

const approvalsAt = ({ policy }: Scope, step: StepId): number =>
  policy.approve.at.includes(step) || step === 'finish' || step === 'decommission' ? policy.approve.need : 0;

function planned(scope: Scope, snapshot: Snapshot): State | undefined {
  const hashes = { planHash: '', estateHash: '', outputsHash: '' };
  const stamp = { n: 1, prev: '', at: new Date(0).toISOString(), by: 'plan', lease: 1 };
  return replay([{ ...runEntry('plan', scope, snapshot, hashes), ...stamp }]);
}

/** Makes a step's changes one after the other on paper. */
function changesOf(start: State): { readonly changes: readonly PlannedChange[]; readonly next: State } {
  const changes: PlannedChange[] = [];
  let state = start;
  for (;;) {
    const [move] = movesOf(state, state.step, nothingSeen);
    if (move === undefined) return { changes, next: state };
    const made = onPaper(state, move);
    changes.push(made.change);
    state = made.next;
  }
}

function onPaper(state: State, move: Move): { readonly change: PlannedChange; readonly next: State } {
  const intent = intentOf(state, move, targetOf(state, state.step), {}, 'step', { token: 'plan' });
  if (intent.target === 'legacy') {
    const { name, to } = intent.change;
    const legacyZones = { ...state.legacyZones, [name]: { asked: to, shown: to } };
    return { change: { kind: 'legacy', change: intent.change }, next: { ...state, legacyZones } };
  }
  const { zone, batch } = intent;
  const current = { ...state.current, [zone]: applied(state.current[zone] ?? [], batch) };
  return { change: { kind: 'batch', zone, batch }, next: { ...state, lines: state.lines + 1, current } };
}
