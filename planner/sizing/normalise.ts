import type { Server } from '../model/server.js';
import type { PriceBook } from '../pricing/book.js';

/** What one thread of a source CPU does, and how that is known. */
export interface CpuScore {
  readonly coremarkPerVcpu: number;
  /** `Xeon E5-2690 v4 scored as r4 (Broadwell) at 2.6 of 2.3 GHz: 15,992 CoreMark a thread`. */
  readonly note: string;
}

interface Generation {
  readonly models: RegExp;
  readonly name: string;
  /** AWS family on this generation whose CoreMark is known, hyper-threaded as hypervisors are, and its base clock. */
  readonly family: string;
  readonly MHz: number;
}

/**
 * Server CPUs by generation, and the AWS family that runs on the same one. AWS's own models are not sold, so no figure exists for the
 * model at hand: its generation's figure, scaled by base clock, is the estimate. Zen 4 and later are left out: their AWS families run
 * one thread a core, which says nothing about a hyper-thread. Models and clocks as the benchmark runs report them.
 */
const generations: readonly Generation[] = [
  { models: /\bE[57]-\d{4}\w? ?v2\b/i, name: 'Ivy Bridge', family: 'm3', MHz: 2500 },
  { models: /\bE[57]-\d{4}\w? ?v3\b/i, name: 'Haswell', family: 'd2', MHz: 2400 },
  { models: /\bE[57]-\d{4}\w? ?v4\b/i, name: 'Broadwell', family: 'r4', MHz: 2300 },
  { models: /\b(?:platinum|gold|silver|bronze) ?\d1\d\d/i, name: 'Skylake', family: 'c5n', MHz: 3000 },
  { models: /\b(?:platinum|gold|silver|bronze) ?\d2\d\d/i, name: 'Cascade Lake', family: 'r5n', MHz: 2500 },
  { models: /\b(?:platinum|gold|silver) ?\d3\d\d/i, name: 'Ice Lake', family: 'm6i', MHz: 2900 },
  { models: /\b(?:platinum|gold|silver|bronze) ?\d4\d\d/i, name: 'Sapphire Rapids', family: 'm7i', MHz: 2400 },
  { models: /\bepyc 7\w\w1\b/i, name: 'Naples', family: 'm5a', MHz: 2200 },
  { models: /\bepyc 7\w\w2\b/i, name: 'Rome', family: 'c5a', MHz: 2800 },
  { models: /\bepyc 7\w\w3\b/i, name: 'Milan', family: 'm6a', MHz: 2650 },
];

/** Scores source CPUs against the benchmarks of a price book's types; undefined = not known, count one for one. */
export function cpuScorer(book: PriceBook): (server: Server) => CpuScore | undefined {
  const medians = new Map<string, number | undefined>();
  const medianOf = (family: string): number | undefined => {
    if (!medians.has(family)) medians.set(family, median(book, family));
    return medians.get(family);
  };
  return ({ cpuModel, cpuMHz }) => {
    const generation = cpuModel === undefined ? undefined : generations.find(({ models }) => models.test(cpuModel));
    const score = generation === undefined ? undefined : medianOf(generation.family);
    if (cpuModel === undefined || generation === undefined || score === undefined) return undefined;
    const { family, name, MHz } = generation;
    const clock = cpuMHz ?? clockIn(cpuModel) ?? MHz;
    const coremarkPerVcpu = Math.round((score * clock) / MHz);
    const scale = clock === MHz ? '' : ` at ${GHz(clock)} of ${GHz(MHz)} GHz`;
    return {
      coremarkPerVcpu,
      note: `${cpuModel} scored as ${family} (${name})${scale}: ${coremarkPerVcpu} CoreMark a thread`,
    };
  };
}

const GHz = (MHz: number): string => (MHz / 1000).toFixed(2).replace(/0$/, '');

/** `… @ 2.40GHz` -> 2400. */
function clockIn(model: string): number | undefined {
  const text = /@ ?(\d+(?:\.\d+)?) ?GHz/i.exec(model)?.[1];
  return text === undefined ? undefined : Number(text) * 1000;
}

function median(book: PriceBook, family: string): number | undefined {
  const scores = book.instanceTypes
    .filter((type) => type.family === family && !type.bareMetal)
    .map(({ coremarkPerVcpu }) => coremarkPerVcpu)
    .filter((score) => score !== undefined)
    .toSorted((a, b) => a - b);
  return scores[Math.floor((scores.length - 1) / 2)];
}
