import { describe, expect, it } from '@jest/globals';
import { replay } from '../../../planner/cutover/fold.js';
import { Play, smallEstate, unattended } from '../../support/cutover.js';

/** A product that has just sent its first batch. */
async function afterFirstBatch(skew: number): Promise<Play> {
  const play = new Play(smallEstate({ policy: unattended }));
  const { dns } = play.world;
  const submit: typeof dns.submit = dns.submit.bind(dns);
  Object.assign(dns, {
    submit: async (...args: Parameters<typeof submit>) => {
      const result = await submit(...args);
      return result.kind === 'submitted'
        ? { ...result, at: new Date(Date.parse(result.at) - skew).toISOString() }
        : result;
    },
  });
  await play.begin();
  await play.play(({ state }) => state.hold !== undefined || state.step === 'convert');
  return play;
}

describe('a clock that is wrong', () => {
  it.each([
    ['ahead by six minutes', 360_000, /360 s ahead of AWS/],
    ['behind by an hour', -3_600_000, /3600 s behind AWS/],
  ])('%s holds the run once its batch has settled: waits would end too early', async (_, skew, why) => {
    const play = await afterFirstBatch(skew);
    expect(replay(play.lines)?.hold?.because).toMatch(why);
    expect(replay(play.lines)?.pending).toBeUndefined();
  });

  it('that differs by four minutes does not', async () => {
    const play = await afterFirstBatch(240_000);
    expect(replay(play.lines)?.hold).toBeUndefined();
  });
});
