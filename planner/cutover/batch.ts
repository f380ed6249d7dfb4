import { type Fence, fenceRecord, isFence } from './fence.js';
import type { Change, RecordSet } from './records.js';
import { byKey, isAddressRecord, recordText } from './record-sets.js';
import type { Scope } from './scope.js';
import { type Base, methods, type Wanted } from './traffic.js';

/** What a zone should hold at our names: address records, and a fence beside each name unless the run leaves the zone. */
export function zoneRecords(
  scope: Scope,
  zone: string,
  bases: Readonly<Record<string, Base>>,
  wanted: Wanted,
  fence: Fence | undefined,
): readonly RecordSet[] {
  const names = scope.names.filter((name) => name.zone === zone);
  const addresses = names.flatMap((name) => {
    const base = bases[name.name];
    return base === undefined ? [] : methods[scope.policy.method].records(scope, name, base, wanted);
  });
  const fences = fence === undefined ? [] : names.map(({ record }) => fenceRecord(record, fence));
  return [...addresses, ...fences];
}

/** Record sets at our names in a zone that count: ours to change, and so ours to watch. */
export function ours(scope: Scope, zone: string, read: readonly RecordSet[]): readonly RecordSet[] {
  const names = new Set(scope.names.filter((name) => name.zone === zone).map(({ record }) => record));
  return read.filter((record) =>
    isFence(record)
      ? names.has(record.Name.slice('_cutover.'.length))
      : names.has(record.Name) && isAddressRecord(record),
  );
}

/**
 * One atomic batch from what is there to what is wanted: a DELETE of each record set exactly as it is, a CREATE of each new one. Record sets that stay
 * are left out, except that the fence always changes with a new generation, so that the batch fails when anyone came between.
 */
export function batchOf(from: readonly RecordSet[], to: readonly RecordSet[]): readonly Change[] {
  const before = new Set(from.map(recordText));
  const after = new Set(to.map(recordText));
  const gone = from.filter((record) => !after.has(recordText(record))).toSorted(byKey);
  const come = to.filter((record) => !before.has(recordText(record))).toSorted(byKey);
  return [
    ...gone.map((ResourceRecordSet) => ({ Action: 'DELETE', ResourceRecordSet }) as const),
    ...come.map((ResourceRecordSet) => ({ Action: 'CREATE', ResourceRecordSet }) as const),
  ];
}

/** What a zone holds after a batch. */
export function applied(records: readonly RecordSet[], batch: readonly Change[]): readonly RecordSet[] {
  const deleted = new Set(
    batch.filter(({ Action }) => Action === 'DELETE').map(({ ResourceRecordSet }) => recordText(ResourceRecordSet)),
  );
  const created = batch.filter(({ Action }) => Action === 'CREATE').map(({ ResourceRecordSet }) => ResourceRecordSet);
  return [...records.filter((record) => !deleted.has(recordText(record))), ...created];
}

/** The same record sets, fences left aside: nothing to do for this zone. */
export const withoutFence = (records: readonly RecordSet[]): readonly RecordSet[] =>
  records.filter((record) => !isFence(record));
