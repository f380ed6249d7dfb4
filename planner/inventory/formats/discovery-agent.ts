import type { Format } from '../format.js';
import { usedMemory } from './free-memory.js';

/**
 * What the AWS Application Discovery Agent exports, one archive a machine: `…_osInfo`, `…_networkInterface`, `…_systemPerformance`, `…_process` and the connections
 * (`…_sourceProcessConnection`, `…_destinationProcessConnection`, whose columns are the same). Names as in "Data collected by Discovery Agent" of the AWS user guide.
 * The agent named in a connection is the source in one file and the destination in the other, so ends are known by address only; a connection
 * that both ends report counts twice.
 */
export const discoveryAgent: Format = {
  id: 'ads-agent',
  title: 'AWS Application Discovery Agent export',
  tables: [
    {
      id: 'connections',
      role: 'flow',
      needs: ['agentId', 'sourceIp', 'destinationIp', 'destinationPort', 'transportProtocol'],
      columns: [
        { field: 'fromAddress', headers: ['sourceIp'] },
        { field: 'toAddress', headers: ['destinationIp'] },
        { field: 'port', headers: ['destinationPort'] },
        { field: 'protocol', headers: ['transportProtocol'] },
      ],
    },
    {
      id: 'osInfo',
      role: 'server',
      needs: ['agentId', 'osName', 'cpuType', 'hostName', 'hypervisor'],
      columns: [
        { field: 'key', headers: ['agentId'] },
        { field: 'name', headers: ['hostName'] },
        { field: 'os', headers: ['osName'] },
        { field: 'osVersion', headers: ['osVersion'] },
        { field: 'cpuModel', headers: ['cpuType'] },
      ],
    },
    {
      id: 'networkInterface',
      role: 'attach',
      needs: ['agentId', 'macAddress', 'ipAddress', 'netMask'],
      columns: [
        { field: 'key', headers: ['agentId'] },
        { field: 'ips', headers: ['ipAddress'] },
      ],
    },
    {
      id: 'systemPerformance',
      role: 'attach',
      needs: ['agentId', 'totalCpuUsagePct', 'totalRAM'],
      columns: [
        { field: 'key', headers: ['agentId'] },
        { field: 'at', headers: ['timestamp'] },
        { field: 'vcpus', headers: ['totalNumLogicalProcessors', 'totalNumCores'] },
        { field: 'memory', headers: ['totalRAM'], unit: 'MiB' },
        { field: 'storage', headers: ['totalDiskSize'], unit: 'GiB' },
        { field: 'storageFree', headers: ['totalDiskFreeSize'], unit: 'GiB' },
        { field: 'cpuPct.series', headers: ['totalCpuUsagePct'], unit: '%' },
        { field: 'diskReadIops.series', headers: ['totalDiskReadOpsPerSecond'] },
        { field: 'diskWriteIops.series', headers: ['totalDiskWriteOpsPerSecond'] },
        { field: 'diskReadMiBps.series', headers: ['totalDiskBytesReadPerSecond'], unit: 'kbps' },
        { field: 'diskWriteMiBps.series', headers: ['totalDiskBytesWrittenPerSecond'], unit: 'kbps' },
        { field: 'networkInMbps.series', headers: ['totalNetworkBytesReadPerSecond'], unit: 'kbps' },
        { field: 'networkOutMbps.series', headers: ['totalNetworkBytesWrittenPerSecond'], unit: 'kbps' },
      ],
      open: usedMemory('freeRAM', 'series'),
    },
    { id: 'process', role: 'ignore', needs: ['agentId', 'isSystem', 'cmdLine'], because: 'running process' },
  ],
};
