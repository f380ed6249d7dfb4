import { booleanOf, textOf } from '../cells.js';
import { plainColumns } from '../columns.js';
import type {
  Column,
  Facts,
  Format,
  Header,
  MachineField,
  MachineTable,
  Outcome,
  ReadContext,
  Row,
} from '../format.js';
import { otherTabs } from './rvtools-other.js';
import { emptyDisk } from '../facts.js';

/** A tab's own names for what every tab says: the current one, and the raw one (`vInfoVMName`) of exports that keep RVTools' field names. */
const shared = (tab: string): readonly Column<MachineField>[] => [
  { field: 'name', headers: ['VM', `${tab}VMName`, `${tab}VM`] },
  { field: 'uuid', headers: ['SMBIOS UUID', 'BIOS UUID', `${tab}SMBIOSUUID`] },
  { field: 'uuid', headers: ['VM UUID', `${tab}VMUUID`, `${tab}UUID`] },
  { field: 'power', headers: ['Powerstate', `${tab}Powerstate`] },
  { field: 'template', headers: ['Template', `${tab}Template`] },
  { field: 'placeholder', headers: ['SRM Placeholder', `${tab}SRMPlaceholder`] },
];

/** What companies add as custom attributes. */
const portfolio = new Set<MachineField>(['product', 'environment', 'owner', 'criticality', 'wave']);
const attributes = plainColumns.filter(({ field }) => portfolio.has(field));

/** `vm-89952` only means something within one vCenter: within the workbook, or with the vCenter's own id. */
function openKey(header: Header, { file, sheet }: ReadContext) {
  const id = header.find('VM ID');
  const vcenter = sheet === undefined ? header.find('VI SDK UUID', 'VI SDK Server') : -1;
  return (facts: Facts, { cells }: Row): void => {
    const scope = sheet === undefined ? textOf(cells[vcenter]) : file;
    const vm = textOf(cells[id]);
    if (vm !== undefined && scope !== undefined) facts.key = `${vm}@${scope}`;
  };
}

/** A machine that is off uses nothing, which is no measurement. */
const withoutIdleSample = (facts: Facts): void => {
  if (facts.power === 'off' || facts.power === 'suspended') facts.measures = undefined;
};

function openTab(header: Header, context: ReadContext) {
  const addKey = openKey(header, context);
  return (facts: Facts, row: Row): Outcome => {
    addKey(facts, row);
    withoutIdleSample(facts);
    return undefined;
  };
}

const lost = /^(?:orphaned|inaccessible|invalid)$/i;

function openInfo(header: Header, context: ReadContext) {
  const addKey = openKey(header, context);
  const connection = header.find('Connection state', 'vInfoConnectionState');
  return (facts: Facts, row: Row): Outcome => {
    addKey(facts, row);
    facts.physical = false;
    withoutIdleSample(facts);
    const state = textOf(row.cells[connection]) ?? '';
    if (lost.test(state)) {
      const fault = {
        code: 'machine-lost',
        column: 'Connection state',
        value: state,
        message: `is the state of ${facts.name ?? 'a machine'}`,
        remedy: 'find out whether the machine still exists, and remove the row if not',
      };
      context.note('warning', row.number, fault);
    }
    return undefined;
  };
}

function openDisk(header: Header, context: ReadContext) {
  const addKey = openKey(header, context);
  const raw = header.find('Raw', 'vDiskRaw');
  const sharing = header.find('Sharing mode', 'vDiskSharingMode');
  const bus = header.find('Shared Bus', 'vDiskSharedBus');
  return (facts: Facts, row: Row): Outcome => {
    addKey(facts, row);
    const disk = facts.disks[0] ?? emptyDisk();
    const what = `disk ${disk.label ?? ''} of ${facts.name ?? 'a machine'}`;
    const isRaw = booleanOf(row.cells[raw]) === true;
    if (isRaw) {
      const fault = {
        code: 'raw-disk',
        message: `${what} is a raw device (RDM), which replication by agent copies and snapshots do not`,
        remedy: 'replicate it from within the machine, or move its data to a virtual disk first',
      };
      context.note('warning', row.number, fault);
    }
    if (
      /multiwriter/i.test(textOf(row.cells[sharing]) ?? '') ||
      /^(?:physical|virtual)/i.test((textOf(row.cells[bus]) ?? '').replace(/sharing$/i, ''))
    ) {
      disk.shared = true;
      const fault = {
        code: 'shared-disk',
        message: `${what} is shared between machines, which an ordinary EBS volume is not`,
        remedy: 'plan FSx, EFS, a database service or io2 with Multi-Attach for the cluster',
      };
      context.note('warning', row.number, fault);
    }
    return undefined;
  };
}

