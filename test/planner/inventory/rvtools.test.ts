import { describe, expect, it } from '@jest/globals';
import { file, inventoryOf, server, type Input } from '../../support/fixtures.js';
import { xlsx, type SheetCell } from '../../support/xlsx.js';

const info = [
  'VM',
  'Powerstate',
  'Template',
  'SRM Placeholder',
  'DNS Name',
  'CPUs',
  'Memory',
  'Active Memory',
  'Total disk capacity MiB',
  'In Use MiB',
  'Primary IP Address',
  'Annotation',
  'Host',
  'OS according to the configuration file',
  'OS according to the VMware Tools',
  'VM ID',
  'VM UUID',
];
const web: SheetCell[] = [
  'web01',
  'poweredOn',
  false,
  'False',
  'web01.corp.example',
  4,
  16384,
  4096,
  122880,
  40960,
  '10.0.0.1',
  undefined,
  'esx1',
  'Other Linux (64-bit)',
  'Ubuntu Linux (64-bit)',
  'vm-1',
  '50111111-2222-3333-4444-555555555555',
];
const off: SheetCell[] = [
  'db01',
  'poweredOff',
  false,
  'False',
  undefined,
  2,
  8192,
  0,
  40960,
  1024,
  undefined,
  undefined,
  'esx1',
  'Microsoft Windows Server 2016 (64-bit)',
  undefined,
  'vm-2',
  '50222222-2222-3333-4444-555555555555',
];

const others = {
  vCPU: [
    ['VM', 'Powerstate', 'CPUs', 'Sockets', 'Cores p/s', 'Overall', 'CPU ready %', 'CPU co-stop', 'VM ID'],
    ['web01', 'poweredOn', 4, 4, 1, 2000, 6.1, 0.2, 'vm-1'],
    ['db01', 'poweredOff', 2, 1, 2, 0, 0, 0, 'vm-2'],
  ],
  vMemory: [
    ['VM', 'Powerstate', 'Size MiB', 'Active', 'Ballooned', 'Swapped', 'Reservation', 'VM ID'],
    ['web01', 'poweredOn', 16384, 4096, 512, 256, 1024, 'vm-1'],
  ],
  vDisk: [
    ['VM', 'Disk', 'Disk Path', 'Capacity MiB', 'Raw', 'Sharing mode', 'Shared Bus', 'VM ID'],
    ['web01', 'Hard disk 1', '[ds] web01.vmdk', 81920, 'False', 'sharingNone', 'noSharing', 'vm-1'],
    ['web01', 'Hard disk 2', '[ds] web01_1.vmdk', 40960, 'True', 'sharingMultiWriter', 'noSharing', 'vm-1'],
  ],
  vPartition: [
    ['VM', 'Disk', 'Capacity MiB', 'Consumed MiB', 'Free MiB', 'Free %'],
    ['web01', '/', 81920, 20480, 61440, 75],
    ['web01', '/var', 40960, 10240, 30720, 75],
  ],
  vNetwork: [
    ['VM', 'Network', 'Mac Address', 'IPv4 Address', 'IPv6 Address'],
    ['web01', 'LAN', '00:50:56:00:00:01', '10.0.0.1, 10.0.1.1', 'fe80::1'],
  ],
  vHost: [
    ['Host', 'CPU Model', 'Speed', '# Cores'],
    ['esx1', 'Intel(R) Xeon(R) Gold 5218', 2000, 16],
  ],
  vSnapshot: [
    ['VM', 'Snapshot', 'Size MiB (total)'],
    ['web01', 'before patch', 512],
  ],
  vUSB: [
    ['VM', 'Device Node', 'Device Type', 'Connected'],
    ['web01', 'USB 1', 'usb', 'True'],
  ],
  vTools: [
    ['VM', 'Tools', 'Tools Version'],
    ['web01', 'toolsOk', '12345'],
  ],
  vDatastore: [
    ['Name', 'Accessible', 'Type', 'Capacity MiB', '# Hosts'],
    ['ds1', 'True', 'VMFS', 1000000, 2],
  ],
  vSource: [
    ['Name', 'OS type', 'API type', 'API version'],
    ['vcenter', 'linux-x64', 'VirtualCenter', '8.0'],
  ],
  vLicense: [
    ['Name', 'Key', 'Cost Unit', 'Total', 'Used'],
    ['vSphere', 'xxx', 'cpu', 2, 2],
  ],
  vRP: [
    ['Resource Pool name', 'Resource Pool path', '# VMs', '# vCPUs'],
    ['pool', '/pool', 2, 6],
  ],
  vSomething: [
    ['Never', 'seen'],
    ['a', 'b'],
  ],
} satisfies Record<string, SheetCell[][]>;

