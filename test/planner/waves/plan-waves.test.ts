import { describe, expect, it } from '@jest/globals';
import type { ConditionId, Verdict } from '../../../planner/waves/wave-plan.js';
import {
  aFlow,
  aMachine,
  aWave,
  codes,
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

const lead = (product: string, leadTimeDays: number) =>
  ({ id: product, name: product, product, directions: ['ingress'], leadTimeDays, windows: [] }) as const;

describe('pins', () => {
  it('win over the planner, and what they break is broken', () => {
    const planned = plan({
      servers: machines({ reports: 1, shop: 1 }),
      flows: [aFlow('reports-1', 'shop-1', 8080)],
      inputs: { products: [declared('reports', { wave: 1 }), declared('shop', { wave: 2 })] },
    });
    expect(waveOf(planned)).toEqual({ reports: 'W1', shop: 'W2' });
    expect(condition(planned, 'W1', 'dependencies')).toEqual({
      id: 'dependencies',
      verdict: 'broken',
      reason: 'moves before what it needs: reports (W1) -> shop (W2) on 8080',
    });
    expect(codes(planned)).toContain('wave-dependencies W1');
  });

  it('pull what the pinned product needs forward', () => {
    const planned = plan({
      servers: [
        ...machines({ a: 3, b: 3, core: 3 }, { criticality: 'low' }),
        ...machines({ front: 2, zbase: 3 }, { criticality: 'high' }),
      ],
      flows: [aFlow('front-1', 'zbase-1', 8080)],
      inputs: { perWave: six, products: [declared('front', { wave: 2 })] },
    });
    expect(waveOf(planned)).toMatchObject({ front: 'W2', zbase: 'W2' });
  });

  it('pull what that needs forward too', () => {
    const planned = plan({
      servers: [
        ...machines({ a: 3, b: 3, c: 3 }, { criticality: 'low' }),
        ...machines({ front: 2, mid: 2, zbase: 2 }, { criticality: 'high' }),
      ],
      flows: [aFlow('front-1', 'mid-1', 8080), aFlow('mid-1', 'zbase-1', 8080)],
      inputs: { perWave: six, products: [declared('front', { wave: 2 })] },
    });
    expect(waveOf(planned)).toMatchObject({ front: 'W2', mid: 'W2', zbase: 'W2' });
  });

  it('that fill a wave alone move the waves after it', () => {
    const planned = plan({
      servers: [...machines({ b: 1 }, { environment: 'prod' }), ...machines({ c: 1, d: 1 })],
      inputs: { products: [declared('b', { wave: 1 })], partners: [lead('b', 60), lead('c', 65)] },
    });
    expect(planned.waves.map(({ id, products, cutoverWeek }) => [id, products, cutoverWeek])).toEqual([
      ['W1', ['b'], 9],
      ['W2', ['c', 'd'], 11],
    ]);
  });

  it('hold back what needs the pinned product', () => {
    const planned = plan({
      servers: machines({ reports: 1, shop: 1 }),
      flows: [aFlow('reports-1', 'shop-1', 8080)],
      inputs: { products: [declared('shop', { wave: 4 })] },
    });
    expect(waveOf(planned)).toEqual({ reports: 'W4', shop: 'W4' });
    expect(planned.waves.map(({ id }) => id)).toEqual(['W4']);
  });

  it('may tear what belongs together; the rest of the group stays whole', () => {
    const planned = plan({
      servers: machines({ a: 1, b: 1, c: 1, d: 1 }),
      flows: [aFlow('a-1', 'b-1', 5432, 9000), aFlow('b-1', 'c-1', 5432, 9000), aFlow('c-1', 'd-1', 5432, 9000)],
      inputs: { products: [declared('a', { wave: 1 }), declared('b', { wave: 3 })] },
    });
    expect(waveOf(planned)).toEqual({ a: 'W1', b: 'W3', c: 'W1', d: 'W1' });
    expect(condition(planned, 'W1', 'together')?.reason).toBe(
      'tied but in different waves: a (W1) -> b (W3) on 5432, b (W3) -> c (W1) on 5432',
    );
  });

  it('come from a wave column too, where all machines of a product agree', () => {
    const planned = plan({
      servers: [
        ...machines({ a: 2 }, { wave: 'Wave 3' }),
        aMachine('b1', { product: 'b', wave: '1' }),
        aMachine('b2', { product: 'b', wave: '2' }),
        aMachine('c1', { product: 'c', wave: 'later' }),
        aMachine('d1', { product: 'd', wave: '1' }),
      ],
      inputs: { products: [declared('d', { wave: 2 })] },
    });
    expect(planned.products.map(({ pin }) => pin)).toEqual([
      { wave: 3, by: 'inventory' },
      undefined,
      undefined,
      { wave: 2, by: 'estate' },
    ]);
    expect(codes(planned)).toEqual(expect.arrayContaining(['waves-disagree W1, W2', 'wave-not-a-number later']));
  });
});

describe('conditions', () => {
  const production = { environment: 'prod' };
  it.each<[string, World, string, ConditionId, Verdict, string]>([
    [
      'production pinned into a wave of others',
      {
        servers: [...machines({ a: 1 }), ...machines({ b: 1 }, production)],
        inputs: { products: [declared('b', { wave: 1, class: 'production' }), declared('a', { wave: 1 })] },
      },
      'W1',
      'environments',
      'broken',
      'production (b) together with other environments (a)',
    ],
    [
      'a product of several environments',
      {
        servers: [
          aMachine('x', { product: 'a', environment: 'dev' }),
          aMachine('y', { product: 'a', environment: 'prod' }),
        ],
      },
      'W1',
      'environments',
      'waived',
      'production and other machines in one product, which is never split: a',
    ],
    [
      'a test system that needs production',
      {
        servers: [...machines({ atest: 1 }), ...machines({ live: 1 }, production)],
        flows: [aFlow('atest-1', 'live-1', 443)],
      },
      'W2',
      'nonproduction-first',
      'waived',
      'needs production first: atest (W2) -> live (W1) on 443',
    ],
    [
      'a test system pinned behind production',
      {
        servers: [...machines({ atest: 1 }), ...machines({ live: 1 }, production)],
        inputs: { products: [declared('atest', { wave: 2 })] },
      },
      'W2',
      'nonproduction-first',
      'broken',
      'moves after production: atest',
    ],
    [
      'a critical product pinned to the front',
      {
        servers: [...machines({ a: 1 }, { criticality: 'high' }), ...machines({ b: 1 })],
        inputs: { products: [declared('a', { wave: 1 })] },
      },
      'W1',
      'critical-not-first',
      'broken',
      'critical and among the first: a',
    ],
    [
      'nothing but critical products',
      { servers: machines({ a: 1 }, { criticality: 'Mission critical' }) },
      'W1',
      'critical-not-first',
      'waived',
      'every product is critical',
    ],
    [
      'a pilot that is too large',
      { servers: machines({ a: 7 }), inputs: { perWave: { servers: 8, gib: 1e6 } } },
      'W1',
      'pilot-small',
      'broken',
      '7 of 4 machines in a pilot wave',
    ],
    [
      'work longer than the window',
      {
        servers: machines({ a: 9 }),
        inputs: {
          start: '2027-02-01',
          products: [declared('a', { window: { days: ['sat'], from: '22:00', to: '00:30', zone: 'UTC' } })],
        },
      },
      'W1',
      'window',
      'broken',
      'more work than hours in the window: a',
    ],
    [
      'a dependency that is declared loose',
      {
        servers: machines({ reports: 1, shop: 1 }),
        flows: [aFlow('reports-1', 'shop-1', 8080)],
        inputs: {
          loose: [{ from: 'reports', to: 'shop', why: 'nightly' }],
          products: [declared('reports', { wave: 1 }), declared('shop', { wave: 2 })],
        },
      },
      'W1',
      'dependencies',
      'waived',
      'declared loose: reports (W1) -> shop (W2) on 8080',
    ],
    [
      'no start',
      { servers: machines({ a: 1 }) },
      'W1',
      'window',
      'waived',
      'freezes and windows are not judged without a start date',
    ],
    [
      'no end of the contract',
      { servers: machines({ a: 1 }) },
      'W1',
      'contract-end',
      'waived',
      'not judged: no start date or no end of the contract',
    ],
    [
      'a contract that ends too early',
      { servers: machines({ a: 1 }), inputs: { start: '2027-02-01', contractEnd: '2027-03-26' } },
      'W1',
      'contract-end',
      'broken',
      'legacy needed beyond the end of the contract on 2027-03-26: a',
    ],
    [
      'a contract that ends on the last day',
      { servers: machines({ a: 1 }), inputs: { start: '2027-02-01', contractEnd: '2027-03-27' } },
      'W1',
      'contract-end',
      'met',
      'legacy may go before the contract ends on 2027-03-27',
    ],
    [
      'a waiver for the wave',
      {
        servers: machines({ a: 1 }),
        inputs: {
          start: '2027-02-01',
          contractEnd: '2027-03-01',
          waivers: [{ condition: 'contract-end', why: 'extended by mail' }],
        },
      },
      'W1',
      'contract-end',
      'waived',
      'legacy needed beyond the end of the contract on 2027-03-01: a; accepted: extended by mail',
    ],
    [
      'a waiver for one of two products that break it',
      {
        servers: machines({ a: 1, b: 1 }),
        inputs: {
          start: '2027-02-01',
          contractEnd: '2027-03-01',
          waivers: [{ condition: 'contract-end', product: 'a', why: 'moves to another room' }],
        },
      },
      'W1',
      'contract-end',
      'broken',
      'legacy needed beyond the end of the contract on 2027-03-01: a, b',
    ],
  ])('%s', (_, world, wave, id, verdict, reason) => {
    expect(condition(plan(world), wave, id)).toEqual({ id, verdict, reason });
  });

  it('in unknown waivers are reported', () => {
    expect(codes(plan({ inputs: { waivers: [{ condition: 'contract', why: 'x' }] } }))).toEqual([
      'unknown-condition contract',
    ]);
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
