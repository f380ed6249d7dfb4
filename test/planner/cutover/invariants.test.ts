import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { Play, smallEstate, unattended } from '../../support/cutover.js';
import { knownSchedules, playSchedule, schedules } from '../../support/cutover-schedule.js';

describe('whatever comes in between', () => {
  it('the invariants hold, the run comes to an end, and no resolver sees a wrong answer', async () => {
    await fc.assert(
      fc.asyncProperty(schedules, async (schedule) => {
        const { broken } = await playSchedule(schedule);
        if (broken.length > 0) throw new Error(broken.join('\n'));
      }),
      { numRuns: 12, examples: knownSchedules },
    );
  });
});

describe('two operators', () => {
  it('never both write: whoever was stopped before a batch finds that the fence has moved', async () => {
    const estate = smallEstate({ policy: unattended });
    const second = { taken: 0 };
    let [batches, stopped] = [0, 0];
    const first = new Play(estate, {
      at: async (boundary) => {
        if (boundary !== 'before submit' || second.taken > 0) return;
        batches += 1;
        if (batches < 3) return;
        // The first one sleeps here, its intent written. The second displaces it and goes on to the end of this step.
        stopped = first.submitted.length;
        first.simulated.journals.release(first.name);
        const other = new Play(estate, { taken: () => (second.taken += 1) }, 'shop', first.simulated);
        await other.turn();
      },
    });
    await first.begin();
    await first.play();
    expect(second.taken).toBe(1);
    expect(first.submitted[stopped]).toMatchObject({ kind: 'rejected' });
    expect(first.lines.at(-1)).toMatchObject({ kind: 'end', how: 'decommissioned' });
  });

  it('shift one product at a time, however many are due at once', async () => {
    const estate = smallEstate({ policy: unattended, products: ['shop', 'blog', 'wiki'] });
    const shop = new Play(estate, {}, 'shop');
    const others = ['blog', 'wiki'].map((name) => new Play(estate, {}, name, shop.simulated));
    const all = [shop, ...others];
    await Promise.all(all.map((play) => play.begin()));
    await shop.together(others);
    const shifting = all.map(({ lines }) => {
      const first = lines.find((line) => line.kind === 'intent' && line.step.startsWith('shift-'));
      return [
        Date.parse(first?.at ?? ''),
        Date.parse(lines.find(({ step, kind }) => step === 'bake' && kind === 'enter')?.at ?? ''),
      ];
    });
    const inOrder = shifting.toSorted(([a = 0], [b = 0]) => a - b);
    for (const [i, [from = 0]] of inOrder.entries()) expect(from).toBeGreaterThanOrEqual(inOrder[i - 1]?.[1] ?? 0);
    expect(all.map(({ lines }) => lines.at(-1)?.kind)).toEqual(['end', 'end', 'end']);
  });
});
