import { describe, expect, it } from '@jest/globals';
import { file, inventoryOf, server, type Input } from '../../support/fixtures.js';

const uuidA = '42111111-2222-3333-4444-555555555555';
const uuidB = '42999999-2222-3333-4444-555555555555';
/** The same board as `uuidA`, with the first three groups as other tools spell them. */
const swappedA = '11111142-2222-3333-4444-555555555555';

const list = (name: string, ...rows: readonly string[]): Input => file(name, rows.join('\n'));

/** Names of the machines and by what their other rows were joined. */
const joined = (...inputs: readonly Input[]) =>
  inventoryOf(...inputs).servers.map(({ id, joined: joins }) => [id, joins.map(({ by }) => by)]);

describe('joining files', () => {
  it.each<[string, readonly Input[], readonly (readonly [string, readonly string[]])[]]>([
    [
      'by UUID, whatever the names',
      [
        list('a.csv', 'VM,UUID,vCPU', `VM-7,${uuidA},2`),
        list('b.csv', 'Server,UUID,RAM (GB)', `web01,${uuidA.toUpperCase()},4`),
      ],
      [['VM-7', ['uuid']]],
    ],
    [
      'by UUID in either byte order',
      [list('a.csv', 'VM,UUID,vCPU', `a,${uuidA},2`), list('b.csv', 'Server,UUID,RAM (GB)', `b,${swappedA},4`)],
      [['a', ['uuid']]],
    ],
    [
      'by address',
      [
        list('a.csv', 'VM,IP,vCPU', 'VM-7,10.0.0.1,2'),
        list('b.csv', 'Server,IP,RAM (GB)', 'web01,"10.0.0.9,10.0.0.1",4'),
      ],
      [['VM-7', ['ip']]],
    ],
    [
      'by name, without case and domain',
      [list('a.csv', 'VM,vCPU', 'WEB01.corp.example,2'), list('b.csv', 'Server,RAM (GB)', 'web01,4')],
      [['WEB01.corp.example', ['name']]],
    ],
    [
      'by the full name beside the name',
      [list('a.csv', 'VM,FQDN,vCPU', 'VM-7,web01.corp.example,2'), list('b.csv', 'Server,RAM (GB)', 'web01,4')],
      [['VM-7', ['name']]],
    ],
    [
      'not of another domain',
      [list('a.csv', 'VM,vCPU', 'web01.north.example,2'), list('b.csv', 'Server,RAM (GB)', 'web01.south.example,4')],
      [
        ['web01.north.example', []],
        ['web01.south.example', []],
      ],
    ],
    [
      'not with another UUID, whatever else agrees',
      [
        list('a.csv', 'VM,UUID,IP,vCPU', `web01,${uuidA},10.0.0.1,2`),
        list('b.csv', 'Server,UUID,IP,RAM (GB)', `web01,${uuidB},10.0.0.1,4`),
      ],
      [
        ['web01', []],
        ['web01#2', []],
      ],
    ],
    [
      "by name where one UUID is vCenter's own and the other the board's",
      [
        list('a.csv', 'VM,UUID,vCPU', 'web01,50111111-2222-3333-4444-555555555555,2'),
        list('b.csv', 'Server,UUID,RAM (GB)', `web01,${uuidA},4`),
      ],
      [['web01', ['name']]],
    ],
    [
      'by no UUID that many boards have',
      [
        list('a.csv', 'VM,UUID,vCPU', 'a,03000200-0400-0500-0006-000700080009,2'),
        list('b.csv', 'Server,UUID,RAM (GB)', 'b,03000200-0400-0500-0006-000700080009,4'),
      ],
      [
        ['a', []],
        ['b', []],
      ],
    ],
    [
      'by no address that several machines have',
      [
        list('a.csv', 'VM,IP,vCPU', 'a,"10.0.0.1,10.0.0.100",2', 'b,"10.0.0.2,10.0.0.100",2'),
        list('b.csv', 'Server,IP,RAM (GB)', 'c,10.0.0.100,4'),
      ],
      [
        ['a', []],
        ['b', []],
        ['c', []],
      ],
    ],
    [
      'by the name rather than by an address that moved',
      [
        list('a.csv', 'VM,IP,vCPU', 'a,10.0.0.1,2', 'b,10.0.0.2,2'),
        list('b.csv', 'Server,IP,RAM (GB)', 'b,10.0.0.1,4'),
      ],
      [
        ['a', []],
        ['b', ['name']],
      ],
    ],
  ])('%s', (_, inputs, expected) => {
    expect(joined(...inputs)).toEqual(expected);
  });

  it.each([
    '127.0.0.1',
    '::1',
    '169.254.10.1',
    'fe80::1',
    '172.17.0.1',
    '172.18.0.1',
    '192.168.122.1',
    '0.0.0.0',
    '224.0.0.1',
  ])('by %s never', (ip) => {
    expect(
      joined(list('a.csv', 'VM,IP,vCPU', `a,${ip},2`), list('b.csv', 'Server,IP,RAM (GB)', `b,${ip},4`)),
    ).toHaveLength(2);
  });

  it('tells machines apart that have nothing but a text where their UUID should be', () => {
    const { servers } = inventoryOf(file('a.csv', 'Server name,UUID,vCPU,RAM (GB)\n,asset 7,2,4\n,asset 8,2,4\n'));
    expect(servers.map(({ id }) => id)).toEqual(['asset 7', 'asset 8']);
  });

  it('keeps two machines of one name in one list apart by their addresses, and warns', () => {
    const inventory = inventoryOf(
      list('a.csv', 'Server,IP,vCPU', 'web01,10.0.0.1,2', 'WEB01,10.0.0.2,4', 'web01#2,10.0.0.3,8'),
    );
    expect(inventory.servers.map(({ id, vcpus }) => [id, vcpus])).toEqual([
      ['web01', 2],
      ['WEB01#2', 4],
      ['web01#2', 8],
    ]);
    expect(inventory.findings).toMatchObject([{ severity: 'warning', code: 'duplicate-name', row: 3, value: 'WEB01' }]);
  });

  it('keeps clones that kept their UUID apart, and warns', () => {
    const inventory = inventoryOf(list('a.csv', 'VM,UUID,vCPU', `a,${uuidA},2`, `b,${uuidA},2`));
    expect(inventory.servers).toHaveLength(2);
    expect(inventory.findings).toMatchObject([{ code: 'duplicate-uuid', row: 3 }]);
  });

  it('completes a machine, keeps what the first file says, and tells of every conflict', () => {
    const inventory = inventoryOf(
      list('first.csv', 'Server,vCPU,RAM (GB),OS,Owner', 'web01,4,16,Ubuntu 22.04,Ann'),
      list('second.csv', 'Server,vCPU,RAM (GB),OS,Owner,Env,IP', 'web01,8,15.6,Windows Server 2019,ann,prod,10.0.0.1'),
    );
    expect(inventory.rows).toMatchObject({ servers: 1, merged: 1 });
    expect(server(inventory, 'web01')).toMatchObject({
      vcpus: 4,
      memoryGiB: 16,
      os: { name: 'Ubuntu 22.04' },
      owner: 'Ann',
      environment: 'prod',
      ips: ['10.0.0.1'],
      source: { file: 'first.csv', row: 2 },
      joined: [{ at: { file: 'second.csv', row: 2 }, by: 'name' }],
    });
    expect(inventory.findings.map(({ code, file: from, row, message }) => [code, from, row, message])).toEqual([
      ['conflict', 'second.csv', 2, 'vCPUs of "web01" is "8" here and "4" in first.csv:2, which counts'],
      [
        'conflict',
        'second.csv',
        2,
        'operating system of "web01" is "Windows Server 2019" here and "Ubuntu 22.04" in first.csv:2, which counts',
      ],
    ]);
  });

  it('reads server lists before what is said about their machines, whatever comes first', () => {
    const inventory = inventoryOf('google-diskinfo.csv', 'google-perfinfo.csv', 'google-vminfo.csv');
    expect(inventory.rows.servers).toBeGreaterThan(0);
    expect(inventory.rows.attached).toBeGreaterThan(0);
  });

  it('rejects what fits several machines alike', () => {
    const inventory = inventoryOf(
      list('a.csv', 'Server,IP,vCPU', 'web01,10.0.0.1,2', 'web01,10.0.0.2,4'),
      list('use.csv', 'Server,CPU %', 'web01,50'),
    );
    expect(inventory.findings).toContainEqual(
      expect.objectContaining({
        code: 'several-machines',
        file: 'use.csv',
        row: 2,
        remedy: 'add a column with the UUID or the IP address',
      }),
    );
  });

  it('stays linear where everything has one name', () => {
    const rows = Array.from({ length: 20_000 }, (_, at) => `localhost,10.${at >> 16}.${(at >> 8) & 255}.${at & 255},2`);
    expect(inventoryOf(list('a.csv', 'Server,IP,vCPU', ...rows)).rows.servers).toBe(20_000);
  }, 20_000);
});
