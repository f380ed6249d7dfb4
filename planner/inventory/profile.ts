import type { Bound } from './bind.js';
import { textOf } from './cells.js';
import type { Notation } from './numbers.js';
import { evidence, numberIn, takeApart } from './numbers.js';
import type { TableRow } from './table-row.js';
import { noFigure, otherText } from './table-row.js';
import { factorTo, headerUnit, scaleOf, scaleOfWord } from './units.js';

/** What a column of numbers looks like, from its first cells. */
export interface Profile {
  readonly decimal: { readonly point: number; readonly comma: number; readonly either: number };
  readonly ambiguousMark: Notation | undefined;
  /** Numbers without a unit in the cell, read with a point. */
  readonly bare: readonly number[];
  /** Hardly a cell begins with a number: the column is called like one of figures and is none. */
  readonly isText: boolean;
}

/** Looks at the first cells of a column, one by one. */
export class Profiler {
  readonly #decimal = { point: 0, comma: 0, either: 0 };
  readonly #bare: number[] = [];
  #ambiguousMark: Notation | undefined;
  #words = 0;
  #figures = 0;

  look(row: TableRow, at: number): void {
    const figure = row.figure(at);
    if (figure === noFigure) return;
    // Digits alone, as most cells are, tell nothing about notation.
    if (figure !== otherText && row.is(at, String(figure)) && Number.isInteger(figure)) {
      this.#add(figure);
      return;
    }
    const cell = row.cell(at);
    if (typeof cell === 'number') this.#add(cell);
    else this.#read(textOf(cell));
  }

  #add(figure: number): void {
    this.#bare.push(figure);
    this.#figures += 1;
  }

  #read(text: string | undefined): void {
    if (text === undefined) return;
    const parts = takeApart(text);
    if (parts === undefined) {
      this.#words += 1;
      return;
    }
    this.#figures += 1;
    const says = evidence(parts.number);
    if (says === '.') this.#decimal.point += 1;
    else if (says === ',') this.#decimal.comma += 1;
    else if (says === 'either') {
      this.#decimal.either += 1;
      this.#ambiguousMark = parts.number.includes('.') ? '.' : ',';
    }
    const value = numberIn(parts.number, says === ',' ? ',' : '.');
    if (parts.unit === '' && value !== undefined) this.#bare.push(value);
  }

  profile(): Profile {
    return {
      decimal: this.#decimal,
      ambiguousMark: this.#ambiguousMark,
      bare: this.#bare,
      isText: this.#words >= 3 && this.#figures * 4 < this.#words,
    };
  }
}

/** Decides the notation of a column; `table` is what the rest of the table writes. */
export function notationOf({ decimal, ambiguousMark }: Profile, bound: Bound, table: Notation): Notation {
  if (decimal.point !== decimal.comma) return decimal.point > decimal.comma ? '.' : ',';
  if (ambiguousMark === undefined) return table;
  const { rule } = bound;
  // `16.384` megabytes of memory and `1.024` processors do not exist: the mark groups thousands.
  const megabytes = bound.field === 'memory' && scaleOfWord(headerUnit(bound.header) ?? '')?.factor === 1 / 1024;
  const whole = rule.kind === 'number' && rule.dimension === 'count' && rule.essential === true;
  if (megabytes || whole) return ambiguousMark === '.' ? ',' : '.';
  return table;
}

/** The factor that bare numbers of a column are multiplied with, and the unit where it had to be guessed. */
export function factorOf(bound: Bound, profile: Profile): { readonly factor: number; readonly guessed?: string } {
  const { rule } = bound;
  if (rule.kind === 'text') return { factor: 1 };
  const { unit, unitWins } = bound.spec;
  const named = scaleOfWord(headerUnit(bound.header) ?? '');
  const stated = named === undefined ? undefined : factorTo(rule.dimension, named);
  if (unitWins !== true && stated !== undefined) return { factor: stated };
  if (unit !== undefined && unit !== 'guess') return { factor: factorTo(rule.dimension, scaleOf(unit)) ?? 1 };
  if (unit === 'guess' && rule.dimension === 'size')
    return guessSize(bound.field === 'memory' ? 512 : 10_000, profile.bare);
  if (unit === 'guess' && rule.dimension === 'percent') return guessFraction(profile.bare);
  return { factor: 1 };
}

/** Half the figures are at least this large: nobody has 512 GiB in half of all machines, nobody counts disks of 10,000 GiB. */
function guessSize(least: number, bare: readonly number[]): { readonly factor: number; readonly guessed?: string } {
  const sorted = bare.filter((value) => value > 0).toSorted((a, b) => a - b);
  const median = sorted[Math.floor(sorted.length / 2)];
  if (median === undefined) return { factor: 1 };
  if (median >= least * 1024 ** 2) return { factor: 1 / 1024 ** 3, guessed: 'bytes' };
  if (median >= least * 1024) return { factor: 1 / 1024 ** 2, guessed: 'KiB' };
  return median >= least ? { factor: 1 / 1024, guessed: 'MiB' } : { factor: 1, guessed: 'GiB' };
}

/** Ten figures or more, none above 1 and some between: shares, not percent. */
function guessFraction(bare: readonly number[]): { readonly factor: number; readonly guessed?: string } {
  const shares = bare.length >= 10 && bare.every((value) => value <= 1) && bare.some((value) => value > 0 && value < 1);
  return shares ? { factor: 100, guessed: 'share of 1' } : { factor: 1 };
}
