import { describe, it } from '@jest/globals';
import * as fc from 'fast-check';
import { knownSchedules, playSchedule, schedules } from '../../support/cutover-schedule.js';

describe('whatever comes in between', () => {
  it('the invariants hold, the run comes to an end, and no resolver sees a wrong answer', async () => {
    await fc.assert(
      fc.asyncProperty(schedules, async (schedule) => {
        const { broken } = await playSchedule(schedule);
        if (broken.length > 0) throw new Error(broken.join('\n'));
      }),
      { numRuns: Number(process.env['RUNS'] ?? 2000), examples: knownSchedules },
    );
    // Some minutes, on a machine that does other things too.
  }, 1_800_000);
});
