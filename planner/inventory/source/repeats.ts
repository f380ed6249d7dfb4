import { copy } from '../detach.js';
import type { Codes } from '../table-row.js';

const slots = 1024;
/** Places that are looked at for one text: several texts may belong into one. */
const tries = 4;
/** After so many cells it is known whether a column repeats a few texts. */
const trial = 512;
/** No text: what {@link Repeats.numberOf} says of a column that does not repeat itself. */
export const single = -1;

/**
 * The few texts that a column repeats: a hundred thousand servers have a dozen systems, environments and states. One is found again by its
 * characters, without being cut out of the file's text, and all rows share one string, so that what follows from it is found at once too.
 */
export class Repeats {
  /** By number: the texts, without the doubling of quotes. */
  readonly #values: string[] = [];
  /** Their characters as they stand in the file, one text behind the other: to compare these is quicker than to look into a string. */
  #pool = new Uint16Array(1024);
  /** Where in the pool each begins, and where the last one ends. */
  readonly #starts = [0];
  /** Whether each is another text than its characters: quotes stand there twice. */
  readonly #doubled: boolean[] = [];
  /** The number of the text that was last found in each place, plus one. */
  readonly #places = new Int32Array(slots);
  #looked = 0;
  #missed = 0;

  /**
   * The characters from one place of a text up to another.
   * @param codes the characters of `text`
   * @param doubled every quote within stands there twice
   */
  find(text: string, codes: Codes, from: number, to: number, doubled: boolean): string {
    const number = this.numberOf(text, codes, from, to, doubled);
    return number === single ? cutOut(text, from, to, doubled) : this.text(number);
  }

  /** The number of those characters among the texts of the column, or {@link single} where looking for them does not pay. */
  numberOf(text: string, codes: Codes, from: number, to: number, doubled: boolean): number {
    // Looking takes longer than cutting: it has to be worth it.
    if (this.#looked >= trial && this.#missed * 4 > this.#looked) return single;
    this.#looked += 1;
    let hash = to - from;
    for (let at = from; at < to; at += 1) hash = (Math.imul(hash, 31) + (codes[at] ?? 0)) | 0;
    let place = (hash ^ (hash >> 10)) & (slots - 1);
    for (let tried = 1; ; tried += 1) {
      const number = (this.#places[place] ?? 0) - 1;
      if (number >= 0 && this.#is(number, codes, from, to, doubled)) return number;
      if (number < 0 || tried === tries) break;
      place = (place + 1) & (slots - 1);
    }
    this.#missed += 1;
    this.#places[place] = this.#add(text, codes, from, to, doubled);
    return this.#values.length - 1;
  }

  /** The text of a number. */
  text(number: number): string {
    return this.#values[number] ?? '';
  }

  #is(number: number, codes: Codes, from: number, to: number, doubled: boolean): boolean {
    const pool = this.#pool;
    const start = this.#starts[number] ?? 0;
    const length = (this.#starts[number + 1] ?? 0) - start;
    // The same characters mean another text outside quotes, where nothing is doubled.
    if (length !== to - from || this.#doubled[number] !== doubled) return false;
    for (let at = 0; at < length; at += 1) if (pool[start + at] !== codes[from + at]) return false;
    return true;
  }

  /** @returns how many texts there are now */
  #add(text: string, codes: Codes, from: number, to: number, doubled: boolean): number {
    const start = this.#starts.at(-1) ?? 0;
    const end = start + to - from;
    if (end > this.#pool.length) {
      const pool = this.#pool;
      this.#pool = new Uint16Array(end * 2);
      this.#pool.set(pool);
    }
    this.#pool.set(codes.subarray(from, to), start);
    this.#starts.push(end);
    this.#doubled.push(doubled);
    return this.#values.push(copy(cutOut(text, from, to, doubled)));
  }
}

/** The characters of a cell as its text. */
export function cutOut(text: string, from: number, to: number, doubled: boolean): string {
  const cut = text.slice(from, to);
  return doubled ? unescaped(cut) : cut;
}

/** Two quotes for one, put together by hand: it takes a third of the time that `replaceAll` takes. */
function unescaped(text: string): string {
  let whole = '';
  let from = 0;
  for (let at = text.indexOf('"'); at >= 0; at = text.indexOf('"', from)) {
    whole += text.slice(from, at + 1);
    from = at + 2;
  }
  return whole + text.slice(from);
}

/** Whether a text is spelt by the characters from one place up to another. */
export function isSame(text: string, codes: Codes, from: number, to: number): boolean {
  if (text.length !== to - from) return false;
  for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) !== codes[from + at]) return false;
  return true;
}
