import { type Codes, spell } from '../table-row.js';

/**
 * Two numbers for each text, never both 0, which are the same for texts that may mean the same machine. A hundred thousand names are told apart by them
 * without making a string of any; where they are equal, the texts themselves are compared (`machine-index.ts`).
 */
export interface Mark {
  low: number;
  high: number;
}

const dot = 46;
const prime = 16_777_619;

/**
 * The mark of a name: of its part before the first dot, whatever its case. Names that `nameKey` takes for one have one mark.
 * @returns false where only the text itself can tell: letters that are not ASCII have their own ways of being small
 */
export function markName(mark: Mark, codes: Codes, from: number, to: number): boolean {
  let low = 0;
  let high = 0;
  for (let at = from; at < to; at += 1) {
    let code = codes[at] ?? 0;
    if (code > 127) return false;
    if (code === dot && at > from) break;
    if (code >= 65 && code <= 90) code += 32;
    low = Math.imul(low ^ code, prime);
    high = (Math.imul(high, 31) + code) | 0;
  }
  mark.low = low ^ (low >>> 15);
  mark.high = high | 1;
  return true;
}

const digits = 32;
const hyphens = [8, 13, 18, 23];
const length = 36;
/** How the UUIDs begin that boards and templates carry when nobody set one (`identity.ts`). */
const suspicious: ReadonlySet<number> = new Set([0, -1, 0x03_00_02_00, 0x12_34_56_78]);

/** What stands in place of a UUID. `none`: it is no UUID; `unusual`: only the text itself can tell. */
export type UuidLook = 'uuid' | 'none' | 'unusual';

/**
 * The mark of a UUID as most exports write it (8-4-4-4-12): the same for both of its spellings, in which the bytes of the first three groups
 * stand the other way round.
 */
export function markUuid(mark: Mark, codes: Codes, from: number, to: number): UuidLook {
  let count = 0;
  let first = 0;
  let sum = 0;
  let byte = 0;
  let low = 0;
  let high = 0;
  for (let at = from; at < to; at += 1) {
    const value = hexOf(codes[at] ?? 0);
    if (value < 0) continue;
    count += 1;
    if (count > digits) return 'none';
    if (count <= 8) first = (first << 4) | value;
    if (count <= 16) {
      // In what order the bytes of the first half stand is not known: only their sum is the same.
      byte = (byte << 4) | value;
      if (count % 2 === 0) {
        sum += Math.imul(byte + 1, prime) ^ (byte << 9);
        byte = 0;
      }
    } else {
      low = Math.imul(low ^ value, prime);
      high = (Math.imul(high, 31) + value) | 0;
    }
  }
  if (count < digits) return 'none';
  if (to - from !== length || suspicious.has(first)) return 'unusual';
  for (const hyphen of hyphens) if (codes[from + hyphen] !== 45) return 'unusual';
  mark.low = low ^ (low >>> 15);
  mark.high = (high + sum) | 1;
  return 'uuid';
}

/** -1 for what is no hexadecimal digit. */
function hexOf(code: number): number {
  if (code >= 48 && code <= 57) return code - 48;
  const letter = code | 32;
  return letter >= 97 && letter <= 102 ? letter - 87 : -1;
}

/** Places that are looked at for one mark. Of a million names of servers none needs a tenth of that. */
const mostLooks = 1000;

export const isSameMark = (one: Mark, other: Mark): boolean => one.low === other.low && one.high === other.high;

/** The marks of all names, or of all UUIDs, that were read. */
export class Marks {
  /** `low` and `high` of each, one behind the other; both are 0 where nobody is. */
  #places = new Int32Array(1 << 15);
  #size = 0;
  /** Somebody made names whose marks fall together: no mark is told apart any more, which costs time and nothing else. */
  #crowded = false;

  /** @returns false where it is here already, or may be */
  add({ low, high }: Mark): boolean {
    if (this.#crowded) return false;
    if (this.#size * 4 >= this.#places.length) this.#grow();
    return this.#put(low, high);
  }

  #put(low: number, high: number): boolean {
    const places = this.#places;
    const last = places.length - 1;
    let place = (scattered(low) << 1) & last;
    for (let looked = 1; ; looked += 1) {
      const known = places[place] ?? 0;
      const other = places[place + 1] ?? 0;
      if (known === low && other === high) return false;
      if (known === 0 && other === 0) break;
      if (looked > mostLooks) {
        this.#crowded = true;
        return false;
      }
      place = (place + 2) & last;
    }
    places[place] = low;
    places[place + 1] = high;
    this.#size += 1;
    return true;
  }

  #grow(): void {
    const before = this.#places;
    this.#places = new Int32Array(before.length * 4);
    this.#size = 0;
    for (let place = 0; place < before.length; place += 2) {
      const low = before[place] ?? 0;
      const high = before[place + 1] ?? 0;
      if (low !== 0 || high !== 0) this.#put(low, high);
    }
  }
}

/** Names are mostly numbered, and their marks lie in rows: this leaves no rows (the finalizer of MurmurHash3, which is in the public domain). */
function scattered(low: number): number {
  let hash = Math.imul(low ^ (low >>> 16), 0x85_eb_ca_6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2_b2_ae_35);
  return hash ^ (hash >>> 16);
}

const mark: Mark = { low: 0, high: 0 };

/** Marks a name, where its characters can be: see {@link markName}. */
export function markNameOf(marks: Marks, name: string): void {
  if (markName(mark, spell(name), 0, name.length)) marks.add(mark);
}

/** Marks a UUID, where its characters can be: see {@link markUuid}. */
export function markUuidOf(marks: Marks, uuid: string): void {
  if (markUuid(mark, spell(uuid), 0, uuid.length) === 'uuid') marks.add(mark);
}
