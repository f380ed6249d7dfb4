import type { StepId } from '../../../estate/index.js';
import { inSeconds } from '../../../estate/index.js';
import type { State } from '../../cutover/state.js';
import { percentOf } from '../../cutover/stage.js';
import { specOf, stepsOf } from '../../cutover/steps.js';
import { liveShare } from '../../cutover/tasks.js';
import { line, type Line, type Look, span, type Span } from '../look.js';
import { numberText } from '../format.js';
import { foldSigns } from '../symbols.js';
import { safeText, truncate, width, wrap } from '../text.js';
import { type Progress, progressSign } from './run-marks.js';

const shownPercent = (percent: number): string => `${numberText(percent, 1)} %`;

/** Where each step of the run is. */
export function progressOf(state: State, step: StepId): Progress {
  const steps = stepsOf(state.scope);
  const at = steps.indexOf(step) - steps.indexOf(state.step);
  if (state.skipped[step] !== undefined) return 'skipped';
  if (at < 0) return 'done';
  if (at > 0) return 'open';
  if (state.ended === 'decommissioned') return 'done';
  const stopped = state.hold ?? state.drift ?? state.back ?? (state.ended === 'aborted' ? state : undefined);
  return stopped === undefined ? 'now' : 'stopped';
}

/** `ttl 3600→60`, `bake 72h`: a step in a few characters. */
function shortName({ scope, bases }: State, step: StepId): string {
  if (step !== 'ttl') return step;
  const before = Math.max(
    0,
    ...Object.values(bases).flatMap(({ asRead }) => asRead.flatMap(({ TTL }) => TTL ?? [])),
    ...scope.names.flatMap(({ delegated, legacy }) => (delegated === undefined ? [] : [legacy.ttl / 1000])),
  );
  return before === 0 ? step : `ttl ${before}→${inSeconds(scope.policy.ttl)}`;
}

/** What the step of now has done: weights wanted and in the zone, and since when every server answers them. */
export function stepFacts(state: State): string {
  const { step, scope, settledAt, pending, skipped } = state;
  const wanted = percentOf(step);
  const facts: string[] = [];
  if (skipped[step] !== undefined) return `skipped: ${skipped[step]}`;
  if (wanted !== undefined) facts.push(`wanted ${shownPercent(wanted)}`);
  if (scope.names.length > 0) facts.push(`in the zone ${shownPercent(liveShare(state))}`);
  if (pending?.submitted !== undefined) facts.push('submitted, not yet at every server');
  else if (pending !== undefined) facts.push('being submitted');
  else if (settledAt !== undefined) facts.push(`INSYNC ${settledAt.slice(11, 19)}Z`);
  return facts.length === 0 ? specOf(step).about : facts.join('   ');
}

/** Items one after the other, as many as fit into a line. */
function flowed(items: readonly (readonly Span[])[], columns: number): readonly Line[] {
  const lines: Span[][] = [];
  let left = 0;
  for (const item of items) {
    const needed = item.reduce((sum, { text }) => sum + width(text), 0) + 2;
    if (lines.length === 0 || needed > left) {
      lines.push([]);
      left = columns - 1;
    }
    lines.at(-1)?.push(span(lines.at(-1)?.length === 0 ? ' ' : '  '), ...item);
    left -= needed;
  }
  return lines;
}

/** The steps: those behind us flow, the one of now has a line of its own, those before us flow again. */
export function stepLines(state: State, look: Look): readonly Line[] {
  const steps = stepsOf(state.scope);
  const item = (step: StepId): readonly Span[] => {
    const { text, tone } = progressSign(progressOf(state, step), look);
    const name = shortName(state, step);
    return [
      span(`${text} `, tone),
      span(look.ascii ? foldSigns(name) : name, progressOf(state, step) === 'skipped' ? 'quiet' : 'plain'),
    ];
  };
  const at = steps.indexOf(state.step);
  const facts = safeText(stepFacts(state));
  const name: Line = [
    span(' '),
    ...item(state.step).map((each, index) => (index === 1 ? span(each.text, 'strong') : each)),
  ];
  if (look.width < 60) return [name, ...wrap(facts, look.width - 4).map((part) => line(`   ${part}`))];
  const room = Math.max(look.width - width(state.step) - 14, 10);
  const now: Line = [...name, span(`   ${truncate(facts, room, look.ascii ? '...' : '…')}`)];
  return [
    ...flowed(steps.slice(0, at).map(item), look.width),
    now,
    ...flowed(steps.slice(at + 1).map(item), look.width),
  ];
}
