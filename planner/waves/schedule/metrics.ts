import type { Server } from '../../model/server.js';
import { copyGib, deltaHours, transferHours } from './transfer.js';

/** What one machine asks of a wave. */
export interface Effort {
  /** Undefined = its disks are unknown. */
  readonly gib: number | undefined;
  readonly copyHours: number | undefined;
  /** Work inside the cutover window. */
  readonly windowHours: number;
  readonly personHours: number;
  /** 0-100; 75 and more is complex. */
  readonly risk: number;
}

export const complexFrom = 75;
/** Hours of everybody's work for a product, whatever its size: runbook, rehearsal, go or no-go, acceptance. */
export const productPersonHours = 8;

const old =
  /\b(?:2000|2003|2008|nt ?4|xp|centos[^0-9]*[3-6]|red ?hat[^0-9]*[3-5]|rhel ?[3-5]|debian[^0-9]*[3-7]|ubuntu[^0-9]*(?:8|10|12)\.|suse[^0-9]*(?:9|10|11)|sles ?(?:9|10|11)|aix|solaris|hp-?ux|netware)\b/i;

/** Risk points of pf9-mngt's guide; disks shared between machines and unknown systems count as its unsupported systems do. */
function riskOf({ os, disks, memoryGiB, physical }: Server, gib: number | undefined): number {
  let risk = 0;
  if (os === undefined || os.family === 'other') risk += 30;
  else if (old.test(os.name) || os.bits === 32) risk += 15;
  if (gib !== undefined && gib > 5 * 1024) risk += 25;
  else if (gib !== undefined && gib > 2 * 1024) risk += 10;
  if (disks.length >= 8) risk += 10;
  if (disks.some(({ shared }) => shared === true)) risk += 30;
  if (memoryGiB !== undefined && memoryGiB > 512) risk += 10;
  if (physical === true) risk += 10;
  return Math.min(100, risk);
}

/**
 * pf9-mngt: cutover 15 minutes a machine and repairs of 20 minutes on half of the Windows machines, 15 on a fifth of the others, 15 for each
 * further disk; kubev2v: 60 minutes of checks a machine. Replatforming takes twice, refactoring four times the work of a rehost (ours).
 */
export function effortOf(server: Server, linkMbps: number, disposition: string | undefined): Effort {
  const gib = disposition === 'repurchase' ? 0 : copyGib(server);
  const windows = server.os?.family === 'windows';
  const repair = (windows ? 20 * 0.5 : 15 * 0.2) + 15 * Math.max(0, server.disks.length - 1) * (windows ? 0.5 : 0.2);
  const factor = disposition === 'replatform' ? 2 : disposition === 'refactor' ? 4 : 1;
  return {
    gib,
    copyHours: gib === undefined ? undefined : transferHours(gib, linkMbps),
    windowHours: 0.25 + repair / 60 + (gib === undefined ? 0 : deltaHours(gib, linkMbps)),
    personHours: ((60 + 15 + repair) / 60) * factor,
    risk: riskOf(server, gib),
  };
}