const book = (vInfo: SheetCell[][], more: Record<string, SheetCell[][]> = others): Input =>
  xlsx({ ...more, vInfo: [info, ...vInfo] });

describe('an RVTools workbook', () => {
  it('is joined from all its tabs, wherever vInfo stands', () => {
    expect(server(inventoryOf(book([web, off])), 'web01')).toEqual({
      id: 'web01',
      name: 'web01',
      source: { file: 'book.xlsx', sheet: 'vInfo', row: 2 },
      fqdn: 'web01.corp.example',
      uuid: '50111111-2222-3333-4444-555555555555',
      ips: ['10.0.0.1', '10.0.1.1', 'fe80::1'],
      vcpus: 4,
      memoryGiB: 16,
      storageGiB: undefined,
      storageUsedGiB: 40,
      disks: [
        { label: 'Hard disk 1', sizeGiB: 80 },
        { label: 'Hard disk 2', sizeGiB: 40, shared: true },
      ],
      os: { family: 'linux', name: 'Ubuntu Linux (64-bit)', bits: 64 },
      cpuModel: 'Intel(R) Xeon(R) Gold 5218',
      cpuMHz: 2000,
      // 2,000 of 4 x 2,000 MHz, and 4 of 16 GiB: one reading each, and nothing that looks like a percentile.
      utilisation: { cpuPct: { sample: 25 }, memoryPct: { sample: 25 } },
      contention: { cpuReadyPct: 6.1, coStopPct: 0.2, balloonedGiB: 0.5, swappedGiB: 0.25, reservedMemoryGiB: 1 },
      power: 'on',
      physical: false,
      software: [],
      dependsOn: [],
      joined: ['vCPU', 'vMemory', 'vDisk', 'vPartition', 'vNetwork', 'vSnapshot', 'vUSB'].map((sheet) => ({
        at: { file: 'book.xlsx', sheet, row: 2 },
        by: sheet === 'vCPU' || sheet === 'vMemory' || sheet === 'vDisk' ? 'uuid' : 'name',
      })),
    });
  });

  it('keeps a machine that is off, without taking its zeros for measurements', () => {
    expect(server(inventoryOf(book([web, off])), 'db01')).toMatchObject({
      power: 'off',
      utilisation: undefined,
      storageGiB: 40,
      os: { family: 'windows' },
    });
  });

  it('accounts for every tab, and says what hinders a migration', () => {
    const { files, findings, rows } = inventoryOf(book([web, off]));
    expect(rows).toEqual({ read: 20, servers: 2, merged: 0, attached: 10, ignored: 8, rejected: 0 });
    expect(
      Object.fromEntries(files.map(({ sheet, ignoredBecause }) => [sheet, Object.keys(ignoredBecause)[0]])),
    ).toMatchObject({
      vHost: 'virtualisation host',
      vTools: 'state of the guest tools',
      vDatastore: 'datastore',
      vSource: 'vCenter',
      vLicense: 'licence',
      vRP: 'resource pool',
      vSomething: 'sheet without facts about servers',
      vInfo: undefined,
    });
    expect(findings.map(({ code }) => code).toSorted()).toEqual(['raw-disk', 'shared-disk', 'snapshot', 'usb-device']);
  });

  it('ignores templates, placeholders and vCLS machines with all that other tabs say about them', () => {
    const named = (name: string, template: boolean, placeholder: string): SheetCell[] =>
      web.with(0, name).with(2, template).with(3, placeholder).with(15, undefined).with(16, undefined);
    const vDisk: SheetCell[][] = [
      ['VM', 'Disk', 'Disk Path', 'Capacity MiB'],
      ...['gold', 'copy', 'vCLS-1', 'web01'].map((vm) => [vm, 'Hard disk 1', 'x', 1024]),
    ];
    const { rows, files, findings } = inventoryOf(
      book([web, named('gold', true, 'False'), named('copy', false, 'True'), named('vCLS-1', false, 'False')], {
        vDisk,
      }),
    );
    expect(rows).toMatchObject({ servers: 1, attached: 1, ignored: 6, rejected: 0 });
    expect(files.find(({ sheet }) => sheet === 'vInfo')?.ignoredBecause).toEqual({
      template: 1,
      'SRM placeholder': 1,
      'cluster service machine (vCLS)': 1,
    });
    expect(findings).toEqual([]);
  });

  it('tells two machines of one name apart by the ids of the tabs', () => {
    const twin = web.with(15, 'vm-9').with(16, '50999999-2222-3333-4444-555555555555').with(10, '10.0.0.9');
    const vDisk: SheetCell[][] = [
      ['VM', 'Disk', 'Disk Path', 'Capacity MiB', 'VM ID'],
      ['web01', 'Hard disk 1', 'x', 1024, 'vm-1'],
      ['web01', 'Hard disk 1', 'x', 2048, 'vm-9'],
    ];
    const { servers } = inventoryOf(book([web, twin], { vDisk }));
    expect(servers.map(({ id, disks }) => [id, disks.map(({ sizeGiB }) => sizeGiB)])).toEqual([
      ['web01', [1]],
      ['web01#2', [2]],
    ]);
  });

  it('never shows a password of an annotation', () => {
    const inventory = inventoryOf(book([web.with(11, 'Owner Ann; root password: hunter2, pwd=hunter2')], {}));
    expect(JSON.stringify(inventory)).not.toContain('hunter2');
    expect(server(inventory, 'web01').description).toContain('Owner Ann');
    expect(inventory.findings).toMatchObject([{ severity: 'warning', code: 'secret-in-notes', row: 2 }]);
  });

  it('needs vInfo: the other tabs alone are rejected with what to add', () => {
    const { rows, findings } = inventoryOf(xlsx({ vDisk: others.vDisk }));
    expect(rows).toMatchObject({ read: 2, rejected: 2 });
    expect(findings[0]).toMatchObject({ code: 'unknown-machine', value: 'web01', remedy: 'add the server list' });
  });
});

