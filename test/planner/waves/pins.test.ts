import { describe, expect, it } from '@jest/globals';
import { aFlow, aMachine, codes, condition, declared, machines, plan, waveOf } from '../../support/waves.js';

const six = { servers: 6, gib: 1e6 };

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
