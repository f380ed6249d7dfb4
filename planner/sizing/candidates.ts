import type { InstanceType } from '../pricing/book.js';
import { shortNumber } from './measure.js';

/** A type that may be chosen, with its price. */
export interface Candidate {
  /** Position in its index: the cheapest is 0. */
  readonly rank: number;
  readonly type: InstanceType;
  /** Instance and licences. Only compared, never summed, so a binary float will do; undefined = not known, and then it is chosen only when no priced one fits. */
  readonly hourlyUsd: number | undefined;
}

/** What a type must offer. */
export interface Need {
  readonly vcpus: number;
  readonly memoryGiB: number;
  /** vCPUs used on average; undefined = not measured, and then no type that lives on CPU credits is taken. */
  readonly meanVcpus: number | undefined;
  readonly ebsIops: number | undefined;
  readonly ebsMiBps: number | undefined;
  readonly networkGbps: number | undefined;
  /** CPU normalisation: vCPUs of the source and what one of them scores. `vcpus` is then only the floor. */
  readonly work: { readonly vcpus: number; readonly coremarkPerVcpu: number } | undefined;
}

/** The cheapest type that fits and the cheapest of another family, or why nothing fits. */
export type Fit =
  | { readonly best: Candidate; readonly runnerUp: Candidate | undefined; readonly why?: never }
  | { readonly best?: undefined; readonly runnerUp?: undefined; readonly why: string };

export interface CandidateIndex {
  cheapest(need: Need): Fit;
}

/** `-flex` types promise full CPU 95 % of the time and 40 % always (AWS's page on flex instances). */
const flexBaselinePct = 40;

/** vCPUs that a type sustains for ever: all of them, but for burstable and flex types. */
export const sustainedVcpus = (type: InstanceType): number =>
  type.burstable
    ? (type.vcpus * type.baselinePct) / 100
    : isFlex(type)
      ? (type.vcpus * flexBaselinePct) / 100
      : type.vcpus;

const isFlex = ({ family }: InstanceType): boolean => family.endsWith('-flex');
const livesOnCredits = (type: InstanceType): boolean => type.burstable || isFlex(type);

/** Accelerated, HPC and Mac families whose accelerator the GPU count does not show: cheap per vCPU, useless for a server. */
const special = /^(?:hpc|inf|trn|vt|dl|mac|f\d|g\d|gr\d|p\d)/;

/** Types that a migrated server may land on: current generation, Nitro, virtual, no accelerator. */
export const isGeneralPurpose = (type: InstanceType): boolean =>
  type.currentGeneration && type.nitro && !type.bareMetal && type.gpus === 0 && !special.test(type.family);

/** vCPUs of the source that one vCPU of a type replaces; 1 without CPU normalisation, and for types without a benchmark. */
export const factorOf = (type: InstanceType, { work }: Need): number =>
  work === undefined || type.coremarkPerVcpu === undefined ? 1 : type.coremarkPerVcpu / work.coremarkPerVcpu;

/** vCPUs that a type must have for a need. */
export const vcpusOn = (type: InstanceType, need: Need): number =>
  need.work === undefined ? need.vcpus : Math.max(need.vcpus, need.work.vcpus / factorOf(type, need));

/** One thing that a type has and a need asks for. */
interface Dimension {
  /** With its unit: `GiB of memory`. */
  readonly what: string;
  readonly wanted: (need: Need, type: InstanceType) => number | undefined;
  readonly offered: (type: InstanceType) => number;
}

const dimensions: readonly Dimension[] = [
  { what: 'vCPU', wanted: (need, type) => vcpusOn(type, need), offered: (type) => type.vcpus },
  { what: 'GiB of memory', wanted: (need) => need.memoryGiB, offered: (type) => type.memoryGiB },
  {
    what: 'vCPU of sustained CPU',
    wanted: (need, type) => (livesOnCredits(type) ? (need.meanVcpus ?? Infinity) / factorOf(type, need) : undefined),
    offered: sustainedVcpus,
  },
  {
    what: 'EBS IOPS',
    wanted: (need) => need.ebsIops,
    offered: (type) => type.ebsBaselineIops ?? 0,
  },
  {
    what: 'MiB/s of EBS throughput',
    wanted: (need) => need.ebsMiBps,
    offered: (type) => type.ebsBaselineMiBps ?? 0,
  },
  {
    what: 'Gbit/s of network',
    wanted: (need) => need.networkGbps,
    offered: (type) => type.networkBaselineGbps ?? 0,
  },
];

/** Binary dust of sums must not push a demand over a type's edge. */
const tolerance = 1 + 1e-9;

const meets = ({ wanted, offered }: Dimension, need: Need, type: InstanceType): boolean => {
  const value = wanted(need, type);
  return value === undefined || value <= offered(type) * tolerance;
};

/** Whether a type meets a need in every dimension. */
export const fits = (type: InstanceType, need: Need): boolean =>
  dimensions.every((dimension) => meets(dimension, need, type));

/** Needs are few; normalised ones may be as many as servers, and must not all stay. */
const memoryLimit = 50_000;

/** Cheaper, where a price that is not known is dearer than any that is. */
export const isCheaper = (a: Priced, b: Priced): boolean => (a.hourlyUsd ?? Infinity) < (b.hourlyUsd ?? Infinity);

