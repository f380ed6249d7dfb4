import type { OperatingSystem, Server } from '../../planner/model/server.js';

export const linux: OperatingSystem = { family: 'linux', name: 'Ubuntu 22.04' };
export const windows: OperatingSystem = { family: 'windows', name: 'Windows Server 2019' };

/** A Linux server of 4 vCPU, 16 GiB and one disk, of which nothing was measured. */
export function aLinuxServer(facts: Partial<Server> = {}): Server {
  return bareServer({
    os: linux,
    vcpus: 4,
    memoryGiB: 16,
    disks: [{ label: 'sda', sizeGiB: 80 }],
    ...facts,
  });
}

/** A server with a name, a row and nothing else known. */
export function bareServer(facts: Partial<Server> = {}): Server {
  const name = facts.name ?? 'srv01';
  return {
    id: name,
    name,
    source: { file: 'inventory.csv', row: 2 },
    ips: [],
    disks: [],
    fqdn: undefined,
    uuid: undefined,
    vcpus: undefined,
    memoryGiB: undefined,
    storageGiB: undefined,
    storageUsedGiB: undefined,
    instanceType: undefined,
    os: undefined,
    arch: undefined,
    cpuModel: undefined,
    cpuMHz: undefined,
    utilisation: undefined,
    contention: undefined,
    power: undefined,
    physical: undefined,
    product: undefined,
    environment: undefined,
    owner: undefined,
    criticality: undefined,
    wave: undefined,
    disposition: undefined,
    folder: undefined,
    description: undefined,
    software: [],
    dependsOn: [],
    tags: undefined,
    monthlyCents: undefined,
    joined: [],
    ...facts,
  };
}
