import type { Contention, Server, Utilisation } from '../model/server.js';
import type { Need } from './candidates.js';
import { highOf, readingOf, tooThin, wholeUp, type Reading } from './measure.js';
import { presets, type SizingOptions } from './options.js';

/** What a machine's role and system ask of sizing. */
export interface Workload {
  /** `database`, `SAP`: memory is kept, and demand is taken at P99. Undefined for all others. */
  readonly keepsMemory: 'database' | 'SAP' | undefined;
  readonly windows: boolean;
}

/** A demand in figures after headroom, rules and floors, one vCPU counted as another. What they mean in words is in demand-text.ts, for there may be a million of these. */
export interface Sized extends Need {
  /** vCPUs of the source needed after headroom and rules, before rounding and the floor. */
  readonly rawVcpus: number;
  /** What is allocated today. */
  readonly hadVcpus: number;
  readonly hadMemoryGiB: number;
  readonly percentile: number;
  readonly cpu: Reading | undefined;
  readonly memory: Reading | undefined;
  readonly cpuRule: CpuRule | undefined;
  readonly memoryRule: MemoryRule | undefined;
  readonly keepsMemory: Workload['keepsMemory'];
}

/** The rule that had the last word. */
export type CpuRule = 'half' | 'starved';
export type MemoryRule = 'share' | 'reservation' | 'pressure';

/** Smallest machine worth running: 2 vCPU and 2 GiB, 1 GiB for Linux (what peers use; 2 GiB is the practical least for Windows Server). */
export const leastVcpus = 2;
const leastMemoryGiB = { linux: 1, windows: 2 } as const;

/** An average without a peak, and a single reading, hide the busy hours: they never shrink below this share of what is allocated. */
export const weakFloor = 0.5;

/** Databases and SAP-like systems are sized at least at this percentile. */
const criticalPercentile = 99;

/** Above these a hypervisor starves a machine: what it used is less than what it wanted (the limits of open RVTools sizers). */
export const contentionLimits = { cpuReadyPct: 5, coStopPct: 3 } as const;

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
  const { vcpus, memoryGiB, utilisation, contention } = server;
  if (vcpus === undefined || memoryGiB === undefined) return undefined;
  const { keepsMemory, windows } = workload;
  const used = utilisation !== undefined && tooThin(utilisation) === undefined ? utilisation : undefined;
  const percentile = keepsMemory === undefined ? options.percentile : Math.max(criticalPercentile, options.percentile);
  const cpu = readingOf(used?.cpuPct, percentile);
  const memory = readingOf(used?.memoryPct, percentile);

  let rawVcpus = cpu === undefined ? vcpus : cpuUse(cpu, vcpus, options.cpuHeadroomPct);
  let cpuRule: CpuRule | undefined;
  if (cpu !== undefined && isWeak(cpu) && rawVcpus < vcpus * weakFloor) {
    rawVcpus = vcpus * weakFloor;
    cpuRule = 'half';
  }
  if (rawVcpus < vcpus && isStarved(contention)) {
    rawVcpus = vcpus;
    cpuRule = 'starved';
  }

  let neededGiB = memoryGiB;
  let memoryRule: MemoryRule | undefined;
  if (memory !== undefined && keepsMemory === undefined) {
    neededGiB = ((memory.high / 100) * memoryGiB) / (1 - options.memoryHeadroomPct / 100);
    const share = (memoryGiB * shareOf(memory, options)) / 100;
    const reserved = contention?.reservedMemoryGiB ?? 0;
    if (neededGiB < share) {
      neededGiB = share;
      memoryRule = 'share';
    }
    if (neededGiB < reserved) {
      neededGiB = reserved;
      memoryRule = 'reservation';
    }
    if (neededGiB < memoryGiB && isPressed(contention)) {
      neededGiB = memoryGiB;
      memoryRule = 'pressure';
    }
  }

  const networkMbps = highOf(used?.networkMbps, percentile);
  return {
    vcpus: Math.max(leastVcpus, wholeUp(rawVcpus)),
    memoryGiB: Math.max(windows ? leastMemoryGiB.windows : leastMemoryGiB.linux, hundredthUp(neededGiB)),
    ebsIops: positive(highOf(used?.diskIops, percentile) ?? diskIops(server)),
    ebsMiBps: positive(highOf(used?.diskMiBps, percentile) ?? diskMiBps(server)),
    networkGbps: positive(networkMbps === undefined ? undefined : networkMbps / 1000),
    work: undefined,
    rawVcpus,
    meanVcpus: cpu?.mean === undefined ? undefined : (cpu.mean / 100) * vcpus,
    hadVcpus: vcpus,
    hadMemoryGiB: memoryGiB,
    percentile,
    cpu,
    memory,
    cpuRule,
    memoryRule,
    keepsMemory,
  };
}

/** vCPUs of the source that a reading asks for. */
function cpuUse({ basis, high, mean, peak }: Reading, vcpus: number, headroomPct: number): number {
  const keep = 1 - headroomPct / 100;
  if (basis !== 'average' || peak === undefined) return (vcpus * high) / 100 / keep;
  return Math.max((vcpus * peak) / 100, (vcpus * (mean ?? 0)) / 100 / keep);
}

/** One reading, or an average that hides its peak. */
export const isWeak = ({ basis, peak }: Reading): boolean =>
  basis === 'sample' || (basis === 'average' && peak === undefined);

/** Percent of the configured memory that is always kept. */
export const shareOf = (memory: Reading, { preset }: SizingOptions): number =>
  isWeak(memory) ? weakFloor * 100 : presets[preset].memoryFloorPct;

const isStarved = (contention: Contention | undefined): boolean =>
  contention !== undefined &&
  ((contention.cpuReadyPct ?? 0) > contentionLimits.cpuReadyPct ||
    (contention.coStopPct ?? 0) > contentionLimits.coStopPct);

const isPressed = (contention: Contention | undefined): boolean =>
  contention !== undefined && ((contention.balloonedGiB ?? 0) > 0 || (contention.swappedGiB ?? 0) > 0);

const positive = (value: number | undefined): number | undefined =>
  value !== undefined && value > 0 ? value : undefined;

/** Disk figures count as measured, without headroom: they are peaks already. */
function diskIops({ disks }: Server): number | undefined {
  let total: number | undefined;
  for (const { iops } of disks) if (iops !== undefined) total = (total ?? 0) + iops;
  return total;
}

function diskMiBps({ disks }: Server): number | undefined {
  let total: number | undefined;
  for (const { throughputMiBps } of disks) if (throughputMiBps !== undefined) total = (total ?? 0) + throughputMiBps;
  return total;
}

/** Why measured figures were not used, or undefined when they were, or there are none. */
export const whyNotUsed = (utilisation: Utilisation | undefined): string | undefined =>
  utilisation === undefined ? undefined : tooThin(utilisation);
