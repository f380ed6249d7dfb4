import { describe, expect, it } from '@jest/globals';
import type { Server } from '../../../../planner/model/server.js';
import { file, inventoryOf, server } from '../../../support/fixtures.js';

type Expected = { readonly [Key in keyof Server]?: unknown };

/** Fixtures read together, a server of them, and what is known of it. */
const servers: readonly (readonly [files: readonly string[], name: string, known: Expected])[] = [
  [
    ['azure-import.csv'],
    'shop-web',
    {
      ips: ['10.8.0.11', 'fe80::11'],
      vcpus: 4,
      memoryGiB: 8,
      os: { family: 'linux', name: 'Ubuntu 22.04' },
      arch: 'x86_64',
      physical: false,
      storageUsedGiB: 40,
      disks: [{ label: 'disk 1', sizeGiB: 60, iops: 80, throughputMiBps: 6 }],
      utilisation: {
        cpuPct: { average: 22.5 },
        memoryPct: { average: 61 },
        networkMbps: { average: expect.closeTo(8 * 8.388608) },
      },
    },
  ],
  [
    ['azure-import.csv'],
    'shop-db',
    {
      disks: [
        { label: 'disk 1', sizeGiB: 100, iops: 500, throughputMiBps: 20 },
        { label: 'disk 2', sizeGiB: 500, iops: 1300, throughputMiBps: 60 },
        { label: 'disk 3', sizeGiB: 250 },
      ],
    },
  ],
  [
    ['azure-import.csv'],
    'old-fax',
    { os: { family: 'windows', name: 'Windows Server 2003', bits: 32 }, physical: true, utilisation: undefined },
  ],
  [
    ['azure-import-older.csv'],
    'ledger',
    {
      ips: ['10.8.1.5'],
      memoryGiB: 16,
      os: { family: 'rhel' },
      disks: [{ sizeGiB: 200, iops: 250, throughputMiBps: 20 }],
      utilisation: { diskIops: { average: 270 }, diskMiBps: { average: 22 } },
    },
  ],
  [['azure-import-newest.csv'], 'kiosk-dc', { memoryGiB: 2, storageGiB: 80, storageUsedGiB: 40 }],
  [
    ['azure-dynatrace.csv'],
    'MEADOW-SQL',
    {
      memoryGiB: 16,
      utilisation: { cpuPct: { average: 8.133333333333333 }, memoryPct: { average: 36.50120884270833 } },
    },
  ],
  [['azure-dynatrace.csv'], 'meadow-ubuntu', { memoryGiB: 4106 / 1024, os: { family: 'linux' } }],
  [
    ['azure-discovery.csv'],
    'HARBOURSQL1',
    {
      uuid: '500b7adb-e406-a2d6-6940-000000000051',
      ips: ['2001:db8::51', '10.61.0.51'],
      vcpus: 4,
      memoryGiB: 16,
      environment: 'Prod',
      power: 'on',
      os: { family: 'windows', bits: 64 },
      software: ['Microsoft SQL Server'],
    },
  ],
  [
    ['azure-discovery.csv'],
    'HARBOURWEB1',
    { ips: ['2001:db8::52', '10.61.0.52', '10.62.0.52'], software: ['Microsoft SQL Server'] },
  ],
  [['azure-discovery.csv'], 'HARBOUROLD', { memoryGiB: undefined, ips: [], power: 'off', software: [] }],
  [
    ['azure-assessed-machines.csv', 'azure-assessed-disks.csv'],
    'HARBOURSQL1',
    {
      vcpus: 4,
      memoryGiB: 16,
      disks: [
        { label: 'scsi0:0', sizeGiB: 100, iops: 30, throughputMiBps: 3 },
        { label: 'scsi0:1', sizeGiB: 200, iops: 180, throughputMiBps: 7 },
      ],
      utilisation: {
        cpuPct: { peak: 38.2 },
        memoryPct: { peak: 71.5 },
        diskIops: { peak: 210 },
        diskMiBps: { peak: 10 },
        networkMbps: { peak: expect.closeTo(4 * 8.388608) },
        coverage: 0.96,
      },
    },
  ],
  [
    ['cmf-v1.csv'],
    'PAY-WEB',
    {
      vcpus: undefined,
      memoryGiB: undefined,
      fqdn: 'pay-web.mill.example',
      instanceType: 'm5.large',
      product: 'payroll',
      environment: 'prod',
      wave: 'WAVE01',
      os: { family: 'windows', name: 'windows server 2016' },
      tags: { server_tier: 'web' },
    },
  ],
  [['cmf-v1.csv'], 'PAY-DB', { instanceType: undefined, os: { family: 'rhel' } }],
  [
    ['cmf-v2.csv'],
    'HR1',
    { disposition: 'rehost', wave: 'Wave 1', tags: { CostCenter: '123', BU: 'People', server_tier: 'web' } },
  ],
  [['cmf-v2.csv'], 'SALES1', { disposition: 'refactor', os: { family: 'rhel', name: 'linux redhat' } }],
  [['cmf-v2.csv'], 'SALES2', { disposition: undefined }],
  [
    ['mgn.csv'],
    'portal-01',
    {
      fqdn: 'portal-01.mill.example',
      ips: [],
      instanceType: 'm7i.large',
      product: 'portal',
      wave: 'W1',
      description: 'Customer portal',
      os: { family: 'linux' },
      tags: { Name: 'portal-01', Environment: 'prod' },
      environment: 'prod',
    },
  ],
  [
    ['ads-import.csv'],
    'claims01',
    {
      fqdn: 'claims01.quay.example',
      uuid: '564d0000-0000-4000-8000-000000000001',
      ips: ['10.5.0.7', '10.6.0.7'],
      vcpus: 8,
      memoryGiB: 16,
      os: { family: 'linux', name: 'CentOS 7.9' },
      product: 'claims',
      wave: '2',
      tags: { zone: '1', critical: 'Yes' },
      disks: [],
      utilisation: {
        cpuPct: { average: 20, peak: 80 },
        memoryPct: { average: 50, peak: 75 },
        diskIops: { average: 120, peak: 500 },
        diskMiBps: { average: 2, peak: 6 },
        networkMbps: {
          average: expect.closeTo((1000 / 1024) * 8.388608),
          peak: expect.closeTo((2500 / 1024) * 8.388608),
        },
      },
    },
  ],
  [['ads-import.csv'], 'quote02', { ips: ['10.5.0.8'], vcpus: undefined, utilisation: undefined }],
  [
    ['ads-agentless.csv'],
    'stock01',
    {
      uuid: '422e0000-0000-4000-8000-000000000077',
      fqdn: undefined,
      vcpus: 4,
      memoryGiB: 8,
      storageGiB: 200,
      storageUsedGiB: 150,
      power: 'on',
      folder: '/Warehouse/Prod',
      contention: { reservedMemoryGiB: 1 },
      utilisation: {
        cpuPct: { average: 12.5, peak: 64 },
        memoryPct: { average: 25 },
        diskMiBps: { average: 3, peak: 20 },
        networkMbps: { average: 3, peak: 30 },
      },
    },
  ],
  [
    ['azure-assessed-machines.csv'],
    'HARBOURWEB1',
    { ips: ['10.61.0.52'], storageGiB: 40, os: { family: 'linux' }, tags: { 'Group name': 'harbour' } },
  ],
  [['ads-agentless.csv'], 'stock02', { power: 'off', utilisation: undefined }],
  [
    ['google-vminfo.csv', 'google-diskinfo.csv', 'google-taginfo.csv'],
    'orchard-db',
    {
      vcpus: 8,
      memoryGiB: 64,
      physical: true,
      power: 'off',
      disks: [
        { label: 'C:', sizeGiB: 200, usedGiB: 90 },
        { label: 'E:', sizeGiB: 1000, usedGiB: 400 },
      ],
      tags: { app: 'orchard', env: 'prod' },
      product: 'orchard',
      environment: 'prod',
    },
  ],
  [
    ['google-vminfo.csv'],
    'orchard-web',
    {
      ips: ['10.90.0.4', '2001:db8::4'],
      storageGiB: 120,
      storageUsedGiB: 48,
      os: { family: 'linux', name: 'Ubuntu 22.04' },
    },
  ],
  [
    ['nutanix.csv'],
    'barn-erp',
    {
      ips: ['10.70.0.5', 'fe80::5'],
      vcpus: 8,
      memoryGiB: 32,
      storageGiB: 127,
      storageUsedGiB: 61.2,
      power: 'on',
      tags: { App: 'ERP', Environment: 'Production' },
      product: 'ERP',
      environment: 'Production',
      utilisation: {
        cpuPct: { sample: 12.5 },
        memoryPct: { sample: 48.1 },
        diskIops: { sample: 200 },
        diskMiBps: { sample: 10 },
      },
    },
  ],
  [['nutanix.csv'], 'barn-old', { ips: [], storageGiB: 512, storageUsedGiB: 10, power: 'off' }],
  [
    ['servicenow.csv'],
    'crane-app',
    {
      vcpus: 16,
      memoryGiB: 64,
      storageGiB: 900,
      physical: true,
      cpuMHz: 2600,
      cpuModel: 'Intel Xeon Gold 6126',
      os: { family: 'rhel' },
      fqdn: 'crane-app.yard.example',
      owner: 'Platform team',
    },
  ],
  [['servicenow.csv'], 'crane-db', { vcpus: 4, memoryGiB: 128, storageGiB: 1200, physical: false }],
  [['servicenow.csv'], 'crane-old', { vcpus: undefined, memoryGiB: undefined, disposition: 'retire' }],
  [['servicenow-gb.csv'], 'dock-app', { vcpus: 4, memoryGiB: 32 }],
  [['servicenow-gb.csv'], 'dock-db', { vcpus: 8, memoryGiB: 128 }],
  [
    ['ads-os-info.csv', 'ads-network-interface.csv'],
    'glen-web',
    { ips: ['10.20.0.1'], os: { family: 'rhel' }, cpuModel: 'Intel(R) Xeon(R) CPU E5-2680' },
  ],
];

