import type { Action, Waiting } from './actions.js';
import { ours, withoutFence } from './batch.js';
import type { Entry, GateEntry } from './entries.js';
import { goBack, rollbackFor } from './back.js';
import { judge } from './judge.js';
import { judgeZones } from './judge-drift.js';
import { intentOf, isHooked, movesOf, targetOf, wantedRecords, type Writer } from './moves.js';
import { gatesAt, momentOf } from './needs.js';
import type { Observation } from './observation.js';
import { settlePending } from './pending.js';
import { protect, unprotect } from './protection.js';
import { recordLine, sameRecords } from './record-sets.js';
import type { RecordSet } from './records.js';
import { remediesOf } from './remedies.js';
import { stageOf } from './stage.js';
import { driftWaiting, holdWaiting } from './standstill.js';
import type { State } from './state.js';
import { skipReason, stepAfter } from './steps.js';
import { liveShare, openDuty } from './tasks.js';
import { dutyAction } from './duties.js';
import { gateName, neverWaived, passes, type Verdict } from './verdict.js';
import { waitAfter, waitBefore } from './waits.js';

/**
 * The next thing to do, from what the journal tells and what was just seen of the world. Pure: the same state, observation and time give the same
 * action. Whoever carries it out journals what became of it, and asks again.
 */
export function advance(state: State, seen: Observation, now: number, writer: Writer): Action {
  if (state.ended !== undefined) return { kind: 'ended' };
  // What has left the house is finished first, whatever else has happened since.
  if (state.pending !== undefined) return settlePending(state, state.pending, writer);
  if (state.drift !== undefined) return wait(driftWaiting(state));
  if (state.restoring !== undefined) return restore(state, state.restoring, writer);
  // Whoever asked to go back has lifted every hold; one that is there came later, and stops the way back too.
  if (state.back !== undefined && state.hold === undefined)
    return foreignEditIn(state, judgeZones(state, seen), seen) ?? goBack(state, state.back, now, writer);
  if (state.hold !== undefined && (state.hold.until === undefined || now < state.hold.until))
    return wait(holdWaiting(state, state.hold));
  if (state.skipped[state.step] !== undefined) return complete(state, []);

  const moment = momentOf(state, now);
  const verdicts = gatesAt(state, moment).flatMap((gate) => judge(gate, state, seen, now));
  const failure = failureOf(state, verdicts, seen);
  if (failure !== undefined) return failure;
  return moment === 'before' ? work(state, verdicts, seen, now, writer) : watch(state, verdicts, seen, now, writer);
}

const wait = (waiting: Waiting): Action => ({ kind: 'wait', waiting });
const append = (...entries: readonly Entry[]): Action => ({ kind: 'append', entries });

/** Before a step's change: gates, approval, tasks, then one change after the other. */
function work(state: State, verdicts: readonly Verdict[], seen: Observation, now: number, writer: Writer): Action {
  const missing = verdicts.filter((verdict) => !passes(verdict));
  if (missing.length > 0) return blocked(state, verdicts, missing);
  const duty = openDuty(state);
  if (duty === undefined) return change(state, verdicts, seen, now, writer);
  // That the gates passed is in the journal before anybody is asked to do what they guard.
  const lines = news(state, verdicts);
  return lines.length > 0 ? append(...lines) : dutyAction(state, duty, verdicts, now, writer);
}

function blocked(state: State, verdicts: readonly Verdict[], missing: readonly Verdict[]): Action {
  const lines = news(state, verdicts);
  if (lines.length > 0) return append(...lines);
  // What nobody may waive is no matter of waiting: the world is not as planned.
  const changed = missing.some(({ gate, verdict }) => verdict === 'fail' && neverWaived.includes(gate));
  const until = missing.flatMap((verdict) => (verdict.until === undefined ? [] : [verdict.until]));
  return wait({
    for: changed ? 'changed' : 'gate',
    why: missing.map((verdict) => `${gateName(verdict)}: ${verdict.why}`).join('; '),
    verdicts,
    todo: remediesOf(state, missing),
    // All have to pass: not before the last of those that open by themselves.
    ...(until.length > 0 && { until: Math.max(...until) }),
  });
}

