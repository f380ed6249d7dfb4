import type { Disk, Measure, OperatingSystem, Server, Utilisation } from '../../model/server.js';
import { figuresOf } from '../draft.js';
import type { MachineField } from '../format.js';
import { none, settled } from '../machine.js';
import { osOf } from '../os.js';
import { measureOf, type Mutable } from '../utilisation.js';
import { dispositionOf, itemsOf, powerOf } from '../words.js';
import type { PackedMachines } from './packed-machines.js';
import {
  absent,
  columnOf,
  contentionFields,
  type MeasureColumns,
  type Measures,
  Meanings,
  measuresOf,
  sizeFields,
  type Sizes,
  sizesOf,
  together,
} from './view-columns.js';

/**
 * One packed machine after the other, seen as a server. What sizing asks for is read from the columns where one column says it; all else is asked
 * of the machine, which is then made. There is one view for all of them, so nothing that it is given to may keep it.
 */
export class ServerView implements Server {
  readonly #packed: PackedMachines;
  #machine = 0;
  #figures: Float64Array = new Float64Array(0);
  #first = 0;
  #made: Server | undefined;
  #name: string | undefined;
  #disks: readonly Disk[] | undefined;
  /** Undefined is an answer too, so that it is not known is told by `false`. */
  #utilisation: Utilisation | undefined | false = false;

  readonly #systems: Meanings<OperatingSystem>;
  readonly #powers: Meanings<Server['power']>;
  readonly #programs: Meanings<readonly string[]>;
  readonly #vcpus: number;
  readonly #memory: number;
  readonly #storage: number;
  readonly #monthlyCost: number;
  readonly #contention: number;
  readonly #arch: number;
  readonly #os: number;
  readonly #power: number;
  readonly #software: number;
  readonly #description: number;
  readonly #instanceType: number;
  readonly #disposition: number;
  readonly #product: number;
  readonly #owner: number;
  /** Undefined where more than sizes is known of disks. */
  readonly #sizes: Sizes | undefined;
  readonly #measures: Measures | undefined;

  constructor(packed: PackedMachines) {
    this.#packed = packed;
    this.#systems = new Meanings(packed, osOf);
    this.#powers = new Meanings(packed, powerOf);
    this.#programs = new Meanings(packed, itemsOf);
    const figure = (field: MachineField, ...others: readonly MachineField[]) =>
      columnOf(packed.figureFields, field, packed.fields, others);
    const text = (field: MachineField, ...others: readonly MachineField[]) =>
      columnOf(packed.textFields, field, packed.fields, others);
    const whether = (...fields: readonly MachineField[]) =>
      fields.some((field) => packed.fields.includes(field)) ? together : absent;
    this.#vcpus = figure('vcpus', ...sizeFields);
    this.#memory = figure('memory');
    this.#storage = figure('storage');
    this.#monthlyCost = whether('monthlyCost');
    this.#contention = whether(...contentionFields);
    this.#arch = whether('arch');
    this.#os = text('os', 'osBetter', 'osVersion', 'arch');
    this.#power = text('power');
    this.#software = text('software');
    this.#description = text('description');
    this.#instanceType = text('instanceType');
    this.#disposition = text('disposition');
    this.#product = text('product');
    this.#owner = text('owner');
    this.#sizes = sizesOf(packed);
    this.#measures = measuresOf(packed);
  }

  /** Turns to a machine. */
  show(machine: number): this {
    this.#machine = machine;
    this.#figures = this.#packed.figures(machine);
    this.#first = this.#packed.firstFigure(machine);
    this.#made = undefined;
    this.#name = undefined;
    this.#disks = undefined;
    this.#utilisation = false;
    return this;
  }

  get id(): string {
    return this.name;
  }

