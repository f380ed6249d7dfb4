import { addressesOf } from './addresses.js';
import { booleanOf } from './cells.js';
import type { Draft } from './draft.js';
import { quantities, statistics } from './draft.js';
import { emptyDisk } from './facts.js';
import type { DiskFacts, Facts, MachineField, Quantity, Statistic } from './format.js';
import type { TableRow } from './table-row.js';
import { timeOf } from './time.js';
import type { Dimension } from './units.js';
import { archOf, dispositionOf, itemsOf, physicalOf, powerOf, tagsOf } from './words.js';

/** How a field is read from a cell. `slot` counts numbered columns (`Disk 2 size`) from 0. */
export type Rule = TextRule | NumberRule;

export interface TextRule {
  readonly kind: 'text';
  /** Returns false when the text cannot be what it should. `header` is the column's name, `at` its place in the row. */
  readonly set: (draft: Draft, text: string, slot: number, header: string, row: TableRow, at: number) => boolean | void;
  /** What to say when it cannot. */
  readonly fault?: { readonly message: string; readonly remedy: string };
}

export interface NumberRule {
  readonly kind: 'number';
  readonly dimension: Dimension;
  /** A row in which it is present and unreadable is rejected: what follows from it would be wrong. */
  readonly essential?: true;
  /** Larger is a mistake in the unit. */
  readonly most?: number;
  readonly set: (draft: Draft, value: number, slot: number) => void;
}

/**
 * Text that is kept as it is, and numbers: each with a function of its own, because one function for all fields, told by their names, takes
 * three times as long.
 */
const text = (set: (draft: Draft, value: string) => void): TextRule => ({ kind: 'text', set });

/** Text that has to be understood first. */
const understood = (set: (facts: Facts, value: string) => void): TextRule => ({
  kind: 'text',
  set: ({ facts }, value) => {
    set(facts, value);
  },
});

const limit = (most: number | undefined) => (most === undefined ? {} : { most });

const number = (dimension: Dimension, set: NumberRule['set'], most?: number): NumberRule => ({
  kind: 'number',
  dimension,
  ...limit(most),
  set,
});

const essential = (rule: NumberRule): NumberRule => ({ ...rule, essential: true });

/** One PiB of memory, one EiB of disk: no server has them. */
const most = { vcpus: 16_384, memoryGiB: 2 ** 20, diskGiB: 2 ** 30, percent: 100_000 };

function diskAt({ facts: { disks } }: Draft, slot: number): DiskFacts {
  while (disks.length <= slot) disks.push(emptyDisk());
  const disk = disks[slot];
  if (disk === undefined) throw new Error('a disk that was just added is there');
  return disk;
}

const disk = (dimension: Dimension, set: (disk: DiskFacts, value: number) => void): NumberRule => ({
  kind: 'number',
  dimension,
  most: most.diskGiB,
  set: (draft, value, slot) => set(diskAt(draft, slot), value),
});

const dimensionOf = (quantity: Quantity): Dimension => {
  if (quantity.endsWith('Pct')) return 'percent';
  if (quantity.endsWith('Iops')) return 'count';
  if (quantity.endsWith('Mbps')) return 'bits';
  return quantity === 'cpuMHz' ? 'frequency' : quantity === 'memoryGiB' ? 'size' : 'rate';
};

const measured: readonly (readonly [string, NumberRule])[] = quantities.flatMap((quantity, at) =>
  statistics.map((statistic, offset): [string, NumberRule] => {
    const place = at * statistics.length + offset;
    return [
      `${quantity}.${statistic}`,
      {
        kind: 'number',
        dimension: dimensionOf(quantity),
        set: (draft, value) => {
          draft.measured |= 1 << at;
          if (Number.isNaN(draft.figures[place])) draft.figures[place] = value;
        },
      },
    ];
  }),
);

