import type { StepId, Task } from '../../estate/index.js';
import { drained, drill, forwarder, type Instructions, ipv6, killSwitch, shutdown } from './instructions.js';
import type { Scope, StandbyUnit } from './scope.js';
import { shareOf } from './traffic.js';
import type { State, TaskState } from './state.js';
import { compareSteps } from './steps.js';

/** Something to be done at a step by people, by a program, or by us: the policy's tasks and those that every cutover has. */
export type Duty = { readonly id: string; readonly step: StepId; readonly pointOfNoReturn: boolean } & (
  | { readonly kind: 'manual'; readonly text: string; readonly lines: Instructions }
  | { readonly kind: 'run'; readonly task: Extract<Task, { readonly kind: 'run' }> }
  | { readonly kind: 'standby'; readonly unit: StandbyUnit }
);

const manual = (id: string, step: StepId, text: string, lines: Instructions): Duty => ({
  kind: 'manual',
  id,
  step,
  text,
  lines,
  pointOfNoReturn: false,
});

const builtIn: Readonly<Partial<Record<StepId, (scope: Scope) => readonly Duty[]>>> = {
  forwarder: (scope) => [manual('forwarder', 'forwarder', 'Forwarder ready, tested and off', forwarder(scope))],
  killswitch: (scope) => [manual('killswitch', 'killswitch', 'Kill switch tested both ways', killSwitch(scope))],
  drill: (scope) => [manual('drill', 'drill', 'Rollback rehearsed on a dummy name', drill(scope))],
  // Before the first change: whoever has to be found takes longer than a bake.
  ttl: (scope) => {
    const lines = ipv6(scope);
    return lines.length === 0
      ? []
      : [manual('ipv6', 'ttl', 'Nobody needs the IPv6 answers that end at shift-100', lines)];
  },
  'shift-100': (scope) =>
    scope.standby.map((unit) => ({
      kind: 'standby',
      id: `standby.${unit.name}`,
      step: 'shift-100',
      unit,
      pointOfNoReturn: false,
    })),
  drain: (scope) => [manual('forwarder-on', 'drain', 'Forwarder on, legacy traffic watched', drained(scope))],
  decommission: (scope) => [manual('shutdown', 'decommission', 'Legacy may be shut down', shutdown(scope))],
};

/** In the order in which they are done; a rollback takes them back in reverse. */
export function dutiesOf(scope: Scope, step: StepId): readonly Duty[] {
  const written = scope.policy.tasks.filter(({ before }) => before === step).map(dutyOf);
  return [...written, ...(builtIn[step]?.(scope) ?? [])];
}

function dutyOf(task: Task): Duty {
  const { id, before: step, pointOfNoReturn } = task;
  return task.kind === 'run'
    ? { id, step, pointOfNoReturn, kind: 'run', task }
    : { id, step, pointOfNoReturn, kind: 'manual', text: task.text, lines: [] };
}

/** A duty in one line. */
export function dutyText(duty: Duty): string {
  if (duty.kind === 'manual') return duty.text;
  return duty.kind === 'standby' ? `start ${duty.unit.name}` : duty.task.argv.join(' ');
}

export const phaseOf = (state: State, duty: Duty): TaskState['phase'] | 'open' => state.tasks[duty.id]?.phase ?? 'open';

/** The next thing to do at this step; undefined when all is done. */
export const openDuty = (state: State): Duty | undefined =>
  dutiesOf(state.scope, state.step).find((duty) => phaseOf(state, duty) !== 'done');

/** Done after the step that is gone back to, last first: what has to be taken back. */
export function dutiesToUndo(state: State, to: StepId): readonly Duty[] {
  const steps = new Set(Object.values(state.tasks).map(({ step }) => step));
  return [...steps]
    .filter((step) => compareSteps(state.scope, step, to) > 0)
    .flatMap((step) => dutiesOf(state.scope, step))
    .filter((duty) => state.tasks[duty.id] !== undefined)
    .toSorted((a, b) => (state.tasks[b.id]?.order ?? 0) - (state.tasks[a.id]?.order ?? 0));
}

/** The largest share of any name that leads to AWS now; without names, all once its shift is done. */
export function liveShare(state: State): number {
  const { scope, current } = state;
  if (scope.names.length === 0)
    return compareSteps(scope, state.step, 'shift-100') > 0 || state.wait?.step === 'shift-100' ? 100 : 0;
  return Math.max(0, ...scope.names.map((name) => shareOf(name, current[name.zone] ?? [])));
}