  get name(): string {
    return (this.#name ??= this.#packed.name(this.#machine));
  }

  get vcpus(): number | undefined {
    return this.#vcpus === together ? this.#whole().vcpus : this.#figure(this.#vcpus);
  }

  get memoryGiB(): number | undefined {
    return this.#memory === together ? this.#whole().memoryGiB : this.#figure(this.#memory);
  }

  get storageGiB(): number | undefined {
    if (this.disks.length > 0) return undefined;
    return this.#storage === together ? this.#whole().storageGiB : this.#figure(this.#storage);
  }

  get disks(): readonly Disk[] {
    return (this.#disks ??= this.#sizes === undefined ? this.#whole().disks : this.#bareDisks(this.#sizes));
  }

  get os(): Server['os'] {
    if (this.#os === together) return this.#whole().os;
    return this.#systems.at(this.#machine, this.#os);
  }

  get arch(): Server['arch'] {
    return this.#arch === absent ? undefined : this.#whole().arch;
  }

  get utilisation(): Utilisation | undefined {
    if (this.#utilisation === false) {
      this.#utilisation = this.#measures === undefined ? this.#whole().utilisation : this.#measured(this.#measures);
    }
    return this.#utilisation;
  }

  get contention(): Server['contention'] {
    return this.#contention === absent ? undefined : this.#whole().contention;
  }

  get power(): Server['power'] {
    if (this.#power === together) return this.#whole().power;
    return this.#powers.at(this.#machine, this.#power);
  }

  get software(): readonly string[] {
    if (this.#software === together) return this.#whole().software;
    return this.#programs.at(this.#machine, this.#software) ?? none;
  }

  get description(): string | undefined {
    return this.#description === together ? this.#whole().description : this.#text(this.#description);
  }

  get instanceType(): string | undefined {
    return this.#instanceType === together ? this.#whole().instanceType : this.#text(this.#instanceType);
  }

  get disposition(): Server['disposition'] {
    if (this.#disposition === together) return this.#whole().disposition;
    const text = this.#text(this.#disposition);
    return text === undefined ? undefined : dispositionOf(text);
  }

  get product(): string | undefined {
    return this.#product === together ? this.#whole().product : this.#text(this.#product);
  }

  get owner(): string | undefined {
    return this.#owner === together ? this.#whole().owner : this.#text(this.#owner);
  }

  get monthlyCents(): number | undefined {
    return this.#monthlyCost === absent ? undefined : this.#whole().monthlyCents;
  }

  get source(): Server['source'] {
    return this.#packed.source(this.#machine);
  }

  get ips(): Server['ips'] {
    return this.#whole().ips;
  }

  get fqdn(): Server['fqdn'] {
    return this.#whole().fqdn;
  }

  get uuid(): Server['uuid'] {
    return this.#whole().uuid;
  }

  get storageUsedGiB(): Server['storageUsedGiB'] {
    return this.#whole().storageUsedGiB;
  }

  get cpuModel(): Server['cpuModel'] {
    return this.#whole().cpuModel;
  }

  get cpuMHz(): Server['cpuMHz'] {
    return this.#whole().cpuMHz;
  }

  get physical(): Server['physical'] {
    return this.#whole().physical;
  }

  get environment(): Server['environment'] {
    return this.#whole().environment;
  }

  get criticality(): Server['criticality'] {
    return this.#whole().criticality;
  }

  get wave(): Server['wave'] {
    return this.#whole().wave;
  }

  get folder(): Server['folder'] {
    return this.#whole().folder;
  }

  get dependsOn(): Server['dependsOn'] {
    return this.#whole().dependsOn;
  }

  get tags(): Server['tags'] {
    return this.#whole().tags;
  }

  get joined(): Server['joined'] {
    return none;
  }

  #whole(): Server {
    return (this.#made ??= settled(this.#packed.machine(this.#machine)));
  }

  #figure(column: number): number | undefined {
    const value = this.#value(column);
    return value >= 0 ? value : undefined;
  }

  #text(column: number): string | undefined {
    return column === absent ? undefined : this.#packed.text(this.#machine, column);
  }

  #bareDisks(sizes: Sizes): readonly Disk[] {
    let disks: Disk[] | undefined;
    for (const { column, label } of sizes) {
      const sizeGiB = this.#value(column);
      if (!(sizeGiB > 0)) continue;
      if (disks === undefined) disks = [{ label, sizeGiB }];
      else disks.push({ label, sizeGiB });
    }
    return disks ?? none;
  }

  /** Each under its own name: a store under a computed one takes as long as all the rest. */
  #measured(columns: Measures): Utilisation | undefined {
    const cpuPct = this.#measure(columns.cpuPct);
    const memoryPct = this.#measure(columns.memoryPct);
    const diskIops = this.#measure(columns.diskIops);
    const diskMiBps = this.#measure(columns.diskMiBps);
    const networkMbps = this.#measure(columns.networkMbps);
    if ((cpuPct ?? memoryPct ?? diskIops ?? diskMiBps ?? networkMbps) === undefined) return undefined;
    const used: Mutable<Utilisation> = {};
    if (cpuPct !== undefined) used.cpuPct = cpuPct;
    if (memoryPct !== undefined) used.memoryPct = memoryPct;
    if (diskIops !== undefined) used.diskIops = diskIops;
    if (diskMiBps !== undefined) used.diskMiBps = diskMiBps;
    if (networkMbps !== undefined) used.networkMbps = networkMbps;
    return used;
  }

  #measure({ average, peak, sample }: MeasureColumns): Measure | undefined {
    const mean = this.#value(average);
    const top = this.#value(peak);
    const one = this.#value(sample);
    if (Number.isNaN(mean) && Number.isNaN(top) && Number.isNaN(one)) return undefined;
    return measureOf(figuresOf(mean, top, one, Number.NaN));
  }

  /** NaN for nothing. */
  #value(column: number): number {
    return column === absent ? Number.NaN : (this.#figures[this.#first + column] ?? Number.NaN);
  }
}
