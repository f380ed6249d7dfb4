import { createHash } from 'node:crypto';
import { formatDay } from '../model/day.js';
import { ours } from './batch.js';
import type { RunEntry, Stamped } from './entries.js';
import { fenceName } from './fence.js';
import type { Trouble } from './ports.js';
import type { RecordSet } from './records.js';
import type { Scope } from './scope.js';
import type { World } from './world.js';

/** Our record sets of every zone, as read: what a run starts from, and what an abort restores. */
export type Snapshot = Readonly<Record<string, readonly RecordSet[]>>;

export async function readSnapshot(
  scope: Scope,
  { dns }: Pick<World, 'dns'>,
): Promise<{ readonly kind: 'read'; readonly snapshot: Snapshot } | Trouble> {
  const snapshot: Record<string, readonly RecordSet[]> = {};
  for (const { id } of scope.zones) {
    const names = scope.names.filter(({ zone }) => zone === id).flatMap(({ record }) => [record, fenceName(record)]);
    const read = await dns.read(id, names);
    if (read.kind !== 'read') return read;
    snapshot[id] = ours(scope, id, read.recordSets);
  }
  return { kind: 'read', snapshot };
}

/** `2027-04-06b` for the second run of a day. */
export function runId(entries: readonly Stamped[], now: number): string {
  const day = formatDay(Math.floor(now / 86_400_000));
  const today = new Set(entries.filter(({ run }) => run.startsWith(day)).map(({ run }) => run));
  return `${day}${letters(today.size)}`;
}

/** a, b, … z, aa, ab: as columns of a spreadsheet. */
function letters(n: number): string {
  const rest = Math.floor(n / 26) - 1;
  return (rest >= 0 ? letters(rest) : '') + String.fromCodePoint(97 + (n % 26));
}

/** What a run's line says besides. */
export interface Hashes {
  readonly planHash: string;
  readonly estateHash: string;
  readonly outputsHash: string;
}

export const runEntry = (
  run: string,
  scope: Scope,
  snapshot: Snapshot,
  hashes: Hashes,
  endpoint?: string,
): RunEntry => ({
  kind: 'run',
  run,
  step: 'names',
  scope,
  ...hashes,
  snapshot,
  ...(endpoint !== undefined && { endpoint }),
});

/** SHA-256 of any plain data, keys sorted; 64 hex digits. */
export function hashOf(value: unknown): string {
  const sorted = (item: unknown): unknown => {
    if (Array.isArray(item)) return item.map(sorted);
    if (typeof item !== 'object' || item === null) return item;
    return Object.entries(item)
      .filter(([, inner]) => inner !== undefined)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]);
  };
  return createHash('sha256')
    .update(JSON.stringify(sorted(value)))
    .digest('hex');
}
