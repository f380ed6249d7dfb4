import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import type { Disk } from '../../../planner/model/server.js';
import { gp3, io2, volumesFor, type Storage } from '../../../planner/sizing/volumes.js';

const storage = (disks: readonly Disk[], more: Partial<Storage> = {}): Storage => ({
  disks,
  totalGiB: undefined,
  iops: undefined,
  mibps: undefined,
  ...more,
});

/** `sda: gp3 80`, with IOPS and MiB/s where they are provisioned. */
const inShort = (from: Storage): string =>
  volumesFor(from)
    .map(({ label, type, sizeGiB, iops, throughputMiBps }) =>
      [`${label}: ${type} ${sizeGiB}`, iops && `${iops} IOPS`, throughputMiBps && `${throughputMiBps} MiB/s`]
        .filter(Boolean)
        .join(', '),
    )
    .join('; ');

const os: Disk = { label: 'sda', sizeGiB: 40 };
const data = (facts: Partial<Disk>): Disk => ({ label: 'sdb', sizeGiB: 1000, ...facts });

const figure = (max: number) => fc.option(fc.double({ min: 0, max, noNaN: true }), { nil: undefined });
const aDisk = fc.record({
  sizeGiB: fc.double({ min: 0.1, max: 200_000, noNaN: true }),
  iops: figure(400_000),
  mibps: figure(6000),
});

const asDisk = (
  { sizeGiB, iops, mibps }: { sizeGiB: number; iops: number | undefined; mibps: number | undefined },
  i: number,
): Disk => ({
  label: `d${i}`,
  sizeGiB,
  ...(iops !== undefined && { iops }),
  ...(mibps !== undefined && { throughputMiBps: mibps }),
});