describe('the dialects of RVTools as CSV tabs', () => {
  const expected = {
    name: 'web01',
    vcpus: 4,
    memoryGiB: 16,
    storageUsedGiB: 40,
    power: 'on',
    os: { name: 'Ubuntu Linux (64-bit)' },
  };
  it.each<[string, string, string]>([
    [
      'current',
      'VM,Powerstate,Template,CPUs,Memory,Provisioned MiB,In Use MiB,OS according to the configuration file,OS according to the VMware Tools,VM UUID',
      'VM,Disk,Disk Mode,Capacity MiB,VM UUID',
    ],
    [
      'before 4.2, in MB',
      'VM,Powerstate,Template,CPUs,Memory,Provisioned MB,In Use MB,OS according to the configuration file,OS according to the VMware Tools,VM UUID',
      'VM,Disk,Disk Mode,Capacity MB,VM UUID',
    ],
    [
      "RVTools' own field names",
      'vInfoVMName,vInfoPowerstate,vInfoTemplate,vInfoCPUs,vInfoMemory,vInfoProvisioned,vInfoInUse,vInfoOS,vInfoOSTools,vInfoUUID',
      'vDiskVMName,vDiskDisk,vDiskDiskMode,vDiskCapacityMiB,vDiskUUID',
    ],
  ])('%s', (_, vInfo, vDisk) => {
    const uuid = '50111111-2222-3333-4444-555555555555';
    const inventory = inventoryOf(
      file('RVTools_tabvDisk.csv', `${vDisk}\nweb01,Hard disk 1,persistent,81920,${uuid}\n`),
      file(
        'RVTools_tabvInfo.csv',
        `${vInfo}\nweb01,poweredOn,False,4,16384,122880,40960,Other Linux (64-bit),Ubuntu Linux (64-bit),${uuid}\n`,
      ),
    );
    expect(inventory.files.map(({ format }) => format)).toEqual(['rvtools', 'rvtools']);
    expect(server(inventory, 'web01')).toMatchObject({ ...expected, disks: [{ label: 'Hard disk 1', sizeGiB: 80 }] });
  });
});
