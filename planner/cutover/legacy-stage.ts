import type { LegacyStage } from './entries.js';
import type { LegacySeen } from './observation.js';
import { recordLine, sameRecords } from './record-sets.js';
import type { RecordSet } from './records.js';
import type { MovingName, Scope } from './scope.js';
import { dotted, legacyRecords } from './traffic.js';

/** In the order in which a name goes through them; it never goes back by itself. */
export const legacyStages: readonly LegacyStage[] = ['asRead', 'lowered', 'delegated'];

export const isAtLeast = (stage: LegacyStage, other: LegacyStage): boolean =>
  legacyStages.indexOf(stage) >= legacyStages.indexOf(other);

/** What the old provider holds for a name at a stage. */
export function legacyZoneRecords(scope: Scope, name: MovingName, stage: LegacyStage): readonly RecordSet[] {
  const record = dotted(name.name);
  const ttl = Math.min(scope.policy.ttl, name.legacy.ttl) / 1000;
  const today = legacyRecords(record, name.legacy);
  if (stage === 'asRead') return today;
  const low = (set: RecordSet): RecordSet => ({ ...set, TTL: ttl });
  if (stage === 'lowered') return today.map(low);
  return [{ Name: record, Type: 'CNAME', TTL: ttl, ResourceRecords: [{ Value: name.record }] }];
}

/** The stage that all servers of the old provider show; undefined while they differ or show something else. */
export function legacyStageOf(scope: Scope, name: MovingName, seen: LegacySeen | undefined): LegacyStage | undefined {
  if (seen === undefined) return undefined;
  return legacyStages.findLast((stage) => problemOf(seen, legacyZoneRecords(scope, name, stage)) === undefined);
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
