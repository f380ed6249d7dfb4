import { describe, expect, it } from '@jest/globals';
import { readInventory } from '../../../planner/inventory/read-inventory.js';
import { file, inventoryOf, server } from '../../support/fixtures.js';
import { xlsx } from '../../support/xlsx.js';

const list = (text: string) => inventoryOf(file('list.csv', text));

describe('a list that somebody keeps', () => {
  it('is read by the names of its columns', () => {
    const inventory = list(
      [
        'Server name,FQDN,IP address,UUID,Operating system,OS version,vCPU,RAM (GB),Disk 1 (GB),Disk 2 (GB),Used storage (GB),CPU avg %,CPU peak %,Memory peak %,IOPS peak,Network (Mbps),Power,Type,Application,Env,Owner,Criticality,Wave,7R,Software,Depends on,Tags,Monthly cost,Notes',
        'web01,web01.corp.example,"10.0.0.1, fe80::1",564D1111-2222-3333-4444-555566667777,Windows Server,2019,4,16,80,200,120,12,31,40,310,95,on,VM,shop,prod,web team,high,2,Rehost,nginx; php,db01; cache01,cc=12;team:web,"$1,234.50",front',
      ].join('\n'),
    );
    expect(inventory.findings).toEqual([]);
    expect(inventory.servers).toEqual([
      {
        id: 'web01',
        name: 'web01',
        source: { file: 'list.csv', row: 2 },
        fqdn: 'web01.corp.example',
        ips: ['10.0.0.1', 'fe80::1'],
        uuid: '564d1111-2222-3333-4444-555566667777',
        os: { family: 'windows', name: 'Windows Server 2019' },
        vcpus: 4,
        memoryGiB: 16,
        disks: [
          { label: 'disk 1', sizeGiB: 80 },
          { label: 'disk 2', sizeGiB: 200 },
        ],
        storageUsedGiB: 120,
        utilisation: {
          cpuPct: { average: 12, peak: 31 },
          memoryPct: { peak: 40 },
          diskIops: { peak: 310 },
          networkMbps: { average: 95 },
        },
        power: 'on',
        physical: false,
        product: 'shop',
        environment: 'prod',
        owner: 'web team',
        criticality: 'high',
        wave: '2',
        disposition: 'rehost',
        software: ['nginx', 'php'],
        dependsOn: ['db01', 'cache01'],
        tags: { cc: '12', team: 'web' },
        monthlyCents: 123450,
        description: 'front',
        joined: [],
      },
    ]);
  });

  it('is read in German, with its marks and words', () => {
    const bytes = Buffer.from(
      'Rechnername;Betriebssystem;Anzahl vCPU;Arbeitsspeicher (GB);Festplatte (GB);CPU-Auslastung;Umgebung;Eigentümer;Betriebszustand;Bemerkung\r\nSRV-Köln;Ubuntu 22.04;4;16,5;1.200;12,5 %;Produktion;Müller;ausgeschaltet;läuft "nur" nachts\r\n',
      'latin1',
    );
    const inventory = inventoryOf({ name: 'liste.csv', bytes });
    expect(inventory.findings).toEqual([]);
    expect(server(inventory, 'SRV-Köln')).toMatchObject({
      vcpus: 4,
      memoryGiB: 16.5,
      storageGiB: 1200,
      utilisation: { cpuPct: { average: 12.5 } },
      environment: 'Produktion',
      owner: 'Müller',
      power: 'off',
      description: 'läuft "nur" nachts',
      os: { family: 'linux', name: 'Ubuntu 22.04' },
    });
  });

  it.each<[string, Uint8Array]>([
    [
      'UTF-16LE with tabs, as Excel writes "Unicode text"',
      Buffer.from('\uFEFFServer\tvCPU\tRAM (GB)\r\nwéb01\t4\t16\r\n', 'utf16le'),
    ],
    [
      'a workbook',
      xlsx({
        List: [
          ['Server', 'vCPU', 'RAM (GB)'],
          ['wéb01', 4, 16],
        ],
      }).bytes,
    ],
    ['windows-1252 with semicolons', Buffer.from('Server;vCPU;RAM (GB)\nwéb01;4;16\n', 'latin1')],
    ['titles above the heading', Buffer.from('Inventory 2026\n\n,as of May\nServer,vCPU,RAM (GB)\nwéb01,4,16\n')],
    ['stars and spaces in the heading', Buffer.from('*Server , vCPU ,*RAM (In GB)\nwéb01,4,16\n')],
    ['a separator line of Excel', Buffer.from('sep=;\nServer;vCPU;RAM (GB)\nwéb01;4;16\n')],
    ['a heading of two lines in a cell', Buffer.from('Server,vCPU,"RAM\n(GB)"\nwéb01,4,16\n')],
  ])('reads %s', (_, bytes) => {
    const inventory = inventoryOf({ name: 'any.thing', bytes });
    expect(inventory.findings).toEqual([]);
    expect(inventory.servers.map(({ name, vcpus, memoryGiB }) => [name, vcpus, memoryGiB])).toEqual([['wéb01', 4, 16]]);
  });

  it('counts vCPUs from sockets, cores and threads where nobody states them', () => {
    const { servers } = list('Server,Sockets,Cores per socket,Threads per core\na,2,8,2\nb,2,,\n');
    expect(servers.map(({ vcpus }) => vcpus)).toEqual([32, 2]);
  });

  it('reads a column as a mapping says, and tells of a field that does not exist', () => {
    const bytes = Buffer.from('Ding,Gedächtnis,Sorte\na,16,x\n');
    const inventory = readInventory([{ name: 'list.csv', bytes }], {
      columns: { Ding: 'name', Gedächtnis: 'memory', Sorte: 'memry' },
    });
    expect(Array.from(inventory.servers)).toMatchObject([{ name: 'a', memoryGiB: 16 }]);
    expect(inventory.files[0]).toMatchObject({ mapped: { Ding: 'name', Gedächtnis: 'memory' }, unmapped: ['Sorte'] });
    expect(inventory.findings).toContainEqual(
      expect.objectContaining({ code: 'unknown-field', column: 'Sorte', remedy: 'write memory' }),
    );
  });

  it('shows what it read and what not', () => {
    expect(list('Server,vCPU,Rack,vCPU,\na,2,r1,4,\n').files[0]).toMatchObject({
      format: 'plain',
      mapped: { Server: 'name', vCPU: 'vcpus' },
      unmapped: ['Rack', 'vCPU'],
    });
  });

  it("does not take a processor's name for a number of processors", () => {
    const inventory = list('Server,CPU,RAM (GB)\na,Intel Xeon,4\nb,Intel Xeon,4\nc,AMD EPYC,8\n');
    expect(inventory.rows.servers).toBe(3);
    expect(inventory.findings).toMatchObject([{ severity: 'warning', code: 'column-not-read', column: 'CPU' }]);
  });

  it('takes a list of usage for no list of servers, and with times for series', () => {
    const usage = file(
      'usage.csv',
      'Server,Timestamp,CPU %\na,2026-01-01 00:00,10\na,2026-01-01 01:00,30\na,2026-01-01 02:00,20\nzz,2026-01-01 00:00,1\n',
    );
    const inventory = inventoryOf(usage, file('list.csv', 'Server,vCPU\nA,2\n'));
    expect(inventory.rows).toEqual({ read: 5, servers: 1, merged: 0, attached: 3, ignored: 0, rejected: 1 });
    expect(server(inventory, 'A').utilisation).toEqual({
      cpuPct: { series: Float64Array.of(10, 20, 30) },
      days: 0.125,
      coverage: 1,
    });
    expect(inventory.findings).toMatchObject([
      { code: 'unknown-machine', file: 'usage.csv', row: 5, value: 'zz', remedy: 'add the server list' },
    ]);
  });
});
