import type { Facts, Format, Header, Outcome, ReadContext, Row } from '../format.js';
import { textOf } from '../cells.js';
import { fromTags } from './portfolio.js';

/** `claims,billing`: a server belongs to one product here, so the first counts and the others are told. */
function open(header: Header, context: ReadContext) {
  const applications = header.find('Applications');
  return (facts: Facts, row: Row): Outcome => {
    fromTags(facts);
    const cell = textOf(row.cells[applications]);
    const [first, ...others] = (cell ?? '').split(',').map((name) => name.trim());
    if (first !== undefined && first !== '') facts.product = first;
    if (cell !== undefined && others.length > 0) {
      context.note('warning', row.number, {
        code: 'several-products',
        column: 'Applications',
        value: cell,
        message: `names ${others.length + 1} applications; a server belongs to one product, so "${first}" counts`,
        remedy: 'put the product it moves with first, or list the server under one product in estate.yaml',
      });
    }
    return undefined;
  };
}

/**
 * Import template of AWS Application Discovery Service and Migration Hub, 34 columns; names are compared without case (AWS itself spells
 * `VMWare.VCenterId`). Memory in MB, rates in KB a second, CPU in percent. It has no disk sizes at all.
 */
export const discoveryImport: Format = {
  id: 'ads-import',
  title: 'AWS Application Discovery Service import template',
  tables: [
    {
      id: 'servers',
      role: 'server',
      needs: ['HostName', 'IPAddress', 'OS.Name', 'CPU.NumberOfLogicalCores', 'RAM.TotalSizeInMB', 'CPU.UsagePct.Avg'],
      columns: [
        { field: 'name', headers: ['VMware.VMName'] },
        { field: 'name', headers: ['HostName'] },
        { field: 'fqdn', headers: ['HostName'] },
        { field: 'name', headers: ['ExternalId'] },
        { field: 'key', headers: ['ServerId'] },
        { field: 'key', headers: ['ExternalId'] },
        { field: 'uuid', headers: ['SMBiosId'] },
        { field: 'ips', headers: ['IPAddress'] },
        { field: 'vcpus', headers: ['CPU.NumberOfLogicalCores'] },
        { field: 'vcpus', headers: ['CPU.NumberOfCores'] },
        { field: 'os', headers: ['OS.Name'] },
        { field: 'osVersion', headers: ['OS.Version'] },
        { field: 'memory', headers: ['RAM.TotalSizeInMB'], unit: 'MiB' },
        { field: 'memoryGiB.average', headers: ['RAM.UsedSizeInMB.Avg'], unit: 'MiB' },
        { field: 'memoryGiB.peak', headers: ['RAM.UsedSizeInMB.Max'], unit: 'MiB' },
        { field: 'cpuPct.average', headers: ['CPU.UsagePct.Avg'], unit: '%' },
        { field: 'cpuPct.peak', headers: ['CPU.UsagePct.Max'], unit: '%' },
        { field: 'diskReadMiBps.average', headers: ['DiskReadsPerSecondInKB.Avg'], unit: 'KiB/s' },
        { field: 'diskWriteMiBps.average', headers: ['DiskWritesPerSecondInKB.Avg'], unit: 'KiB/s' },
        { field: 'diskReadMiBps.peak', headers: ['DiskReadsPerSecondInKB.Max'], unit: 'KiB/s' },
        { field: 'diskWriteMiBps.peak', headers: ['DiskWritesPerSecondInKB.Max'], unit: 'KiB/s' },
        { field: 'diskReadIops.average', headers: ['DiskReadsOpsPerSecond.Avg'] },
        { field: 'diskWriteIops.average', headers: ['DiskWritesOpsPerSecond.Avg'] },
        { field: 'diskReadIops.peak', headers: ['DiskReadsOpsPerSecond.Max'] },
        { field: 'diskWriteIops.peak', headers: ['DiskWritesOpsPerSecond.Max'] },
        { field: 'networkInMbps.average', headers: ['NetworkReadsPerSecondInKB.Avg'], unit: 'KiB/s' },
        { field: 'networkOutMbps.average', headers: ['NetworkWritesPerSecondInKB.Avg'], unit: 'KiB/s' },
        { field: 'networkInMbps.peak', headers: ['NetworkReadsPerSecondInKB.Max'], unit: 'KiB/s' },
        { field: 'networkOutMbps.peak', headers: ['NetworkWritesPerSecondInKB.Max'], unit: 'KiB/s' },
        { field: 'product', headers: ['Applications'] },
        { field: 'wave', headers: ['ApplicationWave'] },
        { field: 'tags', headers: ['Tags'] },
      ],
      open,
    },
  ],
};
