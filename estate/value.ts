import type { Path } from './problem.js';

/** A value of a file that knows where it stands: what the schema reads. */
export type Value = MapValue | ListValue | ScalarValue;

interface Placed {
  /** Offset into the text. */
  readonly at: number;
  readonly path: Path;
}

export interface MapValue extends Placed {
  readonly kind: 'map';
  readonly entries: ReadonlyMap<string, Entry>;
}

export interface ListValue extends Placed {
  readonly kind: 'list';
  readonly items: readonly Value[];
}

export interface ScalarValue extends Placed {
  readonly kind: 'scalar';
  readonly value: string | number | boolean | null;
  /** As written, without quotes: `007` stays `007` where `value` is 7. */
  readonly source: string;
}

export interface Entry {
  readonly keyAt: number;
  readonly value: Value;
}

/** The value below `path`, or undefined. */
export function find(value: Value | undefined, path: Path): Value | undefined {
  let here = value;
  for (const key of path) {
    if (here?.kind === 'map') here = here.entries.get(key)?.value;
    else here = here?.kind === 'list' && /^\d{1,9}$/.test(key) ? here.items[Number(key)] : undefined;
  }
  return here;
}

/** The offset of the entry (or item) at `path`; of the nearest one above it when there is none. */
export function offsetOf(root: Value, path: Path): number {
  let here: Value = root;
  let at = root.at;
  for (const key of path) {
    const entry: Entry | undefined = here.kind === 'map' ? here.entries.get(key) : undefined;
    const next: Value | undefined = entry?.value ?? find(here, [key]);
    if (next === undefined) break;
    at = entry?.keyAt ?? next.at;
    here = next;
  }
  return at;
}

/**
 * `base` with `over` laid on top: maps are merged by key, everything else is replaced, and an empty value (`worker: null`) leaves the key out.
 * Each value keeps its place, so that a problem is reported where it was written.
 */
export function merge(base: Value | undefined, over: Value): Value {
  if (over.kind !== 'map') return over;
  const entries = new Map(base?.kind === 'map' ? base.entries : []);
  for (const [key, entry] of over.entries) {
    if (entry.value.kind === 'scalar' && entry.value.value === null) entries.delete(key);
    else entries.set(key, { keyAt: entry.keyAt, value: merge(entries.get(key)?.value, entry.value) });
  }
  return { kind: 'map', at: over.at, path: base?.path ?? over.path, entries };
}
