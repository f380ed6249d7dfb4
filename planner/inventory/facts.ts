import type { DiskFacts, Facts, FlowFacts } from './format.js';

const none: readonly string[] = [];

/** Facts that say nothing yet. One literal, so that all of a million have the same shape. */
export const emptyFacts = (): Facts => ({
  name: undefined,
  fqdn: undefined,
  uuid: undefined,
  key: undefined,
  ips: none,
  vcpus: undefined,
  memoryGiB: undefined,
  storageGiB: undefined,
  storageUsedGiB: undefined,
  instanceType: undefined,
  os: undefined,
  arch: undefined,
  cpuModel: undefined,
  cpuMHz: undefined,
  power: undefined,
  physical: undefined,
  host: undefined,
  product: undefined,
  environment: undefined,
  owner: undefined,
  criticality: undefined,
  wave: undefined,
  disposition: undefined,
  folder: undefined,
  description: undefined,
  monthlyCents: undefined,
  disks: [],
  software: none,
  dependsOn: none,
  partitionGiB: undefined,
  partitionUsedGiB: undefined,
  tags: undefined,
  measures: undefined,
  at: undefined,
  days: undefined,
  coverage: undefined,
  cpuReadyPct: undefined,
  coStopPct: undefined,
  balloonedGiB: undefined,
  swappedGiB: undefined,
  reservedMemoryGiB: undefined,
});

/** Facts that are read row after row into the same object: 100,000 rows leave no 100,000 of them behind. */
export function clearFacts(facts: Facts): void {
  facts.name = undefined;
  facts.fqdn = undefined;
  facts.uuid = undefined;
  facts.key = undefined;
  facts.vcpus = undefined;
  facts.memoryGiB = undefined;
  facts.storageGiB = undefined;
  facts.storageUsedGiB = undefined;
  facts.instanceType = undefined;
  facts.os = undefined;
  facts.arch = undefined;
  facts.cpuModel = undefined;
  facts.cpuMHz = undefined;
  facts.power = undefined;
  facts.physical = undefined;
  facts.host = undefined;
  facts.product = undefined;
  facts.environment = undefined;
  facts.owner = undefined;
  facts.criticality = undefined;
  facts.wave = undefined;
  facts.disposition = undefined;
  facts.folder = undefined;
  facts.description = undefined;
  facts.monthlyCents = undefined;
  facts.partitionGiB = undefined;
  facts.partitionUsedGiB = undefined;
  facts.tags = undefined;
  facts.measures = undefined;
  facts.at = undefined;
  facts.days = undefined;
  facts.coverage = undefined;
  facts.cpuReadyPct = undefined;
  facts.coStopPct = undefined;
  facts.balloonedGiB = undefined;
  facts.swappedGiB = undefined;
  facts.reservedMemoryGiB = undefined;
  facts.ips = none;
  facts.software = none;
  facts.dependsOn = none;
  // Setting the length would give back the room that the next row needs.
  while (facts.disks.length > 0) facts.disks.pop();
}

export const emptyDisk = (): DiskFacts => ({
  label: undefined,
  sizeGiB: undefined,
  usedGiB: undefined,
  iops: undefined,
  throughputMiBps: undefined,
  shared: undefined,
});

export const emptyFlow = (): FlowFacts => ({
  fromName: undefined,
  fromAddress: undefined,
  fromKey: undefined,
  toName: undefined,
  toAddress: undefined,
  toKey: undefined,
  port: undefined,
  protocol: undefined,
  process: undefined,
  count: undefined,
  gbPerDay: undefined,
});
