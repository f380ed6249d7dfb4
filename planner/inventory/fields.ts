import { addressesOf } from './addresses.js';
import { booleanOf } from './cells.js';
import type { Draft } from './draft.js';
import { quantities, statistics } from './draft.js';
import { emptyDisk } from './facts.js';
import type { Cell, DiskFacts, Facts, MachineField, Quantity, Statistic } from './format.js';
import { timeOf } from './time.js';
import type { Dimension } from './units.js';
import { archOf, dispositionOf, listOf, physicalOf, powerOf, tagsOf } from './words.js';

/** How a field is read from a cell. `slot` counts numbered columns (`Disk 2 size`) from 0. */
export type Rule = TextRule | NumberRule;

export interface TextRule {
  readonly kind: 'text';
  /** Returns false when the text cannot be what it should. `header` is the column's name. */
  readonly set: (draft: Draft, text: string, slot: number, header: string, cell: Cell) => boolean | void;
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

type KeysOf<Value> = {
  [Key in keyof Facts]-?: Facts[Key] extends Value | undefined
    ? undefined extends Facts[Key]
      ? Value extends Facts[Key]
        ? Key
        : never
      : never
    : never;
}[keyof Facts];
type DraftNumber = 'sockets' | 'coresPerSocket' | 'cores' | 'threadsPerCore' | 'storageFree';

/** Text that is kept as it is. */
const text = (key: KeysOf<string>): TextRule => ({
  kind: 'text',
  set: ({ facts }, value) => {
    facts[key] ??= value;
  },
});

/** Text that has to be understood first. */
const understood = (set: (facts: Facts, value: string) => void): TextRule => ({
  kind: 'text',
  set: ({ facts }, value) => {
    set(facts, value);
  },
});

const limit = (most: number | undefined) => (most === undefined ? {} : { most });

const number = (dimension: Dimension, key: KeysOf<number>, most?: number): NumberRule => ({
  kind: 'number',
  dimension,
  ...limit(most),
  set: ({ facts }, value) => {
    facts[key] ??= value;
  },
});

/** A number that tells something only together with others. */
const part = (dimension: Dimension, key: DraftNumber, most?: number): NumberRule => ({
  kind: 'number',
  dimension,
  ...limit(most),
  set: (draft, value) => {
    draft[key] ??= value;
  },
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

const yes = (set: (draft: Draft) => void): TextRule => ({
  kind: 'text',
  set: (draft, value) => {
    if (booleanOf(value) === true) set(draft);
  },
});

/** How each field is read. Of several columns that give one field the first that says something counts; lists are added up. */
const stated: Readonly<Record<Exclude<MachineField, `${Quantity}.${Statistic}`>, Rule>> = {
  name: text('name'),
  fqdn: text('fqdn'),
  uuid: text('uuid'),
  key: text('key'),
  ips: understood((facts, value) => {
    const found = addressesOf(value);
    facts.ips = facts.ips.length === 0 ? found : [...new Set([...facts.ips, ...found])];
  }),
  vcpus: essential(number('count', 'vcpus', most.vcpus)),
  sockets: essential(part('count', 'sockets', most.vcpus)),
  coresPerSocket: essential(part('count', 'coresPerSocket', most.vcpus)),
  cores: essential(part('count', 'cores', most.vcpus)),
  threadsPerCore: part('count', 'threadsPerCore', 16),
  memory: essential(number('size', 'memoryGiB', most.memoryGiB)),
  storage: essential(number('size', 'storageGiB', most.diskGiB)),
  storageUsed: number('size', 'storageUsedGiB', most.diskGiB),
  storageFree: part('size', 'storageFree', most.diskGiB),
  instanceType: text('instanceType'),
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
  cpuModel: text('cpuModel'),
  cpuMHz: number('frequency', 'cpuMHz'),
  power: understood((facts, value) => (facts.power ??= powerOf(value))),
  physical: understood((facts, value) => (facts.physical ??= physicalOf(value))),
  virtual: understood((facts, value) => {
    const virtual = booleanOf(value);
    if (virtual !== undefined) facts.physical ??= !virtual;
  }),
  host: text('host'),
  at: {
    kind: 'text',
    set: (draft, _, __, ___, cell) =>
      (draft.facts.at ??= timeOf(typeof cell === 'number' ? cell : cell.trim())) !== undefined,
    fault: { message: 'is not a point in time', remedy: 'write 2027-02-01T14:00:00Z' },
  },
  days: number('count', 'days'),
  coverage: {
    kind: 'number',
    dimension: 'percent',
    set: ({ facts }, value) => {
      facts.coverage ??= Math.min(1, value / 100);
    },
  },
  cpuReadyPct: number('percent', 'cpuReadyPct'),
  coStopPct: number('percent', 'coStopPct'),
  ballooned: number('size', 'balloonedGiB'),
  swapped: number('size', 'swappedGiB'),
  reservedMemory: number('size', 'reservedMemoryGiB'),
  product: text('product'),
  environment: text('environment'),
  owner: text('owner'),
  criticality: text('criticality'),
  wave: text('wave'),
  disposition: understood((facts, value) => (facts.disposition ??= dispositionOf(value))),
  folder: text('folder'),
  description: text('description'),
  software: understood((facts, value) => void facts.software.push(...listOf(value, /[;,\n|]/))),
  dependsOn: understood((facts, value) => void facts.dependsOn.push(...listOf(value, /[;,\n|]/))),
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
  'partition.size': number('size', 'partitionGiB'),
  'partition.used': number('size', 'partitionUsedGiB'),
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
