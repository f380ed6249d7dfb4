import { exposure } from '../../cutover/waits.js';
import { recordLine } from '../../cutover/record-sets.js';
import type { Stamped } from '../../cutover/entries.js';
import { liveShare } from '../../cutover/tasks.js';
import { ends } from '../facts.js';
import { line, type Line, type Look, span, type Tone } from '../look.js';
import { foldSigns, symbolsOf } from '../symbols.js';
import { safeText, truncate, wrap } from '../text.js';
import { whatOf } from './entry-text.js';
import { gateLines } from './run-gates.js';
import type { RunSnapshot } from './run-snapshot.js';
import { stepLines } from './run-steps.js';
import { momentText } from '../../model/moment.js';
import { spanText } from './spans.js';

const shown = (text: string, look: Look): string => (look.ascii ? foldSigns(safeText(text)) : safeText(text));

/** What is on, since when, and who looks. */
export function titleLine({ state, now, you }: RunSnapshot, look: Look): Line {
  const { scope, run, startedAt } = state;
  const { separator } = symbolsOf(look);
  const left =
    look.width < 60
      ? `${scope.product} ${state.step}`
      : `cutover ${scope.product} ${separator} ${scope.env} ${separator} run ${run}`;
  const since = spanText(now - Date.parse(startedAt));
  const right = look.width < 60 ? since : `${since}   you: ${safeText(you)}`;
  return ends([span(` ${shown(left, look)}`, 'strong')], [span(`${right} `, 'quiet')], look.width);
}

/** The one sentence that matters most: why it stands still, or what goes on. */
export function statusText({ state, waiting, trouble, leaving }: RunSnapshot): {
  readonly text: string;
  readonly tone: Tone;
} {
  const { hold, drift, back, ended, failed, pending } = state;
  if (ended === 'decommissioned') return { text: 'Done: decommissioned. Everything is on AWS.', tone: 'good' };
  if (ended === 'aborted') return { text: 'Aborted: everything is on legacy.', tone: 'warning' };
  if (leaving)
    return { text: 'Leaving: what is under way is finished first. Ctrl-C again leaves at once.', tone: 'warning' };
  if (drift !== undefined)
    return {
      text: 'Somebody else changed the record: nothing is written. Resume with --adopt or --restore.',
      tone: 'bad',
    };
  if (back !== undefined) return { text: `Going back to ${back.to}: ${back.because}`, tone: 'warning' };
  if (hold !== undefined) return { text: `${holdText(hold)}: ${hold.because}`, tone: 'warning' };
  if (trouble !== undefined)
    return { text: `Cannot reach the world (${trouble.kind}): ${trouble.message}`, tone: 'bad' };
  if (failed !== undefined) return { text: `Failed: ${failed}`, tone: 'bad' };
  if (waiting !== undefined) return { text: `Waits: ${waiting.why}`, tone: 'plain' };
  return { text: pending === undefined ? 'At work.' : 'At work: the change is on its way.', tone: 'plain' };
}

/** A failure holds by itself: nobody did. */
const holdText = ({ by, cause, until }: NonNullable<RunSnapshot['state']['hold']>): string =>
  [
    cause === 'operator' ? `On hold by ${by}` : 'On hold after a failure',
    ...(until === undefined ? [] : [`until ${momentText(until)} UTC`]),
  ].join(' ');

/** What people have to do now, with commands; what a foreign edit is about. */
function todoLines({ waiting, state }: RunSnapshot, look: Look): readonly Line[] {
  const { drift } = state;
  const differences =
    drift === undefined
      ? []
      : [
          `planned from: ${drift.expected.map(recordLine).join(', ') || 'nothing'}`,
          `now: ${drift.seen.map(recordLine).join(', ') || 'nothing'}`,
        ];
  return [...differences, ...(waiting?.todo ?? [])].flatMap((text) =>
    wrap(shown(text, look), look.width - 4).map((part, at) => line(`${at === 0 ? ' > ' : '   '}${part}`, 'accent')),
  );
}

