import type { Format } from '../format.js';
import { usedMemory } from './free-memory.js';

/**
 * What the agentless collector of AWS Migration Hub exports (`…_Server.csv`, `…_VMwareInfo.csv`): camelCase, bytes a second, memory and disks in MB,
 * `null` for what it does not measure. `hostName` is the hypervisor's, not the machine's.
 */
export const discoveryAgentless: Format = {
  id: 'ads-agentless',
  title: 'AWS Migration Hub agentless collector export',
  tables: [
    {
      id: 'servers',
      role: 'server',
      needs: ['connectorId', 'moRefId', 'totalRAM', 'numCpus', 'osName', ['vmName', 'name']],
      columns: [
        { field: 'name', headers: ['vmName'] },
        { field: 'name', headers: ['name'] },
        { field: 'key', headers: ['serverId', 'configId'] },
        { field: 'uuid', headers: ['smBiosId'] },
        { field: 'vcpus', headers: ['numCpus'] },
        { field: 'memory', headers: ['totalRAM'], unit: 'MiB' },
        { field: 'storage', headers: ['totalDiskSize'], unit: 'MiB' },
        { field: 'storageFree', headers: ['totalDiskFreeSize'], unit: 'MiB' },
        { field: 'os', headers: ['osName'] },
        { field: 'osVersion', headers: ['osVersion'] },
        { field: 'power', headers: ['powerState'] },
        { field: 'folder', headers: ['vmFolderPath'] },
        { field: 'reservedMemory', headers: ['memoryReservation'], unit: 'MiB' },
        { field: 'cpuPct.average', headers: ['avgCpuUsagePct'], unit: '%' },
        { field: 'cpuPct.peak', headers: ['maxCpuUsagePct'], unit: '%' },
        { field: 'diskReadMiBps.average', headers: ['avgDiskBytesReadPerSecond'], unit: 'B/s' },
        { field: 'diskWriteMiBps.average', headers: ['avgDiskBytesWrittenPerSecond'], unit: 'B/s' },
        { field: 'diskReadMiBps.peak', headers: ['maxDiskBytesReadPerSecond'], unit: 'B/s' },
        { field: 'diskWriteMiBps.peak', headers: ['maxDiskBytesWrittenPerSecond'], unit: 'B/s' },
        { field: 'diskReadIops.average', headers: ['avgDiskReadOpsPerSecond'] },
        { field: 'diskWriteIops.average', headers: ['avgDiskWriteOpsPerSecond'] },
        { field: 'diskReadIops.peak', headers: ['maxDiskReadOpsPerSecond'] },
        { field: 'diskWriteIops.peak', headers: ['maxDiskWriteOpsPerSecond'] },
        { field: 'networkInMbps.average', headers: ['avgNetworkBytesReadPerSecond'], unit: 'B/s' },
        { field: 'networkOutMbps.average', headers: ['avgNetworkBytesWrittenPerSecond'], unit: 'B/s' },
        { field: 'networkInMbps.peak', headers: ['maxNetworkBytesReadPerSecond'], unit: 'B/s' },
        { field: 'networkOutMbps.peak', headers: ['maxNetworkBytesWrittenPerSecond'], unit: 'B/s' },
      ],
      open: usedMemory('avgFreeRAM', 'average'),
    },
  ],
};
