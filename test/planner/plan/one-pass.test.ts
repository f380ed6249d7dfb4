import { describe, expect, it } from '@jest/globals';
import type { Inventory } from '../../../planner/model/inventory.js';
import type { Listing } from '../../../planner/model/listing.js';
import type { Server } from '../../../planner/model/server.js';
import { planEvents } from '../../../planner/report/events.js';
import { priceOf } from '../../../planner/sizing/price-of.js';
import { textReport } from '../../../planner/view/plan/text-report.js';
import { inventoryOf, planWith, utahFile } from '../../support/handoff.js';
import { aLinuxServer, bareServer, windows } from '../../support/server.js';

const look = { width: 100, ascii: false, colour: false };

const systems = ['Ubuntu 22.04', 'Windows Server 2019', 'Windows Server 2008', 'CentOS 5 (32-bit)', 'AIX 7.2', ''];
const software = ['nginx', 'PostgreSQL 14', 'SQL Server 2019 Enterprise', 'Redis 6', 'Postfix', 'SQL Server 2016', ''];
const memories = ['8', '16', '16 furlongs', '', '512', '4'];
const strategies = ['', '', '', 'retire', 'retain', 'rehost', 'replatform', 'repurchase'];

/** Every n-th of a value with every m-th of another: what a plan counts is in it, and what is wrong with inventories. */
const varied = (cost: (index: number) => string): string =>
  [
    'Server name,OS,vCPU,RAM (GB),Disk 1 (GB),Disk 2 (GB),CPU avg %,CPU peak %,Disk IOPS peak,Software,Strategy,Owner,Application,Cost',
    ...Array.from({ length: 240 }, (_, index) =>
      [
        // Two machines share a name now and then.
        `srv${index % 37 === 0 ? 1 : index}`,
        systems[index % 6],
        index % 11 === 0 ? '' : 2 ** (index % 7),
        memories[index % 6],
        index % 13 === 0 ? '' : 40 + index * 90,
        index % 17 === 0 ? 30_000 : '',
        index % 5 === 0 ? '' : index % 60,
        index % 5 === 0 ? '' : 30 + (index % 60),
        [100, 9000, 90_000, ''][index % 4],
        software[index % 7],
        strategies[index % 8],
        index % 3 === 0 ? '' : `team ${index % 4}`,
        index % 2 === 0 ? '' : `app${index % 9}`,
        cost(index),
      ].join(','),
    ),
  ].join('\n');

describe.each([
  ['varied servers', { 'list.csv': varied((index) => (index % 10 === 0 ? '' : String(100 + index))) }],
  ['servers without a cost', { 'list.csv': varied(() => '') }],
  ['examples/utah', { 'inventory.csv': utahFile('inventory.csv') }],
])('a plan that keeps no server, of %s', (_, files) => {
  const inventory = inventoryOf(files);
  const kept = planWith(inventory, { scope: 'servers' });
  const sums = planWith(inventory, { scope: 'sums' });

  it('reads the same', () => {
    expect(textReport(sums, look)).toBe(textReport(kept, look));
    expect([...planEvents(sums)]).toEqual([...planEvents(kept)]);
  });

  it('has the same figures and findings', () => {
    for (const part of ['scenarios', 'shared', 'priceLines', 'today', 'findings', 'figures'] as const)
      expect(sums[part]).toEqual(kept[part]);
  });

  it('sizes a server again for who asks, as it was', () => {
    expect(sums.servers.length).toBe(kept.servers.length);
    expect(JSON.stringify([...sums.servers])).toBe(JSON.stringify(kept.servers));
    expect(JSON.stringify(sums.servers.at(-1))).toBe(JSON.stringify(kept.servers.at(-1)));
    expect(sums.servers.at(inventory.servers.length)).toBeUndefined();
  });
});

/** An inventory that makes its servers when they are asked for, and notes which were. */
function onRequest(servers: readonly Server[]): { readonly inventory: Inventory; readonly asked: string[] } {
  const asked: string[] = [];
  const made = (server: Server): Server => {
    asked.push(server.id);
    return { ...server };
  };
  const listing: Listing<Server> = {
    length: servers.length,
    at(index) {
      const server = servers.at(index);
      return server && made(server);
    },
    *[Symbol.iterator]() {
      for (const server of servers) yield made(server);
    },
  };
  return { inventory: { ...inventoryOf({}), servers: listing }, asked };
}

describe('the text of many servers', () => {
  const many = Array.from({ length: 60 }, (_, index) =>
    index % 4 === 0
      ? bareServer({ name: `empty${index}`, owner: 'ops' })
      : aLinuxServer({ name: `web${index}`, vcpus: 2 + 2 * (index % 5), monthlyCents: 100 }),
  );

  it('asks for each of them once, and again for those that it lists', () => {
    const { inventory, asked } = onRequest(many);
    const plan = planWith(inventory, { scope: 'sums' });
    expect(asked).toEqual(many.map(({ id }) => id));
    asked.length = 0;
    textReport(plan, { ...look, servers: 5 });
    expect(asked).toEqual(['web9', 'web14', 'web19', 'web29', 'web34']);
  });

  it('asks for each of them once where they are kept', () => {
    const { inventory, asked } = onRequest(many);
    textReport(planWith(inventory, { scope: 'servers' }), look);
    expect(asked).toEqual(many.map(({ id }) => id));
  });
});

it('every figure behind the price of a server is counted once', () => {
  const servers = Array.from({ length: 30 }, (_, index) =>
    aLinuxServer({
      name: `web${index}`,
      vcpus: 2 + (index % 3) * 2,
      disks: [
        {
          label: 'sda',
          sizeGiB: 50 + index,
          iops: index % 2 === 0 ? 100 : 5000,
          throughputMiBps: index % 3 === 0 ? 100 : 300,
        },
      ],
      ...(index % 7 === 0 && { os: windows, software: ['SQL Server 2019 Standard'] }),
    }),
  );
  const plan = planWith({ ...inventoryOf({}), servers }, { scope: 'sums' });
  const figures = new Set<string>();
  for (const price of [
    plan.shared,
    ...Array.from(plan.servers, ({ recommendation }) => priceOf(recommendation.chosen.target, plan.book)),
  ])
    for (const { item, rate } of price.quotes) figures.add(`${item} ${rate.usd}`);
  const { observed, derived, formula } = plan.priceLines;
  expect(observed + derived + formula).toBe(figures.size);
});
