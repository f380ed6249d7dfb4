import type { InstanceType } from '../pricing/book.js';
import { shortNumber } from './measure.js';

/** A type that may be chosen, with its price. */
export interface Candidate {
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

export interface CandidateIndex {
  /** The cheapest type that fits; undefined when nothing does. */
  cheapest(need: Need): Candidate | undefined;
  /** The cheapest that fits and is of another family. */
  runnerUp(need: Need): Candidate | undefined;
  /** The cheapest of at least a size that does not live on CPU credits: {@link cheapest} for a need that asks nothing else. */
  ofSize(vcpus: number, memoryGiB: number): Candidate | undefined;
  whyNothingFits(need: Need): string;
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

/** Cheaper, where a price that is not known is dearer than any that is. */
export const isCheaper = (a: Candidate, b: Candidate): boolean => (a.hourlyUsd ?? Infinity) < (b.hourlyUsd ?? Infinity);

/** Cheapest first; ties go to the newer generation, then to the name. Types without a price come last, smallest first. */
function byPrice(a: Candidate, b: Candidate): number {
  if (isCheaper(a, b)) return -1;
  if (isCheaper(b, a)) return 1;
  const bySize = a.hourlyUsd === undefined ? a.type.vcpus - b.type.vcpus || a.type.memoryGiB - b.type.memoryGiB : 0;
  return bySize || b.type.generation - a.type.generation || (a.type.name < b.type.name ? -1 : 1);
}

/**
 * An index over priced types: for every step of every dimension the set of types that offer at least so much, as bits in the order of
 * their prices. The cheapest that fits is the first bit that all sets of a need have, so a hundred thousand servers with as many different
 * needs are answered without looking at a type. A dimension is made when a need first asks for it.
 */
export function candidateIndex(types: readonly Candidate[]): CandidateIndex {
  const candidates = types.toSorted(byPrice);
  const ladder = (offered: (type: InstanceType) => number) => once(() => ladderOf(candidates, offered));
  const vcpus = ladderOf(candidates, (type) => type.vcpus);
  const memory = ladderOf(candidates, (type) => type.memoryGiB);
  const sustained = ladderOf(candidates, (type) => (livesOnCredits(type) ? sustainedVcpus(type) : Infinity));
  const iops = ladder((type) => type.ebsBaselineIops ?? 0);
  const throughput = ladder((type) => type.ebsBaselineMiBps ?? 0);
  const network = ladder((type) => type.networkBaselineGbps ?? 0);
  const every = vcpus.sets[0] ?? none;
  const sizes: (Size | undefined)[] = Array.from({ length: vcpus.sets.length * memory.sets.length });

  /** There are few pairs of a step of vCPU and one of memory, and all needs are of one of them. */
  function sizeOf(needed: number, memoryGiB: number): Size | undefined {
    const row = stepOf(vcpus, needed);
    const column = stepOf(memory, memoryGiB);
    const a = vcpus.sets[row];
    const b = memory.sets[column];
    if (a === undefined || b === undefined) return undefined;
    return (sizes[row * memory.sets.length + column] ??= makeSize(a.map((word, at) => word & (b[at] ?? 0))));
  }

  function makeSize(bits: Bits): Size {
    const word = bits.findIndex((each) => each !== 0);
    const unlimited = sustained.sets[stepOf(sustained, Infinity)] ?? none;
    return {
      bits,
      from: word === -1 ? bits.length : word,
      steady: candidateIn(bits.map((each, at) => each & (unlimited[at] ?? 0))),
    };
  }

  function candidateIn(bits: Bits): Candidate | undefined {
    const word = bits.findIndex((each) => each !== 0);
    return word === -1 ? undefined : candidates[word * 32 + lowest(bits[word] ?? 0)];
  }

  /** The cheapest type that fits and is not of a family. */
  function search(need: Need, family?: string): Candidate | undefined {
    const { ebsIops = 0, ebsMiBps = 0, networkGbps = 0, meanVcpus = Infinity, work } = need;
    // A normalised CPU asks every type for another number of vCPUs: those two are looked at type by type.
    const size = sizeOf(work === undefined ? need.vcpus : 0, need.memoryGiB);
    if (size === undefined) return undefined;
    const a = size.bits;
    const b = work === undefined ? atLeast(sustained, meanVcpus) : every;
    const c = ebsIops === 0 ? every : atLeast(iops(), ebsIops);
    const d = ebsMiBps === 0 ? every : atLeast(throughput(), ebsMiBps);
    const e = networkGbps === 0 ? every : atLeast(network(), networkGbps);
    for (let word = size.from; word < a.length; word += 1) {
      let bits = (a[word] ?? 0) & (b[word] ?? 0) & (c[word] ?? 0) & (d[word] ?? 0) & (e[word] ?? 0);
      for (; bits !== 0; bits &= bits - 1) {
        const candidate = candidates[word * 32 + lowest(bits)];
        if (candidate === undefined || candidate.type.family === family) continue;
        if (work === undefined || fits(candidate.type, need)) return candidate;
      }
    }
    return undefined;
  }

  return {
    cheapest: (need) => search(need),
    runnerUp(need) {
      const best = search(need);
      return best === undefined ? undefined : search(need, best.type.family);
    },
    ofSize: (needed, memoryGiB) => sizeOf(needed, memoryGiB)?.steady,
    whyNothingFits: (need) => whyNothingFits(candidates, need),
  };
}

/** A size that is asked for: steps of vCPU and memory. */
interface Size {
  /** Candidates that have at least both. */
  readonly bits: Bits;
  /** The first word of them that is not empty. */
  readonly from: number;
  /** The cheapest of them that does not live on CPU credits. */
  readonly steady: Candidate | undefined;
}

function once<T extends object>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

/** Number of the lowest bit that is set. */
const lowest = (bits: number): number => 31 - Math.clz32(bits & -bits);

/** A set of candidates by rank, which is their place in the order of prices. */
type Bits = Int32Array;

function add(bits: Bits, rank: number): void {
  bits[rank >> 5] = (bits[rank >> 5] ?? 0) | (1 << (rank & 31));
}

/** A dimension: its steps in ascending order, and for each the types that offer at least so much. */
interface Ladder {
  /** With the tolerance added. */
  readonly steps: Float64Array;
  readonly sets: readonly Bits[];
  /** How many steps are below a multiple of 1 / scale: from there on few are left to look at. */
  readonly starts: Uint16Array;
  /** A power of two, so that multiples are exact. */
  readonly scale: number;
}

const starts = 256;

/** @param offered how much a type has; Infinity where the dimension does not limit it */
function ladderOf(candidates: readonly Candidate[], offered: (type: InstanceType) => number): Ladder {
  const offers = Float64Array.from(candidates, ({ type }) => offered(type));
  const offeredSteps = Float64Array.from(new Set(offers)).toSorted();
  const places = new Map<number, number>();
  const sets: Bits[] = [];
  for (const step of offeredSteps) places.set(step, sets.push(new Int32Array(Math.ceil(offers.length / 32))) - 1);
  for (let rank = 0; rank < offers.length; rank += 1) {
    const set = sets[places.get(offers[rank] ?? 0) ?? 0];
    if (set !== undefined) add(set, rank);
  }
  // From the highest step down: each set gets what is in the one above it.
  for (let step = sets.length - 2; step >= 0; step -= 1) {
    const [set, above] = [sets[step], sets[step + 1]];
    if (set === undefined || above === undefined) continue;
    for (let word = 0; word < set.length; word += 1) set[word] = (set[word] ?? 0) | (above[word] ?? 0);
  }
  const steps = offeredSteps.map((step) => step * tolerance);
  const middle = steps[steps.length >> 1] ?? 1;
  const scale = 2 ** Math.floor(Math.log2(starts / Math.min(Math.max(middle, 2 ** -20), 2 ** 20)));
  const below = new Uint16Array(starts);
  for (let place = 0, step = 0; place < starts; place += 1) {
    while (step < steps.length && (steps[step] ?? 0) * scale < place) step += 1;
    below[place] = step;
  }
  return { steps, sets, starts: below, scale };
}

const none: Bits = new Int32Array(0);

const atLeast = (ladder: Ladder, value: number): Bits => ladder.sets[stepOf(ladder, value)] ?? none;

/** How many steps of a ladder are below a value. */
function stepOf({ steps, starts: below, scale }: Ladder, value: number): number {
  let step = below[Math.min(starts - 1, value * scale) | 0] ?? 0;
  while (step < steps.length && (steps[step] ?? 0) < value) step += 1;
  return step;
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