/** The step's changes, then its wait, then the next step. */
function change(state: State, verdicts: readonly Verdict[], seen: Observation, now: number, writer: Writer): Action {
  const other = notAsRendered(state);
  if (other !== undefined) return wait(other);
  const lines = news(state, verdicts);
  const [move] = movesOf(state, state.step, seen);
  const guard = move === undefined && state.step !== 'decommission' ? undefined : unprotect(state);
  if (guard !== undefined) return lines.length > 0 ? append(...lines) : guard;
  if (move !== undefined) {
    if (state.owner !== 'cutover' && state.step !== 'decommission')
      return lines.length > 0 ? append(...lines) : { kind: 'do', effect: { kind: 'own', owner: 'cutover' } };
    return append(...lines, intentOf(state, move, targetOf(state, state.step), after(state, lines), 'step', writer));
  }
  if (lines.length > 0) return append(...lines);
  return waitOrComplete(state, verdicts, now);
}

/** After a step's change: its wait, while what it did is watched; it ends when all its gates pass. */
function watch(state: State, verdicts: readonly Verdict[], seen: Observation, now: number, writer: Writer): Action {
  const { step } = state;
  const before = waitBefore(state, step);
  if (before !== undefined && now < before.until) {
    if (state.wait?.until !== before.until)
      return append({ kind: 'wait', run: state.run, step, until: before.until, why: before.why });
    return waitUntil(before.until, before.why, verdicts);
  }
  // A step of several changes: the next one, on the gates that the first one passed, if the zones are still as we left them.
  const [more] = movesOf(state, step, seen);
  if (more === undefined || state.returned) return waitOrComplete(state, verdicts, now);
  const missing = verdicts.filter((verdict) => verdict.gate === 'drift' && !passes(verdict));
  if (missing.length > 0) return blocked(state, verdicts, missing);
  return append(intentOf(state, more, targetOf(state, step), state.verdicts, 'step', writer));
}

const linesOf = (records: readonly RecordSet[]): string => records.map(recordLine).join(', ');

/** The stack takes over only what it would render itself: anything else would be changed by its next deploy. */
function notAsRendered(state: State): Waiting | undefined {
  const { scope, step, current } = state;
  if (step !== 'decommission') return undefined;
  const target = targetOf(state, step);
  const zone = scope.zones.find(
    ({ id }) => !sameRecords(withoutFence(current[id] ?? []), wantedRecords(state, id, target)),
  );
  if (zone === undefined) return undefined;
  return {
    for: 'changed',
    why: `${zone.name} holds ${linesOf(withoutFence(current[zone.id] ?? []))}, and the stack would render ${linesOf(wantedRecords(state, zone.id, target))}`,
    verdicts: [],
    todo: [`plan-migration cutover rollback ${scope.product} --to drain --because …, and finish again`],
  };
}

function waitOrComplete(state: State, verdicts: readonly Verdict[], now: number): Action {
  const { run, step, wait: waiting } = state;
  const needed = waitAfter(state, step);
  if (needed !== undefined && waiting === undefined) {
    const from = state.settledAt === undefined ? now : Date.parse(state.settledAt);
    return append({ kind: 'wait', run, step, until: from + needed.milliseconds, why: needed.why });
  }
  if (needed !== undefined && waiting !== undefined && now < waiting.until)
    return waitUntil(waiting.until, waiting.why, verdicts);
  const missing = verdicts.filter((verdict) => !passes(verdict));
  if (missing.length > 0) return blocked(state, verdicts, missing);
  return complete(state, verdicts);
}

