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

describe('a wait for name servers has an end', () => {
  it('in a private zone whose change id was lost: nobody can ask its servers, two minutes count', async () => {
    const play = new Play(smallEstate({ zone: 'private', policy: unattended }));
    play.simulated.route53.inject({ kind: 'reset-after-apply', action: 'ChangeResourceRecordSets' });
    await play.begin();
    const { state } = await play.play(({ state: { step } }) => step === 'convert');
    expect(state.step).toBe('convert');
    const lines = play.lines.filter(({ step }) => step === 'ttl');
    const submitted = lines.find(({ kind }) => kind === 'submitted');
    const settled = lines.find((line) => line.kind === 'settled' && line.verdict === 'insync');
    expect(submitted).not.toHaveProperty('changeId');
    const waited = Date.parse(settled?.at ?? '') - Date.parse(submitted?.at ?? '');
    expect(waited).toBeGreaterThanOrEqual(120_000);
    expect(waited).toBeLessThan(140_000);
  });

  it('of a change that stays pending: the lease is given back after two minutes, so that others can decide', async () => {
    const play = new Play(smallEstate({ policy: unattended }), { operators: true });
    const { dns, clock } = play.world;
    Object.assign(dns, { status: () => Promise.resolve({ kind: 'pending' }) });
    await play.begin();
    const { stop, state } = await play.play((ticked) => ticked.state.pending !== undefined);
    expect(stop).toMatchObject({ kind: 'waiting', waiting: { for: 'wait', why: expect.stringContaining('handing') } });
    expect(clock.now() - Date.parse(state.pending?.intent.at ?? '')).toBeLessThan(150_000);
    await play.say((line) => ({ kind: 'rollback', ...line, to: 'names', end: true, cause: 'operator', because: 'no' }));
    expect(replay(play.lines)?.back).toBeDefined();
  });
});
