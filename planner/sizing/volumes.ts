import type { Disk } from '../model/server.js';
import { wholeUp } from './measure.js';
import type { Volume } from './recommendation.js';

/**
 * Limits of EBS volume types. gp3 was raised from 16 TiB, 16,000 IOPS and 1,000 MiB/s in 2025 (AWS re:Invent 2025, session STG320;
 * SDK reference pages still print the old figures). Ratios: 500 IOPS per GiB and 0.25 MiB/s per provisioned IOPS for gp3,
 * 1,000 IOPS per GiB and 256 KiB per I/O for io2 Block Express.
 */
export const gp3 = {
  maxGiB: 65_536,
  maxIops: 80_000,
  maxMiBps: 2_000,
  freeIops: 3_000,
  freeMiBps: 125,
  iopsPerGiB: 500,
  mibpsPerIops: 0.25,
} as const;
export const io2 = {
  minGiB: 4,
  maxGiB: 65_536,
  maxIops: 256_000,
  maxMiBps: 4_000,
  minIops: 100,
  iopsPerGiB: 1_000,
  mibpsPerIops: 0.25,
} as const;

/**
 * st1 is a hard disk: cheap for big sequential streams, hopeless for anything else, and it cannot boot. It is proposed only where
 * measurements show such a stream: at least 500 GiB, not the first disk, at least 256 KiB per operation, and within the baseline of
 * 40 MiB/s per TiB. Without both measurements a disk becomes gp3.
 */
export const st1 = { minGiB: 500, maxGiB: 16_384, minMiBPerOperation: 0.25, mibpsPerTiB: 40, maxMiBps: 500 } as const;

/** Label of the one volume for disks that are not listed one by one. */
export const wholeServer = 'all disks';

/** What is known of a server's storage. */
export interface Storage {
  readonly disks: readonly Disk[];
  /** Total where single disks are not listed. */
  readonly totalGiB: number | undefined;
  /** Measured for the whole machine, where it was not measured disk by disk. */
  readonly iops: number | undefined;
  readonly mibps: number | undefined;
}

/**
 * EBS volumes for a server's disks, one by one; a disk beyond what one volume can do becomes several, to be striped.
 * Disks keep their size: block replication copies whole disks, and EBS volumes cannot shrink.
 * An empty list means that no size is known: never an invention, and a gap in the price.
 */
export function volumesFor(storage: Storage): readonly Volume[] {
  const { disks, totalGiB, iops = 0, mibps = 0 } = storage;
  if (disks.length === 0) {
    if (totalGiB === undefined || totalGiB <= 0) return [];
    return volumesOf({ label: wholeServer, sizeGiB: totalGiB }, true, iops, mibps);
  }
  const [only] = disks;
  if (only !== undefined && disks.length === 1)
    return volumesOf(only, true, only.iops ?? iops, only.throughputMiBps ?? mibps);
  const split = splitOf(storage);
  return split.large
    ? disks.flatMap((disk, at) => volumesOf(disk, at === 0, iopsOf(disk, at, split), mibpsOf(disk, at, split)))
    : disks.map((disk, at) => volumeOf(disk, at === 0, iopsOf(disk, at, split), mibpsOf(disk, at, split)));
}

/** How what was measured is split among disks. */
interface Split {
  /** Of the whole machine. */
  readonly iops: number;
  readonly mibps: number;
  /** A figure of the whole machine says nothing about which disk: the largest one gets all of it. */
  readonly busiest: number;
  readonly iopsPerDisk: boolean;
  readonly mibpsPerDisk: boolean;
  /** Something is beyond one gp3 volume. */
  readonly large: boolean;
}

function splitOf({ disks, iops = 0, mibps = 0 }: Storage): Split {
  let busiest = 0;
  let most = 0;
  let iopsPerDisk = false;
  let mibpsPerDisk = false;
  let large = isLarge(0, iops, mibps);
  for (let at = 0; at < disks.length; at += 1) {
    const { sizeGiB = 0, iops: own, throughputMiBps } = disks[at] ?? {};
    if (sizeGiB > most) {
      busiest = at;
      most = sizeGiB;
    }
    if (own !== undefined) iopsPerDisk = true;
    if (throughputMiBps !== undefined) mibpsPerDisk = true;
    if (isLarge(sizeGiB, own ?? 0, throughputMiBps ?? 0)) large = true;
  }
  return { iops, mibps, busiest, iopsPerDisk, mibpsPerDisk, large };
}

