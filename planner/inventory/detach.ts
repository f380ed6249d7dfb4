import type { Facts } from './format.js';

/** Shorter texts are copies already: the engine cuts only longer ones out of the text they come from. */
const shortest = 13;
const room = Buffer.alloc(4096);
const kept = new Map<string, string>();

/** A text of its own, not a part of the file's text: one name would keep 256 KiB of a file in memory. */
export function copy(text: string): string {
  if (text.length < shortest || text.length > room.length / 3) return text;
  return room.toString('utf8', 0, room.write(text, 0, 'utf8'));
}

/** One copy of what many rows say: products, owners, processors. */
export function once(text: string): string {
  const known = kept.get(text);
  if (known !== undefined) return known;
  const own = copy(text);
  if (kept.size > 20_000) kept.clear();
  kept.set(own, own);
  return own;
}

/** What many rows say in the same words. */
export const repeated = [
  'instanceType',
  'cpuModel',
  'host',
  'product',
  'environment',
  'owner',
  'criticality',
  'wave',
  'folder',
] as const;
const single = ['name', 'fqdn', 'uuid', 'key', 'description'] as const;

/** Cuts the texts of a row loose from the file they were read from, so that a large file need not stay in memory with its servers. */
export function detach(facts: Facts): void {
  for (const field of single) {
    const text = facts[field];
    if (text !== undefined) facts[field] = copy(text);
  }
  for (const field of repeated) {
    const text = facts[field];
    if (text !== undefined) facts[field] = once(text);
  }
  if (facts.ips.length > 0) facts.ips = facts.ips.map(copy);
}
