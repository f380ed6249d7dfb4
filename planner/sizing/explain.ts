import type { InstanceType } from '../pricing/book.js';
import type { Sized } from './demand.js';
import { figureName } from './demand-text.js';
import { shortNumber } from './measure.js';
import type { SizingOptions } from './options.js';

/**
 * The figures at which a type no longer fits: `CPU p95 above 62 % or memory p95 above 80 %`.
 * @param factor vCPUs of the source that one of the type's replaces
 */
export function wouldChange(
  sized: Sized,
  { vcpus, memoryGiB }: Pick<InstanceType, 'vcpus' | 'memoryGiB'>,
  factor: number,
  options: SizingOptions,
): string {
  const { cpu, memory, percentile, hadVcpus, hadMemoryGiB } = sized;
  const limits: string[] = [];
  if (cpu !== undefined) {
    const figure = figureName(cpu, percentile);
    // A bare peak counts without headroom (demand.ts).
    const keep = figure === 'peak' ? 1 : 1 - options.cpuHeadroomPct / 100;
    const limit = percentOf(vcpus * factor * keep, hadVcpus);
    if (limit < 100) limits.push(`CPU ${figure} above ${limit} %`);
  }
  if (memory !== undefined && sized.keepsMemory === undefined) {
    const limit = percentOf(memoryGiB * (1 - options.memoryHeadroomPct / 100), hadMemoryGiB);
    if (limit < 100) limits.push(`memory ${figureName(memory, percentile)} above ${limit} %`);
  }
  if (limits.length > 0) return limits.join(' or ');
  return cpu === undefined
    ? 'measured use: CPU and memory over 14 days'
    : `more than ${shortNumber(vcpus)} vCPU or ${shortNumber(memoryGiB)} GiB`;
}

/** Down to the whole percent: at that figure the type still fits. */
const percentOf = (part: number, whole: number): number =>
  whole === 0 ? Infinity : Math.floor((part / whole) * 100 + 1e-9);
