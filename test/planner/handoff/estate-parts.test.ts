import { describe, expect, it } from '@jest/globals';
import { disksOf } from '../../../planner/handoff/estate/disks.js';
import { partName, stemOf } from '../../../planner/handoff/estate/names.js';
import { freeNetworks } from '../../../planner/handoff/estate/networks.js';
import { overridesOf } from '../../../planner/handoff/estate/overrides.js';
import { engineVersion } from '../../../planner/handoff/estate/versions.js';
import type { Volume } from '../../../planner/sizing/recommendation.js';

describe('the version of a database', () => {
  it.each([
    ['postgres', 'PostgreSQL 15.4', '15', undefined],
    ['postgres', 'postgresql-server 14', '14', undefined],
    ['postgres', 'PostgreSQL 9.6', '16', 'PostgreSQL 9.6 runs today'],
    ['postgres', 'pgbouncer', '16', 'its version today is not known'],
    ['mysql', 'MySQL Server 8.4.2', '8.4', undefined],
    ['mysql', 'MySQL 5.7', '8.4', 'MySQL 5.7 runs today'],
    ['mariadb', 'MariaDB 11.4', '11.4', undefined],
    ['mariadb', 'mariadb 10.6.12', '10.11', 'mariadb 10.6.12 runs today'],
    ['sqlserver-se', 'SQL Server 2019 Standard', '15.00', undefined],
    ['sqlserver-ee', 'Microsoft SQL Server 2012', '16.00', 'Microsoft SQL Server 2012 runs today'],
  ] as const)('of %s that says %s is %s', (engine, software, version, why) => {
    expect(engineVersion(engine, ['nginx 1.2', software])).toEqual({ version, why });
  });
});

describe('the name of a part', () => {
  it.each([
    ['prd-shop-db02.corp.example', 'shop', 'db02', 'db'],
    ['WEB01', 'storefront', 'web01', 'web'],
    ['portaldb01', 'portal', 'db01', 'db'],
    ['portal01', 'portal', 'portal01', 'portal'],
    ['10.0.0.1', 'x', 'p-10-0-0-1', 'p-10-0-0'],
    ['日本', 'x', 'server', 'server'],
    ['dev', 'x', 'dev', 'dev'],
  ])('of %s in %s is %s, its stem %s', (server, product, name, stem) => {
    expect([partName(server, product), stemOf(name)]).toEqual([name, stem]);
  });
});

const volume = (label: string): Volume => ({
  label,
  type: 'gp3',
  sizeGiB: 10,
  iops: undefined,
  throughputMiBps: undefined,
});

describe('the disks of a fleet', () => {
  it.each([
    [['/srv', 'sdc'], false, { srv: '/srv', sdc: '/mnt/disk3' }, ['disks: where it is mounted']],
    [
      ['E:', 'Hard disk 3', 'e:\\'],
      true,
      { e: 'E:', 'hard-disk-3': 'D:', 'e-2': 'F:' },
      ['disks: where they are mounted'],
    ],
    [
      ['/dev/sdb', '/mnt/disk2'],
      false,
      { 'dev-sdb': '/mnt/disk3', 'mnt-disk2': '/mnt/disk2' },
      ['disks: where it is mounted'],
    ],
  ])('%j stand at places of their own', (labels, windows, places, blanks) => {
    const { disks = {}, blanks: told } = disksOf(labels.map(volume), windows);
    expect(Object.entries(disks)).toEqual(
      Object.entries(places).map(([name, mount]) => [name, { size: '10GiB', mount }]),
    );
    expect(told).toEqual(blanks);
  });

  it('beyond the letters of Windows are told, not lost in silence', () => {
    const { disks = {}, blanks } = disksOf(
      Array.from({ length: 25 }, (_, at) => volume(`x${at}`)),
      true,
    );
    expect(Object.keys(disks)).toHaveLength(23);
    expect(blanks).toContain('disks: 2 more than Windows has letters for');
  });
});

describe('networks', () => {
  it('hold no address of the inventory and overlap none that is taken', () => {
    const next = freeNetworks(['10.20.0.9', 'fe80::1', '10.23.1.1'], ['10.21.0.0/16', '10.22.128.0/17', 'nonsense']);
    expect([next(), next()]).toEqual(['10.24.0.0/16', '10.25.0.0/16']);
  });

  it('end when every candidate is taken', () => {
    const next = freeNetworks([], ['10.0.0.0/8', '172.16.0.0/12', '100.64.0.0/10']);
    expect(next()).toBeUndefined();
  });
});

describe('overrides', () => {
  it('say only what differs, and take away what is not there', () => {
    const base = {
      fleets: { web: { type: 'a', count: 2, uses: { db: 'rw' } }, old: { type: 'b' } },
      data: { db: { kind: 'x' } },
    };
    const wanted = { fleets: { web: { type: 'a', count: 1 } }, data: { db: { kind: 'x' }, more: { kind: 'y' } } };
    expect(overridesOf(base, wanted)).toEqual({
      fleets: { web: { count: 1, uses: null }, old: null },
      data: { more: { kind: 'y' } },
    });
    expect(overridesOf(base, base)).toBeUndefined();
  });
});
