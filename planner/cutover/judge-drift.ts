import { ours } from './batch.js';
import type { LegacySeen, Observation } from './observation.js';
import { isAddressRecord, recordLine, sameRecords } from './record-sets.js';
import type { RecordSet } from './records.js';
import type { HostedZone, MovingName } from './scope.js';
import type { State } from './state.js';
import { legacyRecords } from './traffic.js';
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

/** Before the first change, old providers answer what the estate says. Afterwards the names are Route 53's, or shown while they change. */
export function judgeLegacyNames({ scope, step, legacyZones }: State, seen: Observation): readonly Verdict[] {
  if (step !== 'names') return [];
  return scope.names
    .filter(({ name, delegated }) => delegated !== undefined && legacyZones[name]?.asked === 'asRead')
    .map((name) => judgeLegacyName(name, seen.legacyZones[name.name]));
}

function judgeLegacyName({ name, legacy }: MovingName, answers: LegacySeen | undefined): Verdict {
  const base = { gate: 'drift', id: name } as const;
  const why = answers === undefined ? 'not asked yet' : problemOf(answers, legacyRecords(`${name}.`, legacy));
  if (why === undefined) return { ...base, verdict: 'pass', why: 'the old provider answers what the estate says' };
  return { ...base, verdict: answers?.kind === 'seen' ? 'fail' : 'inconclusive', why };
}

/** Why not every server answers these records; undefined where all do. */
export function problemOf(answers: LegacySeen, wanted: readonly RecordSet[]): string | undefined {
  if (answers.kind === 'unknown') return answers.why;
  if (answers.servers.length === 0) return 'no authoritative server answered';
  const different = answers.servers.find(({ records }) => !sameRecords(records, wanted));
  if (different === undefined) return undefined;
  const lines = different.records.map(recordLine).join(', ');
  return `${different.server} answers ${lines === '' ? 'nothing' : lines}`;
}
