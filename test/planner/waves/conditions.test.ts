import { describe, expect, it } from '@jest/globals';
import type { ConditionId, Verdict } from '../../../planner/waves/wave-plan.js';
import { aFlow, aMachine, codes, condition, declared, machines, plan, type World } from '../../support/waves.js';

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
