import { copy } from '../detach.js';

const slots = 256;
/** After so many cells it is known whether a column repeats a few texts. */
const tried = 512;

/**
 * The few texts that a column repeats: a hundred thousand servers have a dozen systems, environments and states. One is found again by its
 * characters, without being cut out of the file's text, and all rows share one string, so that what follows from it is found at once too.
 */
export class Repeats {
  /** As they stand in the file. */
  readonly #texts: string[] = Array.from({ length: slots }, () => '');
  /** The same, without the doubling of quotes. */
  readonly #values: string[] = Array.from({ length: slots }, () => '');
  #looked = 0;
  #missed = 0;

  /**
   * The characters from one place of a text up to another.
   * @param codes the characters of `text`
   * @param doubled every quote within stands there twice
   */
  find(text: string, codes: Uint16Array, from: number, to: number, doubled: boolean): string {
    // Looking takes longer than cutting: it has to be worth it.
    if (this.#looked >= tried && this.#missed * 4 > this.#looked) {
      const cut = text.slice(from, to);
      return doubled ? unescaped(cut) : cut;
    }
    let hash = to - from;
    for (let at = from; at < to; at += 1) hash = (Math.imul(hash, 31) + (codes[at] ?? 0)) | 0;
    const slot = (hash ^ (hash >> 8)) & (slots - 1);
    this.#looked += 1;
    const [known = '', meaning = ''] = [this.#texts[slot], this.#values[slot]];
    // The same characters mean another text outside quotes, where nothing is doubled.
    if ((known !== meaning) === doubled && isSame(known, codes, from, to)) return meaning;
    this.#missed += 1;
    const own = copy(text.slice(from, to));
    const value = doubled ? copy(unescaped(own)) : own;
    this.#texts[slot] = own;
    this.#values[slot] = value;
    return value;
  }
}

/** Two quotes for one, put together by hand: it takes a third of the time that `replaceAll` takes. */
export function unescaped(text: string): string {
  let whole = '';
  let from = 0;
  for (let at = text.indexOf('"'); at >= 0; at = text.indexOf('"', from)) {
    whole += text.slice(from, at + 1);
    from = at + 2;
  }
  return whole + text.slice(from);
}

/** Whether a text is spelt by the characters from one place up to another. */
export function isSame(text: string, codes: Uint16Array, from: number, to: number): boolean {
  if (text.length !== to - from) return false;
  for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) !== codes[from + at]) return false;
  return true;
}
