import type { RowRef } from '../../model/server.js';
import type { ColumnReader, NumberReader, TextReader } from '../bind.js';
import { unread } from '../bind.js';
import { once, repeated } from '../detach.js';
import { clearDraft, emptyDraft, finish } from '../draft.js';
import type { Facts, MachineField } from '../format.js';
import type { NameKey } from '../identity.js';
import { nameKey, uuidOf } from '../identity.js';
import type { Machine } from '../machine.js';
import { machineOf } from '../machine.js';
import type { Place } from '../place.js';
import { refOf } from '../place.js';
import { withoutSecrets } from '../secrets.js';
import type { TableRow } from '../table-row.js';
import { GivenRow } from '../table-row.js';
import { type Marked, RowMarks } from './row-marks.js';
import { perText, TextColumn } from './text-column.js';

/** Machines that are kept together: room is made for so many at a time, and never moved. */
const pageBits = 12;
const perPage = 1 << pageBits;
const lineMask = perPage - 1;

/** What is kept of so many machines, row by row, for a row is written and read as a whole. */
interface Page {
  /** Figures, NaN for nothing. */
  readonly values: Float64Array;
  /** Two numbers for each text; see {@link TextColumn}. */
  readonly spans: Int32Array;
  /** Numbers of the rows. */
  readonly rows: Int32Array;
  /** In which text each row stands. */
  readonly wholes: Int32Array;
}

interface Texts {
  readonly reader: TextReader;
  readonly column: TextColumn;
  /** Where its numbers are among those of a row. */
  readonly offset: number;
  /** Its texts are shared by the machines that are made, as they are not when they are kept. */
  readonly repeats: boolean;
}

/** What more than the row itself is needed for: a row that says any of it is read as rows of other tables are. */
const joining: ReadonlySet<string> = new Set<MachineField>([
  'key',
  'host',
  'at',
  'tag',
  'tags',
  'template',
  'placeholder',
  'disk.shared',
  'partition.size',
  'partition.used',
]);
const isJoining = (field: string): boolean => joining.has(field) || /^(?:cpuMHz|memoryGiB)\.|\.series$/.test(field);

/** What is different for every machine, and what is asked only of those that are made. */
const unique: readonly MachineField[] = ['name', 'fqdn', 'uuid', 'ips'];
const shared: ReadonlySet<string> = new Set(repeated);
const seldom: ReadonlySet<string> = new Set([...unique, ...repeated]);

const identifying = ['name', 'fqdn', 'uuid'] as const;
const noRow = new GivenRow([]);
const noFigures = new Float64Array(0);
const mostHarmless = 1000;

/**
 * Machines of one table, kept as the figures and places of text that their rows are, because a hundred thousand objects take longer to make and
 * to move about than the file takes to read. A machine is made when it is asked for, each time anew, by the same steps as that of any other
 * row. Only what is plainly a machine of its own is kept so; see {@link PackedMachines.keep}.
 */
export class PackedMachines {
  readonly place: Place;
  /** What its columns of figures and of text are read as, and both. */
  readonly figureFields: readonly MachineField[];
  readonly textFields: readonly MachineField[];
  readonly fields: readonly MachineField[];
  readonly #figures: readonly NumberReader[];
  readonly #texts: readonly Texts[];
  readonly #joining: readonly ColumnReader[];
  readonly #name: Texts;
  readonly #identifies: { readonly fqdn: Texts | undefined; readonly uuid: Texts | undefined };
  readonly #description: readonly Texts[];
  /** Texts that rows stand in. */
  readonly #wholes = [''];
  readonly #pages: Page[] = [];
  /** Notes without a secret, which many machines have in common. */
  readonly #harmless = new Set<string>();
  readonly #draft = emptyDraft();
  readonly #marks: RowMarks;

