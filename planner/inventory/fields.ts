import { addressesOf } from './addresses.js';
import { booleanOf } from './cells.js';
import type { Draft } from './draft.js';
import { emptyDisk } from './facts.js';
import type { Cell, DiskFacts, Facts, Figures, MachineField, Quantity, Statistic } from './format.js';
import { timeOf } from './time.js';
import type { Dimension } from './units.js';
import { archOf, dispositionOf, listOf, physicalOf, powerOf, tagsOf } from './words.js';

/** How a field is read from a cell. `slot` counts numbered columns (`Disk 2 size`) from 0. */
export type Rule = TextRule | NumberRule;

export interface TextRule {
  readonly kind: 'text';
  /** Returns false when the text cannot be what it should. `header` is the column's name. */
  set(draft: Draft, text: string, slot: number, header: string, cell: Cell): boolean | void;
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
  set(draft: Draft, value: number, slot: number): void;
}

const text = (set: (facts: Facts, value: string) => void): TextRule => ({
  kind: 'text',
  set: (draft, value) => {
    set(draft.facts, value);
  },
});

const number = (
  dimension: Dimension,
  set: (facts: Facts, value: number, draft: Draft) => void,
  most?: number,
): NumberRule => ({
  kind: 'number',
  dimension,
  ...(most === undefined ? {} : { most }),
  set: (draft, value) => set(draft.facts, value, draft),
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

const quantities: readonly (readonly [Quantity, Dimension])[] = [
  ['cpuPct', 'percent'],
  ['cpuMHz', 'frequency'],
  ['memoryPct', 'percent'],
  ['memoryGiB', 'size'],
  ['diskIops', 'count'],
  ['diskReadIops', 'count'],
  ['diskWriteIops', 'count'],
  ['diskMiBps', 'rate'],
  ['diskReadMiBps', 'rate'],
  ['diskWriteMiBps', 'rate'],
  ['networkMbps', 'bits'],
  ['networkInMbps', 'bits'],
  ['networkOutMbps', 'bits'],
];
const statistics: readonly Statistic[] = ['average', 'peak', 'sample', 'series'];
function figuresOf(facts: Facts, quantity: Quantity): Figures {
  facts.measures ??= {};
  return (facts.measures[quantity] ??= {});
}

const measured: readonly (readonly [string, NumberRule])[] = quantities.flatMap(([quantity, dimension]) =>
  statistics.map((statistic) => [
    `${quantity}.${statistic}`,
    number(dimension, (facts, value) => {
      const figures = figuresOf(facts, quantity);
      figures[statistic] ??= value;
    }),
  ]),
);

const yes = (set: (draft: Draft) => void): TextRule => ({
  kind: 'text',
  set: (draft, value) => {
    if (booleanOf(value) === true) set(draft);
  },
});

/** How each field is read. Of several columns that give one field the first that says something counts; lists are added up. */
const stated: Readonly<Record<Exclude<MachineField, `${Quantity}.${Statistic}`>, Rule>> = {
  name: text((facts, value) => (facts.name ??= value)),
  fqdn: text((facts, value) => (facts.fqdn ??= value)),
  uuid: text((facts, value) => (facts.uuid ??= value)),
  key: text((facts, value) => (facts.key ??= value)),
  ips: text((facts, value) => {
    for (const address of addressesOf(value)) if (!facts.ips.includes(address)) facts.ips.push(address);
  }),
  vcpus: essential(number('count', (facts, value) => (facts.vcpus ??= value), most.vcpus)),
  sockets: essential(number('count', (_, value, draft) => (draft.sockets ??= value), most.vcpus)),
  coresPerSocket: essential(number('count', (_, value, draft) => (draft.coresPerSocket ??= value), most.vcpus)),
  cores: essential(number('count', (_, value, draft) => (draft.cores ??= value), most.vcpus)),
  threadsPerCore: number('count', (_, value, draft) => (draft.threadsPerCore ??= value), 16),
  memory: essential(number('size', (facts, value) => (facts.memoryGiB ??= value), most.memoryGiB)),
  storage: essential(number('size', (facts, value) => (facts.storageGiB ??= value), most.diskGiB)),
  storageUsed: number('size', (facts, value) => (facts.storageUsedGiB ??= value), most.diskGiB),
  storageFree: number('size', (_, value, draft) => (draft.storageFree ??= value), most.diskGiB),
  instanceType: text((facts, value) => (facts.instanceType ??= value)),
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
  cpuModel: text((facts, value) => (facts.cpuModel ??= value)),
  cpuMHz: number('frequency', (facts, value) => (facts.cpuMHz ??= value)),
  power: text((facts, value) => (facts.power ??= powerOf(value))),
  physical: text((facts, value) => (facts.physical ??= physicalOf(value))),
  virtual: text((facts, value) => {
    const virtual = booleanOf(value);
    if (virtual !== undefined) facts.physical ??= !virtual;
  }),
  host: text((facts, value) => (facts.host ??= value)),
  at: {
    kind: 'text',
    set: (draft, _, __, ___, cell) =>
      (draft.facts.at ??= timeOf(typeof cell === 'number' ? cell : cell.trim())) !== undefined,
    fault: { message: 'is not a point in time', remedy: 'write 2027-02-01T14:00:00Z' },
  },
  days: number('count', (facts, value) => (facts.days ??= value)),
  coverage: number('percent', (facts, value) => (facts.coverage ??= Math.min(1, value / 100))),
  cpuReadyPct: number('percent', (facts, value) => (facts.cpuReadyPct ??= value)),
  coStopPct: number('percent', (facts, value) => (facts.coStopPct ??= value)),
  ballooned: number('size', (facts, value) => (facts.balloonedGiB ??= value)),
  swapped: number('size', (facts, value) => (facts.swappedGiB ??= value)),
  reservedMemory: number('size', (facts, value) => (facts.reservedMemoryGiB ??= value)),
  product: text((facts, value) => (facts.product ??= value)),
  environment: text((facts, value) => (facts.environment ??= value)),
  owner: text((facts, value) => (facts.owner ??= value)),
  criticality: text((facts, value) => (facts.criticality ??= value)),
  wave: text((facts, value) => (facts.wave ??= value)),
  disposition: text((facts, value) => (facts.disposition ??= dispositionOf(value))),
  folder: text((facts, value) => (facts.folder ??= value)),
  description: text((facts, value) => (facts.description ??= value)),
  software: text((facts, value) => void facts.software.push(...listOf(value, /[;,\n|]/))),
  dependsOn: text((facts, value) => void facts.dependsOn.push(...listOf(value, /[;,\n|]/))),
  tags: text((facts, value) => (facts.tags = { ...tagsOf(value), ...facts.tags })),
  tag: {
    kind: 'text',
    set: (draft, value, _, header) => {
      draft.facts.tags = { [header]: value, ...draft.facts.tags };
    },
  },
  monthlyCost: number('money', (facts, value) => (facts.monthlyCents ??= Math.round(value * 100))),
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
  'partition.size': number('size', (facts, value) => (facts.partitionGiB ??= value)),
  'partition.used': number('size', (facts, value) => (facts.partitionUsedGiB ??= value)),
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