const codes = (...names: readonly string[]) => inventoryOf(...names).findings.map(({ code }) => code);

/** Columns that fixtures leave empty: a made-up row of the format, and what it says. */
const madeUp: readonly (readonly [what: string, header: string, row: string, known: Expected])[] = [
  [
    'Azure import: VM id and OS version',
    'Server name,Cores,Memory,OS name,OS version,OS architecture,Virtual machine ID',
    'web01,2,4096,Windows Server,2019,x64,422e0000-0000-4000-8000-00000000000a',
    { uuid: '422e0000-0000-4000-8000-00000000000a', os: { family: 'windows', name: 'Windows Server 2019' } },
  ],
  [
    'agentless: operations, and the name where there is no VM name',
    'connectorId,moRefId,totalRAM,numCpus,osName,osVersion,name,avgDiskReadOpsPerSecond,avgDiskWriteOpsPerSecond,maxDiskReadOpsPerSecond,maxDiskWriteOpsPerSecond',
    'c,vm-1,4096,2,Ubuntu,22.04,web01,10,20,100,300',
    { os: { name: 'Ubuntu 22.04' }, utilisation: { diskIops: { average: 30, peak: 400 } } },
  ],
  [
    'ADS import: host name only, cores where logical cores are not known',
    'HostName,ExternalId,ServerId,IPAddress,OS.Name,CPU.NumberOfCores,CPU.NumberOfLogicalCores,RAM.TotalSizeInMB,CPU.UsagePct.Avg',
    'web01,,,,,6,,4096,',
    { vcpus: 6, memoryGiB: 4 },
  ],
  [
    'ADS import: nothing but an id',
    'HostName,ExternalId,ServerId,IPAddress,OS.Name,CPU.NumberOfLogicalCores,RAM.TotalSizeInMB,CPU.UsagePct.Avg',
    ',web01,,,,2,4096,',
    { vcpus: 2 },
  ],
  [
    'Google: the kind of system where its name is not known',
    'MachineId,MachineName,PrimaryIPAddress,OsType,OsName,AllocatedProcessorCoreCount,MemoryGiB',
    'm1,web01,10.0.0.1,Windows,,2,4',
    { ips: ['10.0.0.1'], os: { family: 'windows' } },
  ],
  [
    'ServiceNow: the portfolio',
    'sys_id,name,ip_address,os,os_version,cpu_count,cpu_core_count,cpu_core_thread,ram,u_application,used_for,busines_criticality,short_description,department',
    '1,web01,10.0.0.1,SUSE,15,1,4,2,8192,shop,Production,1 - most critical,the till,Sales',
    {
      ips: ['10.0.0.1'],
      os: { family: 'sles', name: 'SUSE 15' },
      vcpus: 8,
      product: 'shop',
      environment: 'Production',
      criticality: '1 - most critical',
      description: 'the till',
      tags: { department: 'Sales' },
    },
  ],
];