const iopsOf = (disk: Disk, at: number, { iops, busiest, iopsPerDisk }: Split): number =>
  iopsPerDisk ? (disk.iops ?? 0) : at === busiest ? iops : 0;

const mibpsOf = (disk: Disk, at: number, { mibps, busiest, mibpsPerDisk }: Split): number =>
  mibpsPerDisk ? (disk.throughputMiBps ?? 0) : at === busiest ? mibps : 0;

const isLarge = (sizeGiB: number, iops: number, mibps: number): boolean =>
  sizeGiB > gp3.maxGiB || iops > gp3.maxIops || mibps > gp3.maxMiBps;

const wholeGiB = ({ sizeGiB }: Disk): number => Math.max(1, wholeUp(sizeGiB));

/** One volume, where that is enough. */
function volumeOf(disk: Disk, boot: boolean, iops: number, mibps: number): Volume {
  const { label } = disk;
  const sizeGiB = wholeGiB(disk);
  return !boot && streams(disk)
    ? { label, type: 'st1', sizeGiB, iops: undefined, throughputMiBps: undefined }
    : gp3Volume(label, sizeGiB, iops, mibps);
}

/** As many as are needed, of the type that needs the fewest. */
function volumesOf(disk: Disk, boot: boolean, iops: number, mibps: number): readonly Volume[] {
  const { label } = disk;
  const sizeGiB = wholeGiB(disk);
  if (!boot && streams(disk)) return [volumeOf(disk, boot, iops, mibps)];
  if (
    sizeGiB <= gp3.maxGiB &&
    (iops > gp3.maxIops || mibps > gp3.maxMiBps) &&
    iops <= io2.maxIops &&
    mibps <= io2.maxMiBps
  ) {
    const provisioned = Math.max(io2.minIops, wholeUp(iops), wholeUp(mibps / io2.mibpsPerIops));
    const size = Math.max(io2.minGiB, sizeGiB, wholeUp(provisioned / io2.iopsPerGiB));
    return [{ label, type: 'io2', sizeGiB: size, iops: provisioned, throughputMiBps: undefined }];
  }
  const stripes = Math.max(
    Math.ceil(sizeGiB / gp3.maxGiB),
    Math.ceil(iops / gp3.maxIops),
    Math.ceil(mibps / gp3.maxMiBps),
  );
  if (stripes <= 1) return [gp3Volume(label, sizeGiB, iops, mibps)];
  return Array.from({ length: stripes }, (_, index) =>
    gp3Volume(`${label} ${index + 1} of ${stripes}`, wholeUp(sizeGiB / stripes), iops / stripes, mibps / stripes),
  );
}

/** A gp3 volume. Throughput needs IOPS, and IOPS need size: each is raised as far as the next one asks. */
function gp3Volume(label: string, sizeGiB: number, iops: number, mibps: number): Volume {
  const throughput = wholeUp(mibps);
  const operations = Math.max(wholeUp(iops), throughput > gp3.freeMiBps ? wholeUp(throughput / gp3.mibpsPerIops) : 0);
  return {
    label,
    type: 'gp3',
    sizeGiB: operations > gp3.freeIops ? Math.max(sizeGiB, wholeUp(operations / gp3.iopsPerGiB)) : sizeGiB,
    iops: operations > gp3.freeIops ? operations : undefined,
    throughputMiBps: throughput > gp3.freeMiBps ? throughput : undefined,
  };
}

/** Both figures were measured on this very disk, and are those of a stream. */
function streams({ sizeGiB, iops = 0, throughputMiBps }: Disk): boolean {
  return (
    throughputMiBps !== undefined &&
    iops > 0 &&
    sizeGiB >= st1.minGiB &&
    sizeGiB <= st1.maxGiB &&
    throughputMiBps / iops >= st1.minMiBPerOperation &&
    throughputMiBps <= Math.min(st1.maxMiBps, (sizeGiB / 1024) * st1.mibpsPerTiB)
  );
}
