import { ours } from './batch.js';
import type { LegacySeen, Observation } from './observation.js';
import { legacyStageOf, legacyZoneRecords, problemOf } from './legacy-stage.js';
import { isAddressRecord, recordLine, sameRecords } from './record-sets.js';
import type { RecordSet } from './records.js';
import { type HostedZone, ipv6Of, type MovingName, type StepId } from './scope.js';
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

/** Before anything is changed: what a hosted zone answers is what the estate says that the world answers. An alias cannot be written there, and is taken as it is. */
export function judgeHostedNames({ scope, step }: State, { zones }: Observation): readonly Verdict[] {
  if (step !== 'names') return [];
  return scope.names
    .filter(({ delegated }) => delegated === undefined)
    .flatMap(({ name, zone, record, legacy }): readonly Verdict[] => {
      const read = zones[zone];
      if (read?.kind !== 'read') return [];
      const found = read.recordSets.filter((each) => each.Name === record && isAddressRecord(each));
      // With the final dot: a name may be that of its zone, which has a verdict of its own.
      const base = { gate: 'drift', id: record } as const;
      if (found.some(({ AliasTarget }) => AliasTarget !== undefined)) {
        const unsaid = found.some(({ Type }) => Type === 'AAAA') && ipv6Of(legacy).length === 0;
        if (!unsaid) return [];
        return [
          {
            ...base,
            verdict: 'fail',
            value: linesOf(found),
            limit: 'AAAA in legacy',
            why: `Route 53 answers AAAA for ${name} too: write under legacy what it answers, so that somebody decides about IPv6`,
          },
        ];
      }
      if (answersOf(found) === answersOf(legacyRecords(record, legacy)))
        return [{ ...base, verdict: 'pass', why: 'Route 53 answers what the estate says' }];
      return [
        {
          ...base,
          verdict: 'fail',
          value: linesOf(found) === '' ? 'no address record' : linesOf(found),
          limit: linesOf(legacyRecords(record, legacy)),
          why: `Route 53 does not answer what the estate says: correct legacy of ${name} in the estate file, or the record`,
        },
      ];
    });
}

/** What clients get, whatever its TTL and its weights. */
const answersOf = (records: readonly RecordSet[]): string =>
  [
    ...new Set(
      records.flatMap(({ Type, ResourceRecords = [] }) => ResourceRecords.map(({ Value }) => `${Type} ${Value}`)),
    ),
  ]
    .toSorted()
    .join('\n')
    .toLowerCase();

const linesOf = (records: readonly RecordSet[]): string => records.filter(isAddressRecord).map(recordLine).join(', ');

/** Until a name is Route 53's: old providers answer what the estate says, or what people were asked to enter. */
export function judgeLegacyNames({ scope, step }: State, seen: Observation): readonly Verdict[] {
  if (!watchesOldProvider(step)) return [];
  return scope.names
    .filter(({ delegated }) => delegated !== undefined)
    .map((name) => judgeLegacyName({ scope, step }, name, seen.legacyZones[name.name]));
}

/** Steps that rest on what an old provider answers. */
export const watchesOldProvider = (step: StepId): boolean => ['names', 'ttl', 'delegate'].includes(step);

function judgeLegacyName(
  { scope, step }: Pick<State, 'scope' | 'step'>,
  name: MovingName,
  answers: LegacySeen | undefined,
): Verdict {
  const base = { gate: 'drift', id: name.name } as const;
  if (answers === undefined) return { ...base, verdict: 'inconclusive', why: 'not asked yet' };
  const stage = legacyStageOf(scope, name, answers);
  if (stage === 'asRead') return { ...base, verdict: 'pass', why: 'the old provider answers what the estate says' };
  if (stage !== undefined) return { ...base, verdict: 'pass', why: `the old provider answers it ${stage}` };
  const why = problemOf(answers, legacyZoneRecords(scope, name, 'asRead')) ?? '';
  // Later people change these records, on one server before the other; before anything is changed they are as the estate says, or not.
  if (step !== 'names' || answers.kind === 'unknown' || answers.servers.length === 0)
    return { ...base, verdict: 'inconclusive', why };
  return {
    ...base,
    verdict: 'fail',
    value: [...new Set(answers.servers.map(({ records }) => linesOf(records) || 'no address record'))].join(' | '),
    limit: linesOf(legacyZoneRecords(scope, name, 'asRead')),
    why: `${why}: correct legacy of ${name.name} in the estate file, or the record`,
  };
}