type Priced = Pick<Candidate, 'type' | 'hourlyUsd'>;

/** Cheapest first; ties go to the newer generation, then to the name. Types without a price come last, smallest first. */
function byPrice(a: Priced, b: Priced): number {
  if (isCheaper(a, b)) return -1;
  if (isCheaper(b, a)) return 1;
  const bySize = a.hourlyUsd === undefined ? a.type.vcpus - b.type.vcpus || a.type.memoryGiB - b.type.memoryGiB : 0;
  return bySize || b.type.generation - a.type.generation || (a.type.name < b.type.name ? -1 : 1);
}

/**
 * An index over priced types. Answers are remembered per rank of the need: two needs between the same steps of the offer
 * (3.1 and 3.9 vCPU) have the same answer, so a hundred thousand servers ask only a few hundred different questions.
 */
export function candidateIndex(types: readonly Priced[]): CandidateIndex {
  const candidates = types.toSorted(byPrice).map(({ type, hourlyUsd }, rank): Candidate => ({ rank, type, hourlyUsd }));
  const ladders = {
    vcpus: ladder(candidates, (type) => type.vcpus),
    memory: ladder(candidates, (type) => type.memoryGiB),
    sustained: ladder(
      candidates.filter(({ type }) => livesOnCredits(type)),
      sustainedVcpus,
    ),
    iops: ladder(candidates, (type) => type.ebsBaselineIops ?? 0),
    throughput: ladder(candidates, (type) => type.ebsBaselineMiBps ?? 0),
    network: ladder(candidates, (type) => type.networkBaselineGbps ?? 0),
  };
  const bySize = new Map<number, Fit>();
  const byWork = new Map<string, Fit>();
  const byTraffic = new Map<number, Map<number, Fit>>();

  function search(need: Need): Fit {
    const best = candidates.find(({ type }) => fits(type, need));
    if (best === undefined) return { why: whyNothingFits(candidates, need) };
    const runnerUp = candidates.find(
      ({ rank, type }) => rank > best.rank && type.family !== best.type.family && fits(type, need),
    );
    return { best, runnerUp };
  }

  function keep<Key>(memory: Map<Key, Fit>, key: Key, need: Need): Fit {
    const fit = search(need);
    // Why nothing fits names the very figures of the need: that answer is nobody else's.
    if (fit.best === undefined) return fit;
    if (memory.size >= memoryLimit) memory.clear();
    memory.set(key, fit);
    return fit;
  }

  return {
    cheapest(need) {
      const { vcpus, memoryGiB, meanVcpus = Infinity, ebsIops = 0, ebsMiBps = 0, networkGbps = 0, work } = need;
      if (work !== undefined) {
        const key = [work.vcpus, work.coremarkPerVcpu, vcpus, memoryGiB, meanVcpus, ebsIops, ebsMiBps, networkGbps];
        const text = key.join('|');
        return byWork.get(text) ?? keep(byWork, text, need);
      }
      let size = stepOf(ladders.vcpus, vcpus);
      size = size * (ladders.memory.length + 1) + stepOf(ladders.memory, memoryGiB);
      size = size * (ladders.sustained.length + 1) + stepOf(ladders.sustained, meanVcpus);
      if (ebsIops === 0 && ebsMiBps === 0 && networkGbps === 0) return bySize.get(size) ?? keep(bySize, size, need);
      let traffic = stepOf(ladders.iops, ebsIops);
      traffic = traffic * (ladders.throughput.length + 1) + stepOf(ladders.throughput, ebsMiBps);
      traffic = traffic * (ladders.network.length + 1) + stepOf(ladders.network, networkGbps);
      let known = byTraffic.get(traffic);
      if (known === undefined) byTraffic.set(traffic, (known = new Map()));
      return known.get(size) ?? keep(known, size, need);
    },
  };
}

function ladder(candidates: readonly Candidate[], offered: (type: InstanceType) => number): readonly number[] {
  return [...new Set(candidates.map(({ type }) => offered(type)))].toSorted((a, b) => a - b);
}

/** How many steps of the ladder are below a value. */
function stepOf(steps: readonly number[], value: number): number {
  let low = 0;
  let high = steps.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((steps[middle] ?? 0) * tolerance < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The tightest constraint: the one that no type meets alone, or else the one without which something would fit. */
function whyNothingFits(candidates: readonly Candidate[], need: Need): string {
  if (candidates.length === 0) return 'no instance type is known for it in this region';
  for (const dimension of dimensions) {
    if (candidates.some(({ type }) => meets(dimension, need, type))) continue;
    const most = Math.max(...candidates.map(({ type }) => dimension.offered(type)));
    const wanted = Math.min(...candidates.map(({ type }) => dimension.wanted(need, type) ?? 0));
    return `needs ${shortNumber(wanted)} ${dimension.what}, the largest type has ${shortNumber(most)}`;
  }
  const tightest = dimensions.find((dimension) =>
    candidates.some(({ type }) => dimensions.every((other) => other === dimension || meets(other, need, type))),
  );
  return tightest === undefined
    ? 'no type has all of it at once'
    : `no type with the rest of it has enough ${tightest.what}`;
}
