import { isPlainText } from '../cells.js';
import { isPlatforms, isSentence, isTotal } from '../machine-name.js';
import { type Codes, spell, type TableRow } from '../table-row.js';
import { isSameMark, type Mark, markName, markUuid } from './identity-marks.js';

/** What a row says about which machine it is. */
export interface Marked {
  readonly name: Mark;
  /** Undefined where the row does not say, or says the same as its name. */
  readonly fqdn: Mark | undefined;
  readonly uuid: Mark | undefined;
}

/** The columns that say which machine a row is about. */
interface Columns {
  readonly name: number;
  readonly fqdn: number | undefined;
  readonly uuid: number | undefined;
}

/** What a machine's row says, for those whose characters do not stand in the file as they are. */
type TextOf = (machine: number, field: keyof Columns) => string | undefined;

/** Marks rows by the cells that say which machine they are about, mostly without making a text of any. */
export class RowMarks {
  readonly #columns: Columns;
  readonly #textOf: TextOf;
  // Used for every row anew.
  readonly #name: Mark = { low: 0, high: 0 };
  readonly #fqdn: Mark = { low: 0, high: 0 };
  readonly #uuid: Mark = { low: 0, high: 0 };
  /** The characters of the cell last spelt. */
  #codes: Codes = new Uint8Array(0);
  #start = 0;
  #end = 0;

  constructor(columns: Columns, textOf: TextOf) {
    this.#columns = columns;
    this.#textOf = textOf;
  }

  /** @returns undefined where the text itself has to be looked at, or the row names no machine; good until the next row is marked */
  of(machine: number, row: TableRow): Marked | undefined {
    if (!this.#spell('name', machine, row)) return undefined;
    if (!isNumbered(this.#codes, this.#start, this.#end) && isNoMachine(this.#textOf(machine, 'name') ?? ''))
      return undefined;
    if (!markName(this.#name, this.#codes, this.#start, this.#end)) return undefined;
    const hasDomain = this.#spell('fqdn', machine, row);
    if (hasDomain && !markName(this.#fqdn, this.#codes, this.#start, this.#end)) return undefined;
    const hasUuid = this.#spell('uuid', machine, row);
    const look = hasUuid ? markUuid(this.#uuid, this.#codes, this.#start, this.#end) : 'none';
    if (look === 'unusual') return undefined;
    return {
      name: this.#name,
      fqdn: hasDomain && !isSameMark(this.#name, this.#fqdn) ? this.#fqdn : undefined,
      uuid: look === 'uuid' ? this.#uuid : undefined,
    };
  }

  /** Points `#codes` at the characters of a cell. @returns false where it says nothing, or there is none */
  #spell(field: keyof Columns, machine: number, { spelling }: TableRow): boolean {
    const at = this.#columns[field];
    if (at === undefined) return false;
    if (spelling !== undefined && at < spelling.length && spelling.doubled[at] !== 1) {
      this.#codes = spelling.codes;
      this.#start = spelling.starts[at] ?? 0;
      this.#end = spelling.ends[at] ?? 0;
      if (this.#start === this.#end) return false;
      if (isPlainText(this.#codes[this.#start] ?? 0, this.#codes[this.#end - 1] ?? 0)) return true;
    }
    const text = this.#textOf(machine, field);
    if (text === undefined) return false;
    this.#codes = spell(text);
    this.#start = 0;
    this.#end = text.length;
    return true;
  }
}

/** Whether a name is one word that ends with a digit, as most are, and begins like none of a platform's: so much is told without its text. */
function isNumbered(codes: Codes, from: number, to: number): boolean {
  const last = codes[to - 1] ?? 0;
  if (last < 48 || last > 57 || codes[from] === 118) return false;
  for (let at = from; at < to; at += 1) if (codes[at] === 32 || (codes[at] ?? 0) > 126) return false;
  return true;
}

const isNoMachine = (name: string): boolean => isPlatforms(name) || isTotal(name) || isSentence(name);
