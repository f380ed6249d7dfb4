import type { Contention, Disk, RowRef, Server } from '../model/server.js';
import { oneDisk } from './alike.js';
import type { DiskFacts, Facts } from './format.js';
import type { Mutable } from './utilisation.js';
import { addUtilisation } from './utilisation.js';

/** A server while rows are still joined into it. */
export type Machine = Mutable<Server>;

export const none: readonly never[] = [];

/** A machine as its first row tells it. Empty lists are shared: there may be a million machines. */
export function machineOf(id: string, name: string, uuid: string | undefined, facts: Facts, source: RowRef): Machine {
  return {
    id,
    name,
    source,
    ips: facts.ips,
    disks: disksOf(facts.disks),
    fqdn: facts.fqdn,
    uuid,
    vcpus: facts.vcpus,
    memoryGiB: facts.memoryGiB,
    storageGiB: facts.storageGiB,
    storageUsedGiB: facts.storageUsedGiB,
    instanceType: facts.instanceType,
    os: facts.os,
    arch: facts.arch,
    cpuModel: facts.cpuModel,
    cpuMHz: facts.cpuMHz,
    utilisation: addUtilisation(undefined, facts),
    contention: contentionOf(undefined, facts),
    power: facts.power,
    physical: facts.physical,
    product: facts.product,
    environment: facts.environment,
    owner: facts.owner,
    criticality: facts.criticality,
    wave: facts.wave,
    disposition: facts.disposition,
    folder: facts.folder,
    description: facts.description,
    software: facts.software,
    dependsOn: facts.dependsOn,
    tags: facts.tags,
    monthlyCents: facts.monthlyCents,
    joined: none,
  };
}

/** A machine that nothing more is joined into. Single disks say more than their sum, which often counts swap files and snapshots too. */
export function settled(machine: Machine): Machine {
  if (machine.disks.length > 0) machine.storageGiB = undefined;
  return machine;
}

const numberedLabels = Array.from({ length: 64 }, (_, slot) => `disk ${slot + 1}`);

/** What a disk is called that nobody named. */
export const diskLabel = (slot: number): string => numberedLabels[slot] ?? `disk ${slot + 1}`;

/** Disks that have a size. Few machines have more than two, so a list of several is made anew with each: it has no room to spare. */
export function disksOf(facts: readonly DiskFacts[]): readonly Disk[] {
  let disks: readonly Disk[] = none;
  for (let slot = 0; slot < facts.length; slot += 1) {
    const one = facts[slot];
    if (one?.sizeGiB === undefined || one.sizeGiB <= 0) continue;
    const more = diskOf(one, one.sizeGiB, slot);
    disks = disks.length === 0 ? more : [...disks, ...more];
  }
  return disks;
}

/** One disk, as a list. */
function diskOf(
  { label: given, usedGiB, iops, throughputMiBps, shared }: DiskFacts,
  sizeGiB: number,
  slot: number,
): readonly Disk[] {
  const label = given ?? diskLabel(slot);
  // The common shapes are written out, which halves what millions of disks take.
  if (usedGiB === undefined && shared === undefined) {
    if (iops === undefined && throughputMiBps === undefined) return oneDisk(label, sizeGiB);
    if (iops !== undefined && throughputMiBps !== undefined) return [{ label, sizeGiB, iops, throughputMiBps }];
  }
  const disk: Mutable<Disk> = { label, sizeGiB };
  if (usedGiB !== undefined) disk.usedGiB = usedGiB;
  if (iops !== undefined) disk.iops = iops;
  if (throughputMiBps !== undefined) disk.throughputMiBps = throughputMiBps;
  if (shared !== undefined) disk.shared = shared;
  return [disk];
}

const larger = (one: number | undefined, other: number | undefined): number | undefined =>
  one === undefined ? other : other === undefined ? one : Math.max(one, other);

/** Signs of starvation of all rows: of a series the worst counts. */
export function contentionOf(known: Contention | undefined, facts: Facts): Contention | undefined {
  const { cpuReadyPct, coStopPct, balloonedGiB, swappedGiB, reservedMemoryGiB } = facts;
  if ((cpuReadyPct ?? coStopPct ?? balloonedGiB ?? swappedGiB ?? reservedMemoryGiB) === undefined) return known;
  const all = {
    cpuReadyPct: larger(known?.cpuReadyPct, cpuReadyPct),
    coStopPct: larger(known?.coStopPct, coStopPct),
    balloonedGiB: larger(known?.balloonedGiB, balloonedGiB),
    swappedGiB: larger(known?.swappedGiB, swappedGiB),
    reservedMemoryGiB: larger(known?.reservedMemoryGiB, reservedMemoryGiB),
  };
  const contention: Mutable<Contention> = {};
  for (const sign of ['cpuReadyPct', 'coStopPct', 'balloonedGiB', 'swappedGiB', 'reservedMemoryGiB'] as const) {
    const value = all[sign];
    if (value !== undefined) contention[sign] = value;
  }
  return contention;
}
