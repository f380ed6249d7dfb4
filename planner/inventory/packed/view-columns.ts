import type { MachineField } from '../format.js';
import { diskLabel } from '../machine.js';
import type { PackedMachines } from './packed-machines.js';

/** Where a field of the server is found: the number of its column, or one of these. */
export const absent = -1;
/** In more than one column, or with what others say: the machine is made, and asked. */
export const together = -2;

export const sizeFields: readonly MachineField[] = ['sockets', 'coresPerSocket', 'cores', 'threadsPerCore'];
export const contentionFields: readonly MachineField[] = [
  'cpuReadyPct',
  'coStopPct',
  'ballooned',
  'swapped',
  'reservedMemory',
];
const told = ['cpuPct', 'memoryPct', 'diskIops', 'diskMiBps', 'networkMbps'] as const;

/** The columns of one measured quantity. */
export interface MeasureColumns {
  readonly average: number;
  readonly peak: number;
  readonly sample: number;
}

export type Measures = Readonly<Record<(typeof told)[number], MeasureColumns>>;

/** Columns of sizes with the labels of their disks. */
export type Sizes = readonly { readonly column: number; readonly label: string }[];

/** The number of the one column that says a field; `together` where more than that says it. */
export function columnOf(
  columns: readonly MachineField[],
  field: MachineField,
  all: readonly MachineField[],
  others: readonly MachineField[],
): number {
  if (others.some((other) => all.includes(other))) return together;
  const column = columns.indexOf(field);
  return column !== columns.lastIndexOf(field) ? together : column;
}

/** The disks of machines of which only sizes are known; undefined where more is. */
export function sizesOf(packed: PackedMachines): Sizes | undefined {
  const about = packed.fields.filter((field) => field.startsWith('disk.'));
  if (about.some((field) => field !== 'disk.size')) return undefined;
  const sizes = packed.figureFields.flatMap((field, column) =>
    field === 'disk.size' ? [{ column, slot: packed.slot(column) }] : [],
  );
  if (new Set(sizes.map(({ slot }) => slot)).size < sizes.length) return undefined;
  return sizes.toSorted((a, b) => a.slot - b.slot).map(({ column, slot }) => ({ column, label: diskLabel(slot) }));
}

const measuring = /\.(?:average|peak|sample)$/;

/** What was measured, where every figure has a column of its own; undefined where figures have to be put together. */
export function measuresOf({ fields, figureFields }: PackedMachines): Measures | undefined {
  const names: ReadonlySet<string> = new Set(
    told.flatMap((name) => [`${name}.average`, `${name}.peak`, `${name}.sample`]),
  );
  const about = fields.filter((field) => measuring.test(field) || field === 'days' || field === 'coverage');
  if (about.some((field) => !names.has(field)) || new Set(about).size < about.length) return undefined;
  const columns = (name: (typeof told)[number]): MeasureColumns => ({
    average: figureFields.indexOf(`${name}.average`),
    peak: figureFields.indexOf(`${name}.peak`),
    sample: figureFields.indexOf(`${name}.sample`),
  });
  return {
    cpuPct: columns('cpuPct'),
    memoryPct: columns('memoryPct'),
    diskIops: columns('diskIops'),
    diskMiBps: columns('diskMiBps'),
    networkMbps: columns('networkMbps'),
  };
}

/** What the texts of a column mean; of those that it repeats each is understood once. */
export class Meanings<Meaning> {
  readonly #packed: PackedMachines;
  readonly #understand: (text: string) => Meaning;
  readonly #known: (Meaning | undefined)[] = [];

  constructor(packed: PackedMachines, understand: (text: string) => Meaning) {
    this.#packed = packed;
    this.#understand = understand;
  }

  at(machine: number, column: number): Meaning | undefined {
    if (column === absent) return undefined;
    const number = this.#packed.repeated(machine, column);
    const known = number < 0 ? undefined : this.#known[number];
    if (known !== undefined) return known;
    const text = this.#packed.text(machine, column);
    const meaning = text === undefined ? undefined : this.#understand(text);
    if (number >= 0) this.#known[number] = meaning;
    return meaning;
  }
}
