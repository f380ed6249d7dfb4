import { asksApproval } from '../../cutover/approvals.js';
import type { State } from '../../cutover/state.js';

/** What a person asks a run for. `because` goes into the journal. */
export interface RunWish {
  readonly kind: 'approve' | 'hold' | 'resume' | 'rollback';
  readonly because: string;
}

/** A wish that is being typed: first the reason, then the name of the product, so that nothing moves by a slip of a finger. */
export interface Prompt {
  readonly kind: RunWish['kind'];
  readonly stage: 'because' | 'confirm';
  readonly because: string;
  readonly typed: string;
}

export interface RunUi {
  readonly prompt?: Prompt;
  /** What became of the last wish. */
  readonly notice: string;
  readonly help: boolean;
  /** Made true by whoever draws, once. */
  readonly wish?: RunWish;
  /** A new object for every press: the second one leaves at once. */
  readonly leave?: { readonly how: 'quit' | 'interrupt' };
}

export const startUi: RunUi = { notice: '', help: false };

interface Rule {
  readonly key: string;
  readonly kind: RunWish['kind'];
  readonly footer: string;
  readonly help: string;
  /** Holding is always safe; everything else needs the name of the product. */
  readonly confirm: boolean;
  applies(state: State): boolean;
}

const runs = ({ ended }: State): boolean => ended === undefined || ended === 'finished';

/** A task is shown, or the step needs somebody's word. */
const asks = ({ scope, step, tasks }: State): boolean =>
  asksApproval(scope, step) || Object.values(tasks).some((task) => task.step === step && task.phase === 'intent');

/** The keys of a run. Footer and help are made of this table. */
export const runKeys: readonly Rule[] = [
  {
    key: 'a',
    kind: 'approve',
    footer: 'approve',
    help: 'approve the step of now, or confirm its task; asks for the reason and the name of the product',
    confirm: true,
    applies: (state) => runs(state) && asks(state),
  },
  {
    key: 'h',
    kind: 'hold',
    footer: 'hold',
    help: 'go no further, and leave traffic as it is; asks for the reason',
    confirm: false,
    applies: (state) => runs(state) && state.hold === undefined,
  },
  {
    key: 'u',
    kind: 'resume',
    footer: 'resume',
    help: 'go on after a hold; a foreign edit needs cutover resume --adopt or --restore',
    confirm: false,
    applies: (state) => runs(state) && state.hold !== undefined && state.drift === undefined,
  },
  {
    key: 'r',
    kind: 'rollback',
    footer: 'roll back',
    help: 'all traffic back to legacy in one batch; asks for the name of the product',
    confirm: true,
    applies: runs,
  },
];

const questions: Readonly<Record<RunWish['kind'], string>> = {
  approve: 'Why may it go on?',
  hold: 'Why stop?',
  resume: 'Why may it go on?',
  rollback: 'Why go back?',
};

/** What the prompt asks: never more than a line. */
export function question({ kind, stage }: Prompt, { scope, step }: State): string {
  if (stage === 'because') return `${questions[kind]} (Esc drops it)`;
  return kind === 'rollback'
    ? `Type ${scope.product} to move all traffic back to legacy:`
    : `Type ${scope.product} to approve ${step}:`;
}

/** A reason longer than this is a letter. */
const longestText = 500;

/** The screen after a key. Pure. */
export function pressRun(ui: RunUi, key: string, state: State): RunUi {
  if (key === 'ctrl-c') return { ...ui, leave: { how: 'interrupt' } };
  const { prompt } = ui;
  if (prompt !== undefined) return typed(ui, prompt, key, state);
  const calm: RunUi = { ...ui, notice: '', help: false };
  if (ui.help) return calm;
  if (key === 'q') return { ...calm, leave: { how: 'quit' } };
  if (key === '?') return { ...calm, help: true };
  const rule = runKeys.find((each) => each.key === key && each.applies(state));
  if (rule === undefined && key === 'a' && runs(state))
    return { ...calm, notice: `nothing to approve: ${state.step} asks for no approval` };
  return rule === undefined ? calm : { ...calm, prompt: { kind: rule.kind, stage: 'because', because: '', typed: '' } };
}

function typed(ui: RunUi, prompt: Prompt, key: string, { scope }: State): RunUi {
  const { prompt: _, ...rest } = ui;
  if (key === 'esc') return { ...rest, notice: `nothing done: ${prompt.kind} was dropped` };
  if (key === 'backspace')
    return { ...ui, prompt: { ...prompt, typed: Array.from(prompt.typed).slice(0, -1).join('') } };
  if (key === 'ctrl-u') return { ...ui, prompt: { ...prompt, typed: '' } };
  if (key !== 'enter') {
    const isText = Array.from(key).length === 1 && prompt.typed.length < longestText;
    return isText ? { ...ui, prompt: { ...prompt, typed: prompt.typed + key } } : ui;
  }
  const text = prompt.typed.trim();
  if (prompt.stage === 'because') {
    if (text === '') return { ...ui, notice: 'a reason is needed: an audit will read it' };
    const rule = runKeys.find(({ kind }) => kind === prompt.kind);
    if (rule?.confirm === true)
      return { ...rest, notice: '', prompt: { ...prompt, stage: 'confirm', because: text, typed: '' } };
    return { ...rest, notice: '', wish: { kind: prompt.kind, because: text } };
  }
  if (text !== scope.product) return { ...rest, notice: `nothing done: "${text}" is not ${scope.product}` };
  return { ...rest, notice: '', wish: { kind: prompt.kind, because: prompt.because } };
}
