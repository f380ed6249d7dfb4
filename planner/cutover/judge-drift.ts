import { ours } from './batch.js';
import type { LegacySeen, Observation } from './observation.js';
import { legacyStageOf, legacyZoneRecords, problemOf } from './legacy-stage.js';
import { isAddressRecord, recordLine, sameRecords } from './record-sets.js';
import type { RecordSet } from './records.js';
import type { HostedZone, MovingName, Scope, StepId } from './scope.js';
import type { State } from './state.js';
import type { Verdict } from './verdict.js';

/** Every zone holds exactly what we left there. */
export const judgeZones = (state: State, seen: Observation): readonly Verdict[] =>
  state.scope.zones.map((zone) => judgeZone(zone, state, seen));

function judgeZone({ id, name }: HostedZone, { scope, current }: State, { zones }: Observation): Verdict {
  const base = { gate: 'drift', id: name } as const;
  const read = zones[id];
  if (read === undefined) return { ...base, verdict: 'inconclusive', why: 'not read yet' };
  if (read.kind !== 'read') return { ...base, verdict: 'inconclusive', why: read.message };
  const found = ours(scope, id, read.recordSets);
  const expected = current[id] ?? [];
  if (sameRecords(found, expected)) return { ...base, verdict: 'pass', why: 'as we left it' };
  const value = linesOf(found);
  return {
    ...base,
    verdict: 'fail',
    value: value === '' ? 'no address record' : value,
    limit: linesOf(expected),
    why: 'somebody else has changed the record',
  };
}

const linesOf = (records: readonly RecordSet[]): string => records.filter(isAddressRecord).map(recordLine).join(', ');

/** Until a name is Route 53's: old providers answer what the estate says, or what people were asked to enter. */
export function judgeLegacyNames({ scope, step }: State, seen: Observation): readonly Verdict[] {
  if (!watchesOldProvider(step)) return [];
  return scope.names
    .filter(({ delegated }) => delegated !== undefined)
    .map((name) => judgeLegacyName(scope, name, seen.legacyZones[name.name]));
}

/** Steps that rest on what an old provider answers. */
export const watchesOldProvider = (step: StepId): boolean => ['names', 'ttl', 'delegate'].includes(step);

function judgeLegacyName(scope: Scope, name: MovingName, answers: LegacySeen | undefined): Verdict {
  const base = { gate: 'drift', id: name.name } as const;
  if (answers === undefined) return { ...base, verdict: 'inconclusive', why: 'not asked yet' };
  const stage = legacyStageOf(scope, name, answers);
  if (stage === 'asRead') return { ...base, verdict: 'pass', why: 'the old provider answers what the estate says' };
  if (stage !== undefined) return { ...base, verdict: 'pass', why: `the old provider answers it ${stage}` };
  const why = problemOf(answers, legacyZoneRecords(scope, name, 'asRead')) ?? '';
  return { ...base, verdict: 'inconclusive', why };
}
