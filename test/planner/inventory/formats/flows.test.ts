import { describe, expect, it } from '@jest/globals';
import { file, inventoryOf, server } from '../../../support/fixtures.js';

const glen = file('servers.csv', 'name,ip,vcpus,memory GiB\nglen-web,10.20.0.1,2,4\nglen-db,10.20.0.2,4,16\n');

describe('flows', () => {
  it('Azure: one flow per ends and port with the number of time slots, ends known by name or address', () => {
    const inventory = inventoryOf(glen, 'azure-flows.csv');
    const [web, db] = [server(inventory, 'glen-web').id, server(inventory, 'glen-db').id];
    expect(inventory.flows).toMatchObject([
      { from: web, to: db, port: 1433, process: 'sqlservr.exe', count: 2 },
      { from: web, to: undefined, toAddress: '203.0.113.9', port: 443, process: undefined, count: 1 },
      { from: undefined, fromAddress: '198.51.100.7', to: web, port: 443, process: 'w3wp.exe', count: 1 },
      { from: web, to: db, port: undefined, count: 1 },
    ]);
  });

  it('Azure: rows with one known end are attached, others rejected, an unreadable port is told', () => {
    const inventory = inventoryOf(glen, 'azure-flows.csv');
    expect(inventory.files[1]?.rows).toMatchObject({ read: 6, attached: 5, rejected: 1 });
    expect(inventory.findings.map(({ row, column, value }) => [row, column, value])).toContainEqual([
      7,
      'Destination port',
      'http',
    ]);
  });

  it('Azure, the dialect without source addresses: ends known by name', () => {
    const inventory = inventoryOf(glen, 'azure-flows-older.csv');
    expect(inventory.flows.map(({ from, fromAddress, to, port }) => [from, fromAddress, to, port])).toEqual([
      ['glen-web', 'glen-web', 'glen-db', 1433],
      [undefined, 'glen-admin', 'glen-web', 3389],
    ]);
  });

  it('Azure: a destination known only by its name', () => {
    const flows = file(
      'flows.csv',
      'Timeslot,Source server name,Source process,Destination server name,Destination IP,Destination port\nT,elsewhere,a,GLEN-DB.glen.example,,5432\n',
    );
    expect(inventoryOf(glen, flows).flows).toMatchObject([{ from: undefined, to: 'glen-db', port: 5432 }]);
  });

  it('AWS agents: both files of connections fold into one flow', () => {
    const inventory = inventoryOf(glen, 'ads-source-connections.csv', 'ads-destination-connections.csv');
    expect(inventory.flows).toMatchObject([
      { from: 'glen-web', to: 'glen-db', port: 1433, protocol: 'tcp', count: 3 },
      { from: 'glen-web', toAddress: '192.0.2.53', port: 53, protocol: 'udp', count: 1 },
    ]);
    expect(inventory.files.map(({ rows }) => [rows.read, rows.attached, rows.rejected])).toEqual([
      [2, 0, 0],
      [3, 3, 0],
      [2, 1, 1],
    ]);
  });

  it.each(['azure-flows.csv', 'azure-flows-older.csv', 'ads-source-connections.csv'])(
    '%s alone is accounted for: every row rejected with what to add',
    (name) => {
      const { rows, flows, findings } = inventoryOf(name);
      expect(rows.rejected).toBe(rows.read);
      expect(flows).toEqual([]);
      expect(findings.every(({ remedy }) => remedy.length > 0)).toBe(true);
    },
  );
});
