import { textOf } from './cells.js';
import type { Cell } from './format.js';

/**
 * One row of a table. Its cells are made when they are asked for: of most rows numbers are only read, and many cells never.
 * It is good until the next row is read; what is to be kept is asked for with `cells`.
 */
export interface TableRow {
  /** How many cells it has. */
  readonly length: number;
  cell(at: number): Cell | undefined;
  /** Whether a cell is this very text. */
  is(at: number, text: string): boolean;
  /** What `textOf` says of a cell. */
  text(at: number): string | undefined;
  /** What `figureAt` says of a cell of text; a cell that is a number already is that number. */
  figure(at: number): number;
  /** All cells. */
  cells(): readonly (Cell | undefined)[];
  /** Where its cells stand in a text; undefined where they were never one. */
  readonly spelling: Spelling | undefined;
}

/** Characters as numbers: ASCII in bytes. */
export type Codes = Uint8Array | Uint16Array;

/** A row as it stands in a text. Good until the next row is read, but for `whole`, of which parts may be kept by their places. */
export interface Spelling {
  readonly whole: string;
  /** The characters of `whole`. */
  readonly codes: Codes;
  /** How many cells it has. */
  readonly length: number;
  /** Where each cell begins in `whole`, and where it ends. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** 1 for cells in which quotes are doubled. */
  readonly doubled: Uint8Array;
}

/** The cell is empty, or the row ends before it. */
export const noFigure = -1;
/** The cell is not written with digits alone. */
export const otherText = -2;

const powersOfTen = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];
const mostDigits = 15;

/**
 * The number that character codes from one place up to another spell, where these are digits with at most one point: most cells are such,
 * and their value is exact (an integer below 2^53 divided by a power of ten below 10^22 rounds once).
 *
 * @returns {@link noFigure}, {@link otherText} or the number
 */
export function figureAt(codes: Codes, from: number, to: number): number {
  const length = to - from;
  if (length === 0) return noFigure;
  if (length > mostDigits + 1) return otherText;
  let value = 0;
  let point = -1;
  for (let at = from; at < to; at += 1) {
    const code = codes[at] ?? 0;
    if (code >= 48 && code <= 57) value = value * 10 + (code - 48);
    else if (code === 46 && point < 0) point = at;
    else return otherText;
  }
  if (point < 0) return length <= mostDigits ? value : otherText;
  return length === 1 ? otherText : value / (powersOfTen[to - point - 1] ?? Number.NaN);
}

let room = new Uint16Array(64);

/** The characters of a text from 0 on, in room that the next text is written into. */
export function spell(text: string): Codes {
  if (text.length > room.length) room = new Uint16Array(text.length);
  for (let at = 0; at < text.length; at += 1) room[at] = text.charCodeAt(at);
  return room;
}

function figureOf(cell: Cell | undefined): number {
  if (cell === undefined) return noFigure;
  if (typeof cell === 'number') return cell >= 0 ? cell : otherText;
  return cell.length > mostDigits + 1 ? otherText : figureAt(spell(cell), 0, cell.length);
}

/** A row whose cells are there. */
export class GivenRow implements TableRow {
  readonly spelling = undefined;
  readonly #cells: readonly (Cell | undefined)[];

  constructor(cells: readonly (Cell | undefined)[]) {
    this.#cells = cells;
  }

  get length(): number {
    return this.#cells.length;
  }

  cell(at: number): Cell | undefined {
    return this.#cells[at];
  }

  is(at: number, text: string): boolean {
    return this.#cells[at] === text;
  }

  text(at: number): string | undefined {
    return textOf(this.#cells[at]);
  }

  figure(at: number): number {
    return figureOf(this.#cells[at]);
  }

  cells(): readonly (Cell | undefined)[] {
    return this.#cells;
  }
}
