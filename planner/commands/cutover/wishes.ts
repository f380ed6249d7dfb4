import type { Entry } from '../../cutover/entries.js';
import type { Identity } from '../../cutover/identity.js';
import { approval, hold, resume, rollback } from '../../cutover/requests.js';
import type { State } from '../../cutover/state.js';

/** What the screen's wishes put into the journal. */
export const wished = (
  kind: 'approve' | 'hold' | 'resume' | 'rollback',
  because: string,
  state: State,
  who: Identity,
): readonly Entry[] => {
  if (kind === 'hold') return [hold(state, { because })];
  if (kind === 'resume') return [resume(state, 'plain', { because }, undefined)];
  if (kind === 'rollback') return [rollback(state, undefined, false, { because })];
  return [approval(state, { step: state.step, ...openQuestion(state) }, who, { because })];
};

/** What an approval means now: a task that is shown, else the step itself. */
function openQuestion({ tasks, step }: State): { readonly gate: 'task' | 'approval'; readonly id?: string } {
  const shown = Object.entries(tasks).find(([, task]) => task.step === step && task.phase === 'intent');
  return shown === undefined ? { gate: 'approval' } : { gate: 'task', id: shown[0] };
}
