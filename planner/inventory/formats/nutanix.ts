import { textOf } from '../cells.js';
import type { Facts, Format, Header, Outcome, Row } from '../format.js';
import { sizeOf } from '../numbers.js';
import { fromTags } from './portfolio.js';

/** `61.2 GiB / 127 GiB`: used of what there is; a single size is what there is. */
function open(header: Header) {
  const storage = header.find('Storage');
  return (facts: Facts, row: Row): Outcome => {
    const [first, second] = (textOf(row.cells[storage]) ?? '').split('/').map((part) => sizeOf(part, 'GiB'));
    facts.storageGiB = second ?? first;
    facts.storageUsedGiB = second === undefined ? undefined : first;
    fromTags(facts);
    return undefined;
  };
}

/** VM list of Nutanix Prism. Usage is what was measured at the time of the export, so it is one sample. */
export const nutanix: Format = {
  id: 'nutanix',
  title: 'Nutanix Prism VM list',
  tables: [
    {
      id: 'vms',
      role: 'server',
      needs: [
        'VM Name',
        'Memory Capacity',
        'Cores',
        'Storage',
        ['Controller Read IOPS', 'Controller IO Bandwidth', 'Controller IOPS'],
      ],
      columns: [
        { field: 'name', headers: ['VM Name'] },
        { field: 'ips', headers: ['IP Addresses', 'IP Address'] },
        { field: 'vcpus', headers: ['Cores'] },
        { field: 'memory', headers: ['Memory Capacity'], unit: 'GiB' },
        { field: 'cpuPct.sample', headers: ['CPU Usage'], unit: '%' },
        { field: 'memoryPct.sample', headers: ['Memory Usage'], unit: '%' },
        { field: 'diskReadIops.sample', headers: ['Controller Read IOPS'] },
        { field: 'diskWriteIops.sample', headers: ['Controller Write IOPS'] },
        { field: 'diskMiBps.sample', headers: ['Controller IO Bandwidth'], unit: 'KiB/s' },
        { field: 'power', headers: ['Power State'] },
        { field: 'tags', headers: ['Categories'] },
      ],
      open,
    },
  ],
};
