import type { Plain } from '../../../estate/index.js';
import type { PlainMap } from './part.js';

const isMap = (value: Plain | undefined): value is PlainMap =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const same = (a: Plain | undefined, b: Plain | undefined): boolean => JSON.stringify(a) === JSON.stringify(b);

/**
 * What has to be laid over `base` to get `wanted`, in the rules of `overrides` in the estate file: maps are merged by key, everything else is
 * replaced, an empty value leaves a key out. Undefined when they are the same.
 */
export function overridesOf(base: PlainMap, wanted: PlainMap): PlainMap | undefined {
  const result: Record<string, Plain | undefined> = {};
  for (const key of new Set([...Object.keys(base), ...Object.keys(wanted)])) {
    const before = base[key];
    const after = wanted[key];
    if (after === undefined) result[key] = null;
    else if (isMap(before) && isMap(after)) {
      const inner = overridesOf(before, after);
      if (inner !== undefined) result[key] = inner;
    } else if (!same(before, after)) result[key] = after;
  }
  return Object.keys(result).length === 0 ? undefined : result;
}