/** What going back costs now. */
export function exposureText({ state }: RunSnapshot): string {
  const { scope, pointOfNoReturn, ended } = state;
  if (ended !== undefined) return '';
  if (pointOfNoReturn !== undefined)
    return `No way back without losing data: ${pointOfNoReturn} has begun. Nothing is rolled back automatically.`;
  if (scope.names.length === 0) return 'If you roll back now: its tasks are undone; no record changes.';
  if (liveShare(state) === 0) return 'If you roll back now: every client is on legacy already.';
  const ttl = scope.policy.ttl / 1000;
  return `If you roll back now: one batch, every client on legacy within ${spanText(exposure(scope))} (TTL ${ttl} s + margin)`;
}

/** A line of the journal in a few words. */
export const eventText = (entry: Stamped): string => `${entry.step} ${whatOf(entry)}`;

const eventTone = (entry: Stamped): Tone =>
  entry.kind === 'rollback' || (entry.kind === 'gate' && entry.verdict === 'fail')
    ? 'bad'
    : entry.kind === 'hold' || (entry.kind === 'observe' && entry.what === 'drift')
      ? 'warning'
      : 'plain';

/** The newest events first, as many as there is room for. */
export function eventLines({ recent }: RunSnapshot, look: Look, rows: number): readonly Line[] {
  if (rows <= 0) return [];
  return recent
    .filter((entry) => entry.kind !== 'gate' || entry.verdict !== 'pass')
    .slice(-rows)
    .toReversed()
    .map((entry) => [
      span(` ${entry.at.slice(11, 19)} `, 'quiet'),
      span(
        truncate(shown(eventText(entry), look), Math.max(look.width - 11, 10), symbolsOf(look).ellipsis),
        eventTone(entry),
      ),
    ]);
}

const rule = (look: Look): Line => line(symbolsOf(look).rule.repeat(look.width), 'quiet');

/** What people have to do stays; gates that pass make room for it. */
function shortened(
  snapshot: RunSnapshot,
  look: Look,
  todo: readonly Line[],
  whole: number,
  room: number,
): readonly Line[] {
  if (room === 0) return [];
  const spare = room - 1 - gateLines(snapshot, look, 0).length - todo.length;
  const kept = [...gateLines(snapshot, look, Math.max(spare, 0)), ...todo].slice(0, room - 1);
  const more = `   ${whole - kept.length} more lines: cutover status`;
  return [...kept, line(truncate(more, look.width, symbolsOf(look).ellipsis), 'quiet')];
}

/** The whole of it but the keys, in so many rows. What matters most stays when there is little room: status, step, open gates, exposure. */
export function runLines(snapshot: RunSnapshot, look: Look, rows: number): readonly Line[] {
  const status = statusText(snapshot);
  const narrow = look.width < 60;
  const told = (text: string, tone: Tone): readonly Line[] =>
    text === '' ? [] : wrap(shown(text, look), look.width - 2).map((part) => line(` ${part}`, tone));
  const head = [titleLine(snapshot, look), ...stepLines(snapshot.state, look)];
  const state = told(status.text, status.tone);
  const way = told(exposureText(snapshot), 'plain');
  const todo = todoLines(snapshot, look);
  const gates = gateLines(snapshot, look);
  const rules = narrow ? 0 : 2;
  const fixed = head.length + state.length + way.length + rules;
  const room = Math.max(rows - fixed, 0);
  const whole = [...gates, ...todo];
  const kept = whole.length <= room ? whole : shortened(snapshot, look, todo, whole.length, room);
  const left = room - kept.length;
  const events = narrow ? [] : eventLines(snapshot, look, Math.min(left, 12));
  const between = narrow ? [] : [rule(look)];
  return [...head, ...state, ...between, ...kept, ...between, ...way, ...events].slice(0, rows);
}
