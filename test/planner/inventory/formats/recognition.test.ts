import { describe, expect, it } from '@jest/globals';
import { formats } from '../../../../planner/inventory/formats/index.js';
import { file, fixture, inventoryOf, withColumns } from '../../../support/fixtures.js';

/** Every fixture, the format it is of, and how many rows it has. */
const fixtures: readonly (readonly [name: string, format: string, rows: number])[] = [
  ['azure-import.csv', 'azure-import', 3],
  ['azure-import-older.csv', 'azure-import', 2],
  ['azure-import-newest.csv', 'azure-import', 2],
  ['azure-dynatrace.csv', 'azure-import', 2],
  ['azure-discovery.csv', 'azure-report', 3],
  ['azure-project.csv', 'azure-report', 1],
  ['azure-assessed-machines.csv', 'azure-report', 2],
  ['azure-assessed-disks.csv', 'azure-report', 4],
  ['azure-flows.csv', 'azure-flows', 6],
  ['azure-flows-older.csv', 'azure-flows', 2],
  ['cmf-v1.csv', 'cmf', 2],
  ['cmf-v2.csv', 'cmf', 3],
  ['mgn.csv', 'mgn', 3],
  ['ads-import.csv', 'ads-import', 2],
  ['ads-agentless.csv', 'ads-agentless', 2],
  ['ads-source-connections.csv', 'ads-agent', 3],
  ['ads-destination-connections.csv', 'ads-agent', 2],
  ['ads-os-info.csv', 'ads-agent', 2],
  ['ads-network-interface.csv', 'ads-agent', 2],
  ['ads-system-performance.csv', 'ads-agent', 5],
  ['ads-process.csv', 'ads-agent', 1],
  ['google-vminfo.csv', 'google', 2],
  ['google-diskinfo.csv', 'google', 3],
  ['google-taginfo.csv', 'google', 3],
  ['google-perfinfo.csv', 'google', 47],
  ['nutanix.csv', 'nutanix', 2],
  ['servicenow.csv', 'servicenow', 3],
  ['servicenow-gb.csv', 'servicenow', 2],
  ['vrops.csv', 'vrops', 25],
  ['tidal.csv', 'tidal', 3],
];

const orders: readonly (readonly [string, (columns: readonly string[]) => readonly string[]])[] = [
  ['as exported', (columns) => columns],
  ['backwards', (columns) => columns.toReversed()],
  [
    'turned',
    (columns) => [...columns.slice(Math.ceil(columns.length / 2)), ...columns.slice(0, Math.ceil(columns.length / 2))],
  ],
  ['with a column of one’s own', (columns) => ['Remark', ...columns]],
];

describe('recognition by content', () => {
  describe.each(orders)('%s', (_order, reorder) => {
    it.each(fixtures)('%s is %s', (name, format, rows) => {
      const inventory = inventoryOf({ ...withColumns(fixture(name), reorder), name: 'export.csv' });
      expect(inventory.files.map((account) => [account.format, account.rows.read])).toEqual([[format, rows]]);
    });
  });

  it.each<[string, string]>([
    ['a server list', 'Server name,Cores,Memory,OS name\nweb01,4,16,Linux\n'],
    ['a server list with usage', 'Name,vCPU,RAM GB,CPU Utilization %,Memory Utilization %\nweb01,4,16,20,30\n'],
    ['a server list with an owner', 'name,os,cpu_count,ram,disk_space\nweb01,Linux,4,16,100\n'],
    ['a list of VMs', 'VM Name,Cores,Memory,Storage\nweb01,4,16,100\n'],
    ['a list with waves', 'server_name,app_name,wave_name,vcpus,memory_gib\nweb01,shop,1,4,16\n'],
  ])('leaves %s to the plain table', (_what, content) => {
    expect(inventoryOf(file('list.csv', content)).files.map(({ format }) => format)).toEqual(['plain']);
  });

  it('takes facts for facts whatever the file is called', () => {
    const inventory = inventoryOf({ ...fixture('ansible/linux.json'), name: 'servers.txt' });
    expect(inventory.files.map(({ format }) => format)).toEqual(['ansible-facts']);
  });

  it('has a fixture of every format, and every id once', () => {
    const ids = formats.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const covered = new Set([...fixtures.map(([, format]) => format), 'ansible-facts', 'rvtools']);
    expect(ids.filter((id) => !covered.has(id))).toEqual([]);
  });
});
