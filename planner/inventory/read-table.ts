import type { FindingLog } from '../model/finding.js';
import type { Account } from './account.js';
import type { Bound, Read } from './bind.js';
import { faultOf, isEssential, readerOf } from './bind.js';
import { textOf } from './cells.js';
import type { Draft } from './draft.js';
import { emptyDraft, finish } from './draft.js';
import { emptyFlow } from './facts.js';
import type { Cell, Facts, Fault, Header, ReadContext } from './format.js';
import type { BoundFlow, Flows } from './flows.js';
import { bindFlow, readFlow } from './flows.js';
import type { Machines } from './machines.js';
import type { Notation } from './numbers.js';
import type { Place } from './place.js';
import { report } from './place.js';
import { factorOf, notationOf, profileOf } from './profile.js';
import type { Recognised } from './recognise.js';

export type Cells = readonly (Cell | undefined)[];

/** Rows of a table: calls `each` for every row with its number until it returns false. Can be read again. */
export type Rows = (each: (cells: Cells, row: number) => boolean | undefined) => void;

/** A table that was recognised, with what is needed to read it. */
export interface Table {
  readonly place: Place;
  readonly rows: Rows;
  readonly recognised: Recognised;
  readonly account: Account;
  /** How numbers are written where no column of the table tells. */
  readonly notation: Notation;
}

/** What rows are reported to. */
export interface World {
  readonly machines: Machines;
  readonly flows: Flows;
  readonly log: FindingLog;
  /** Called now and then with the rows read so far. */
  progress(rows: number): void;
}

/** The rows by which notation and units are decided. */
const sampled = 2000;
const progressEvery = 4096;

export function readTable(table: Table, world: World): void {
  const reader = readerFor(table, world);
  let sample: { cells: Cells; row: number }[] | undefined = [];
  let count = 0;
  const flush = () => {
    if (sample === undefined) return;
    reader.decide(sample.map(({ cells }) => cells));
    for (const { cells, row } of sample) reader.row(cells, row);
    sample = undefined;
  };
  try {
    table.rows((cells, row) => {
      if (row === table.recognised.headerRow || isBlank(cells)) return undefined;
      if (row < table.recognised.headerRow) {
        table.account.ignore('above the heading');
        return undefined;
      }
      count += 1;
      if (count % progressEvery === 0) world.progress(progressEvery);
      if (sample === undefined) reader.row(cells, row);
      else if (sample.push({ cells, row }) === sampled) flush();
      return undefined;
    });
  } finally {
    // What a damaged file gave before it broke off counts.
    flush();
    world.progress(count % progressEvery);
  }
}

export function isBlank(cells: Cells): boolean {
  for (const cell of cells) {
    if (cell === undefined || cell === '') continue;
    if (typeof cell === 'number' || cell.trim() !== '') return false;
  }
  return true;
}

interface RowReader {
  /** Decides notation and units by the first rows. */
  decide(sample: readonly Cells[]): void;
  row(cells: Cells, row: number): void;
}

function readerFor(table: Table, world: World): RowReader {
  switch (table.recognised.table.role) {
    case 'ignore': {
      const { because } = table.recognised.table;
      table.account.describe(
        table.recognised.format,
        table.recognised.header.names,
        [],
        new Set(table.recognised.header.names.keys()),
      );
      return { decide: () => undefined, row: () => table.account.ignore(because) };
    }
    case 'flow':
      return new FlowRows(table, world);
    default:
      return new MachineRows(table, world);
  }
}

/** What rows of all kinds of tables have in common. */
abstract class TableRows {
  protected readonly table: Table;
  protected readonly world: World;
  protected readonly context: ReadContext;
  /** Columns that a format's own code asks for. */
  protected readonly looked = new Set<number>();
  protected readonly header: Header;

  constructor(table: Table, world: World) {
    this.table = table;
    this.world = world;
    const { place, recognised } = table;
    this.context = {
      file: place.file,
      sheet: place.sheet,
      note: (severity, row, fault) => report(world.log, severity, place, row, fault),
    };
    this.header = {
      names: recognised.header.names,
      find: (...names) => {
        const at = recognised.header.find(...names);
        if (at >= 0) this.looked.add(at);
        return at;
      },
    };
  }

