import { isIP } from 'node:net';

/** UUIDs that boards and templates carry when nobody set one. */
const notAnId =
  /^(?:0{8}-0{4}-0{4}-0{4}-0{12}|f{8}-f{4}-f{4}-f{4}-f{12}|03000200-0400-0500-0006-000700080009|12345678-1234-5678-90ab-cddeefaabbcc)$/;
const hex32 = /^[0-9a-f]{32}$/;
const canonical = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** `{564D1111-…}` and 32 hex digits as lower-case 8-4-4-4-12; undefined for what identifies nothing. */
export function uuidOf(text: string): string | undefined {
  const lower = text.toLowerCase();
  if (canonical.test(lower)) return notAnId.test(lower) ? undefined : lower;
  const hex = lower.replace(/[^0-9a-f]/g, '');
  if (!hex32.test(hex) || !/^[\s{"']*(?:[0-9a-f]+[-: ]*)+[\s}"']*$/i.test(text.slice(0, 64))) return undefined;
  const uuid = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
  return notAnId.test(uuid) ? undefined : uuid;
}

const swapped = (group: string): string => group.match(/../g)?.toReversed().join('') ?? group;

/**
 * By what a UUID is compared. SMBIOS keeps the first three groups with their bytes reversed, and half of all tools forget it, so the same
 * machine has two spellings: the smaller one counts.
 */
export function uuidKey(uuid: string): string {
  const [a = '', b = '', c = '', ...rest] = uuid.split('-');
  const other = [swapped(a), swapped(b), swapped(c), ...rest].join('-');
  return other < uuid ? other : uuid;
}

/** vCenter gives every machine a second UUID (`50…`) beside that of its virtual board (`42…`, `564d…`): the two say nothing about each other. */
const kindOf = (uuid: string): 'vcenter' | 'board' | 'other' => {
  const [a = '', b = '', c = '', ...rest] = uuid.split('-');
  const spellings = [uuid, [swapped(a), swapped(b), swapped(c), ...rest].join('-')];
  if (spellings.some((spelling) => /^50[0-3]/.test(spelling))) return 'vcenter';
  return spellings.some((spelling) => /^(?:42|564d)/.test(spelling)) ? 'board' : 'other';
};

/** Two UUIDs of the same kind that are not the same: two machines. */
export function differ(one: string, other: string): boolean {
  if (uuidKey(one) === uuidKey(other)) return false;
  const kinds = new Set([kindOf(one), kindOf(other)]);
  return !(kinds.has('vcenter') && kinds.has('board'));
}

const hostName = /^[a-z0-9_][a-z0-9_-]*(?:\.[a-z0-9_-]+)+\.?$/;

/** A name as names are compared: lower case, short. `domain` where the name says one. */
export interface NameKey {
  readonly short: string;
  readonly domain: string | undefined;
}

/** `WEB01.corp.example` is `web01` of `corp.example`; names that are no host names (`Web 1.2 (old)`, `10.0.0.1`) stay whole. */
export function nameKey(name: string): NameKey {
  const lower = name.toLowerCase();
  const dot = lower.indexOf('.');
  if (dot <= 0 || !hostName.test(lower) || isIP(lower) !== 0) return { short: lower, domain: undefined };
  return { short: lower.slice(0, dot), domain: lower.slice(dot + 1).replace(/\.$/, '') };
}

/** Two names of one machine: equal without the domain, and of the same domain where both say one (`corp` and `corp.example` may be the same). */
export const sameDomain = (one: string | undefined, other: string | undefined): boolean =>
  one === undefined ||
  other === undefined ||
  one === other ||
  one.startsWith(`${other}.`) ||
  other.startsWith(`${one}.`);
