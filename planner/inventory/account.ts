import type { FileAccount, RejectedRows, RowCounts } from '../model/inventory.js';

/** A column and the field it is read as. */
export interface ReadColumn {
  readonly at: number;
  readonly header: string;
  readonly field: string;
}

type Counted = { -readonly [Key in keyof RowCounts]: number };

const nothing = (): Counted => ({ read: 0, servers: 0, merged: 0, attached: 0, ignored: 0, rejected: 0 });

/** Counts the fates of the rows of one file, sheet or archive entry, and keeps its rejected rows as they were. */
export class Account {
  readonly file: string;
  readonly sheet: string | undefined;
  readonly counts = nothing();
  readonly #because = new Map<string, number>();
  readonly #rejected: string[][] = [];
  #format = 'unknown';
  #header: readonly string[] = [];
  #read: readonly ReadColumn[] = [];
  #looked: ReadonlySet<number> = new Set();

  constructor(file: string, sheet: string | undefined) {
    this.file = file;
    this.sheet = sheet;
  }

  /** What the table turned out to be; `looked` are columns that the format's own code looks at. */
  describe(format: string, header: readonly string[], read: readonly ReadColumn[], looked: ReadonlySet<number>): void {
    this.#format = format;
    this.#header = header;
    this.#read = read;
    this.#looked = looked;
  }

  take(fate: 'servers' | 'merged' | 'attached'): void {
    this.counts.read += 1;
    this.counts[fate] += 1;
  }

  ignore(because: string): void {
    this.counts.read += 1;
    this.counts.ignored += 1;
    this.#because.set(because, (this.#because.get(because) ?? 0) + 1);
  }

  reject(cells: readonly (string | number | undefined)[]): void {
    this.counts.read += 1;
    this.counts.rejected += 1;
    this.#rejected.push(cells.map((cell) => (cell === undefined ? '' : String(cell))));
  }

  result(): FileAccount {
    const known = new Set([...this.#looked, ...this.#read.map(({ at }) => at)]);
    return {
      file: this.file,
      sheet: this.sheet,
      format: this.#format,
      rows: { ...this.counts },
      ignoredBecause: Object.fromEntries(this.#because),
      mapped: Object.fromEntries(this.#read.map(({ header, field }) => [header, field])),
      unmapped: this.#header.filter((name, at) => name !== '' && !known.has(at)),
    };
  }

  rejected(): RejectedRows | undefined {
    if (this.#rejected.length === 0) return undefined;
    return { file: this.file, sheet: this.sheet, header: this.#header, rows: this.#rejected };
  }
}

export function total(accounts: readonly Account[]): RowCounts {
  const sum = nothing();
  for (const { counts } of accounts) {
    sum.read += counts.read;
    sum.servers += counts.servers;
    sum.merged += counts.merged;
    sum.attached += counts.attached;
    sum.ignored += counts.ignored;
    sum.rejected += counts.rejected;
  }
  return sum;
}
