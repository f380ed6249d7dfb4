import { describe, expect, it } from '@jest/globals';
import {
  aFlow,
  aMachine,
  aWave,
  condition,
  declared,
  machines,
  plan,
  waveOf,
  type World,
} from '../../support/waves.js';

const six = { servers: 6, gib: 1e6 };

describe('the order of waves', () => {
  it.each<[string, World, Record<string, string>]>([
    [
      'what is needed moves in the same or an earlier wave',
      {
        servers: machines({ reports: 4, shop: 4 }),
        flows: [aFlow('reports-1', 'shop-1', 8080)],
        inputs: { perWave: six },
      },
      { reports: 'W2', shop: 'W1' },
    ],
    [
      'a chain moves from its end',
      {
        servers: machines({ a: 4, b: 4, c: 4 }),
        flows: [aFlow('a-1', 'b-1', 8080), aFlow('b-1', 'c-1', 8080)],
        inputs: { perWave: six },
      },
      { a: 'W3', b: 'W2', c: 'W1' },
    ],
    [
      'other environments move before production, and apart',
      { servers: [...machines({ live: 1 }, { environment: 'Production' }), ...machines({ zdev: 1 })] },
      { live: 'W2', zdev: 'W1' },
    ],
    [
      'a machine of an unknown environment counts as production',
      { servers: [...machines({ a: 1 }, { environment: undefined }), ...machines({ z: 1 }, { environment: 'UAT' })] },
      { a: 'W2', z: 'W1' },
    ],
    [
      'low risk moves first, ties go to the name',
      {
        servers: [
          ...machines({ a: 3 }, { criticality: 'High' }),
          ...machines({ b: 3 }, { criticality: 'low' }),
          ...machines({ c: 3, d: 3 }),
        ],
        inputs: { perWave: six },
      },
      { a: 'W3', b: 'W1', c: 'W2', d: 'W2' },
    ],
    [
      'pilot waves are small',
      { servers: machines({ a: 3, b: 3, c: 3 }), inputs: { perWave: six } },
      { a: 'W1', b: 'W2', c: 'W2' },
    ],
    [
      'a product waits for all that it needs',
      {
        servers: [...machines({ a: 4, b: 4 }, { criticality: 'low' }), ...machines({ z: 4 }, { criticality: 'high' })],
        flows: [aFlow('a-1', 'b-1', 8080), aFlow('a-1', 'z-1', 8080)],
        inputs: { perWave: six },
      },
      { a: 'W3', b: 'W1', z: 'W2' },
    ],
    [
      'who has partners outside moves later',
      {
        servers: machines({ a: 3, b: 3, c: 3, d: 3 }),
        inputs: {
          perWave: six,
          partners: [{ id: 'p', name: 'P', product: 'a', directions: ['egress'], leadTimeDays: 0, windows: [] }],
        },
      },
      { a: 'W3', b: 'W1', c: 'W2', d: 'W2' },
    ],
    [
      'who runs on an unknown system moves later',
      {
        servers: [...machines({ a: 3 }, { os: undefined }), ...machines({ b: 3, c: 3, d: 3 })],
        inputs: { perWave: six },
      },
      { a: 'W3', b: 'W1', c: 'W2', d: 'W2' },
    ],
    [
      'a declared cycle moves together',
      {
        servers: [
          aMachine('x', { product: 'a', environment: 'dev', dependsOn: ['y'] }),
          aMachine('y', { product: 'b', environment: 'dev', dependsOn: ['x'] }),
          ...machines({ c: 5 }),
        ],
        inputs: { perWave: six },
      },
      { a: 'W1', b: 'W1', c: 'W2' },
    ],
    [
      'what becomes free behind production waits until production is done or it fills a wave',
      {
        servers: [...machines({ live: 3, more: 6, rest: 6 }, { environment: 'prod' }), ...machines({ atest: 1 })],
        flows: [aFlow('atest-1', 'live-1', 443)],
        inputs: { perWave: six },
      },
      { live: 'W1', more: 'W2', rest: 'W3', atest: 'W4' },
    ],
    [
      'a declared loose dependency orders nothing',
      {
        servers: [...machines({ reports: 3 }, { criticality: 'low' }), ...machines({ shop: 4 })],
        flows: [aFlow('reports-1', 'shop-1', 8080)],
        inputs: { perWave: six, loose: [{ from: 'reports', to: 'shop', why: 'nightly' }] },
      },
      { reports: 'W1', shop: 'W2' },
    ],
  ])('%s', (_, world, expected) => {
    expect(waveOf(plan(world))).toEqual(expected);
  });

  it('is explained', () => {
    const { products } = plan({
      servers: machines({ a: 1, b: 1, c: 1, d: 1 }),
      flows: [aFlow('a-1', 'b-1', 8080)],
      inputs: {
        start: '2027-02-01',
        products: [declared('c', { wave: 2 })],
        partners: [{ id: 'bes', name: 'BES', product: 'd', directions: ['ingress'], leadTimeDays: 60, windows: [] }],
      },
    });
    expect(products.map(({ order }) => order)).toEqual([
      'after or with b, which it needs',
      'low risk (score 340): goes first',
      'pinned to W2 by the estate',
      'bes needs 60 days',
    ]);
  });
});

