import type { InstanceType } from '../pricing/book.js';
import type { Sized } from './demand.js';
import { shortNumber } from './measure.js';
import type { SizingOptions } from './options.js';

/** What a size rests on: `CPU p95 38 % of 8 = 3 + 20 % headroom -> 4 vCPU; memory kept 64 GiB (database)`. */
export const basisText = ({ cpuText, memoryText }: Sized): string => `${cpuText}; ${memoryText}`;

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
  const limits: string[] = [];
  if (sized.cpu !== undefined) {
    // A bare peak counts without headroom (demand.ts).
    const keep = sized.cpuFigure === 'peak' ? 1 : 1 - options.cpuHeadroomPct / 100;
    const limit = percentOf(vcpus * factor * keep, sized.vcpus);
    if (limit < 100) limits.push(`CPU ${sized.cpuFigure} above ${limit} %`);
  }
  if (sized.memory !== undefined && !sized.memoryKept) {
    const limit = percentOf(memoryGiB * (1 - options.memoryHeadroomPct / 100), sized.memoryGiB);
    if (limit < 100) limits.push(`memory ${sized.memoryFigure} above ${limit} %`);
  }
  if (limits.length > 0) return limits.join(' or ');
  return sized.cpu === undefined
    ? 'measured use: CPU and memory over 14 days'
    : `more than ${shortNumber(vcpus)} vCPU or ${shortNumber(memoryGiB)} GiB`;
}

/** Down to the whole percent: at that figure the type still fits. */
const percentOf = (part: number, whole: number): number =>
  whole === 0 ? Infinity : Math.floor((part / whole) * 100 + 1e-9);