describe('servers of every format', () => {
  it.each(madeUp)('%s', (_what, header, row, known) => {
    expect(server(inventoryOf(file('export.csv', `${header}\n${row}\n`)), 'web01')).toMatchObject(known);
  });

  it('tells machines of one name apart by the ids of their format', () => {
    const cmdb = 'sys_id,name,cpu_count,ram\na1,web01,2,4096\na2,web01,4,8192\n';
    expect(inventoryOf(file('cmdb.csv', cmdb)).servers.map(({ id, vcpus }) => [id, vcpus])).toEqual([
      ['web01', 2],
      ['web01#2', 4],
    ]);
  });

  it.each(servers)('%j: %s', (files, name, known) => {
    const read = inventoryOf(...files);
    expect(server(read, name)).toMatchObject(known);
    expect(read.findings.filter(({ severity, code }) => severity === 'error' && code !== 'unknown-machine')).toEqual(
      [],
    );
  });

  it('says what it corrected: megabytes counted in 1000s, memory that can only be GB, processors that are no cores, a second application', () => {
    expect(codes('azure-dynatrace.csv')).toContain('decimal-megabytes');
    expect(codes('azure-import.csv')).not.toContain('decimal-megabytes');
    expect(codes('ads-import.csv')).toContain('several-products');
    const processors = file(
      'cmdb.csv',
      'sys_id,name,cpu_count,cpu_core_count,ram,virtual\n1,iron01,2,,65536,false\n2,vm01,2,,4096,true\n',
    );
    expect(
      inventoryOf(processors)
        .findings.filter(({ code }) => code === 'sockets-only')
        .map(({ row }) => row),
    ).toEqual([2]);
  });

  it('ignores an MGN row that is only a wave, with the reason', () => {
    const { files } = inventoryOf('mgn.csv');
    expect(files[0]).toMatchObject({
      rows: { read: 3, servers: 2, ignored: 1 },
      ignoredBecause: { 'a wave or an application without a server': 1 },
    });
  });

  it('rejects disks of machines that no list names', () => {
    const { files, rejected } = inventoryOf('google-vminfo.csv', 'google-diskinfo.csv');
    expect(files.map(({ rows }) => rows)).toMatchObject([
      { read: 2, servers: 2 },
      { read: 3, attached: 2, rejected: 1 },
    ]);
    expect(rejected).toMatchObject([{ file: 'google-diskinfo.csv', rows: [['m-404', 'C:', '50', '10', 'HDD']] }]);
  });

  it('keeps two machines of one list apart whose host name was copied', () => {
    const intake = [
      'wave_name,app_name,aws_accountid,server_name,server_os_family,server_fqdn',
      'W1,pay,1,PAY1,windows,pay1.mill.example',
      'W1,pay,1,PAY2,linux,pay1.mill.example',
    ];
    const { servers: found, rows } = inventoryOf(file('intake.csv', intake.join('\n')));
    expect(found.map(({ name, os }) => [name, os?.family])).toEqual([
      ['PAY1', 'windows'],
      ['PAY2', 'linux'],
    ]);
    expect(rows).toMatchObject({ servers: 2, merged: 0 });
  });

  it('joins machines of several formats by name, address and UUID', () => {
    const joined = inventoryOf(
      file('rows.csv', 'name,vcpus,memory GiB\nfern,2,8\nHR1.mill.example,4,16\n'),
      'ansible/linux.json',
      'cmf-v2.csv',
    );
    expect(server(joined, 'fern')).toMatchObject({ uuid: '564D1111-2222-3333-4444-555566667777'.toLowerCase() });
    expect(joined.servers).toHaveLength(4);
    expect(joined.rows).toMatchObject({ read: 6, servers: 4, merged: 2 });
  });
});
