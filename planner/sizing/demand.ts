import type { Server, Utilisation } from '../model/server.js';
import { readingOf, shortNumber, tooThin, wholeUp, type Reading } from './measure.js';
import { presets, type SizingOptions } from './options.js';
import type { Basis, Demand } from './recommendation.js';

/** What a machine's role asks of sizing. */
export interface Workload {
  /** `database`, `SAP`: memory is kept, and demand is taken at P99. Undefined for all others. */
  readonly keepsMemory: string | undefined;
  readonly windows: boolean;
}

/** A demand, and the figures behind it that a search and an explanation need. */
export interface Sized {
  readonly demand: Demand;
  /** What is allocated today. */
  readonly vcpus: number;
  readonly memoryGiB: number;
  /** Its role keeps memory, whatever was measured. */
  readonly memoryKept: boolean;
  /** vCPUs of the source needed after headroom, before rounding and floors. */
  readonly rawVcpus: number;
  /** vCPUs used on average, where an average was measured: what a burstable type's baseline must carry. */
  readonly meanVcpus: number | undefined;
  /** `CPU p95 38 % of 8 = 3 + 20 % headroom -> 4 vCPU`. */
  readonly cpuText: string;
  readonly memoryText: string;
  readonly cpu: Reading | undefined;
  readonly memory: Reading | undefined;
  /** `p95`, `peak` …: how the CPU figure is called. */
  readonly cpuFigure: string;
  readonly memoryFigure: string;
}

/** Smallest machine worth running: 2 vCPU and 2 GiB, 1 GiB for Linux (what peers use; AWS recommends 2 GiB for Windows Server). */
export const leastVcpus = 2;
const leastMemoryGiB = { linux: 1, windows: 2 } as const;

/** An average without a peak, and a single reading, hide the busy hours: they never shrink below this share of what is allocated. */
const weakFloor = 0.5;

/** Databases and SAP-like systems are sized at least at this percentile. */
const criticalPercentile = 99;

const readyLimitPct = 5;
const coStopLimitPct = 3;

/** Round up to the hundredth of a GiB: never below the need, and short enough to read. */
const hundredthUp = (value: number): number => wholeUp(value * 100) / 100;

/**
 * Demand by the strongest basis present, resource by resource.
 *
 * CPU: needed = use / (1 - headroom); an average with a peak must cover both the average with headroom and the bare peak (a CPU queues).
 * Memory: needed = use / (1 - headroom), of the peak where there is one (memory does not queue), never below the preset's share of what is
 * configured, and never shrunk without memory data. An allocation gets no headroom. Hypervisor contention blocks a shrink.
 * @returns undefined when vCPU or memory is unknown
 */
export function sizedDemand(server: Server, workload: Workload, options: SizingOptions): Sized | undefined {
  const { vcpus, memoryGiB, utilisation } = server;
  if (vcpus === undefined || memoryGiB === undefined) return undefined;
  const notes: string[] = [];
  const thin = utilisation === undefined ? undefined : tooThin(utilisation);
  if (thin !== undefined) notes.push(`sized by allocation: ${thin}`);
  const used = thin === undefined ? utilisation : undefined;
  const percentile =
    workload.keepsMemory === undefined ? options.percentile : Math.max(criticalPercentile, options.percentile);
  const cpu = cpuNeed(vcpus, server, readingOf(used?.cpuPct, percentile), percentile, options);
  const memory = memoryNeed(memoryGiB, server, workload, readingOf(used?.memoryPct, percentile), percentile, options);
  notes.push(...cpu.notes, ...memory.notes);
  return {
    demand: {
      vcpus: cpu.vcpus,
      memoryGiB: memory.memoryGiB,
      ...storageAndNetwork(server, used, percentile),
      cpuBasis: cpu.reading?.basis ?? 'allocated',
      memoryBasis: memory.reading?.basis ?? 'allocated',
      notes,
    },
    vcpus,
    memoryGiB,
    memoryKept: workload.keepsMemory !== undefined,
    rawVcpus: cpu.raw,
    meanVcpus: cpu.reading?.mean === undefined ? undefined : (cpu.reading.mean / 100) * vcpus,
    cpuText: cpu.text,
    memoryText: memory.text,
    cpu: cpu.reading,
    memory: memory.reading,
    cpuFigure: figureName(cpu.reading, percentile),
    memoryFigure: figureName(memory.reading, percentile),
  };
}

