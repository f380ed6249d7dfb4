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

export interface CandidateIndex {
  /** The cheapest type that fits; undefined when nothing does. */
  cheapest(need: Need): Candidate | undefined;
  /** The cheapest that fits and is of another family. */
  runnerUp(need: Need): Candidate | undefined;
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
 * An index over priced types: for every step of every dimension the set of types that offer at least so much, as bits in the order of
 * their prices. The cheapest that fits is the first bit that all sets of a need have, so a hundred thousand servers with as many different
 * needs are answered without looking at a type.
 */
export function candidateIndex(types: readonly Priced[]): CandidateIndex {
  const candidates = types.toSorted(byPrice).map(({ type, hourlyUsd }, rank): Candidate => ({ rank, type, hourlyUsd }));
  const every = bitsOf(candidates, () => true);
  const vcpus = rungs(candidates, (type) => type.vcpus);
  const memory = rungs(candidates, (type) => type.memoryGiB);
  const sustained = rungs(candidates, sustainedVcpus, livesOnCredits);
  const iops = rungs(candidates, (type) => type.ebsBaselineIops ?? 0);
  const throughput = rungs(candidates, (type) => type.ebsBaselineMiBps ?? 0);
  const network = rungs(candidates, (type) => type.networkBaselineGbps ?? 0);

  /** The cheapest type that fits among those behind a rank and not of a family. */
  function search(need: Need, from: number, family: string | undefined): Candidate | undefined {
    const { ebsIops = 0, ebsMiBps = 0, networkGbps = 0, meanVcpus = Infinity, work } = need;
    // A normalised CPU asks every type for another number of vCPUs: those two are looked at type by type.
    const a = work === undefined ? atLeast(vcpus, need.vcpus) : every;
    const b = work === undefined ? atLeast(sustained, meanVcpus) : every;
    const c = atLeast(memory, need.memoryGiB);
    const d = ebsIops === 0 ? every : atLeast(iops, ebsIops);
    const e = ebsMiBps === 0 ? every : atLeast(throughput, ebsMiBps);
    const f = networkGbps === 0 ? every : atLeast(network, networkGbps);
    let mask = -1 << (from & 31);
    for (let word = from >> 5; word < every.length; word += 1) {
      let bits =
        mask & (a[word] ?? 0) & (b[word] ?? 0) & (c[word] ?? 0) & (d[word] ?? 0) & (e[word] ?? 0) & (f[word] ?? 0);
      for (; bits !== 0; bits &= bits - 1) {
        const candidate = candidates[word * 32 + (31 - Math.clz32(bits & -bits))];
        if (candidate === undefined || candidate.type.family === family) continue;
        if (work === undefined || fits(candidate.type, need)) return candidate;
      }
      mask = -1;
    }
    return undefined;
  }

  return {
    cheapest: (need) => search(need, 0, undefined),
    runnerUp(need) {
      const best = search(need, 0, undefined);
      return best === undefined ? undefined : search(need, best.rank + 1, best.type.family);
    },
    whyNothingFits: (need) => whyNothingFits(candidates, need),
  };
}

/** A set of candidates by rank. */
type Bits = Int32Array;

/** A dimension: its steps in ascending order, and for each the types that offer at least so much; the last set offers more than any step. */
interface Rungs {
  /** With the tolerance added. */
  readonly steps: Float64Array;
  readonly sets: readonly Bits[];
}

/** @param limited the types that the dimension limits at all @default all of them */
function rungs(
  candidates: readonly Candidate[],
  offered: (type: InstanceType) => number,
  limited: (type: InstanceType) => boolean = () => true,
): Rungs {
  const descending = candidates
    .flatMap(({ rank, type }) => (limited(type) ? [{ rank, step: offered(type) }] : []))
    .toSorted((a, b) => b.step - a.step);
  let bits = bitsOf(candidates, (type) => !limited(type));
  const steps: number[] = [];
  const sets = [bits];
  // From the highest step down: each set is the one above it and the types that offer just so much.
  for (const { rank, step } of descending) {
    if (step !== steps.at(-1)) {
      steps.push(step);
      sets.push((bits = bits.slice()));
    }
    add(bits, rank);
  }
  return { steps: Float64Array.from(steps.toReversed(), (step) => step * tolerance), sets: sets.toReversed() };
}

function bitsOf(candidates: readonly Candidate[], has: (type: InstanceType) => boolean): Bits {
  const bits = new Int32Array(Math.ceil(candidates.length / 32));
  for (const { rank, type } of candidates) if (has(type)) add(bits, rank);
  return bits;
}

function add(bits: Bits, rank: number): void {
  bits[rank >> 5] = (bits[rank >> 5] ?? 0) | (1 << (rank & 31));
}

const none: Bits = new Int32Array(0);

const atLeast = ({ steps, sets }: Rungs, value: number): Bits => sets[stepOf(steps, value)] ?? none;

/** How many steps of the ladder are below a value. */
function stepOf(steps: Float64Array, value: number): number {
  let low = 0;
  let high = steps.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((steps[middle] ?? 0) < value) low = middle + 1;
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
