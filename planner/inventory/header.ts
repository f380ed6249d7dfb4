import type { Header } from './format.js';
import { headerUnit, scaleOfWord, withoutUnit } from './units.js';

const keys = new Map<string, string>();

/**
 * What a header is compared by: lower case, without a leading `*`, without a unit in brackets, and without spaces and punctuation
 * (`#`, `%` and letters of any alphabet stay): `*Memory (In MB)` -> `memory`, `OS_Name` -> `osname`.
 */
export function headerKey(name: string): string {
  let key = keys.get(name);
  if (key === undefined) {
    const bare = /[)\]]\s*$/.test(name) && name.length < 300 ? withoutUnit(name) : name;
    key = bare
      .slice(0, 300)
      .toLowerCase()
      .normalize('NFC')
      .replace(/[^\p{L}\p{N}#%]+/gu, '');
    if (keys.size > 50_000) keys.clear();
    keys.set(name, key);
  }
  return key;
}

/** Indexes the names of a header; of two equal names the first counts. A name is also found without the unit at its end (`RAM MB` by `RAM`). */
export function headerOf(names: readonly string[]): Header {
  const index = new Map<string, number>();
  const bare = new Map<string, number>();
  for (const [at, name] of names.entries()) {
    const key = headerKey(name);
    if (key !== '' && !index.has(key)) index.set(key, at);
    const without = name.length < 300 && headerUnit(name) !== undefined ? headerKey(withoutUnit(name)) : '';
    if (without !== '' && !bare.has(without)) bare.set(without, at);
  }
  return {
    names,
    find(...wanted) {
      for (const name of wanted) {
        const key = headerKey(name);
        const at = index.get(key) ?? bare.get(key) ?? inAnotherUnit(name);
        if (at !== undefined) return at;
      }
      return -1;
    },
  };

  /** `Capacity MiB` is also `Capacity MB`, but not `Capacity %`. */
  function inAnotherUnit(name: string): number | undefined {
    const unit = headerUnit(name);
    if (unit === undefined) return undefined;
    const at = bare.get(headerKey(withoutUnit(name)));
    const other = headerUnit(names[at ?? -1] ?? '');
    return other !== undefined && scaleOfWord(other)?.dimension === scaleOfWord(unit)?.dimension ? at : undefined;
  }
}
