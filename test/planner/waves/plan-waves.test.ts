import { describe, expect, it } from '@jest/globals';
import { aFlow, condition, machines, plan, waveOf } from '../../support/waves.js';

describe('waves', () => {
  it('move what is needed in the same or an earlier wave', () => {
    const planned = plan({
      servers: machines({ reports: 2, shop: 3 }),
      flows: [aFlow('reports-1', 'shop-1', 8080)],
      inputs: { perWave: { servers: 3, gib: 10_000 } },
    });
    expect(waveOf(planned)).toEqual({ reports: 'W2', shop: 'W1' });
    expect(condition(planned, 'W2', 'dependencies')).toEqual({
      id: 'dependencies',
      verdict: 'met',
      reason: 'all that it needs moves in the same or an earlier wave',
    });
  });
});
