import type { RecordSet } from '../../../cutover/records.js';
import { compareNames, route53Name } from '../../dns/names.js';
import { done, type RecordSets, refuse, type Result } from './types.js';

export interface Page {
  readonly recordSets: readonly RecordSet[];
  /** Where the next page begins. */
  readonly next: RecordSet | undefined;
}

/** Where a list begins: a name, then a type of it, then a set identifier of that. */
export interface Start {
  readonly name?: string | undefined;
  readonly type?: string | undefined;
  readonly setIdentifier?: string | undefined;
}

/** Record sets of one page at most. */
const pageSize = 300;

/** One page of record sets in Route 53's order. */
export function pageOf(recordSets: RecordSets, { name, type, setIdentifier }: Start, max: number): Result<Page> {
  if (type !== undefined && name === undefined)
    return refuse('InvalidInput', 'Invalid request: a type to start from needs a name');
  const start = { name: name === undefined ? undefined : route53Name(name), type, setIdentifier };
  const rest = from(listed(recordSets), start);
  const size = Math.min(Math.max(1, max), pageSize);
  return done({ recordSets: rest.slice(0, size), next: rest[size] });
}

/** Zones are never changed but replaced: each is sorted once, however often it is listed. */
const sorted = new WeakMap<RecordSets, readonly RecordSet[]>();

/** Record sets in the order in which Route 53 lists them: name by reversed labels, type, set identifier. */
function listed(recordSets: RecordSets): readonly RecordSet[] {
  const known = sorted.get(recordSets);
  if (known !== undefined) return known;
  const made = [...recordSets.values()].toSorted(
    (a, b) =>
      compareNames(a.Name, b.Name) ||
      compareText(a.Type, b.Type) ||
      compareText(a.SetIdentifier ?? '', b.SetIdentifier ?? ''),
  );
  sorted.set(recordSets, made);
  return made;
}

/** All from a place on, found by halving. */
function from(all: readonly RecordSet[], start: Start): readonly RecordSet[] {
  let [low, high] = [0, all.length];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const one = all[middle];
    if (one !== undefined && isBefore(one, start)) low = middle + 1;
    else high = middle;
  }
  return all.slice(low);
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function isBefore({ Name, Type, SetIdentifier = '' }: RecordSet, { name, type, setIdentifier }: Start): boolean {
  if (name === undefined) return false;
  const byName = compareNames(Name, name);
  if (byName !== 0 || type === undefined) return byName < 0;
  const byType = compareText(Type, type);
  if (byType !== 0 || setIdentifier === undefined) return byType < 0;
  return SetIdentifier < setIdentifier;
}