const waitUntil = (until: number, why: string, verdicts: readonly Verdict[]): Action =>
  wait({ for: 'wait', why, verdicts, until, todo: [] });

/** On to the next step, or to the end. */
function complete(state: State, verdicts: readonly Verdict[]): Action {
  const { run, step, scope } = state;
  const lines = news(state, verdicts);
  if (step === 'decommission') return decommission(state, lines);
  const next = stepAfter(scope, step) ?? 'decommission';
  const skip = skipReason(scope, next);
  const enter: Entry = { kind: 'enter', run, step: next, ...(skip !== undefined && { skip }) };
  if (step === 'finish') {
    const guarded = protect(state);
    if (guarded !== undefined) return guarded;
    return append(...lines, { kind: 'end', run, step, how: 'finished' }, enter);
  }
  return append(...lines, enter);
}

function decommission(state: State, lines: readonly Entry[]): Action {
  const { run, step, scope } = state;
  if (scope.names.length > 0 && state.owner !== 'stack')
    return lines.length > 0 ? append(...lines) : { kind: 'do', effect: { kind: 'own', owner: 'stack' } };
  return append(...lines, { kind: 'end', run, step, how: 'decommissioned' });
}

/** Puts back what a foreign edit has changed, at once: the gates of the step were passed when it was made. */
function restore(state: State, { zone, records }: NonNullable<State['restoring']>, writer: Writer): Action {
  const guard = unprotect(state);
  if (guard !== undefined) return guard;
  const target = { stage: stageOf(state.step), fenced: true, hooked: isHooked(state) };
  return append(intentOf(state, { kind: 'batch', zone, records }, target, state.verdicts, 'restore', writer));
}

/** A gate that failed: a foreign edit stops all writes; numbers and probes under traffic do what the policy says. */
function failureOf(state: State, verdicts: readonly Verdict[], seen: Observation): Action | undefined {
  const edited = foreignEditIn(state, verdicts, seen);
  if (edited !== undefined) return edited;
  const bad = verdicts.filter(({ gate, verdict }) => verdict === 'fail' && (gate === 'metrics' || gate === 'probes'));
  if (bad.length === 0 || liveShare(state) === 0) return undefined;
  const lines = news(state, verdicts);
  const because = bad
    .map((verdict) => `${gateName(verdict)} ${verdict.value ?? ''} (${verdict.limit ?? ''})`)
    .join(', ');
  return append(...lines, rollbackFor(state, because));
}

/** The first zone of ours that holds something else than we left there; undefined where there is none, or none could be read. */
function foreignEditIn(state: State, verdicts: readonly Verdict[], seen: Observation): Action | undefined {
  const isEdited = (zone: string): boolean =>
    verdicts.some(({ gate, id, verdict }) => gate === 'drift' && id === zone && verdict === 'fail');
  const zone = state.scope.zones.find(({ name }) => isEdited(name));
  const read = zone && seen.zones[zone.id];
  if (zone === undefined || read?.kind !== 'read') return undefined;
  return append({
    kind: 'observe',
    run: state.run,
    step: state.step,
    what: 'drift',
    zone: zone.id,
    seen: ours(state.scope, zone.id, read.recordSets),
  });
}

/** Gate lines for the journal: only what is new, so that a month of ticks is no month of lines. */
function news({ run, step, verdicts: known }: State, verdicts: readonly Verdict[]): readonly GateEntry[] {
  return verdicts
    .filter((verdict) => known[gateName(verdict)]?.verdict !== verdict.verdict)
    .map((verdict) => gateLine(run, step, verdict));
}

function gateLine(run: string, step: State['step'], verdict: Verdict): GateEntry {
  const { until: _, ...said } = verdict;
  return { kind: 'gate', run, step, ...said };
}

const after = ({ verdicts }: State, lines: readonly GateEntry[]): State['verdicts'] => ({
  ...verdicts,
  ...Object.fromEntries(lines.map((line) => [gateName(line), line])),
});
