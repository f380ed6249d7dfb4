import type { OperatingSystem } from '../model/server.js';
import { clearFacts, emptyFacts } from './facts.js';
import type { Facts, Figures, Quantity, Statistic } from './format.js';
import { osOf, osWithVersion } from './os.js';

export const quantities: readonly Quantity[] = [
  'cpuPct',
  'cpuMHz',
  'memoryPct',
  'memoryGiB',
  'diskIops',
  'diskReadIops',
  'diskWriteIops',
  'diskMiBps',
  'diskReadMiBps',
  'diskWriteMiBps',
  'networkMbps',
  'networkInMbps',
  'networkOutMbps',
];
export const statistics: readonly Statistic[] = ['average', 'peak', 'sample', 'series'];

/** A row while it is being read: facts, and what only together gives one. */
export interface Draft {
  readonly facts: Facts;
  sockets: number | undefined;
  coresPerSocket: number | undefined;
  cores: number | undefined;
  threadsPerCore: number | undefined;
  storageFree: number | undefined;
  osName: string | undefined;
  osBetter: string | undefined;
  osVersion: string | undefined;
  bits: 32 | undefined;
  /** Free space by place in `facts.disks`. */
  diskFree: number[] | undefined;
  template: boolean;
  placeholder: boolean;
  /** Every statistic of every quantity, NaN where it is not given. */
  readonly figures: Float64Array;
  /** A bit for each quantity that has figures. */
  measured: number;
}

export const emptyDraft = (): Draft => ({
  facts: emptyFacts(),
  sockets: undefined,
  coresPerSocket: undefined,
  cores: undefined,
  threadsPerCore: undefined,
  storageFree: undefined,
  osName: undefined,
  osBetter: undefined,
  osVersion: undefined,
  bits: undefined,
  diskFree: undefined,
  template: false,
  placeholder: false,
  figures: new Float64Array(quantities.length * statistics.length).fill(Number.NaN),
  measured: 0,
});

/** Makes a draft ready for the next row. */
export function clearDraft(draft: Draft): void {
  clearFacts(draft.facts);
  draft.sockets = undefined;
  draft.coresPerSocket = undefined;
  draft.cores = undefined;
  draft.threadsPerCore = undefined;
  draft.storageFree = undefined;
  draft.osName = undefined;
  draft.osBetter = undefined;
  draft.osVersion = undefined;
  draft.bits = undefined;
  draft.diskFree = undefined;
  draft.template = false;
  draft.placeholder = false;
  if (draft.measured !== 0) draft.figures.fill(Number.NaN);
  draft.measured = 0;
}

const x86 = new Map<string, OperatingSystem>();

/** A 32-bit system whose name does not say so. */
function with32Bits(os: OperatingSystem): OperatingSystem {
  let narrow = x86.get(os.name);
  if (narrow === undefined) {
    narrow = { ...os, bits: 32 };
    if (x86.size > 10_000) x86.clear();
    x86.set(os.name, narrow);
  }
  return narrow;
}

/** Figures of the quantity at a place in `quantities`, if it has any. */
function figuresAt({ figures, measured }: Draft, at: number): Figures | undefined {
  if ((measured & (1 << at)) === 0) return undefined;
  const first = at * statistics.length;
  return figuresOf(
    figures[first] ?? Number.NaN,
    figures[first + 1] ?? Number.NaN,
    figures[first + 2] ?? Number.NaN,
    figures[first + 3] ?? Number.NaN,
  );
}

/** Those that are given, of one at least. The shapes that nearly all have are written out. */
export function figuresOf(average: number, peak: number, sample: number, series: number): Figures {
  if (Number.isNaN(sample) && Number.isNaN(series)) {
    if (Number.isNaN(average)) return { peak };
    return Number.isNaN(peak) ? { average } : { average, peak };
  }
  const all: Figures = {};
  if (!Number.isNaN(average)) all.average = average;
  if (!Number.isNaN(peak)) all.peak = peak;
  if (!Number.isNaN(sample)) all.sample = sample;
  if (!Number.isNaN(series)) all.series = series;
  return all;
}

/** What was measured, in the order of `quantities`. One literal with one shape: adding one by one costs more than all else in a row. */
const measuresOf = (draft: Draft): NonNullable<Facts['measures']> => ({
  cpuPct: figuresAt(draft, 0),
  cpuMHz: figuresAt(draft, 1),
  memoryPct: figuresAt(draft, 2),
  memoryGiB: figuresAt(draft, 3),
  diskIops: figuresAt(draft, 4),
  diskReadIops: figuresAt(draft, 5),
  diskWriteIops: figuresAt(draft, 6),
  diskMiBps: figuresAt(draft, 7),
  diskReadMiBps: figuresAt(draft, 8),
  diskWriteMiBps: figuresAt(draft, 9),
  networkMbps: figuresAt(draft, 10),
  networkInMbps: figuresAt(draft, 11),
  networkOutMbps: figuresAt(draft, 12),
});

/** Puts together what several columns say: vCPUs from sockets, cores and threads, used space from free space, the system from name and version. */
export function finish(draft: Draft): Facts {
  const { facts, sockets, coresPerSocket, cores, storageFree } = draft;
  if (draft.measured !== 0) facts.measures = measuresOf(draft);
  if (facts.vcpus === undefined && (sockets !== undefined || cores !== undefined)) {
    const threads = draft.threadsPerCore ?? 1;
    facts.vcpus = cores === undefined ? (sockets ?? 1) * (coresPerSocket ?? 1) * threads : cores * threads;
  }
  if (storageFree !== undefined && facts.storageGiB !== undefined)
    facts.storageUsedGiB ??= Math.max(0, facts.storageGiB - storageFree);
  const name = draft.osBetter ?? draft.osName;
  if (facts.os === undefined) {
    if (name !== undefined && draft.osVersion !== undefined) facts.os = osWithVersion(name, draft.osVersion);
    else if (name !== undefined || draft.osVersion !== undefined) facts.os = osOf(name ?? draft.osVersion ?? '');
  }
  if (draft.bits === 32 && facts.os !== undefined && facts.os.bits === undefined) facts.os = with32Bits(facts.os);
  if (draft.diskFree !== undefined) {
    for (const [slot, free] of draft.diskFree.entries()) {
      const at = facts.disks[slot];
      if (at?.sizeGiB !== undefined && free !== undefined) at.usedGiB ??= Math.max(0, at.sizeGiB - free);
    }
  }
  return facts;
}