function figureName(reading: Reading | undefined, percentile: number): string {
  switch (reading?.basis) {
    case 'series':
      return `p${shortNumber(percentile)}`;
    case 'average':
      return reading.peak === undefined ? 'average' : 'peak';
    case 'sample':
      return 'at one moment';
    default:
      return 'allocated';
  }
}

interface CpuNeed {
  readonly vcpus: number;
  readonly raw: number;
  readonly text: string;
  readonly reading: Reading | undefined;
  readonly notes: readonly string[];
}

function cpuNeed(
  allocated: number,
  server: Server,
  reading: Reading | undefined,
  percentile: number,
  { cpuHeadroomPct }: SizingOptions,
): CpuNeed {
  if (reading === undefined) {
    const vcpus = Math.max(leastVcpus, wholeUp(allocated));
    return {
      vcpus,
      raw: allocated,
      text: `${arrow(allocated, vcpus, 'vCPU')} as allocated (CPU not measured)`,
      reading,
      notes: [],
    };
  }
  const keep = 1 - cpuHeadroomPct / 100;
  const use = (pct: number): number => (allocated * pct) / 100;
  const notes: string[] = [];
  let raw =
    reading.peak !== undefined && reading.basis === 'average'
      ? Math.max(use(reading.peak), use(reading.mean ?? 0) / keep)
      : use(reading.high) / keep;
  if (isWeak(reading) && raw < allocated * weakFloor) {
    raw = allocated * weakFloor;
    notes.push(`CPU not below half of ${shortNumber(allocated)} vCPU (${weakWhy(reading)})`);
  }
  const starved = starvation(server);
  if (starved !== undefined && raw < allocated) {
    raw = allocated;
    notes.push(`CPU not shrunk: ${starved}`);
  }
  const vcpus = Math.max(leastVcpus, wholeUp(raw));
  const least = wholeUp(raw) < leastVcpus ? ', the least' : '';
  const figure = `CPU ${figureName(reading, percentile)} ${shortNumber(reading.high)} % of ${shortNumber(allocated)}`;
  const headroom = cpuHeadroomPct === 0 ? '' : ` + ${shortNumber(cpuHeadroomPct)} % headroom`;
  const sum =
    reading.basis === 'average' && reading.peak !== undefined
      ? reading.mean === undefined
        ? ` = ${shortNumber(use(reading.peak))}`
        : ` = ${shortNumber(use(reading.peak))}, average ${shortNumber(reading.mean)} %${headroom}`
      : ` = ${shortNumber(use(reading.high))}${headroom}`;
  return { vcpus, raw, text: `${figure}${sum} -> ${vcpus} vCPU${least}${because(notes)}`, reading, notes };
}

interface MemoryNeed {
  readonly memoryGiB: number;
  readonly text: string;
  readonly reading: Reading | undefined;
  readonly notes: readonly string[];
}

