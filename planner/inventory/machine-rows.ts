import type { Bound, ColumnReader } from './bind.js';
import { readerOf, faultOf, isEssential, readCell } from './bind.js';
import { textOf } from './cells.js';
import type { Draft } from './draft.js';
import { detach } from './detach.js';
import { clearDraft, emptyDraft, finish } from './draft.js';
import type { Cell, Facts, Fault, Outcome, Row } from './format.js';
import { isPlatforms, isSentence, isTotal } from './machine-name.js';
import type { Notation } from './numbers.js';
import { report } from './place.js';
import { factorOf, notationOf, Profiler } from './profile.js';
import type { PackedMachines } from './packed/packed-machines.js';
import type { Table, World } from './table.js';
import type { RowReader } from './rows.js';
import { TableRows } from './rows.js';
import type { TableRow } from './table-row.js';

export class MachineRows extends TableRows implements RowReader {
  #bound: readonly Bound[];
  readonly #profilers: readonly { readonly bound: Bound; readonly profiler: Profiler | undefined }[];
  #columns: readonly ColumnReader[] = [];
  #packed: PackedMachines | undefined;
  readonly #after: ((facts: Facts, row: Row) => Outcome) | undefined;
  readonly #role: 'server' | 'attach' | 'host';
  /** Used for every row anew. */
  readonly #draft: Draft = emptyDraft();

  constructor(table: Table, world: World) {
    super(table, world);
    const format = table.recognised.table;
    this.#bound = table.recognised.bound;
    this.#profilers = this.#bound.map((bound) => ({
      bound,
      profiler: bound.rule.kind === 'number' ? new Profiler() : undefined,
    }));
    this.#role = format.role === 'attach' || format.role === 'host' ? format.role : 'server';
    this.#after =
      format.role === 'flow' || format.role === 'ignore' ? undefined : format.open?.(this.header, this.context);
  }

  look(cells: TableRow): void {
    for (const { bound, profiler } of this.#profilers) profiler?.look(cells, bound.at);
  }

  decide(): void {
    const { recognised, account, place, notation: fallback } = this.table;
    const profiles = this.#profilers.map(({ bound, profiler }) => ({ bound, profile: profiler?.profile() }));
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
    this.#columns = kept.map(({ bound, profile }) => {
      if (profile === undefined) return readerOf(bound, { notation: '.', factor: 1 });
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
      return readerOf(bound, { notation, factor });
    });
    if (this.#role === 'server' && this.#after === undefined)
      this.#packed = this.world.machines.openPacked(place, this.#columns);
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

  row(cells: TableRow, row: number): void {
    if (this.isNoRow(cells, row)) return;
    if (this.#packed !== undefined && this.world.machines.pack(this.#packed, cells, row)) {
      this.table.account.take('servers');
      return;
    }
    const draft = this.#draft;
    clearDraft(draft);
    let fatal: Fault | undefined;
    for (const column of this.#columns) {
      const result = readCell(column, draft, cells);
      if (result !== undefined) fatal ??= this.#fault(column.bound, cells.cell(column.at) ?? '', result, row);
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

  #ignored({ facts, template, placeholder }: Draft, cells: TableRow): string | undefined {
    const { name } = facts;
    const because = template ? 'template' : placeholder ? 'SRM placeholder' : ignoredName(name);
    if (this.#role !== 'server' || name === undefined) return because;
    if (because !== undefined) {
      this.world.machines.ignore(facts, because);
      return because;
    }
    if (isTotal(name)) return 'line of totals';
    return isSentence(name) && this.header.names.length > 2 && onlyCell(cells) ? 'note below the table' : undefined;
  }

  #settle(facts: Facts, cells: TableRow, row: number): void {
    const { account, place } = this.table;
    const { machines } = this.world;
    const outcome = this.#after?.(facts, { number: row, cells: cells.cells() });
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
    if (place.large) detach(facts);
    const joined = this.#role === 'server' ? machines.server(facts, place, row) : machines.attach(facts, place, row);
    if (typeof joined === 'string') account.take(joined);
    else if ('ignore' in joined) account.ignore(joined.ignore);
    else this.reject(cells, row, joined.reject);
  }
}

const ignoredName = (name: string | undefined): string | undefined =>
  name !== undefined && isPlatforms(name) ? 'cluster service machine (vCLS)' : undefined;

const onlyCell = (cells: TableRow): boolean => cells.cells().filter((cell) => textOf(cell) !== undefined).length === 1;
