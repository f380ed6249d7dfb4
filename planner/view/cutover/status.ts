import type { StepId } from '../../../estate/index.js';
import type { Stamped } from '../../cutover/entries.js';
import type { State } from '../../cutover/state.js';
import { skipReason, stepAfter, stepsOf } from '../../cutover/steps.js';
import { standstillOf } from '../../cutover/standstill.js';
import { liveShare } from '../../cutover/tasks.js';
import { gateName, passes, type Verdict } from '../../cutover/verdict.js';
import { blank, line, type Line } from '../look.js';
import { safeText } from '../text.js';
import { entryText } from './entry-text.js';
import { momentText } from '../../model/moment.js';

/** Where a product is. */
export interface Status {
  readonly product: string;
  readonly env: string;
  /** `none`: no run has begun. `unknown`: its journal cannot be read, as `problem` says. */
  readonly phase: 'none' | 'unknown' | 'running' | 'held' | 'changed' | 'rollingBack' | 'aborted' | 'decommissioned';
  readonly run?: string;
  readonly plan?: string;
  readonly step?: StepId;
  readonly since?: string;
  readonly sharePercent: number;
  /** Gates that did not pass when they were last asked. */
  readonly missing: readonly Verdict[];
  /** What people can do about it, with commands. */
  readonly todo: readonly string[];
  readonly waitsUntil?: string;
  readonly why?: string;
  readonly next?: StepId;
  readonly finishedAt?: string;
  /** Who is at work on it now. */
  readonly holder?: string;
  readonly recent: readonly Stamped[];
  readonly problem?: Problem;
}

/** Why nobody knows where a product is. */
export interface Problem {
  readonly message: string;
  readonly remedy: string;
}

export function statusOf(
  product: string,
  env: string,
  state: State | undefined,
  lines: readonly Stamped[],
  holder: string | undefined,
): Status {
  const base = { product, env, ...(holder !== undefined && { holder }) };
  if (state === undefined) return { ...base, phase: 'none', sharePercent: 0, missing: [], todo: [], recent: [] };
  const { run, step, enteredAt, wait, hold, hashes, finishedAt, ended } = state;
  const still = standstillOf(state);
  const missing = still?.verdicts.filter((one) => !passes(one)) ?? [];
  // Gates speak for themselves, one a line.
  const why = still?.for === 'gate' && missing.length > 0 ? undefined : (still?.why ?? wait?.why);
  const until = hold === undefined ? wait?.until : hold.until;
  const next = nextOf(state);
  return {
    ...base,
    phase: phaseOf(state),
    run,
    plan: hashes.plan,
    step,
    since: enteredAt,
    sharePercent: liveShare(state),
    missing: still?.for === 'hold' ? [] : missing,
    todo: still?.todo ?? [],
    recent: lines.slice(-5),
    ...(until !== undefined && ended === undefined && { waitsUntil: new Date(until).toISOString() }),
    ...(why !== undefined && ended === undefined && { why }),
    ...(next !== undefined && ended === undefined && { next }),
    ...(finishedAt !== undefined && { finishedAt }),
  };
}

/** Where a product is whose journal cannot be read. */
export const unknownStatus = (product: string, env: string, { message, remedy }: Problem): Status => ({
  product,
  env,
  phase: 'unknown',
  sharePercent: 0,
  missing: [],
  todo: [],
  recent: [],
  problem: { message, remedy },
});

function phaseOf({ ended, drift, back, hold }: State): Status['phase'] {
  if (ended === 'aborted' || ended === 'decommissioned') return ended;
  if (drift !== undefined) return 'changed';
  if (back !== undefined) return 'rollingBack';
  return hold === undefined ? 'running' : 'held';
}

/** The next step that applies. */
function nextOf({ scope, step }: State): StepId | undefined {
  const rest = stepsOf(scope).slice(stepsOf(scope).indexOf(step) + 1);
  return rest.find((one) => skipReason(scope, one) === undefined) ?? stepAfter(scope, step);
}

export function statusLines(status: Status): readonly Line[] {
  const {
    product,
    env,
    phase,
    step,
    sharePercent,
    missing,
    todo,
    waitsUntil,
    why,
    next,
    run,
    holder,
    recent,
    problem,
  } = status;
  const name = `${safeText(product)} (${safeText(env)})`;
  if (phase === 'none') return [line(`${name}: no run has begun`), blank];
  if (problem !== undefined)
    return [
      line(`${name}: ${safeText(problem.message)}`, 'bad'),
      ...problem.remedy.split('\n').map((text) => line(`  ${safeText(text)}`)),
      blank,
    ];
  const head = `${name}: ${phase}${step === undefined || phase === 'aborted' ? '' : ` at ${step}`}, ${sharePercent} % of new answers lead to AWS`;
  return [
    line(head, phase === 'changed' || phase === 'rollingBack' ? 'bad' : 'strong'),
    line(`  run ${run ?? ''}${holder === undefined ? '' : `, ${safeText(holder)} is at work on it`}`),
    ...(why === undefined ? [] : [line(`  ${safeText(why)}`)]),
    ...(waitsUntil === undefined ? [] : [line(`  until ${momentText(Date.parse(waitsUntil))} UTC`)]),
    ...missing.map((verdict) => line(`  ${gateName(verdict)}: ${safeText(verdict.why)}`, 'warning')),
    ...todo.map((text) => line(`  ${safeText(text)}`)),
    ...(next === undefined ? [] : [line(`  then ${next}`)]),
    ...recent.map((entry) => line(`  ${entryText(entry)}`, 'quiet')),
    blank,
  ];
}
