import type { RecordSet } from '../../../cutover/records.js';
import { isInZone, parentOf } from '../../dns/names.js';
import type { RecordSets } from './types.js';

/** Record sets by name and type, and every name that exists, empty ones between names included. */
export interface NameIndex {
  readonly at: ReadonlyMap<string, ReadonlyMap<string, readonly RecordSet[]>>;
  readonly nodes: ReadonlySet<string>;
}

const known = new WeakMap<RecordSets, NameIndex>();

/** Made once per state of a zone: resolvers ask far more often than zones change. */
export function indexOf(recordSets: RecordSets, zoneName: string): NameIndex {
  const made = known.get(recordSets);
  if (made !== undefined) return made;
  const at = new Map<string, Map<string, RecordSet[]>>();
  const nodes = new Set<string>();
  for (const recordSet of recordSets.values()) {
    const types = at.get(recordSet.Name) ?? new Map<string, RecordSet[]>();
    at.set(recordSet.Name, types);
    const members = types.get(recordSet.Type);
    if (members === undefined) types.set(recordSet.Type, [recordSet]);
    else members.push(recordSet);
    for (
      let node: string | undefined = recordSet.Name;
      node !== undefined && isInZone(node, zoneName) && !nodes.has(node);
      node = parentOf(node)
    )
      nodes.add(node);
  }
  const index = { at, nodes };
  known.set(recordSets, index);
  return index;
}