function openSnapshot(header: Header, context: ReadContext) {
  const addKey = openKey(header, context);
  return (facts: Facts, row: Row): Outcome => {
    addKey(facts, row);
    const fault = {
      code: 'snapshot',
      message: `${facts.name ?? 'a machine'} has a snapshot, which slows replication and grows`,
      remedy: 'consolidate it before the migration',
    };
    context.note('info', row.number, fault);
    return undefined;
  };
}

function openUsb(header: Header, context: ReadContext) {
  const addKey = openKey(header, context);
  const connected = header.find('Connected');
  return (facts: Facts, row: Row): Outcome => {
    addKey(facts, row);
    if (booleanOf(row.cells[connected]) === true) {
      const fault = {
        code: 'usb-device',
        message: `${facts.name ?? 'a machine'} uses a USB device, which no cloud instance has`,
        remedy: 'find out what it is (often a licence dongle) and replace it',
      };
      context.note('warning', row.number, fault);
    }
    return undefined;
  };
}

const info: MachineTable = {
  id: 'vInfo',
  role: 'server',
  needs: [
    ['VM', 'vInfoVMName'],
    ['Powerstate', 'vInfoPowerstate'],
    ['CPUs', 'vInfoCPUs'],
    ['Memory', 'vInfoMemory'],
    [
      'Provisioned MiB',
      'In Use MiB',
      'Total disk capacity MiB',
      'OS according to the configuration file',
      'OS according to the VMware Tools',
      'SRM Placeholder',
      'vInfoProvisioned',
      'vInfoInUse',
      'vInfoOS',
      'vInfoOSTools',
    ],
  ],
  columns: [
    ...shared('vInfo'),
    { field: 'fqdn', headers: ['DNS Name', 'vInfoGuestHostName', 'vInfoDNSName'] },
    { field: 'ips', headers: ['Primary IP Address', 'vInfoPrimaryIPAddress'] },
    { field: 'vcpus', headers: ['CPUs', 'vInfoCPUs'] },
    { field: 'memory', headers: ['Memory', 'vInfoMemory'], unit: 'MiB' },
    { field: 'storage', headers: ['Total disk capacity MiB', 'Provisioned MiB', 'vInfoProvisioned'], unit: 'MiB' },
    { field: 'storageUsed', headers: ['In Use MiB', 'vInfoInUse'], unit: 'MiB' },
    { field: 'os', headers: ['OS according to the configuration file', 'OS', 'vInfoOS'] },
    { field: 'osBetter', headers: ['OS according to the VMware Tools', 'vInfoOSTools'] },
    { field: 'cpuPct.sample', headers: ['CPU Usage %'], unit: '%' },
    { field: 'memoryGiB.sample', headers: ['Active Memory', 'vInfoActiveMemory'], unit: 'MiB' },
    { field: 'cpuReadyPct', headers: ['Overall Cpu Readiness'] },
    { field: 'host', headers: ['Host', 'vInfoHost', 'vInfoHostName'] },
    { field: 'folder', headers: ['Folder', 'vInfoFolder'] },
    { field: 'description', headers: ['Annotation', 'vInfoAnnotation', 'Notes'] },
    ...attributes,
  ],
  open: openInfo,
};

const cpu: MachineTable = {
  id: 'vCPU',
  role: 'attach',
  needs: [
    ['VM', 'vCPUVMName'],
    ['Overall', 'vCPUOverall'],
    [
      'Sockets',
      'Cores p/s',
      'CPU ready %',
      'CPU co-stop',
      'Entitlement',
      'Level',
      'Shares',
      'Limit',
      'vCPUSockets',
      'vCPUCPUs',
    ],
  ],
  columns: [
    ...shared('vCPU'),
    { field: 'vcpus', headers: ['CPUs', 'vCPUCPUs'] },
    { field: 'cpuMHz.sample', headers: ['Overall', 'vCPUOverall'], unit: 'MHz' },
    { field: 'cpuReadyPct', headers: ['CPU ready %', 'Ready %', 'vCPUReady'] },
    { field: 'coStopPct', headers: ['CPU co-stop', 'Co-stop %', 'vCPUCoStop'] },
  ],
  open: openTab,
};

const memory: MachineTable = {
  id: 'vMemory',
  role: 'attach',
  needs: [
    ['VM', 'vMemoryVMName'],
    ['Size MiB', 'vMemorySizeMiB', 'vMemorySize'],
    ['Ballooned', 'vMemoryBallooned', 'Consumed', 'vMemoryConsumed'],
  ],
  columns: [
    ...shared('vMemory'),
    { field: 'memory', headers: ['Size MiB', 'vMemorySizeMiB', 'vMemorySize'], unit: 'MiB' },
    { field: 'memoryGiB.sample', headers: ['Active', 'vMemoryActive'], unit: 'MiB' },
    { field: 'ballooned', headers: ['Ballooned', 'vMemoryBallooned'], unit: 'MiB' },
    { field: 'swapped', headers: ['Swapped', 'vMemorySwapped'], unit: 'MiB' },
    { field: 'reservedMemory', headers: ['Reservation', 'vMemoryReservation'], unit: 'MiB' },
  ],
  open: openTab,
};

