import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import type { DocumentSink, Facts, Fault } from '../../../../planner/inventory/format.js';
import { file, fixture, inventoryOf } from '../../../support/fixtures.js';
import { ansible, hostOfFile } from '../../../../planner/inventory/formats/ansible.js';

interface Read {
  readonly servers: readonly Facts[];
  readonly rejected: readonly (Fault & { readonly original: string })[];
}

const parsed = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../fixtures/ansible/${name}.json`, import.meta.url), 'utf8'));

function read(document: unknown, path = 'facts/host.json'): Read {
  const servers: Facts[] = [];
  const rejected: (Fault & { original: string })[] = [];
  const sink: DocumentSink = {
    server: (_row, facts) => void servers.push(facts),
    reject: (_row, fault, original) => void rejected.push({ ...fault, original }),
    attach: () => undefined,
    flow: () => undefined,
    ignore: () => undefined,
  };
  ansible.document?.read(document, sink, { file: path, sheet: undefined, note: () => undefined });
  return { servers, rejected };
}

const one = (document: unknown, path?: string): Facts => {
  const [facts, ...more] = read(document, path).servers;
  if (facts === undefined || more.length > 0) throw new Error(`expected one server, got ${more.length}`);
  return facts;
};

describe('Ansible facts', () => {
  it('reads a Linux guest: size, disks that are disks, addresses, memory in use', () => {
    expect(one(parsed('linux'))).toMatchObject({
      name: 'fern',
      fqdn: 'fern.grove.example',
      uuid: '564D1111-2222-3333-4444-555566667777',
      ips: ['10.33.0.6', '172.17.0.1', 'fe80::6'],
      vcpus: 2,
      memoryGiB: 7821 / 1024,
      os: { family: 'rhel', name: 'RedHat 8.6' },
      arch: 'x86_64',
      cpuModel: 'Intel(R) Xeon(R) Gold 6126 CPU @ 2.60GHz',
      physical: false,
      power: 'on',
      storageGiB: undefined,
      storageUsedGiB: 10 + 140,
      measures: { memoryGiB: { sample: 2000 / 1024 } },
    });
    expect(one(parsed('linux')).disks.map(({ label, sizeGiB }) => [label, sizeGiB])).toEqual([
      ['sda', 50],
      ['sdb', 200],
    ]);
  });

  it('reads memory of Windows, which is in bytes', () => {
    expect(one(parsed('windows'))).toMatchObject({
      name: 'BRACKEN',
      memoryGiB: 16,
      vcpus: undefined,
      physical: undefined,
      ips: ['10.33.0.7', 'fe80::7'],
      os: { family: 'windows', name: 'Microsoft Windows Server 2019 Standard' },
    });
  });

  it('reads Solaris, which writes numbers as text and has no name: the file is named after the host', () => {
    expect(one(parsed('solaris'), 'estate.zip:facts/sun-1.json')).toMatchObject({
      name: 'sun-1',
      fqdn: undefined,
      vcpus: 2,
      memoryGiB: 1.5,
      physical: true,
      storageGiB: undefined,
      os: { family: 'other', bits: 32 },
    });
  });

  it('rejects a host that could not be reached, with what to do', () => {
    const { servers, rejected } = read(parsed('down'), 'facts/down01.json');
    expect(servers).toEqual([]);
    expect(rejected).toMatchObject([{ code: 'host-unreachable', value: 'down01' }]);
    expect(rejected[0]?.remedy).toMatch(/again when it is up/);
    expect(JSON.parse(rejected[0]?.original ?? '')).toEqual(parsed('down'));
  });

  const linux = parsed('linux');
  const windows = parsed('windows');
  const down = parsed('down');
  it.each<[string, unknown]>([
    ['by host name', { fern: linux, bracken: windows, down01: down }],
    ['under hosts', { hosts: { fern: linux, bracken: windows, down01: down } }],
    ['under _meta.hostvars', { _meta: { hostvars: { fern: linux, bracken: windows, down01: down } } }],
    ['as a list', [linux, windows, down]],
  ])('reads many hosts of one document: %s', (_shape, document) => {
    expect(ansible.document?.recognise(document)).toBe(true);
    const { servers, rejected } = read(document);
    expect(servers.map(({ name }) => name)).toEqual(['fern', 'BRACKEN']);
    expect(rejected).toHaveLength(1);
  });

  it('accounts for what is no record among records', () => {
    const { servers, rejected } = read({ fern: linux, note: 'made on Monday' });
    expect(servers).toHaveLength(1);
    expect(rejected).toMatchObject([{ code: 'no-facts', value: 'note', original: '"made on Monday"' }]);
  });

  it.each<[string, unknown]>([
    ['null', null],
    ['text', 'ansible_facts'],
    ['an empty list', []],
    ['a plan', { schema: 'plan/v1', servers: [{ name: 'web01' }] }],
    ['a package.json', { name: 'x', dependencies: { ansible: '1' } }],
    ['facts that are no object', { ansible_facts: 'none' }],
  ])('does not take %s for facts', (_what, document) => {
    expect(ansible.document?.recognise(document)).toBe(false);
  });

  it.each([
    ['facts/db01.prod.local.json', 'db01.prod.local'],
    ['C:\\facts\\db01.JSON', 'db01'],
    ['facts.zip:db01.json', 'db01'],
    ['db01', 'db01'],
  ])('names the host of %s', (path, host) => {
    expect(hostOfFile(path)).toBe(host);
  });

  it('prefers the node name over a host name that says nothing, and keeps an address whole', () => {
    const facts = { ansible_os_family: 'Debian', ansible_hostname: 'localhost', ansible_fqdn: 'localhost.localdomain' };
    expect(one({ ansible_facts: { ...facts, ansible_nodename: 'db7.mill.example' } })).toMatchObject({
      name: 'db7',
      fqdn: 'db7.mill.example',
    });
    expect(one({ ansible_facts: { ...facts, ansible_nodename: '10.1.2.3' } }).name).toBe('10.1.2.3');
  });

  it('reads a folder of hosts and a file with one record a line', () => {
    const names = ['linux', 'windows', 'solaris', 'down'].map((name) => `ansible/${name}.json`);
    expect(inventoryOf(...names).rows).toMatchObject({ read: 4, servers: 3, rejected: 1 });
    const lines = ['linux', 'windows'].map((name) => JSON.stringify(parsed(name))).join('\n');
    expect(inventoryOf(file('facts.jsonl', `${lines}\n`)).servers.map(({ name }) => name)).toEqual(['fern', 'BRACKEN']);
  });

  it('writes an unreachable host back as it was read', () => {
    const { rejected } = inventoryOf('ansible/linux.json', 'ansible/down.json');
    expect(rejected).toMatchObject([{ file: 'ansible/down.json' }]);
    expect(JSON.parse(rejected[0]?.rows[0]?.[0] ?? '')).toEqual(
      JSON.parse(new TextDecoder().decode(fixture('ansible/down.json').bytes)),
    );
  });
});
