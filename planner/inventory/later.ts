import type { FindingLog } from '../model/finding.js';
import type { Facts, Figures } from './format.js';
import { nameKey } from './identity.js';
import type { Machine } from './machine.js';
import { settled } from './machine.js';
import type { MachineStore } from './machine-store.js';
import type { Place } from './place.js';
import { quote } from './place.js';
import type { Mutable, Used } from './utilisation.js';
import { Growing, observed, percentOf, pointsOf } from './utilisation.js';

type Point = ReturnType<typeof pointsOf>[number][0];

/** What is kept of a machine until everything has been read. Few machines have any of it. */
interface Kept {
  host?: string;
  cpuMHz?: Figures;
  memoryGiB?: Figures;
  series?: Map<Point, Growing>;
  times?: Growing;
  partitions?: { readonly table: number; sizeGiB: number; usedGiB: number };
}

/** What can only be told at the end: processors of hosts, MHz and GiB as percent, series, sums of file systems. */
export class Later {
  readonly #kept = new Map<number, Kept>();
  readonly #hosts = new Map<string, Pick<Facts, 'cpuModel' | 'cpuMHz'>>();

  host(short: string, { cpuModel, cpuMHz }: Facts): void {
    if (!this.#hosts.has(short)) this.#hosts.set(short, { cpuModel, cpuMHz });
  }

  add(at: number, facts: Facts, place: Place): void {
    const { host, measures, partitionGiB, partitionUsedGiB } = facts;
    if (host !== undefined) this.#of(at).host ??= host;
    if (measures !== undefined) this.#addMeasures(at, measures, facts.at, place);
    if (partitionGiB !== undefined || partitionUsedGiB !== undefined) {
      const partitions = (this.#of(at).partitions ??= { table: place.table, sizeGiB: 0, usedGiB: 0 });
      if (partitions.table !== place.table) return;
      partitions.sizeGiB += partitionGiB ?? 0;
      partitions.usedGiB += partitionUsedGiB ?? 0;
    }
  }

  #addMeasures(at: number, measures: NonNullable<Facts['measures']>, time: number | undefined, place: Place): void {
    if (measures.cpuMHz === undefined && measures.memoryGiB === undefined && !place.hasSeries) return;
    for (const name of ['cpuMHz', 'memoryGiB'] as const) {
      const figures = measures[name];
      if (figures === undefined) continue;
      const kept = this.#of(at);
      kept[name] = { ...figures, ...kept[name] };
    }
    if (!place.hasSeries) return;
    const kept = this.#of(at);
    kept.series ??= new Map();
    for (const [name, value] of pointsOf(measures)) {
      let series = kept.series.get(name);
      if (series === undefined) kept.series.set(name, (series = new Growing()));
      series.push(value);
    }
    if (time !== undefined) (kept.times ??= new Growing()).push(time);
  }

  #of(at: number): Kept {
    let kept = this.#kept.get(at);
    if (kept === undefined) this.#kept.set(at, (kept = {}));
    return kept;
  }

  finish(machines: MachineStore, log: FindingLog): void {
    for (const [at, kept] of this.#kept) {
      const machine = machines.at(at);
      if (machine === undefined) continue;
      const host = kept.host === undefined ? undefined : this.#hosts.get(nameKey(kept.host).short);
      machine.cpuModel ??= host?.cpuModel;
      machine.cpuMHz ??= host?.cpuMHz;
      const used: Used = { ...machine.utilisation };
      addPercent(machine, kept, used, log);
      addSeries(machine, kept, used);
      if (Object.keys(used).length > 0) machine.utilisation = used;
      addPartitions(machine, kept);
    }
    for (const machine of machines.made()) settled(machine);
  }
}

/** MHz that all vCPUs of a machine have together. */
const speedOf = ({ vcpus, cpuMHz }: Machine): number | undefined =>
  vcpus === undefined || cpuMHz === undefined ? undefined : vcpus * cpuMHz;

function addPercent(machine: Machine, kept: Kept, used: Used, log: FindingLog): void {
  const speed = speedOf(machine);
  if (kept.cpuMHz !== undefined && speed !== undefined)
    used.cpuPct = { ...percentOf(kept.cpuMHz, speed), ...used.cpuPct };
  if (kept.memoryGiB !== undefined && machine.memoryGiB !== undefined) {
    used.memoryPct = { ...percentOf(kept.memoryGiB, machine.memoryGiB), ...used.memoryPct };
  }
  if (
    (kept.cpuMHz !== undefined || kept.series?.has('cpuMHz') === true) &&
    speed === undefined &&
    used.cpuPct === undefined
  ) {
    log.add({
      severity: 'info',
      code: 'no-cpu-speed',
      server: machine.name,
      message: `CPU of ${quote(machine.name)} was measured in MHz, and nothing says how many it has`,
      remedy: 'add the list of hosts (RVTools: vHost), or a column "CPU MHz"',
    });
  }
}

/** Series of what is measured in a machine's own terms, and of MHz and GiB where its size is known. */
function addSeries(machine: Machine, kept: Kept, used: Used): void {
  if (kept.series === undefined) return;
  const speed = speedOf(machine);
  const scales: Readonly<Partial<Record<Point, readonly ['cpuPct' | 'memoryPct', number | undefined]>>> = {
    cpuMHz: ['cpuPct', speed],
    memoryGiB: ['memoryPct', machine.memoryGiB],
  };
  for (const [name, growing] of kept.series) {
    const values = growing.sorted();
    if (name !== 'cpuMHz' && name !== 'memoryGiB') {
      used[name] = { ...used[name], series: values };
      continue;
    }
    const [target, whole] = scales[name] ?? [undefined, undefined];
    if (target === undefined || whole === undefined || used[target]?.series !== undefined || kept.series.has(target))
      continue;
    used[target] = { ...used[target], series: values.map((value) => Math.min(100, (value / whole) * 100)) };
  }
  const span = kept.times === undefined ? undefined : observed(kept.times.sorted());
  if (span === undefined) return;
  used.days ??= span.days;
  used.coverage ??= span.coverage;
}

function addPartitions(machine: Mutable<Machine>, { partitions }: Kept): void {
  if (partitions === undefined) return;
  if (partitions.usedGiB > 0) machine.storageUsedGiB ??= partitions.usedGiB;
  if (partitions.sizeGiB > 0 && machine.disks.length === 0) machine.storageGiB ??= partitions.sizeGiB;
}