const partition: MachineTable = {
  id: 'vPartition',
  role: 'attach',
  needs: [
    ['VM', 'vPartitionVMName'],
    ['Disk', 'vPartitionDisk'],
    ['Capacity MiB', 'vPartitionCapacityMiB', 'vPartitionCapacity'],
    ['Consumed MiB', 'Free MiB', 'Free %', 'vPartitionConsumedMiB', 'vPartitionFreeMiB'],
  ],
  columns: [
    ...shared('vPartition'),
    { field: 'partition.size', headers: ['Capacity MiB', 'vPartitionCapacityMiB', 'vPartitionCapacity'], unit: 'MiB' },
    { field: 'partition.used', headers: ['Consumed MiB', 'vPartitionConsumedMiB', 'vPartitionConsumed'], unit: 'MiB' },
  ],
  open: openTab,
};

const disk: MachineTable = {
  id: 'vDisk',
  role: 'attach',
  needs: [
    ['VM', 'vDiskVMName'],
    ['Disk', 'vDiskDisk', 'vDiskLabel'],
    ['Capacity MiB', 'vDiskCapacityMiB', 'vDiskCapacity'],
    [
      'Disk Mode',
      'Disk Path',
      'Disk Key',
      'Raw',
      'Thin',
      'Controller',
      'Unit #',
      'vDiskDiskMode',
      'vDiskRaw',
      'vDiskThin',
      'vDiskPath',
    ],
  ],
  columns: [
    ...shared('vDisk'),
    { field: 'disk.label', headers: ['Disk', 'vDiskDisk', 'vDiskLabel'] },
    { field: 'disk.size', headers: ['Capacity MiB', 'vDiskCapacityMiB', 'vDiskCapacity'], unit: 'MiB' },
  ],
  open: openDisk,
};

const network: MachineTable = {
  id: 'vNetwork',
  role: 'attach',
  needs: [
    ['VM', 'vNetworkVMName'],
    ['Mac Address', 'vNetworkMacAddress'],
    ['IPv4 Address', 'IP Address', 'vNetworkIPv4Address', 'vNetworkIPAddress'],
  ],
  columns: [
    ...shared('vNetwork'),
    { field: 'ips', headers: ['IPv4 Address', 'IP Address', 'vNetworkIPv4Address', 'vNetworkIPAddress'] },
    { field: 'ips', headers: ['IPv6 Address', 'vNetworkIPv6Address'] },
  ],
  open: openTab,
};

const host: MachineTable = {
  id: 'vHost',
  role: 'host',
  needs: [
    ['Host', 'vHostName'],
    ['Speed', 'vHostSpeed', 'CPU Model', 'vHostCpuModel'],
    ['# Cores', '# CPU', '# VMs', 'ESX Version', 'vHostCores', 'vHostNumCPU', 'vHostCpuModel'],
  ],
  columns: [
    { field: 'name', headers: ['Host', 'vHostName'] },
    { field: 'cpuModel', headers: ['CPU Model', 'vHostCpuModel'] },
    { field: 'cpuMHz', headers: ['Speed', 'vHostSpeed', 'vHostCpuSpeed'], unit: 'MHz' },
  ],
};

const snapshot: MachineTable = {
  id: 'vSnapshot',
  role: 'attach',
  needs: [
    ['VM', 'vSnapshotVMName'],
    ['Snapshot', 'Name', 'vSnapshotName'],
    ['Size MiB (total)', 'Size MiB (vmsn)', 'Date / time', 'vSnapshotDateTime'],
  ],
  columns: shared('vSnapshot'),
  open: openSnapshot,
};

const usb: MachineTable = {
  id: 'vUSB',
  role: 'attach',
  needs: ['VM', 'Device Node', 'Device Type', 'Connected'],
  columns: shared('vUSB'),
  open: openUsb,
};

/**
 * RVTools: the workbook with a sheet a tab, or its tabs as CSV. Three dialects: current (`Provisioned MiB`), before 4.2 (`Provisioned MB`), and RVTools'
 * own field names (`vInfoVMName`). Its figures of use are one reading at the time of the export: a sample, never a percentile.
 */
export const rvtools: Format = {
  id: 'rvtools',
  title: 'RVTools (workbook, or its tabs as CSV)',
  tables: [info, cpu, memory, partition, disk, network, host, snapshot, usb, ...otherTabs],
};
