import type { Utilisation } from '../model/server.js';
import type { Case } from './case.js';
import type { Reading } from './measure.js';
import type { Confidence } from './recommendation.js';

/** Compute Optimizer looks back 14 days by default; nine tenths of the samples is where open sizers speak of high coverage. */
const longDays = 14;
const fullCoverage = 0.9;

/**
 * How much to trust a size.
 *
 * - 5: CPU and memory as series, at least 14 days and 90 % of the samples
 * - 4: series, shorter, with gaps or of unknown length; or memory not measured, and therefore kept
 * - 3: average and peak
 * - 2: one reading, an average without its peak, or allocation
 * - 1: vCPU or memory not known
 *
 * The weaker of CPU and memory counts; memory that its role keeps does not. An unknown operating system and unknown disks cost a point each.
 */
export function confidenceOf({ server, sized, volumes, role }: Case): Confidence {
  if (sized === undefined) return 1;
  const cpu = grade(sized.cpu, server.utilisation);
  const kept = role?.row.keepsMemory !== undefined;
  const memory = kept ? 5 : sized.memory === undefined ? 4 : grade(sized.memory, server.utilisation);
  const gaps = (server.os === undefined ? 1 : 0) + (volumes.volumes.length === 0 ? 1 : 0);
  return clamp(Math.min(cpu, memory) - gaps);
}

function grade(reading: Reading | undefined, utilisation: Utilisation | undefined): number {
  switch (reading?.basis) {
    case 'series':
      return (utilisation?.days ?? 0) >= longDays && (utilisation?.coverage ?? 1) >= fullCoverage ? 5 : 4;
    case 'average':
      return reading.peak === undefined ? 2 : 3;
    default:
      return 2;
  }
}

const grades: readonly Confidence[] = [1, 2, 3, 4, 5];
const clamp = (value: number): Confidence => grades[Math.max(1, Math.min(5, value)) - 1] ?? 1;
