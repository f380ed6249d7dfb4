import type { Server } from '../../model/server.js';

/** Share of the link that a migration may take (pf9-mngt: 60 %), what protocols leave of it (80 %), and what repeated blocks add (14 %). */
const linkShare = 0.6;
const efficiency = 0.8;
const overhead = 1.14;
/** Part of the data that changes in a day and is copied again at cutover (pf9-mngt: 5 %). */
const dailyChange = 0.05;

/** GiB that a replication copies: the used space where it is known, else the provisioned size. Undefined = unknown, never 0. */
export function copyGib({ disks, storageGiB, storageUsedGiB }: Server): number | undefined {
  if (disks.length > 0) {
    let total = 0;
    for (const { sizeGiB, usedGiB } of disks) total += usedGiB ?? sizeGiB;
    return storageUsedGiB !== undefined && disks.every(({ usedGiB }) => usedGiB === undefined)
      ? Math.min(storageUsedGiB, total)
      : total;
  }
  return storageUsedGiB ?? storageGiB;
}

/**
 * Hours to copy: GiB x 1024 x 8 / (Mbit/s x 3600) x 1.14, with 60 % x 80 % of the link (pf9-mngt, MIGRATION_PLANNER_GUIDE.md).
 * 500 GiB over 620 Mbit/s take 4.4 hours.
 */
export function transferHours(gib: number, linkMbps: number): number {
  return ((gib * 1024 * 8) / (linkMbps * linkShare * efficiency * 3600)) * overhead;
}

/** Hours of the copy that remains for the cutover window: what changed in the last day. */
export const deltaHours = (gib: number, linkMbps: number): number => transferHours(gib * dailyChange, linkMbps);
