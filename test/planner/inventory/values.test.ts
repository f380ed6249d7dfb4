import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { isIP } from 'node:net';
import { addressesOf } from '../../../planner/inventory/addresses.js';
import { booleanOf, textOf } from '../../../planner/inventory/cells.js';
import { uuidKey, uuidOf } from '../../../planner/inventory/identity.js';
import { osOf, osWithVersion } from '../../../planner/inventory/os.js';
import { timeOf } from '../../../planner/inventory/time.js';
import { headerUnit, withoutUnit } from '../../../planner/inventory/units.js';

describe('times', () => {
  it.each([
    ['2026-07-21T00:00:00Z', '2026-07-21T00:00:00.000Z'],
    ['2026-07-21T02:00:00+02:00', '2026-07-21T00:00:00.000Z'],
    ['2026-07-21 13:05', '2026-07-21T13:05:00.000Z'],
    ['2026-07-21', '2026-07-21T00:00:00.000Z'],
    ['12:00 AM 21 July 2026', '2026-07-21T00:00:00.000Z'],
    ['1:30 PM 1 Sep 2026', '2026-09-01T13:30:00.000Z'],
    ['21.07.2026 14:00', '2026-07-21T14:00:00.000Z'],
    ['7/21/2026 2:00 PM', '2026-07-21T14:00:00.000Z'],
    ['21/7/2026 14:00', '2026-07-21T14:00:00.000Z'],
    [46_224.5, '2026-07-21T12:00:00.000Z'],
    ['1784592000', '2026-07-21T00:00:00.000Z'],
    [1_784_592_000_000, '2026-07-21T00:00:00.000Z'],
  ])('%s is %s', (cell, expected) => {
    expect(new Date(timeOf(cell) ?? 0).toISOString()).toBe(expected);
  });

  it.each(['yesterday', '2026-13-01', '99', '12:00 AM 21 Nothing 2026', ''])('%j is none', (cell) => {
    expect(timeOf(cell)).toBeUndefined();
  });
});

describe('operating systems', () => {
  it.each([
    ['Microsoft Windows Server 2019 (64-bit)', 'windows', 64],
    ['windows2019srv_64Guest', 'windows', 64],
    ['Windows Server 2003 32-bit', 'windows', 32],
    ['Red Hat Enterprise Linux 8 (64-bit)', 'rhel', 64],
    ['rhel7_64Guest', 'rhel', 64],
    ['SUSE Linux Enterprise Server 15', 'sles', undefined],
    ['openSUSE Leap 15.5', 'linux', undefined],
    ['Ubuntu 24.04.1 LTS (Noble Numbat) (kernel 6.8.0-47-generic)', 'linux', undefined],
    ['CentOS 4/5/6/7 (64-bit)', 'linux', 64],
    ['Other 3.x Linux (32-bit)', 'linux', 32],
    ['Oracle Linux 8', 'linux', undefined],
    ['Oracle Solaris 11', 'other', undefined],
    ['AIX 7.2', 'other', undefined],
    ['FreeBSD 13 (64-bit)', 'other', 64],
    ['VMware ESXi 7.0', 'other', undefined],
    ['whatever', 'other', undefined],
  ])('%s is %s', (text, family, bits) => {
    expect(osOf(text)).toEqual({ family, name: text, ...(bits === undefined ? {} : { bits }) });
  });

  it('say a version once', () => {
    expect(
      [
        osWithVersion('Windows Server', '2019'),
        osWithVersion('windows', 'Windows Server 2016'),
        osWithVersion('Ubuntu 22.04', '22.04'),
      ].map(({ name }) => name),
    ).toEqual(['Windows Server 2019', 'Windows Server 2016', 'Ubuntu 22.04']);
  });

  it('are one object for one name', () => {
    expect(osOf('Ubuntu 22.04')).toBe(osOf('Ubuntu 22.04'));
  });
});

describe('cells', () => {
  it.each(['', ' ', '-', '--', 'n/a', 'N/A', '#N/A', 'NULL', 'None', 'unknown', 'UNKNOWN', 'Unbekannt', '?', 'NaN'])(
    '%j says nothing',
    (cell) => {
      expect(textOf(cell)).toBeUndefined();
    },
  );

  it.each([
    ["'=1+1", '=1+1'],
    [' web01 ', 'web01'],
    ['nano', 'nano'],
    ['-web', '-web'],
    [59, '59'],
  ])('%j says %j', (cell, text) => {
    expect(textOf(cell)).toBe(text);
  });

  it('know true and false', () => {
    expect(['True', 'FALSE', '1', 'yes', 'ja', 'nein', 'x', 'maybe'].map(booleanOf)).toEqual([
      true,
      false,
      true,
      true,
      true,
      false,
      true,
      undefined,
    ]);
  });

  it.each([
    ['10.0.0.1', ['10.0.0.1']],
    ['[10.0.0.1,fe80::1];', ['10.0.0.1', 'fe80::1']],
    ['10.0.0.1/24; 10.0.0.2 | 10.0.0.1', ['10.0.0.1', '10.0.0.2']],
    ['[];', []],
    ['0.0.0.0', []],
    ['999.1.1.1, web01', []],
    ['FE80::1%eth0', ['fe80::1']],
  ])('%j holds the addresses %j', (cell, addresses) => {
    expect(addressesOf(cell)).toEqual(addresses);
  });

  it('are found where node finds one, however the digits stand', () => {
    const part = fc.oneof(
      fc.nat({ max: 300 }).map(String),
      fc.constantFrom('', '0', '00', '01', '255', '256', '1e1', '-1'),
    );
    fc.assert(
      fc.property(fc.array(part, { minLength: 3, maxLength: 5 }), (parts) => {
        const text = parts.join('.');
        const isAddress = isIP(text) === 4 && text !== '0.0.0.0';
        expect(addressesOf(text)).toEqual(isAddress ? [text] : []);
      }),
    );
  });

  it('read UUIDs in every spelling, and none that means nothing', () => {
    const uuid = '564d1111-2222-3333-4444-555555555555';
    expect(
      [
        '564D1111-2222-3333-4444-555555555555',
        '{564d1111-2222-3333-4444-555555555555}',
        '564d1111222233334444555555555555',
        '56 4d 11 11 22 22 33 33-44 44 55 55 55 55 55 55',
      ].map(uuidOf),
    ).toEqual([uuid, uuid, uuid, uuid]);
    expect(['00000000-0000-0000-0000-000000000000', 'Not Settable', 'VMware-xyz', ''].map(uuidOf)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    expect(uuidKey('11114d56-2222-3333-4444-555555555555')).toBe(uuidKey(uuid));
  });
});

describe('headings', () => {
  it.each([
    ['Memory (In MB)', 'MB', 'Memory'],
    ['Capacity MiB', 'MiB', 'Capacity'],
    ['RAM_GB', 'GB', 'RAM'],
    ['RAM [GiB]', 'GiB', 'RAM'],
    ['RAM.TotalSizeInMB', 'MB', 'RAM.TotalSize'],
    ['CPU usage %', '%', 'CPU usage'],
    ['Network (Mbps)', 'Mbps', 'Network'],
    ['Disk 1 read throughput (MB per second)', 'MB per second', 'Disk 1 read throughput'],
    ['Speed (GHz)', 'GHz', 'Speed'],
    ['Memory', undefined, 'Memory'],
    ['Name (old)', undefined, 'Name (old)'],
  ])('%s names %s', (name, unit, bare) => {
    expect([headerUnit(name), withoutUnit(name)]).toEqual([unit, bare]);
  });
});
