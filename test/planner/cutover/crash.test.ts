import { describe, expect, it } from '@jest/globals';
import { replay } from '../../../planner/cutover/fold.js';
import { boundariesOf, dyingAt, smallEstates } from '../../support/cutover.js';

/** A prime, so that all kinds of boundaries have their turn. The slow suite takes every one. */
const stride = 97;

describe.each(smallEstates)('a process that dies: %s', (_, small) => {
  it('comes to the same end, wherever it dies', async () => {
    const { boundaries, clean } = await boundariesOf(small);
    expect(replay(clean.lines)?.ended).toBe('decommissioned');
    expect(boundaries.length).toBeGreaterThan(60);
    for (let k = 0; k < boundaries.length; k += stride) {
      const play = await dyingAt(small, k);
      expect([boundaries[k], play.crashes, replay(play.lines)?.ended, play.zones()]).toEqual([
        boundaries[k],
        1,
        'decommissioned',
        clean.zones(),
      ]);
    }
  });
});