/** The items of a cell behind those of other cells. */
const withItems = (known: readonly string[], cell: string): readonly string[] =>
  known.length === 0 ? itemsOf(cell) : [...known, ...itemsOf(cell)];

const yes = (set: (draft: Draft) => void): TextRule => ({
  kind: 'text',
  set: (draft, value) => {
    if (booleanOf(value) === true) set(draft);
  },
});

/** How each field is read. Of several columns that give one field the first that says something counts; lists are added up. */
const stated: Readonly<Record<Exclude<MachineField, `${Quantity}.${Statistic}`>, Rule>> = {
  name: text(({ facts }, value) => void (facts.name ??= value)),
  fqdn: text(({ facts }, value) => void (facts.fqdn ??= value)),
  uuid: text(({ facts }, value) => void (facts.uuid ??= value)),
  key: text(({ facts }, value) => void (facts.key ??= value)),
  ips: understood((facts, value) => {
    const found = addressesOf(value);
    facts.ips = facts.ips.length === 0 ? found : [...new Set([...facts.ips, ...found])];
  }),
  vcpus: essential(number('count', ({ facts }, value) => void (facts.vcpus ??= value), most.vcpus)),
  sockets: essential(number('count', (draft, value) => void (draft.sockets ??= value), most.vcpus)),
  coresPerSocket: essential(number('count', (draft, value) => void (draft.coresPerSocket ??= value), most.vcpus)),
  cores: essential(number('count', (draft, value) => void (draft.cores ??= value), most.vcpus)),
  threadsPerCore: number('count', (draft, value) => void (draft.threadsPerCore ??= value), 16),
  memory: essential(number('size', ({ facts }, value) => void (facts.memoryGiB ??= value), most.memoryGiB)),
  storage: essential(number('size', ({ facts }, value) => void (facts.storageGiB ??= value), most.diskGiB)),
  storageUsed: number('size', ({ facts }, value) => void (facts.storageUsedGiB ??= value), most.diskGiB),
  storageFree: number('size', (draft, value) => void (draft.storageFree ??= value), most.diskGiB),
  instanceType: text(({ facts }, value) => void (facts.instanceType ??= value)),
  os: { kind: 'text', set: (draft, value) => void (draft.osName ??= value) },
  osBetter: { kind: 'text', set: (draft, value) => void (draft.osBetter ??= value) },
  osVersion: { kind: 'text', set: (draft, value) => void (draft.osVersion ??= value) },
  arch: {
    kind: 'text',
    set: (draft, value) => {
      draft.facts.arch ??= archOf(value);
      if (/^(?:x86|i[3-6]86|32[- ]?bit)$/i.test(value)) draft.bits = 32;
    },
  },
  cpuModel: text(({ facts }, value) => void (facts.cpuModel ??= value)),
  cpuMHz: number('frequency', ({ facts }, value) => void (facts.cpuMHz ??= value)),
  power: understood((facts, value) => (facts.power ??= powerOf(value))),
  physical: understood((facts, value) => (facts.physical ??= physicalOf(value))),
  virtual: understood((facts, value) => {
    const virtual = booleanOf(value);
    if (virtual !== undefined) facts.physical ??= !virtual;
  }),
  host: text(({ facts }, value) => void (facts.host ??= value)),
  at: {
    kind: 'text',
    set: ({ facts }, value, _, __, row, at) => {
      // Workbooks hold points in time as numbers.
      const cell = row.cell(at);
      return (facts.at ??= timeOf(typeof cell === 'number' ? cell : value)) !== undefined;
    },
    fault: { message: 'is not a point in time', remedy: 'write 2027-02-01T14:00:00Z' },
  },
  days: number('count', ({ facts }, value) => void (facts.days ??= value)),
  coverage: {
    kind: 'number',
    dimension: 'percent',
    set: ({ facts }, value) => {
      facts.coverage ??= Math.min(1, value / 100);
    },
  },
  cpuReadyPct: number('percent', ({ facts }, value) => void (facts.cpuReadyPct ??= value)),
  coStopPct: number('percent', ({ facts }, value) => void (facts.coStopPct ??= value)),
  ballooned: number('size', ({ facts }, value) => void (facts.balloonedGiB ??= value)),
  swapped: number('size', ({ facts }, value) => void (facts.swappedGiB ??= value)),
  reservedMemory: number('size', ({ facts }, value) => void (facts.reservedMemoryGiB ??= value)),
  product: text(({ facts }, value) => void (facts.product ??= value)),
  environment: text(({ facts }, value) => void (facts.environment ??= value)),
  owner: text(({ facts }, value) => void (facts.owner ??= value)),
  criticality: text(({ facts }, value) => void (facts.criticality ??= value)),
  wave: text(({ facts }, value) => void (facts.wave ??= value)),
  disposition: understood((facts, value) => (facts.disposition ??= dispositionOf(value))),
  folder: text(({ facts }, value) => void (facts.folder ??= value)),
  description: text(({ facts }, value) => void (facts.description ??= value)),
  software: understood((facts, value) => (facts.software = withItems(facts.software, value))),
  dependsOn: understood((facts, value) => (facts.dependsOn = withItems(facts.dependsOn, value))),
  tags: understood((facts, value) => (facts.tags = { ...tagsOf(value), ...facts.tags })),
  tag: {
    kind: 'text',
    set: (draft, value, _, header) => {
      draft.facts.tags = { [header]: value, ...draft.facts.tags };
    },
  },
  monthlyCost: {
    kind: 'number',
    dimension: 'money',
    set: ({ facts }, value) => {
      facts.monthlyCents ??= Math.round(value * 100);
    },
  },
  'disk.label': { kind: 'text', set: (draft, value, slot) => void (diskAt(draft, slot).label ??= value) },
  'disk.size': essential(disk('size', (facts, value) => (facts.sizeGiB ??= value))),
  'disk.used': disk('size', (facts, value) => (facts.usedGiB ??= value)),
  'disk.free': {
    kind: 'number',
    dimension: 'size',
    set: (draft, value, slot) => {
      (draft.diskFree ??= [])[slot] = value;
    },
  },
  'disk.iops': disk('count', (facts, value) => (facts.iops ??= value)),
  'disk.readIops': disk('count', (facts, value) => (facts.iops = (facts.iops ?? 0) + value)),
  'disk.writeIops': disk('count', (facts, value) => (facts.iops = (facts.iops ?? 0) + value)),
  'disk.throughput': disk('rate', (facts, value) => (facts.throughputMiBps ??= value)),
  'disk.readThroughput': disk('rate', (facts, value) => (facts.throughputMiBps = (facts.throughputMiBps ?? 0) + value)),
  'disk.writeThroughput': disk(
    'rate',
    (facts, value) => (facts.throughputMiBps = (facts.throughputMiBps ?? 0) + value),
  ),
  'disk.shared': {
    kind: 'text',
    set: (draft, value, slot) => void (diskAt(draft, slot).shared ??= booleanOf(value)),
    fault: { message: 'is neither yes nor no', remedy: 'write yes or no' },
  },
  'partition.size': number('size', ({ facts }, value) => void (facts.partitionGiB ??= value)),
  'partition.used': number('size', ({ facts }, value) => void (facts.partitionUsedGiB ??= value)),
  template: yes((draft) => (draft.template = true)),
  placeholder: yes((draft) => (draft.placeholder = true)),
};

const rules = new Map<string, Rule>([...Object.entries(stated), ...measured]);

export function ruleOf(field: MachineField): Rule {
  const rule = rules.get(field);
  if (rule === undefined) throw new Error(`no rule for ${field}`);
  return rule;
}

/** True for the name of a field, as a mapping (`plan.columns`) writes it. */
export const isMachineField = (name: string): name is MachineField => rules.has(name);

/** Names of all fields. */
export const machineFields: readonly string[] = [...rules.keys()];
