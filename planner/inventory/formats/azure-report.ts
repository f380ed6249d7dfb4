import { booleanOf, textOf } from '../cells.js';
import type { Facts, Format, Header, Outcome, Row } from '../format.js';

/** The last part of a machine id of a VMware site is the UUID that vCenter gave the machine; other sites use ids of their own. */
const vmwareId = /\/vmwaresites\/.*_([0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})$/i;

function openDiscovery(header: Header) {
  const id = header.find('Machine ID');
  const [count, present] = [header.find('SQL Discovery Server Count'), header.find('Is SQL Service Present')];
  return (facts: Facts, row: Row): Outcome => {
    facts.uuid = vmwareId.exec(textOf(row.cells[id]) ?? '')?.[1];
    if (Number(row.cells[count] ?? 0) > 0 || booleanOf(row.cells[present]) === true)
      facts.software = [...facts.software, 'Microsoft SQL Server'];
    return undefined;
  };
}

/**
 * Workbooks that Azure Migrate writes: the discovery report (brackets around lists, -1 for what is not known) and the assessment
 * (`All_Assessed_Machines`, `All_Assessed_Disks`). An assessment's usage is the percentile chosen for it, 95 unless changed, so it is read as peak.
 * Its `MBPS` are megabytes a second.
 */
export const azureReport: Format = {
  id: 'azure-report',
  title: 'Azure Migrate discovery report or assessment',
  tables: [
    {
      id: 'discovery',
      role: 'server',
      needs: [
        'Machine Name',
        'Operating System',
        'Cores',
        'Memory',
        'IP Addresses',
        'First Discovery Time',
        'Machine ID',
      ],
      columns: [
        { field: 'name', headers: ['Machine Name'] },
        { field: 'key', headers: ['Machine ID'] },
        { field: 'environment', headers: ['Environment'] },
        { field: 'os', headers: ['Operating System'] },
        { field: 'vcpus', headers: ['Cores'] },
        { field: 'memory', headers: ['Memory'], unit: 'MiB' },
        { field: 'ips', headers: ['IP Addresses'] },
        { field: 'power', headers: ['Power Stats', 'Power Status', 'Power State'] },
      ],
      open: openDiscovery,
    },
    {
      id: 'machines',
      role: 'server',
      needs: ['Machine', 'Azure VM readiness', 'Recommended size', 'Operating system', 'Cores', 'Memory'],
      columns: [
        { field: 'name', headers: ['Machine'] },
        { field: 'os', headers: ['Operating system'] },
        { field: 'vcpus', headers: ['Cores'] },
        { field: 'memory', headers: ['Memory(MB)'], unit: 'MiB' },
        { field: 'cpuPct.peak', headers: ['CPU usage(%)'], unit: '%' },
        { field: 'memoryPct.peak', headers: ['Memory usage(%)'], unit: '%' },
        { field: 'storage', headers: ['Storage(GB)'], unit: 'GiB' },
        { field: 'diskReadIops.peak', headers: ['Disk read(ops/sec)'] },
        { field: 'diskWriteIops.peak', headers: ['Disk write(ops/sec)'] },
        { field: 'diskReadMiBps.peak', headers: ['Disk read(MBPS)'], unit: 'MiB/s', unitWins: true },
        { field: 'diskWriteMiBps.peak', headers: ['Disk write(MBPS)'], unit: 'MiB/s', unitWins: true },
        { field: 'coverage', headers: ['Confidence Rating (% of utilization data collected)'], unit: '%' },
        { field: 'ips', headers: ['IP address'] },
        { field: 'networkInMbps.peak', headers: ['Network in(MBPS)'], unit: 'MiB/s', unitWins: true },
        { field: 'networkOutMbps.peak', headers: ['Network out(MBPS)'], unit: 'MiB/s', unitWins: true },
        { field: 'tag', headers: ['Group name'] },
      ],
    },
    {
      id: 'disks',
      role: 'attach',
      needs: ['Machine', 'Disk name', 'Azure disk readiness', 'Source disk size(GB)'],
      columns: [
        { field: 'name', headers: ['Machine'] },
        { field: 'disk.label', headers: ['Disk name'] },
        { field: 'disk.size', headers: ['Source disk size(GB)'], unit: 'GiB' },
        { field: 'disk.readThroughput', headers: ['Disk read(MBPS)'], unit: 'MiB/s', unitWins: true },
        { field: 'disk.writeThroughput', headers: ['Disk write(MBPS)'], unit: 'MiB/s', unitWins: true },
        { field: 'disk.readIops', headers: ['Disk read(ops/sec)'] },
        { field: 'disk.writeIops', headers: ['Disk write(ops/sec)'] },
      ],
    },
    {
      id: 'project',
      role: 'ignore',
      needs: ['Tenant ID', 'Subscription', 'Azure Migrate Project Name'],
      because: 'description of the Azure Migrate project',
    },
  ],
};
