import { copy } from '../detach.js';

const slots = 256;
/** After so many cells it is known whether a column repeats a few texts. */
const tried = 512;

/**
 * The few texts that a column repeats: a hundred thousand servers have a dozen systems, environments and states. One is found again by its
 * characters, without being cut out of the file's text, and all rows share one string, so that what follows from it is found at once too.
 */
export class Repeats {
  readonly #texts: string[] = Array.from({ length: slots }, () => '');
  #looked = 0;
  #missed = 0;

  /**
   * The characters from one place of a text up to another.
   * @param codes the characters of `text`
   */
  find(text: string, codes: Uint16Array, from: number, to: number): string {
    // Looking takes longer than cutting: it has to be worth it.
    if (this.#looked >= tried && this.#missed * 4 > this.#looked) return text.slice(from, to);
    const length = to - from;
    const [first, middle, last] = [codes[from] ?? 0, codes[from + (length >> 1)] ?? 0, codes[to - 1] ?? 0];
    const slot = (length * 7 + first * 31 + middle * 17 + last) & (slots - 1);
    this.#looked += 1;
    const known = this.#texts[slot] ?? '';
    if (isSame(known, codes, from, to)) return known;
    this.#missed += 1;
    const own = copy(text.slice(from, to));
    this.#texts[slot] = own;
    return own;
  }
}

function isSame(text: string, codes: Uint16Array, from: number, to: number): boolean {
  if (text.length !== to - from) return false;
  for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) !== codes[from + at]) return false;
  return true;
}
