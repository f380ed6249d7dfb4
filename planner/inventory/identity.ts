import { isIP } from 'node:net';

/** UUIDs that boards and templates carry when nobody set one. */
const notAnId =
  /^(?:0{8}-0{4}-0{4}-0{4}-0{12}|f{8}-f{4}-f{4}-f{4}-f{12}|03000200-0400-0500-0006-000700080009|12345678-1234-5678-90ab-cddeefaabbcc)$/;
const hex32 = /^[0-9a-f]{32}$/;
const canonical = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Whether a text has as many hexadecimal digits as a UUID; most that stand in its place and are none are told by this. */
function has32Digits(text: string): boolean {
  let digits = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if ((code >= 48 && code <= 57) || (code >= 97 && code <= 102) || (code >= 65 && code <= 70)) digits += 1;
    if (digits > 32) return false;
  }
  return digits === 32;
}

/** `{564D1111-…}` and 32 hex digits as lower-case 8-4-4-4-12; undefined for what identifies nothing. */
export function uuidOf(text: string): string | undefined {
  if (!has32Digits(text)) return undefined;
  const lower = text.toLowerCase();
  if (canonical.test(lower)) return notAnId.test(lower) ? undefined : lower;
  const hex = lower.replace(/[^0-9a-f]/g, '');
  if (!hex32.test(hex) || !/^[\s{"']*(?:[0-9a-f]+[-: ]*)+[\s}"']*$/i.test(text.slice(0, 64))) return undefined;
  const uuid = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
  return notAnId.test(uuid) ? undefined : uuid;
}

/** A UUID with the bytes of its first three groups reversed. */
const swapped = (uuid: string): string =>
  uuid.slice(6, 8) +
  uuid.slice(4, 6) +
  uuid.slice(2, 4) +
  uuid.slice(0, 2) +
  uuid.slice(8, 9) +
  uuid.slice(11, 13) +
  uuid.slice(9, 11) +
  uuid.slice(13, 14) +
  uuid.slice(16, 18) +
  uuid.slice(14, 16) +
  uuid.slice(18);

/**
 * By what a UUID is compared. SMBIOS keeps the first three groups with their bytes reversed, and half of all tools forget it, so the same
 * machine has two spellings: the smaller one counts.
 */
export function uuidKey(uuid: string): string {
  // Nearly always the first byte tells which is smaller.
  if (uuid.slice(0, 2) < uuid.slice(6, 8)) return uuid;
  const other = swapped(uuid);
  return other < uuid ? other : uuid;
}

/** vCenter gives every machine a second UUID (`50…`) beside that of its virtual board (`42…`, `564d…`): the two say nothing about each other. */
const kindOf = (uuid: string): 'vcenter' | 'board' | 'other' => {
  const spellings = [uuid, swapped(uuid)];
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

const isDigit = (code: number): boolean => code >= 48 && code <= 57;

/** `WEB01.corp.example` is `web01` of `corp.example`; names that are no host names (`Web 1.2 (old)`, `10.0.0.1`) stay whole. */
export function nameKey(name: string): NameKey {
  const lower = name.toLowerCase();
  const dot = lower.indexOf('.');
  if (dot <= 0 || !hostName.test(lower) || (isDigit(lower.charCodeAt(0)) && isIP(lower) !== 0))
    return { short: lower, domain: undefined };
  return { short: lower.slice(0, dot), domain: lower.slice(dot + 1, lower.endsWith('.') ? -1 : undefined) };
}

/** Two names of one machine: equal without the domain, and of the same domain where both say one (`corp` and `corp.example` may be the same). */
export const sameDomain = (one: string | undefined, other: string | undefined): boolean =>
  one === undefined ||
  other === undefined ||
  one === other ||
  one.startsWith(`${other}.`) ||
  other.startsWith(`${one}.`);
