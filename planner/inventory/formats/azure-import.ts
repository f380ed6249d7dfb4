import type { Column, Facts, Format, Header, MachineField, Outcome, ReadContext, Row } from '../format.js';

const columns: readonly Column<MachineField>[] = [
  { field: 'name', headers: ['Server name'] },
  { field: 'ips', headers: ['IP addresses', 'IP address'] },
  { field: 'vcpus', headers: ['Cores'] },
  { field: 'memory', headers: ['Memory'], unit: 'guess' },
  { field: 'os', headers: ['OS name'] },
  { field: 'osVersion', headers: ['OS version'] },
  { field: 'arch', headers: ['OS architecture'] },
  { field: 'physical', headers: ['Server type'] },
  { field: 'cpuPct.average', headers: ['CPU utilization percentage'], unit: '%' },
  { field: 'memoryPct.average', headers: ['Memory utilization percentage'], unit: '%' },
  { field: 'networkInMbps.average', headers: ['Network In throughput'], unit: 'MiB/s' },
  { field: 'networkOutMbps.average', headers: ['Network Out throughput'], unit: 'MiB/s' },
  { field: 'diskReadIops.average', headers: ['Total disks read ops'] },
  { field: 'diskWriteIops.average', headers: ['Total disks write ops'] },
  { field: 'diskReadMiBps.average', headers: ['Total disks read throughput'], unit: 'MiB/s' },
  { field: 'diskWriteMiBps.average', headers: ['Total disks write throughput'], unit: 'MiB/s' },
  { field: 'storageUsed', headers: ['Storage in use'], unit: 'GiB' },
  { field: 'storage', headers: ['Storage allocated'], unit: 'MiB' },
  { field: 'uuid', headers: ['Virtual machine ID'] },
  { field: 'disk.size', headers: ['Disk # size'], unit: 'GiB' },
  {
    field: 'disk.readThroughput',
    headers: ['Disk # read throughput (MB per second)', 'Disk # read throughput'],
    unit: 'MiB/s',
  },
  {
    field: 'disk.writeThroughput',
    headers: ['Disk # write throughput (MB per second)', 'Disk # write throughput'],
    unit: 'MiB/s',
  },
  { field: 'disk.readIops', headers: ['Disk # read ops (operations per second)', 'Disk # read ops'] },
  { field: 'disk.writeIops', headers: ['Disk # write ops (operations per second)', 'Disk # write ops'] },
];

/** Bytes of a decimal megabyte and of a binary gigabyte. */
const megabyte = 1_000_000;
const gibibyte = 2 ** 30;

/**
 * Monitoring tools that fill the template (Dynatrace does) count megabytes in 1000s: 12 GiB become 12,884 MB, which read as MiB is 12.58 GiB and one
 * instance size too large. Such a figure gives itself away: no multiple of 128, and within 2 MB of whole gigabytes.
 *
 * @returns whole GiB, or undefined where the figure is an ordinary one
 */
export function decimalMegabytes(memoryMiB: number): number | undefined {
  const gib = Math.round((memoryMiB * megabyte) / gibibyte);
  const exact = gib >= 1 && Math.abs(memoryMiB - (gib * gibibyte) / megabyte) < 2;
  return exact && memoryMiB % 128 !== 0 ? gib : undefined;
}

function open(header: Header, context: ReadContext) {
  const name = header.names[header.find('Memory')] ?? 'Memory';
  return (facts: Facts, row: Row): Outcome => {
    const read = facts.memoryGiB;
    const meant = read === undefined ? undefined : decimalMegabytes(read * 1024);
    if (read === undefined || meant === undefined) return undefined;
    facts.memoryGiB = meant;
    context.note('info', row.number, {
      code: 'decimal-megabytes',
      column: name,
      value: String(Math.round(read * 1024)),
      message: `is read as ${meant} GiB: it counts megabytes in 1000s, as monitoring tools do`,
      remedy: `write ${meant * 1024} if the template is to say what the machine has`,
    });
    return undefined;
  };
}

/**
 * The template of Azure Migrate's CSV import: current (`*` marks what is mandatory), older (`IP address`, `Firmware type`, totals of all disks)
 * and newest (`Storage allocated (In MB)`), and what tools make of it.
 */
export const azureImport: Format = {
  id: 'azure-import',
  title: 'Azure Migrate import CSV',
  tables: [
    {
      id: 'servers',
      role: 'server',
      needs: [
        'Server name',
        'Cores',
        'Memory',
        'OS name',
        [
          'OS architecture',
          'CPU utilization percentage',
          'Memory utilization percentage',
          'Network In throughput',
          'Boot type',
          'Firmware type',
          'Storage allocated',
          'Total disks read ops',
          'Disk 1 read ops (operations per second)',
          'Disk 1 read ops',
        ],
      ],
      columns,
      open,
    },
  ],
};
