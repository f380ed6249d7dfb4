import { describe, expect, it } from '@jest/globals';
import type { Server } from '../../../planner/model/server.js';
import { aFlow, aMachine, codes, declared, plan, type World } from '../../support/waves.js';

/** Members of each product. */
const grouping = (world: World): Record<string, readonly string[]> =>
  Object.fromEntries(plan(world).products.map(({ name, servers }) => [name, servers]));

const many = (count: number, prefix: string, facts: Partial<Server> = {}): Server[] =>
  Array.from({ length: count }, (_, at) => aMachine(`${prefix}${at}`, facts));

describe('products', () => {
  it.each<[string, World, Record<string, readonly string[]>]>([
    [
      'replaces outranks the column',
      {
        servers: [aMachine('web01', { product: 'Intranet' }), aMachine('db01', { product: 'Intranet' })],
        inputs: { products: [declared('shop', { replaces: ['web01'] })] },
      },
      { intranet: ['db01'], shop: ['web01'] },
    ],
    [
      'replaces finds a machine by FQDN and whatever the case',
      {
        servers: [aMachine('web01', { fqdn: 'web01.acme.example' }), aMachine('WEB02.acme.example')],
        inputs: { products: [declared('shop', { replaces: ['WEB01.acme.example', 'web02'] })] },
      },
      { shop: ['WEB02.acme.example', 'web01'] },
    ],
    [
      'the column outranks the tag, the tag the folder, the folder the name',
      {
        servers: [
          aMachine('a1', { product: 'Shop', tags: { Application: 'CRM' } }),
          aMachine('a2', { tags: { Application: 'CRM' }, folder: '/dc/vm/Wiki' }),
          aMachine('a3', { folder: '/dc/vm/Wiki/Production' }),
        ],
      },
      { crm: ['a2'], shop: ['a1'], wiki: ['a3'] },
    ],
    [
      'a column that names a declared product adds to it',
      {
        servers: [aMachine('web01'), aMachine('web02', { product: ' SHOP ' })],
        inputs: { products: [declared('shop', { replaces: ['web01'] })] },
      },
      { shop: ['web01', 'web02'] },
    ],
    [
      'names give away products, not roles, numbers or environments',
      { servers: ['prd-shop-web01', 'prd-shop-db01', 'portal01', 'portaldb01'].map((name) => aMachine(name)) },
      { portal: ['portal01', 'portaldb01'], shop: ['prd-shop-db01', 'prd-shop-web01'] },
    ],
    [
      'what is left is grouped by traffic',
      {
        servers: ['web01', 'app07', 'db03', 'mail09'].map((name) => aMachine(name)),
        flows: [aFlow('web01', 'app07', 8080), aFlow('app07', 'db03', 5432), aFlow('mail09', 'db03', 53)],
      },
      { app: ['app07', 'db03', 'web01'], mail: ['mail09'] },
    ],
    [
      'a machine that talks to one product only joins it',
      {
        servers: [aMachine('a', { product: 'Shop' }), aMachine('b', { product: 'Shop' }), aMachine('cache01')],
        flows: [aFlow('a', 'cache01', 11_211)],
      },
      { shop: ['a', 'b', 'cache01'] },
    ],
    [
      'a machine that talks to two products joins neither',
      {
        servers: [aMachine('a', { product: 'Shop' }), aMachine('b', { product: 'CRM' }), aMachine('cache01')],
        flows: [aFlow('a', 'cache01', 11_211), aFlow('b', 'cache01', 11_211)],
      },
      { cache: ['cache01'], crm: ['b'], shop: ['a'] },
    ],
    [
      'a product and a lone machine of the same name stay apart',
      { servers: [aMachine('x', { product: 'wiki' }), aMachine('wiki01')] },
      { wiki: ['x'], 'wiki-2': ['wiki01'] },
    ],
    [
      'long names that differ at their end stay apart',
      {
        servers: [
          aMachine('a', { product: 'Customer Relationship Management Europe' }),
          aMachine('b', { product: 'Customer Relationship Management America' }),
        ],
      },
      { 'customer-relationship-ma': ['b'], 'customer-relationship-2': ['a'] },
    ],
    [
      'reserved names are not given',
      { servers: [aMachine('a', { product: 'Foundation' }), aMachine('b', { product: '1&1 Mail' })] },
      { 'foundation-2': ['a'], 'p-1-1-mail': ['b'] },
    ],
    [
      'a name without a Latin letter still is a product',
      {
        servers: [
          aMachine('a', { product: '予約' }),
          aMachine('b', { product: '予約' }),
          aMachine('c', { product: '在庫' }),
        ],
      },
      { product: ['a', 'b'], 'product-2': ['c'] },
    ],
    [
      'a folder of half the datacenter names no product',
      { servers: [...many(21, 'xa', { folder: '/dc/vm/Cluster East' }), ...many(9, 'yb', { product: 'Shop' })] },
      {
        shop: many(9, 'yb').map(({ name }) => name),
        xa: many(21, 'xa')
          .map(({ name }) => name)
          .toSorted(),
      },
    ],
  ])('%s', (_, world, expected) => {
    expect(grouping(world)).toEqual(expected);
  });

  it('say why their machines are together, and how sure that is', () => {
    const { products } = plan({
      servers: [aMachine('web01'), aMachine('web02', { product: 'shop' }), aMachine('x', { folder: 'Shop' })],
      inputs: { products: [declared('shop', { replaces: ['web01'] }), declared('new')] },
    });
    expect(products.map(({ name, why, confidence }) => ({ name, why, confidence }))).toEqual([
      { name: 'new', why: 'declared in estate.yaml; no machine of the inventory belongs to it', confidence: 1 },
      {
        name: 'shop',
        why: '1 by replaces in estate.yaml, 1 by their product column, 1 by their folder',
        confidence: 0.6,
      },
    ]);
  });

  it('report what the estate says about machines that do not exist, or twice', () => {
    const planned = plan({
      servers: [aMachine('web01'), aMachine('web02')],
      inputs: {
        products: [declared('a', { replaces: ['web01', 'wbe02'] }), declared('b', { replaces: ['web01'] })],
        leave: new Map([
          ['nagios01', 'retire'],
          ['web01', 'retain'],
        ]),
      },
    });
    expect(codes(planned)).toEqual(['unknown-server wbe02', 'server-twice', 'unknown-server nagios01', 'server-twice']);
    expect(planned.findings[0]?.remedy).toBe('write web02, or remove it');
    expect(planned.placements.get('web01')).toEqual({ kind: 'product', product: 'a' });
  });
});

