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

  it.each([
    ['VM|CPU|Usage (%)|Avg', '25', { cpuPct: 25 }],
    ['CPU|Usage (MHz)|Avg', '"2,500"', { cpuPct: 25 }],
    ['VM|Memory|Workload|Avg', '40', { memoryPct: 40 }],
    ['Memory|Usage (%)|Max', '70', { memoryPct: 70 }],
  ])('vROps: a view with %s', (column, value, known) => {
    const view = file('view.csv', `Name,Interval Breakdown,${column}\nvalley01,12:00 AM 21 July 2026,${value}\n`);
    const { utilisation } = server(inventoryOf(valley, view), 'valley01');
    expect({
      ...(utilisation?.cpuPct?.series === undefined ? {} : { cpuPct: utilisation.cpuPct.series[0] }),
      ...(utilisation?.memoryPct?.series === undefined ? {} : { memoryPct: utilisation.memoryPct.series[0] }),
    }).toEqual(known);
  });

  it('vROps: co-stop of the worst interval', () => {
    const view =
      'Name,Interval Breakdown,VM|CPU|Co-stop (%)|Max\nvalley01,1:00 AM 21 July 2026,4\nvalley01,2:00 AM 21 July 2026,1\n';
    expect(server(inventoryOf(valley, file('view.csv', view)), 'valley01').contention).toMatchObject({ coStopPct: 4 });
  });

  it('any tool’s series in the shape of perfInfo: by name, memory in bytes', () => {
    const series = ['MachineName,MachineId,TimeStamp,CpuUtilizationPercentage,UtilizedMemoryBytes'];
    for (const [hour, cpu] of [10, 30, 20].entries())
      series.push(`hill-web,hill-web,2026-09-06 0${hour}:00:00,${cpu},${2 ** 31}`);
    const { utilisation } = server(inventoryOf(hill, file('monitoring.csv', series.join('\n'))), 'hill-web');
    expect([...(utilisation?.cpuPct?.series ?? [])]).toEqual([10, 20, 30]);
    expect([...(utilisation?.memoryPct?.series ?? [])]).toEqual([50, 50, 50]);
  });

  it('AWS agent: CPU, memory used from memory free, disk and network', () => {
    const inventory = inventoryOf('ads-os-info.csv', 'ads-network-interface.csv', 'ads-system-performance.csv');
    const found = server(inventory, 'glen-web');
    expect(found).toMatchObject({ vcpus: 4, memoryGiB: 8, storageGiB: 100, storageUsedGiB: 60 });
    expect([...(found.utilisation?.cpuPct?.series ?? [])]).toEqual([8, 12, 25, 31, 40]);
    expect([...(found.utilisation?.memoryPct?.series ?? [])]).toEqual([50, 56.25, 62.5, 68.75, 75]);
    expect(found.os?.name).toMatch(/7\.9.*3\.10/);
    expect([...(found.utilisation?.diskIops?.series ?? [])]).toEqual([12, 14, 16, 18, 20]);
    expect(found.utilisation?.diskMiBps?.series?.at(0)).toBeCloseTo(30 / 8388.608);
    expect(found.utilisation?.networkMbps?.series?.at(0)).toBeCloseTo(5);
    expect(found.utilisation?.days).toBeCloseTo(75 / 1440);
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
