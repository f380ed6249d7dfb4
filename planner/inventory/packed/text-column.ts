import { isPlainText } from '../cells.js';
import { cutOut, Repeats, single } from '../source/repeats.js';
import type { TableRow } from '../table-row.js';

/** Given texts that are looked for before one more is kept. */
const mostSought = 10_000;

/** Two numbers stand for a text: where it begins in the text of its row and where it ends. */
export const perText = 2;

/**
 * What a column says of a hundred thousand machines, as places in the text of the file: a text is cut out when it is asked for, and those
 * that the column repeats are one string. The numbers that stand for a text are kept by whoever keeps the row: those of one row together.
 *
 * - begin, end: a part of the file
 * - below zero, not 0: one of the texts kept here
 * - 0, 0: nothing
 */
export class TextColumn {
  readonly #repeats: Repeats | undefined;
  /** What stands nowhere in the file as it is: texts that were trimmed, and those of rows that are no text. */
  readonly #given: string[] = [];
  readonly #sought = new Map<string, number>();

  /** @param sought `often`: what repeats is told apart while rows are read, which pays where it is asked for of every machine */
  constructor(sought: 'often' | 'seldom' = 'often') {
    this.#repeats = sought === 'often' ? new Repeats() : undefined;
  }

  /** Keeps what `row.text(at)` says, as two numbers from a place on. */
  keep(row: TableRow, at: number, into: Int32Array, place: number): void {
    const { spelling } = row;
    if (spelling === undefined) return this.#give(row.text(at), into, place);
    if (at >= spelling.length) return this.#give(undefined, into, place);
    const { whole, codes } = spelling;
    const from = spelling.starts[at] ?? 0;
    const to = spelling.ends[at] ?? 0;
    if (from === to) return this.#give(undefined, into, place);
    if (!isPlainText(codes[from] ?? 0, codes[to - 1] ?? 0)) return this.#give(row.text(at), into, place);
    const doubled = spelling.doubled[at] === 1;
    const number = this.#repeats?.numberOf(whole, codes, from, to, doubled) ?? single;
    if (number === single && doubled) return this.#give(cutOut(whole, from, to, true), into, place);
    into[place] = number === single ? from : -1 - 2 * number;
    into[place + 1] = to;
    return undefined;
  }

  /**
   * The text that two numbers stand for, undefined for nothing.
   * @param whole the text of its row
   */
  text(from: number, to: number, whole: string): string | undefined {
    if (to === 0) return undefined;
    if (from >= 0) return whole.slice(from, to);
    const number = -1 - from;
    return number % 2 === 0 ? this.#repeats?.text(number / 2) : this.#given[(number - 1) / 2];
  }

  /** Which of the column's repeated texts two numbers stand for; below zero where they stand for none of them. */
  numberOf(from: number): number {
    const number = -1 - from;
    return number % 2 === 0 ? number / 2 : -1;
  }

  #give(text: string | undefined, into: Int32Array, place: number): void {
    into[place] = text === undefined ? 0 : -2 - 2 * this.#numberOf(text);
    into[place + 1] = text === undefined ? 0 : 1;
  }

  #numberOf(text: string): number {
    const known = this.#sought.get(text);
    if (known !== undefined) return known;
    const number = this.#given.push(text) - 1;
    if (this.#sought.size >= mostSought) this.#sought.clear();
    this.#sought.set(text, number);
    return number;
  }
}
