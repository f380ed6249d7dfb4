import { describe, expect, it } from '@jest/globals';
import { replay } from '../../../planner/cutover/fold.js';
import { boundariesOf, dyingAt, smallEstates } from '../../support/cutover.js';

describe.each(smallEstates)('a process that dies: %s', (_, small) => {
  it('comes to the same end from every boundary at which it can die', async () => {
    const { boundaries, clean } = await boundariesOf(small);
    for (const [k, boundary] of boundaries.entries()) {
      const play = await dyingAt(small, k);
      expect([boundary, play.crashes, replay(play.lines)?.ended, play.zones()]).toEqual([
        boundary,
        1,
        'decommissioned',
        clean.zones(),
      ]);
    }
  }, 600_000);
});
