import type { Header } from './format.js';

const unitInBrackets =
  /\s*[([]\s*(?:in\s+)?(?:bytes?|[kmgt]i?b|b|%|percent|prozent|[mg]hz|mb\/s|kb\/s|mib\/s|mbps|gbps|kbps)\s*[)\]]/i;

const keys = new Map<string, string>();

/**
 * What a header is compared by: lower case, without a leading `*`, without a unit in brackets, and without spaces and punctuation
 * (`#`, `%` and letters of any alphabet stay): `*Memory (In MB)` -> `memory`, `OS_Name` -> `osname`.
 */
export function headerKey(name: string): string {
  let key = keys.get(name);
  if (key === undefined) {
    key = name
      .replace(unitInBrackets, '')
      .toLowerCase()
      .normalize('NFC')
      .replace(/[^\p{L}\p{N}#%]+/gu, '');
    if (keys.size > 50_000) keys.clear();
    keys.set(name, key);
  }
  return key;
}

/** Indexes the names of a header; of two equal names the first counts. */
export function headerOf(names: readonly string[]): Header {
  const index = new Map<string, number>();
  for (const [at, name] of names.entries()) {
    const key = headerKey(name);
    if (key !== '' && !index.has(key)) index.set(key, at);
  }
  return {
    names,
    find(...wanted) {
      for (const name of wanted) {
        const at = index.get(headerKey(name));
        if (at !== undefined) return at;
      }
      return -1;
    },
  };
}