function memoryNeed(
  configured: number,
  { contention }: Server,
  { keepsMemory, windows }: Workload,
  reading: Reading | undefined,
  percentile: number,
  options: SizingOptions,
): MemoryNeed {
  const floor = windows ? leastMemoryGiB.windows : leastMemoryGiB.linux;
  const kept = Math.max(floor, hundredthUp(configured));
  const keptText = `memory kept ${shortNumber(kept)} GiB`;
  if (keepsMemory !== undefined) {
    return { memoryGiB: kept, text: `${keptText} (${keepsMemory})`, reading, notes: [`memory kept (${keepsMemory})`] };
  }
  if (reading === undefined) {
    return { memoryGiB: kept, text: `${keptText} (not measured)`, reading, notes: ['memory kept (not measured)'] };
  }
  const headroom = options.memoryHeadroomPct;
  const notes: string[] = [];
  let needed = ((reading.high / 100) * configured) / (1 - headroom / 100);
  const share = isWeak(reading) ? weakFloor * 100 : presets[options.preset].memoryFloorPct;
  if (needed < (configured * share) / 100) {
    needed = (configured * share) / 100;
    notes.push(`memory not below ${shortNumber(share)} % of ${shortNumber(configured)} GiB`);
  }
  const reserved = contention?.reservedMemoryGiB ?? 0;
  if (needed < reserved) {
    needed = reserved;
    notes.push(`memory not below the reservation of ${shortNumber(reserved)} GiB`);
  }
  const pressed = pressure(contention);
  if (pressed !== undefined && needed < configured) {
    needed = configured;
    notes.push(`memory not shrunk: ${pressed}`);
  }
  const memoryGiB = Math.max(floor, hundredthUp(needed));
  const figure = `memory ${figureName(reading, percentile)} ${shortNumber(reading.high)} % of ${shortNumber(configured)} GiB`;
  const margin = headroom === 0 ? '' : ` + ${shortNumber(headroom)} % headroom`;
  return { memoryGiB, text: `${figure}${margin} -> ${shortNumber(memoryGiB)} GiB${because(notes)}`, reading, notes };
}

const because = (notes: readonly string[]): string => (notes.length === 0 ? '' : ` (${notes.join('; ')})`);

const arrow = (from: number, to: number, unit: string): string =>
  from === to ? `${shortNumber(to)} ${unit}` : `${shortNumber(from)} -> ${shortNumber(to)} ${unit}`;

/** One reading, or an average that hides its peak. */
const isWeak = ({ basis, peak }: Reading): boolean => basis === 'sample' || (basis === 'average' && peak === undefined);

const weakWhy = ({ basis }: Reading): string => (basis === 'sample' ? 'one reading' : 'an average without its peak');

/** Signs that the hypervisor did not give the CPU that was asked for: measured use is then less than the demand. */
function starvation({ contention }: Server): string | undefined {
  const ready = contention?.cpuReadyPct ?? 0;
  if (ready > readyLimitPct) return `CPU ready ${shortNumber(ready)} % > ${readyLimitPct} %`;
  const coStop = contention?.coStopPct ?? 0;
  return coStop > coStopLimitPct ? `co-stop ${shortNumber(coStop)} % > ${coStopLimitPct} %` : undefined;
}

function pressure(contention: Server['contention']): string | undefined {
  const ballooned = contention?.balloonedGiB ?? 0;
  if (ballooned > 0) return `${shortNumber(ballooned)} GiB ballooned`;
  const swapped = contention?.swappedGiB ?? 0;
  return swapped > 0 ? `${shortNumber(swapped)} GiB swapped` : undefined;
}

/** Disk and network figures count as measured, without headroom: peaks already, and EBS and network limits are per second, not per month. */
function storageAndNetwork(server: Server, used: Utilisation | undefined, percentile: number) {
  const mbps = readingOf(used?.networkMbps, percentile)?.high;
  return {
    ebsIops: positive(readingOf(used?.diskIops, percentile)?.high ?? diskTotal(server, 'iops')),
    ebsMiBps: positive(readingOf(used?.diskMiBps, percentile)?.high ?? diskTotal(server, 'throughputMiBps')),
    networkGbps: positive(mbps === undefined ? undefined : mbps / 1000),
  };
}

const positive = (value: number | undefined): number | undefined =>
  value !== undefined && value > 0 ? value : undefined;

function diskTotal({ disks }: Server, field: 'iops' | 'throughputMiBps'): number | undefined {
  let total: number | undefined;
  for (const disk of disks) {
    const value = disk[field];
    if (value !== undefined) total = (total ?? 0) + value;
  }
  return total;
}

/** How bases rank: the weaker the basis, the lower the figure. */
export const basisRank: Readonly<Record<Basis, number>> = { allocated: 0, sample: 1, average: 2, series: 3 };