describe('the one place of a machine', () => {
  it.each<[string, World, string]>([
    ['retired by sizing', { dispositions: { x: 'retire' } }, 'leave retire'],
    ['retained by sizing', { dispositions: { x: 'retain' } }, 'leave retain'],
    ['a shared service that sizing retains', { dispositions: { x: 'retain' }, roles: { x: 'ad' } }, 'shared ad'],
    ['a shared service that is retired', { dispositions: { x: 'retire' }, roles: { x: 'monitoring' } }, 'leave retire'],
    ['a role of products', { roles: { x: 'postgres' } }, 'product x'],
    ['a replatformed machine', { dispositions: { x: 'replatform' } }, 'product x'],
    ['left by the estate', { inputs: { leave: new Map([['X', 'retain']]) }, roles: { x: 'dns' } }, 'leave retain'],
    [
      'declared, whatever its role',
      {
        inputs: { products: [declared('shop', { replaces: ['x'] })] },
        roles: { x: 'ad' },
        dispositions: { x: 'retire' },
      },
      'product shop',
    ],
  ])('%s', (_, world, expected) => {
    const placement = plan({ servers: [aMachine('x')], ...world }).placements.get('x');
    const words = placement === undefined ? [] : Object.values(placement);
    expect(words.join(' ')).toBe(expected);
  });

  it('is a product where its own column says so, and shared where the column says "infrastructure"', () => {
    const { placements } = plan({
      servers: [aMachine('x', { product: 'Shop' }), aMachine('y', { product: 'Core Services' })],
      roles: { x: 'monitoring', y: 'dns' },
    });
    expect([...placements.values()]).toEqual([
      { kind: 'product', product: 'shop' },
      { kind: 'shared', role: 'dns' },
    ]);
  });
});

describe('shared services', () => {
  const users = many(20, 'app', { product: 'Shop' });
  const from = (target: string, port: number): World['flows'] => users.map(({ name }) => aFlow(name, target, port));

  it.each([
    [53, 'dns'],
    [389, 'ad'],
    [445, 'files'],
    [10_050, 'monitoring'],
    [13_724, 'backup'],
    [5432, 'hub'],
  ])('are found by who uses them: port %d is %s', (port, role) => {
    const { sharedServices } = plan({ servers: [...users, aMachine('x1')], flows: from('x1', port) ?? [] });
    expect(sharedServices).toMatchObject([{ server: 'x1', role, fanIn: 20, why: '20 of 21 machines use it' }]);
  });

  it('are found by whom they reach', () => {
    const { sharedServices } = plan({
      servers: [...users, aMachine('x1')],
      flows: users.map(({ name }) => aFlow('x1', name, 22)),
    });
    expect(sharedServices).toMatchObject([{ server: 'x1', role: 'jump', why: 'it reaches 20 of 21 machines' }]);
  });

  it('are not suspected in a small company, where everybody uses the one database', () => {
    const few = many(9, 'app', { product: 'Shop' });
    const { sharedServices } = plan({
      servers: [...few, aMachine('db01')],
      flows: few.flatMap(({ name }) => [aFlow(name, 'db01', 5432), aFlow(name, 'db01', 5433)]),
    });
    expect(sharedServices).toEqual([]);
  });

  it('that nothing explains are asked about', () => {
    expect(codes(plan({ servers: [...users, aMachine('x1')], flows: from('x1', 5432) ?? [] }))).toContain(
      'shared-by-many',
    );
  });

  it('that belong to a product bind nobody to it', () => {
    const { products } = plan({
      servers: [...users, aMachine('db', { product: 'Billing' })],
      flows: users.map(({ name }) => aFlow(name, 'db', 5432, 5000)),
    });
    expect(products[1]?.uses).toEqual([
      { product: 'billing', strength: 0.3, source: 'flows', bond: 'loose', ports: [5432], gbPerDay: undefined },
    ]);
  });
});