  /** True when the row was dealt with because it is none of the table's. */
  protected isNoRow(cells: Cells, row: number): boolean {
    const { names } = this.header;
    if (repeatsHeader(cells, names)) {
      this.table.account.ignore('repeated heading');
      return true;
    }
    if (cells.length > names.length && !isBlank(cells.slice(names.length))) {
      this.reject(cells, row, {
        code: 'too-many-cells',
        message: `the row has ${cells.length} cells and the heading ${names.length}`,
        remedy: 'put text that contains the separator in quotes',
      });
      return true;
    }
    return false;
  }

  protected reject(cells: Cells, row: number, fault: Fault): void {
    report(this.world.log, 'error', this.table.place, row, fault);
    this.table.account.reject(cells);
  }
}

function repeatsHeader(cells: Cells, names: readonly string[]): boolean {
  const first = names.findIndex((name) => name !== '');
  const cell = cells[first];
  return (
    typeof cell === 'string' &&
    cell.trim() === names[first] &&
    names.every((name, at) => name === String(cells[at] ?? '').trim())
  );
}

const totals =
  /^(?:grand |sub)?totals?:?$|^(?:gesamt|summe|zwischen|end)?summen?:?$|^gesamt:?$|^sum:?$|^sous-total:?$|^totale:?$/i;

class MachineRows extends TableRows implements RowReader {
  #bound: readonly Bound[];
  #reads: readonly { readonly at: number; readonly read: Read; readonly bound: Bound }[] = [];
  readonly #after:
    | ((facts: Facts, row: { number: number; cells: Cells }) => ReturnType<ReturnType<Opened>>)
    | undefined;
  readonly #role: 'server' | 'attach' | 'host';

  constructor(table: Table, world: World) {
    super(table, world);
    const format = table.recognised.table;
    this.#bound = table.recognised.bound;
    this.#role = format.role === 'attach' || format.role === 'host' ? format.role : 'server';
    this.#after =
      format.role === 'flow' || format.role === 'ignore' ? undefined : format.open?.(this.header, this.context);
  }

  decide(sample: readonly Cells[]): void {
    const { recognised, account, place, notation: fallback } = this.table;
    const profiles = this.#bound.map((bound) => ({
      bound,
      profile: bound.rule.kind === 'number' ? profileOf(sample.map((cells) => cells[bound.at])) : undefined,
    }));
    const votes = { point: 0, comma: 0 };
    for (const { profile } of profiles) {
      if (profile === undefined) continue;
      if (profile.decimal.point > profile.decimal.comma) votes.point += 1;
      if (profile.decimal.comma > profile.decimal.point) votes.comma += 1;
    }
    const usual: Notation = votes.point === votes.comma ? fallback : votes.point > votes.comma ? '.' : ',';
    const kept = profiles.filter(
      ({ bound, profile }) => !recognised.plain || profile === undefined || !profile.isText || !this.#tellText(bound),
    );
    this.#bound = kept.map(({ bound }) => bound);
    this.#reads = kept.map(({ bound, profile }) => {
      if (profile === undefined) return { at: bound.at, bound, read: readerOf(bound, { notation: '.', factor: 1 }) };
      const notation = notationOf(profile, bound, usual);
      const { factor, guessed } = factorOf(bound, profile);
      if (guessed !== undefined) {
        report(this.world.log, 'info', place, recognised.headerRow, {
          code: 'unit-guessed',
          column: bound.header,
          message: `${bound.header} names no unit; its figures are read as ${guessed}`,
          remedy: `write the unit into the heading, such as "${bound.header} (GiB)"`,
        });
      }
      return { at: bound.at, bound, read: readerOf(bound, { notation, factor }) };
    });
    account.describe(recognised.format, recognised.header.names, this.#bound, this.looked);
  }

  /** A column that is called like one of figures and holds text. */
  #tellText(bound: Bound): boolean {
    report(this.world.log, 'warning', this.table.place, this.table.recognised.headerRow, {
      code: 'column-not-read',
      column: bound.header,
      message: `${bound.header} holds text, so it is not read as ${bound.field}`,
      remedy: 'rename the column, or say what it is under plan.columns in estate.yaml',
    });
    return true;
  }

  row(cells: Cells, row: number): void {
    if (this.isNoRow(cells, row)) return;
    const draft = emptyDraft();
    let fatal: Fault | undefined;
    for (const { at, read, bound } of this.#reads) {
      const cell = cells[at];
      if (cell === undefined) continue;
      const result = read(draft, cell);
      if (result !== undefined) fatal ??= this.#fault(bound, cell, result, row);
    }
    const ignored = this.#ignored(draft, cells);
    if (ignored !== undefined) {
      this.table.account.ignore(ignored);
      return;
    }
    if (fatal !== undefined) {
      this.reject(cells, row, fatal);
      return;
    }
    this.#settle(finish(draft), cells, row);
  }

  /** Tells of a cell that could not be read; of an essential one it is told with the row's rejection. */
  #fault(bound: Bound, cell: Cell, result: 'unreadable' | 'zero', row: number): Fault | undefined {
    const fault = faultOf(bound, String(cell));
    if (result === 'unreadable' && isEssential(bound)) return fault;
    if (result === 'zero' && bound.field.startsWith('disk.')) return undefined;
    report(
      this.world.log,
      'warning',
      this.table.place,
      row,
      result === 'zero' ? { ...fault, code: 'zero-size', message: 'is no size; it counts as unknown' } : fault,
    );
    return undefined;
  }

  #ignored({ facts, template, placeholder }: Draft, cells: Cells): string | undefined {
    const because = template
      ? 'template'
      : placeholder
        ? 'SRM placeholder'
        : facts.name === undefined
          ? undefined
          : ignoredName(facts.name);
    if (because !== undefined && this.#role === 'server') this.world.machines.ignore(facts, because);
    if (because !== undefined || facts.name === undefined || this.#role !== 'server') return because;
    if (totals.test(facts.name)) return 'line of totals';
    return /\S\s+\S+\s+\S+\s/.test(`${facts.name} `) && this.header.names.length > 2 && onlyCell(cells)
      ? 'note below the table'
      : undefined;
  }

  #settle(facts: Facts, cells: Cells, row: number): void {
    const { account, place } = this.table;
    const { machines } = this.world;
    const outcome = this.#after?.(facts, { number: row, cells });
    if (outcome !== undefined) {
      if ('ignore' in outcome) account.ignore(outcome.ignore);
      else this.reject(cells, row, outcome.reject);
      return;
    }
    if (this.#role === 'host') {
      machines.host(facts);
      account.ignore('virtualisation host');
      return;
    }
    if (
      facts.name === undefined &&
      facts.fqdn === undefined &&
      facts.uuid === undefined &&
      facts.key === undefined &&
      facts.ips.length === 0
    ) {
      this.reject(cells, row, {
        code: 'no-name',
        message: 'the row names no machine',
        remedy: 'write its name, its UUID or its IP address',
      });
      return;
    }
    const joined = this.#role === 'server' ? machines.server(facts, place, row) : machines.attach(facts, place, row);
    if (typeof joined === 'string') account.take(joined);
    else if ('ignore' in joined) account.ignore(joined.ignore);
    else this.reject(cells, row, joined.reject);
  }
}