describe('capacity', () => {
  it.each<[string, World, number]>([
    ['machines', { servers: machines({ a: 3, b: 3 }), inputs: { perWave: { servers: 4, gib: 1e6 } } }, 2],
    ['GiB', { servers: machines({ a: 3, b: 3 }), inputs: { perWave: { servers: 50, gib: 400 } } }, 2],
    ['hours', { servers: machines({ a: 3, b: 3 }), inputs: { perWave: { servers: 50, gib: 1e6, hours: 1.5 } } }, 2],
    [
      'person-days',
      { servers: machines({ a: 3, b: 3 }), inputs: { perWave: { servers: 50, gib: 1e6, personDays: 2 } } },
      2,
    ],
    ['nothing', { servers: machines({ a: 3, b: 3 }) }, 1],
  ])('%s limits a wave', (_, world, waves) => {
    expect(plan(world).waves).toHaveLength(waves);
  });

  it('of unknown disks is unknown, never zero', () => {
    const planned = plan({
      servers: [...machines({ a: 1 }), ...machines({ b: 1 }, { disks: [] })],
      inputs: { linkMbps: 100 },
    });
    expect(aWave(planned, 'W1')).toMatchObject({
      transferHours: undefined,
      transferHoursAtLeast: 5.4,
      transferUnknown: ['b-1'],
    });
    expect(condition(planned, 'W1', 'storage')?.reason).toBe('100 of 20480 GiB, and 1 machines of unknown size');
    expect(planned.products.map(({ transferHours }) => transferHours)).toEqual([5.4, undefined]);
  });

  it('keeps a wave away from its cutover until the copies can be done', () => {
    const planned = plan({
      servers: machines({ a: 1 }, { disks: [{ label: 'x', sizeGiB: 10_000 }] }),
      inputs: { linkMbps: 100 },
    });
    // 10,000 GiB over 48 % of 100 Mbit/s take 540.4 hours = 22.5 days, and two days for tests: day 25 lies in week 4.
    expect(aWave(planned, 'W1')).toMatchObject({ transferHours: 540.4, cutoverWeek: 4 });
  });
});

describe('cross-wave dependencies', () => {
  it('are listed with ports and traffic, until both ends have moved', () => {
    const planned = plan({
      servers: [...machines({ reports: 4, shop: 2, stock: 1 }), aMachine('ad01'), aMachine('old')],
      flows: [
        aFlow('reports-1', 'shop-1', 8080, 10, 12),
        aFlow('shop-1', 'ad01', 8081, 10),
        aFlow('old', 'shop-1', 443, 10),
        aFlow('shop-1', 'stock-1', 443, 10),
      ],
      roles: { ad01: 'ad' },
      dispositions: { old: 'retain' },
      inputs: { perWave: six },
    });
    expect(planned.waves.map(({ crossEdges }) => crossEdges)).toEqual([
      [
        { from: 'reports', to: 'shop', ports: [8080], gbPerDay: 12, strength: 0.57, until: 'W2' },
        { from: 'shop', to: 'ad01', ports: [8081], gbPerDay: undefined, strength: 0.48, until: undefined },
        { from: 'old', to: 'shop', ports: [443], gbPerDay: undefined, strength: 0.48, until: undefined },
      ],
      [],
    ]);
  });
});

describe('an empty estate', () => {
  it('has no waves', () => {
    expect(plan({})).toMatchObject({ products: [], waves: [], findings: [] });
  });
});
