import { copy } from '../detach.js';

const slots = 8192;
/** Longer texts are hardly ever written twice. */
const longest = 64;
/** After so many cells it is known whether a column repeats itself. */
const tried = 4096;

/**
 * The texts that a column repeats: a hundred thousand servers have a few dozen systems and a few thousand products. A text is found again by
 * its characters, without being cut out of the file's text first, and all rows share one string.
 */
export class Repeats {
  readonly #written: string[] = Array.from({ length: slots }, () => '');
  readonly #meant: string[] = Array.from({ length: slots }, () => '');
  readonly #meaning: (written: string) => string;
  #looked = 0;
  #missed = 0;

  /** @param meaning from what is written to what is meant */
  constructor(meaning: (written: string) => string) {
    this.#meaning = meaning;
  }

  /**
   * What the characters from one place of a text up to another mean.
   * @param codes the characters of `text`
   */
  find(text: string, codes: Uint16Array, from: number, to: number): string {
    if (to - from > longest || (this.#looked >= tried && this.#missed * 4 > this.#looked * 3))
      return this.#meaning(text.slice(from, to));
    let hash = to - from;
    for (let at = from; at < to; at += 1) hash = (Math.imul(hash, 31) + (codes[at] ?? 0)) | 0;
    const slot = (hash ^ (hash >>> 13)) & (slots - 1);
    this.#looked += 1;
    if (isSame(this.#written[slot] ?? '', codes, from, to)) return this.#meant[slot] ?? '';
    this.#missed += 1;
    const written = copy(text.slice(from, to));
    const meant = this.#meaning(written);
    this.#written[slot] = written;
    this.#meant[slot] = meant;
    return meant;
  }
}

function isSame(text: string, codes: Uint16Array, from: number, to: number): boolean {
  if (text.length !== to - from) return false;
  for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) !== codes[from + at]) return false;
  return true;
}
