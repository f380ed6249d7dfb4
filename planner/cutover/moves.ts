import { createHash } from 'node:crypto';
import type { StepId } from '../../estate/index.js';
import { applied, batchOf, withoutFence, zoneRecords } from './batch.js';
import type { IntentEntry, LegacyChange, LegacyStage, Purpose } from './entries.js';
import { type Fence, generationOf, isFence } from './fence.js';
import { isAtLeast, legacyStageOf, legacyZoneRecords } from './legacy-stage.js';
import type { Observation } from './observation.js';
import { sameRecords } from './record-sets.js';
import type { RecordSet } from './records.js';
import { safeStage, type Stage, stageOf } from './stage.js';
import type { State } from './state.js';
import { gateName, type Verdict } from './verdict.js';

/** What all zones shall look like. */
export interface Target {
  readonly stage: Stage;
  /** Fences stay while the run does. */
  readonly fenced: boolean;
  readonly hooked: boolean;
}

/** One change of the world that is still to be made. */
export type Move =
  | { readonly kind: 'batch'; readonly zone: string; readonly records: readonly RecordSet[] }
  | { readonly kind: 'legacy'; readonly change: LegacyChange };

export const isHooked = ({ pointOfNoReturn }: Pick<State, 'pointOfNoReturn'>): boolean => pointOfNoReturn === undefined;

/** Where a step leads. Steps that change nothing lead to where we are. */
export const targetOf = (state: State, step: StepId): Target => ({
  stage: stageOf(step),
  fenced: step !== 'decommission',
  hooked: isHooked(state),
});

/** Records of one zone at a target, fences left aside. */
export function wantedRecords(state: State, zone: string, { stage, hooked }: Target): readonly RecordSet[] {
  return state.scope.names
    .filter((name) => name.zone === zone)
    .flatMap((name) => {
      const delegated = (state.legacyZones[name.name]?.asked ?? 'asRead') === 'delegated';
      return zoneRecords({ ...state.scope, names: [name] }, zone, state.bases, { stage, hooked, delegated }, undefined);
    });
}

/** Batches that are still missing, zone by zone in the order of the scope: private zones first. */
export function batchesTo(state: State, target: Target): readonly Move[] {
  return state.scope.zones.flatMap(({ id }): readonly Move[] => {
    const records = wantedRecords(state, id, target);
    const current = state.current[id] ?? [];
    const fences = current.some(isFence);
    const done = sameRecords(withoutFence(current), records) && (target.fenced || !fences);
    return done ? [] : [{ kind: 'batch', zone: id, records }];
  });
}

const legacyWanted: Readonly<Partial<Record<StepId, LegacyStage>>> = { ttl: 'lowered', delegate: 'delegated' };

/** Changes at old providers that a step still has to make; never back: a name that was delegated stays so. */
function legacyMoves(state: State, step: StepId, seen: Observation): readonly Move[] {
  const wanted = legacyWanted[step];
  if (wanted === undefined) return [];
  return state.scope.names.flatMap((name): readonly Move[] => {
    const { name: id, delegated } = name;
    const known = state.legacyZones[id];
    if (delegated === undefined || known === undefined || isAtLeast(known.shown, wanted)) return [];
    // People may have entered, late, what they were asked for before a rollback.
    const found = legacyStageOf(state.scope, name, seen.legacyZones[id]) ?? known.shown;
    const to = isAtLeast(found, wanted) ? found : wanted;
    const from = legacyZoneRecords(state.scope, name, found);
    const records = legacyZoneRecords(state.scope, name, to);
    return [{ kind: 'legacy', change: { zone: delegated.zone, name: id, to, from, records } }];
  });
}

/** All that a step still has to change: Route 53 first, so that a CNAME never points to nothing. */
export const movesOf = (state: State, step: StepId, seen: Observation): readonly Move[] => [
  ...batchesTo(state, targetOf(state, step)),
  ...legacyMoves(state, step, seen),
];

/** First 16 hex of SHA-256 over what the gates of a step said: an intent names what it rests on. */
export function evidenceHash(verdicts: Readonly<Record<string, Verdict>>): string {
  const lines = Object.values(verdicts)
    .map((verdict) => `${gateName(verdict)} ${verdict.verdict} ${verdict.value ?? ''} ${verdict.evidence ?? ''}`)
    .toSorted();
  return createHash('sha256').update(lines.join('\n')).digest('hex').slice(0, 16);
}

/** Who writes: no two turns share a token, so that no two operations share an id, and a turn knows what it wrote itself. */
export interface Writer {
  readonly token: string;
}

/** Written in this very turn: nobody can have tried it yet. */
export const isOwn = (op: string, { token }: Writer): boolean => op.endsWith(`.${token}`);

/** A move as it is journaled before it is made: the batch, and the batch back to everything on legacy. */
export function intentOf(
  state: State,
  move: Move,
  target: Target,
  verdicts: Readonly<Record<string, Verdict>>,
  purpose: Purpose,
  { token }: Writer,
): IntentEntry {
  const op = `${state.run}.${state.lines + 1}.${token}`;
  const base = { kind: 'intent', run: state.run, step: state.step, op, gates: evidenceHash(verdicts) } as const;
  if (move.kind === 'legacy') return { ...base, target: 'legacy', zone: move.change.zone, change: move.change };
  const { zone, records } = move;
  const current = state.current[zone] ?? [];
  const from = generationOf(current);
  const fence: Fence = { run: state.run, gen: from + 1, op, step: state.back?.to ?? state.step };
  const batch = batchOf(current, fenced(state, zone, records, target.fenced ? fence : undefined));
  const after = applied(current, batch);
  const safe = wantedRecords(state, zone, { stage: safeStage(target.stage), fenced: true, hooked: target.hooked });
  const back: Fence = { run: state.run, gen: from + 2, op: `${op}.undo`, step: 'undo' };
  return {
    ...base,
    target: 'route53',
    purpose,
    zone,
    fence: { from, ...(target.fenced && { to: from + 1 }) },
    batch,
    undo: batchOf(after, fenced(state, zone, safe, back)),
  };
}

function fenced(
  state: State,
  zone: string,
  records: readonly RecordSet[],
  fence: Fence | undefined,
): readonly RecordSet[] {
  if (fence === undefined) return records;
  const none = { stage: { kind: 'asRead' }, hooked: false, delegated: false } as const;
  return [...records, ...zoneRecords(state.scope, zone, {}, none, fence)];
}