type Opened = NonNullable<Extract<Recognised['table'], { role: 'server' | 'attach' | 'host' }>['open']>;

const ignoredName = (name: string): string | undefined =>
  /^vCLS[-\s(]/i.test(name) ? 'cluster service machine (vCLS)' : undefined;

const onlyCell = (cells: Cells): boolean => cells.filter((cell) => textOf(cell) !== undefined).length === 1;

class FlowRows extends TableRows implements RowReader {
  readonly #bound: readonly BoundFlow[];
  readonly #after;

  constructor(table: Table, world: World) {
    super(table, world);
    const format = table.recognised.table;
    this.#bound = format.role === 'flow' ? bindFlow(format.columns, this.header) : [];
    this.#after = format.role === 'flow' ? format.open?.(this.header, this.context) : undefined;
  }

  decide(): void {
    this.table.account.describe(this.table.recognised.format, this.header.names, this.#bound, this.looked);
  }

  row(cells: Cells, row: number): void {
    if (this.isNoRow(cells, row)) return;
    const flow = emptyFlow();
    for (const { header, at } of readFlow(this.#bound, cells, flow)) {
      const fault = {
        code: 'bad-number',
        column: header,
        value: String(cells[at] ?? ''),
        message: 'is not a number',
        remedy: 'write a number such as 443',
      };
      report(this.world.log, 'warning', this.table.place, row, fault);
    }
    const outcome = this.#after?.(flow, { number: row, cells });
    const fault =
      outcome === undefined
        ? this.world.flows.add(flow, this.table.place)
        : 'reject' in outcome
          ? outcome.reject
          : undefined;
    if (fault !== undefined) this.reject(cells, row, fault);
    else if (outcome !== undefined && 'ignore' in outcome) this.table.account.ignore(outcome.ignore);
    else this.table.account.take('attached');
  }
}