  private constructor(place: Place, readers: readonly ColumnReader[], name: TextReader) {
    this.place = place;
    const kept = readers.filter(({ bound }) => !isJoining(bound.field));
    this.#figures = kept.filter((reader) => reader.kind === 'number');
    const texts = kept
      .filter((reader) => reader.kind === 'text')
      .map((reader, at): Texts => {
        const { field } = reader.bound;
        const column = new TextColumn(seldom.has(field) ? 'seldom' : 'often');
        return { reader, column, offset: at * perText, repeats: shared.has(field) };
      });
    this.figureFields = this.#figures.map(({ bound }) => bound.field);
    this.textFields = texts.map(({ reader }) => reader.bound.field);
    this.fields = [...this.figureFields, ...this.textFields];
    const of = (field: MachineField) => texts.filter(({ reader }) => reader.bound.field === field);
    this.#texts = texts;
    this.#joining = readers.filter(({ bound }) => isJoining(bound.field));
    this.#name = of('name')[0] ?? { reader: name, column: new TextColumn(), offset: 0, repeats: false };
    this.#description = of('description');
    const identifies = { name: this.#name, fqdn: of('fqdn')[0], uuid: of('uuid')[0] };
    this.#identifies = identifies;
    this.#marks = new RowMarks(
      { name: this.#name.reader.at, fqdn: identifies.fqdn?.reader.at, uuid: identifies.uuid?.reader.at },
      (machine, field) => {
        const said = identifies[field];
        return said === undefined ? undefined : this.#text(said, machine);
      },
    );
  }

  /** @returns undefined where it takes more than one column to tell what a machine is called, or none tells */
  static of(place: Place, readers: readonly ColumnReader[]): PackedMachines | undefined {
    const [names, ...others] = identifying.map((field) => readers.filter(({ bound }) => bound.field === field));
    const [name] = names ?? [];
    if (name?.kind !== 'text' || [names, ...others].some((several = []) => several.length > 1)) return undefined;
    return new PackedMachines(place, readers, name);
  }

  /**
   * Keeps a row as that of a machine, where all of it can be read, and nothing in it needs to be told, hidden or joined.
   *
   * @param machine its number; the next one keeps another row under it where this one is not kept after all
   * @returns by what it is known, good until the next row is kept; undefined where it is not kept
   */
  keep(machine: number, row: TableRow, number: number): Marked | undefined {
    const { values, spans, rows, wholes } = (this.#pages[machine >> pageBits] ??= this.#page());
    const line = machine & lineMask;
    let place = line * this.#figures.length;
    for (const reader of this.#figures) {
      const value = reader.parse(row, reader.at);
      if (value < 0 && !(value === unread.zero && reader.bound.field.startsWith('disk.'))) return undefined;
      values[place] = value < 0 ? Number.NaN : value;
      place += 1;
    }
    place = line * this.#texts.length * perText;
    for (const { reader, column } of this.#texts) {
      column.keep(row, reader.at, spans, place);
      place += perText;
    }
    for (const { at } of this.#joining) if (row.text(at) !== undefined) return undefined;
    rows[line] = number;
    wholes[line] = this.#keepWhole(row.spelling?.whole ?? '');
    return this.#isSecret(machine) ? undefined : this.#marks.of(machine, row);
  }

  /** What the machine is called; its id too. */
  name(machine: number): string {
    return this.#text(this.#name, machine) ?? '';
  }

  source(machine: number): RowRef {
    return refOf(this.place, this.#pageOf(machine)?.rows[machine & lineMask] ?? 0);
  }

  /** What a column of figures says, NaN for nothing; they are counted as `figureFields` are. */
  figure(machine: number, column: number): number {
    return this.#pageOf(machine)?.values[this.firstFigure(machine) + column] ?? Number.NaN;
  }

  /** The figures of a machine and its neighbours: its own begin at {@link firstFigure}. For those who ask for many. */
  figures(machine: number): Float64Array {
    return this.#pageOf(machine)?.values ?? noFigures;
  }

  firstFigure(machine: number): number {
    return (machine & lineMask) * this.#figures.length;
  }

  /** The place of a numbered column of figures (`Disk 2 size`), from 0. */
  slot(column: number): number {
    return this.#figures[column]?.bound.slot ?? 0;
  }

  /** What a column of text says; they are counted as `textFields` are. */
  text(machine: number, column: number): string | undefined {
    const texts = this.#texts[column];
    return texts === undefined ? undefined : this.#text(texts, machine);
  }

  /** The names and the UUID that the machine is known by: read from their columns, because all of a list may be asked for them. */
  identity(machine: number): { readonly names: readonly NameKey[]; readonly uuid: string | undefined } {
    const { fqdn, uuid } = this.#identifies;
    const fullName = fqdn === undefined ? undefined : this.#text(fqdn, machine);
    const id = uuid === undefined ? undefined : this.#text(uuid, machine);
    const names = [nameKey(this.name(machine)), ...(fullName === undefined ? [] : [nameKey(fullName)])];
    return { names, uuid: id === undefined ? undefined : uuidOf(id) };
  }

  ips(machine: number): readonly string[] {
    return this.#facts(machine).ips;
  }

  /** Which of the texts that the column repeats it says; below zero where it says none of them. */
  repeated(machine: number, column: number): number {
    const texts = this.#texts[column];
    const page = this.#pageOf(machine);
    if (texts === undefined || page === undefined) return -1;
    return texts.column.numberOf(page.spans[(machine & lineMask) * this.#texts.length * perText + texts.offset] ?? 0);
  }

  /** Made anew each time. */
  machine(machine: number): Machine {
    const facts = this.#facts(machine);
    const name = facts.name ?? '';
    const uuid = facts.uuid === undefined ? undefined : uuidOf(facts.uuid);
    return machineOf(name, name, uuid, facts, this.source(machine));
  }

  /** What the row says: good until another machine is asked for. */
  #facts(machine: number): Facts {
    const draft = this.#draft;
    clearDraft(draft);
    for (const [column, { set, bound }] of this.#figures.entries()) {
      const value = this.figure(machine, column);
      if (value >= 0) set(draft, value, bound.slot);
    }
    for (const texts of this.#texts) {
      const text = this.#text(texts, machine);
      if (text === undefined) continue;
      const { set, bound, at } = texts.reader;
      set(draft, texts.repeats ? once(text) : text, bound.slot, bound.header, noRow, at);
    }
    return finish(draft);
  }

  #text({ column, offset }: Texts, machine: number): string | undefined {
    const page = this.#pageOf(machine);
    if (page === undefined) return undefined;
    const line = machine & lineMask;
    const place = line * this.#texts.length * perText + offset;
    const whole = this.#wholes[page.wholes[line] ?? 0] ?? '';
    return column.text(page.spans[place] ?? 0, page.spans[place + 1] ?? 0, whole);
  }

  #pageOf(machine: number): Page | undefined {
    return this.#pages[machine >> pageBits];
  }

  #keepWhole(whole: string): number {
    const last = this.#wholes.length - 1;
    return this.#wholes[last] === whole ? last : this.#wholes.push(whole) - 1;
  }

  #isSecret(machine: number): boolean {
    for (const texts of this.#description) {
      const text = this.#text(texts, machine);
      if (text === undefined || this.#harmless.has(text)) continue;
      if (withoutSecrets(text, undefined) !== undefined) return true;
      if (this.#harmless.size < mostHarmless) this.#harmless.add(text);
    }
    return false;
  }

  #page(): Page {
    return {
      values: new Float64Array(perPage * this.#figures.length),
      spans: new Int32Array(perPage * this.#texts.length * perText),
      rows: new Int32Array(perPage),
      wholes: new Int32Array(perPage),
    };
  }
}
