import { textOf } from '../cells.js';
import type { Facts, Format, Header, Outcome, Row } from '../format.js';
import { fromTags } from './portfolio.js';

function openTags(header: Header) {
  const key = header.find('Key');
  const value = header.find('Value');
  return (facts: Facts, row: Row): Outcome => {
    const [name, text] = [textOf(row.cells[key]), textOf(row.cells[value])];
    if (name !== undefined && text !== undefined) facts.tags = { [name]: text };
    fromTags(facts);
    return undefined;
  };
}

/**
 * The four tables of Google Migration Center's manual import, joined by `MachineId`. `perfInfo` is also the shape in which any tool's time series can be
 * handed to dc-exit: one row a machine and time, percent, operations and bytes a second.
 */
export const google: Format = {
  id: 'google',
  title: 'Google Migration Center tables (vmInfo, diskInfo, perfInfo, tagInfo)',
  tables: [
    {
      id: 'vmInfo',
      role: 'server',
      needs: ['MachineId', 'MachineName', 'AllocatedProcessorCoreCount', 'MemoryGiB'],
      columns: [
        { field: 'key', headers: ['MachineId'] },
        { field: 'name', headers: ['MachineName'] },
        { field: 'ips', headers: ['PrimaryIPAddress'] },
        { field: 'ips', headers: ['IpAddressListSemiColonDelimited'] },
        { field: 'storage', headers: ['TotalDiskAllocatedGiB'], unit: 'GiB' },
        { field: 'storageUsed', headers: ['TotalDiskUsedGiB'], unit: 'GiB' },
        { field: 'vcpus', headers: ['AllocatedProcessorCoreCount'] },
        { field: 'memory', headers: ['MemoryGiB'], unit: 'GiB' },
        { field: 'os', headers: ['OsName'] },
        { field: 'os', headers: ['OsType'] },
        { field: 'osVersion', headers: ['OsVersion'] },
        { field: 'power', headers: ['MachineStatus'] },
        { field: 'physical', headers: ['IsPhysical'] },
      ],
    },
    {
      id: 'diskInfo',
      role: 'attach',
      needs: ['MachineId', 'DiskLabel', 'SizeInGib'],
      columns: [
        { field: 'key', headers: ['MachineId'] },
        { field: 'disk.label', headers: ['DiskLabel'] },
        { field: 'disk.size', headers: ['SizeInGib'], unit: 'GiB' },
        { field: 'disk.used', headers: ['UsedInGib'], unit: 'GiB' },
      ],
    },
    {
      id: 'perfInfo',
      role: 'attach',
      needs: [
        'MachineId',
        'TimeStamp',
        ['CpuUtilizationPercentage', 'MemoryUtilizationPercentage', 'UtilizedMemoryBytes'],
      ],
      columns: [
        { field: 'key', headers: ['MachineId'] },
        { field: 'name', headers: ['MachineName'] },
        { field: 'at', headers: ['TimeStamp'] },
        { field: 'cpuPct.series', headers: ['CpuUtilizationPercentage'], unit: '%' },
        { field: 'memoryPct.series', headers: ['MemoryUtilizationPercentage'], unit: '%' },
        { field: 'memoryGiB.series', headers: ['UtilizedMemoryBytes'], unit: 'B' },
        { field: 'diskReadIops.series', headers: ['DiskReadOperationsPerSec'] },
        { field: 'diskWriteIops.series', headers: ['DiskWriteOperationsPerSec'] },
        { field: 'networkOutMbps.series', headers: ['NetworkBytesPerSecSent'], unit: 'B/s' },
        { field: 'networkInMbps.series', headers: ['NetworkBytesPerSecReceived'], unit: 'B/s' },
      ],
    },
    {
      id: 'tagInfo',
      role: 'attach',
      needs: ['MachineId', 'Key', 'Value'],
      columns: [{ field: 'key', headers: ['MachineId'] }],
      open: openTags,
    },
  ],
};
