import { describe, expect, it } from '@jest/globals';
import { file, inventoryOf, server } from '../../../support/fixtures.js';

const hill = file('servers.csv', 'name,vcpus,memory GiB\nhill-web,2,4\nhill-db,4,8\n');
const valley = file('servers.csv', 'name,vcpus,memory GiB,CPU MHz\nvalley01,4,16,2500\n');

describe('time series', () => {
  it('Google perfInfo: every metric ascending, length, and the share of samples present', () => {
    const inventory = inventoryOf('google-perfinfo.csv', 'google-vminfo.csv');
    const { utilisation } = server(inventory, 'orchard-db');
    expect(utilisation?.cpuPct?.series).toHaveLength(46);
    expect([...(utilisation?.cpuPct?.series ?? [])].slice(0, 3)).toEqual([10, 10, 11]);
    expect(utilisation?.cpuPct?.series?.at(-1)).toBe(90);
    expect(utilisation?.memoryPct?.series?.at(0)).toBe(40);
    expect(utilisation?.diskIops?.series?.at(-1)).toBe(173);
    expect(utilisation?.networkMbps?.series?.at(0)).toBeCloseTo(20);
    expect(utilisation?.days).toBeCloseTo(2, 1);
    expect(utilisation?.coverage).toBeCloseTo(46 / 48, 1);
    expect(inventory.files[0]?.rows).toMatchObject({ read: 47, attached: 46, rejected: 1 });
  });

  it('vROps: MHz become percent of what the machine has, a dash is no sample, ready time is kept', () => {
    const inventory = inventoryOf(valley, 'vrops.csv');
    const { utilisation, contention } = server(inventory, 'valley01');
    expect(utilisation?.cpuPct?.series).toHaveLength(23);
    expect(utilisation?.cpuPct?.series?.at(0)).toBeCloseTo(10);
    expect(utilisation?.cpuPct?.series?.at(-1)).toBeCloseTo(67.5);
    expect(utilisation?.memoryPct?.series).toHaveLength(24);
    expect(utilisation?.days).toBeCloseTo(1, 1);
    expect(contention?.cpuReadyPct).toBeCloseTo(0.53);
    expect(inventory.files[1]?.rows).toMatchObject({ read: 25, attached: 24, rejected: 1 });
  });

  it('vROps: without the machine’s MHz there is no percent, and it says so', () => {
    const inventory = inventoryOf(file('servers.csv', 'name,vcpus,memory GiB\nvalley01,4,16\n'), 'vrops.csv');
    expect(server(inventory, 'valley01').utilisation?.cpuPct).toBeUndefined();
    expect(inventory.findings.map(({ message }) => message).join('\n')).toMatch(/MHz/);
  });

  it('AWS agent: CPU, memory used from memory free, disk and network', () => {
    const inventory = inventoryOf('ads-os-info.csv', 'ads-network-interface.csv', 'ads-system-performance.csv');
    const found = server(inventory, 'glen-web');
    expect(found).toMatchObject({ vcpus: 4, memoryGiB: 8, storageGiB: 100, storageUsedGiB: 60 });
    expect([...(found.utilisation?.cpuPct?.series ?? [])]).toEqual([8, 12, 25, 31, 40]);
    expect([...(found.utilisation?.memoryPct?.series ?? [])]).toEqual([50, 56.25, 62.5, 68.75, 75]);
    expect(found.utilisation?.networkMbps?.series?.at(0)).toBeCloseTo(5);
  });

  it('Tidal: averages of a known machine; a row of an unknown one is rejected with what to add', () => {
    const inventory = inventoryOf(hill, 'tidal.csv');
    expect(server(inventory, 'hill-db').utilisation).toMatchObject({
      cpuPct: { average: 89.3 },
      memoryPct: { average: 95.7 },
    });
    expect(inventory.files[1]).toMatchObject({
      rows: { read: 3, attached: 2, rejected: 1 },
      unmapped: ['Disk Utilization % (Peak)'],
    });
    expect(inventory.findings.find(({ value }) => value === 'hill-ghost')).toMatchObject({
      code: 'unknown-machine',
      file: 'tidal.csv',
      row: 4,
      remedy: expect.stringMatching(/server list/),
    });
  });

  it.each(['tidal.csv', 'vrops.csv', 'google-perfinfo.csv'])(
    '%s alone is accounted for: every row rejected',
    (name) => {
      const { rows, servers } = inventoryOf(name);
      expect(servers).toEqual([]);
      expect(rows.read).toBeGreaterThan(0);
      expect(rows.rejected).toBe(rows.read);
    },
  );
});
