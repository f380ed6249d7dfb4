import type { Server } from '../model/server.js';
import { contentionLimits, leastVcpus, shareOf, weakFloor, whyNotUsed, type Sized } from './demand.js';
import { shortNumber, wholeUp, type Reading } from './measure.js';
import type { SizingOptions } from './options.js';
import type { Demand } from './recommendation.js';

/** `p95`, `peak` …: how a figure is called. */
export function figureName(reading: Reading | undefined, percentile: number): string {
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

/** A demand in the words of the plan. */
export function demandOf(sized: Sized, server: Server, options: SizingOptions): Demand {
  const thin = whyNotUsed(server.utilisation);
  const notes = [
    thin === undefined ? '' : `sized by allocation: ${thin}`,
    cpuNote(sized, server),
    memoryKept(sized) ?? memoryNote(sized, server, options),
  ];
  return {
    vcpus: sized.vcpus,
    memoryGiB: sized.memoryGiB,
    ebsIops: sized.ebsIops,
    ebsMiBps: sized.ebsMiBps,
    networkGbps: sized.networkGbps,
    cpuBasis: sized.cpu?.basis ?? 'allocated',
    memoryBasis: sized.memory?.basis ?? 'allocated',
    notes: notes.filter((note) => note !== ''),
  };
}

/** What a size rests on: `CPU p95 38 % of 8 = 3 + 20 % headroom -> 4 vCPU; memory kept 64 GiB (database)`. */
export const basisText = (sized: Sized, server: Server, options: SizingOptions): string =>
  `${cpuText(sized, server, options)}; ${memoryText(sized, server, options)}`;

function cpuText(sized: Sized, server: Server, { cpuHeadroomPct }: SizingOptions): string {
  const { cpu, hadVcpus, vcpus, rawVcpus, percentile } = sized;
  if (cpu === undefined) {
    const change = hadVcpus === vcpus ? '' : `${shortNumber(hadVcpus)} -> `;
    return `${change}${vcpus} vCPU as allocated (CPU not measured)`;
  }
  const headroom = cpuHeadroomPct === 0 ? '' : ` + ${shortNumber(cpuHeadroomPct)} % headroom`;
  const use = `CPU ${figureName(cpu, percentile)} ${shortNumber(cpu.high)} % of ${shortNumber(hadVcpus)} = ${shortNumber((hadVcpus * cpu.high) / 100)}`;
  const margin =
    cpu.basis === 'average' && cpu.peak !== undefined
      ? cpu.mean === undefined
        ? ''
        : `, average ${shortNumber(cpu.mean)} %${headroom}`
      : headroom;
  const least = wholeUp(rawVcpus) < leastVcpus ? ', the least' : '';
  return `${use}${margin} -> ${vcpus} vCPU${least}${inBrackets(cpuNote(sized, server))}`;
}

function memoryText(sized: Sized, server: Server, options: SizingOptions): string {
  const { memory, hadMemoryGiB, memoryGiB, percentile } = sized;
  if (memory === undefined || sized.keepsMemory !== undefined) {
    return `memory kept ${shortNumber(memoryGiB)} GiB (${sized.keepsMemory ?? 'not measured'})`;
  }
  const headroom = options.memoryHeadroomPct === 0 ? '' : ` + ${shortNumber(options.memoryHeadroomPct)} % headroom`;
  return (
    `memory ${figureName(memory, percentile)} ${shortNumber(memory.high)} % of ${shortNumber(hadMemoryGiB)} GiB${headroom}` +
    ` -> ${shortNumber(memoryGiB)} GiB${inBrackets(memoryNote(sized, server, options))}`
  );
}

const inBrackets = (note: string): string => (note === '' ? '' : ` (${note})`);

const memoryKept = ({ memory, keepsMemory }: Sized): string | undefined =>
  keepsMemory !== undefined || memory === undefined ? `memory kept (${keepsMemory ?? 'not measured'})` : undefined;

function cpuNote({ cpuRule, cpu, hadVcpus }: Sized, { contention }: Server): string {
  switch (cpuRule) {
    case 'half': {
      const why = cpu?.basis === 'sample' ? 'one reading' : 'an average without its peak';
      return `CPU not below ${shortNumber(weakFloor * 100)} % of ${shortNumber(hadVcpus)} vCPU: ${why}`;
    }
    case 'starved': {
      const ready = contention?.cpuReadyPct ?? 0;
      return ready > contentionLimits.cpuReadyPct
        ? `CPU not shrunk: CPU ready ${shortNumber(ready)} % > ${contentionLimits.cpuReadyPct} %`
        : `CPU not shrunk: co-stop ${shortNumber(contention?.coStopPct ?? 0)} % > ${contentionLimits.coStopPct} %`;
    }
    default:
      return '';
  }
}

function memoryNote(
  { memoryRule, memory, hadMemoryGiB }: Sized,
  { contention }: Server,
  options: SizingOptions,
): string {
  switch (memoryRule) {
    case 'share': {
      const share = memory === undefined ? 100 : shareOf(memory, options);
      return `memory not below ${shortNumber(share)} % of ${shortNumber(hadMemoryGiB)} GiB`;
    }
    case 'reservation':
      return `memory not below the reservation of ${shortNumber(contention?.reservedMemoryGiB ?? 0)} GiB`;
    case 'pressure': {
      const ballooned = contention?.balloonedGiB ?? 0;
      return ballooned > 0
        ? `memory not shrunk: ${shortNumber(ballooned)} GiB ballooned`
        : `memory not shrunk: ${shortNumber(contention?.swappedGiB ?? 0)} GiB swapped`;
    }
    default:
      return '';
  }
}