describe('volumes', () => {
  it.each<[string, Storage, string]>([
    [
      'one for each disk, sizes rounded up',
      storage([os, { label: 'sdb', sizeGiB: 100.01 }]),
      'sda: gp3 40; sdb: gp3 101',
    ],
    ['a tiny disk is one GiB', storage([{ label: 'boot', sizeGiB: 0.2 }]), 'boot: gp3 1'],
    ['what gp3 includes is not provisioned', storage([{ ...os, iops: 3000, throughputMiBps: 125 }]), 'sda: gp3 40'],
    ['more IOPS are', storage([{ ...os, iops: 3000.5 }]), 'sda: gp3 40, 3001 IOPS'],
    ['more throughput is', storage([{ ...os, throughputMiBps: 126 }]), 'sda: gp3 40, 126 MiB/s'],
    [
      'throughput brings the IOPS it needs',
      storage([{ ...os, throughputMiBps: 1000 }]),
      'sda: gp3 40, 4000 IOPS, 1000 MiB/s',
    ],
    ['IOPS bring the size they need', storage([{ label: 'x', sizeGiB: 10, iops: 8000 }]), 'x: gp3 16, 8000 IOPS'],
    [
      'the most of gp3',
      storage([data({ iops: 80_000, throughputMiBps: 2000 })]),
      'sdb: gp3 1000, 80000 IOPS, 2000 MiB/s',
    ],
    ['more is io2', storage([data({ iops: 80_001 })]), 'sdb: io2 1000, 80001 IOPS'],
    ['more throughput is io2 too', storage([data({ throughputMiBps: 2001 })]), 'sdb: io2 1000, 8004 IOPS'],
    [
      'io2 has the size its IOPS need',
      storage([{ label: 'x', sizeGiB: 100, iops: 200_000 }]),
      'x: io2 200, 200000 IOPS',
    ],
    [
      'beyond one volume it is striped',
      storage([data({ sizeGiB: 100_000 })]),
      'sdb 1 of 2: gp3 50000; sdb 2 of 2: gp3 50000',
    ],
    [
      'also beyond io2',
      storage([data({ iops: 300_000 })]),
      Array.from({ length: 4 }, (_, i) => `sdb ${i + 1} of 4: gp3 250, 75000 IOPS`).join('; '),
    ],
    [
      'a figure of the machine goes to its largest disk',
      storage([os, data({})], { iops: 5000, mibps: 200 }),
      'sda: gp3 40; sdb: gp3 1000, 5000 IOPS, 200 MiB/s',
    ],
    [
      'but not where disks have their own',
      storage([os, data({ iops: 100 })], { iops: 5000 }),
      'sda: gp3 40; sdb: gp3 1000',
    ],
    ['only a total: one volume', storage([], { totalGiB: 500, iops: 4000 }), 'all disks: gp3 500, 4000 IOPS'],
    ['nothing known: none, never an invention', storage([]), ''],
    ['a total of 0 is nothing known', storage([], { totalGiB: 0 }), ''],
  ])('%s', (_, from, expected) => {
    expect(inShort(from)).toBe(expected);
  });

  it.each<[string, Disk, string]>([
    ['a big sequential stream is st1', data({ iops: 60, throughputMiBps: 20 }), 'sdb: st1 1000'],
    ['random access is not', data({ iops: 600, throughputMiBps: 20 }), 'sdb: gp3 1000'],
    ['nor is a small disk', data({ sizeGiB: 499, iops: 10, throughputMiBps: 10 }), 'sdb: gp3 499'],
    ['nor more than its baseline', data({ iops: 100, throughputMiBps: 40 }), 'sdb: gp3 1000'],
    ['nor what was not measured', data({ throughputMiBps: 20 }), 'sdb: gp3 1000'],
  ])('%s', (_, disk, expected) => {
    expect(inShort(storage([os, disk]))).toBe(`sda: gp3 40; ${expected}`);
  });

  it('never boots from st1', () => {
    expect(inShort(storage([data({ iops: 60, throughputMiBps: 20 })]))).toBe('sdb: gp3 1000');
  });

  it('always hold the disks and do what was measured, within the limits of their types', () => {
    fc.assert(
      fc.property(fc.array(aDisk, { minLength: 1, maxLength: 4 }), (list) => {
        const from = storage(list.map(asDisk));
        const volumes = volumesFor(from);
        for (const each of from.disks) {
          const own = volumes.filter(({ label }) => label === each.label || label.startsWith(`${each.label} `));
          const total = (of: (volume: (typeof own)[number]) => number) =>
            own.reduce((sum, volume) => sum + of(volume), 0);
          expect(total(({ sizeGiB }) => sizeGiB) + 1e-6).toBeGreaterThanOrEqual(each.sizeGiB);
          if (own.some(({ type }) => type === 'st1')) continue;
          expect(total(({ iops }) => iops ?? gp3.freeIops) + 1e-6).toBeGreaterThanOrEqual(each.iops ?? 0);
          const throughput = total(({ type, iops = 0, throughputMiBps }) =>
            type === 'io2' ? iops * io2.mibpsPerIops : (throughputMiBps ?? gp3.freeMiBps),
          );
          expect(throughput + 1e-6).toBeGreaterThanOrEqual(each.throughputMiBps ?? 0);
        }
        for (const { type, sizeGiB, iops = gp3.freeIops, throughputMiBps = gp3.freeMiBps } of volumes) {
          const limits = type === 'io2' ? io2 : gp3;
          expect(Number.isInteger(sizeGiB) && sizeGiB >= 1 && sizeGiB <= limits.maxGiB).toBe(true);
          expect(iops).toBeLessThanOrEqual(limits.maxIops);
          if (type !== 'gp3') continue;
          expect(iops).toBeLessThanOrEqual(Math.max(gp3.freeIops, sizeGiB * gp3.iopsPerGiB));
          expect(throughputMiBps).toBeLessThanOrEqual(
            Math.min(gp3.maxMiBps, Math.max(gp3.freeMiBps, iops * gp3.mibpsPerIops)),
          );
        }
      }),
    );
  });
});
