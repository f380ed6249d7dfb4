import { describe, expect, it } from '@jest/globals';
import type { StepId } from '../../../estate/index.js';
import type { Ticked } from '../../../planner/cutover/runner.js';
import { Died, Play, smallEstate, unattended } from '../../support/cutover.js';

/** What happened at the end: owners as they were written into the estate, and batches. */
type Happened = readonly string[];

/** A run that dies right after it noted that the stack owns the names. Before it is started again, somebody asks for the way back. */
async function regretted(
  asked: { readonly to: StepId; readonly end: boolean },
  until: (ticked: Ticked) => boolean,
): Promise<Happened> {
  const happened: string[] = [];
  let phase: 'before' | 'dead' | 'asked' = 'before';
  const play: Play = new Play(smallEstate({ policy: unattended }), {
    at: (boundary) => {
      const last = play.lines.at(-1);
      if (phase !== 'before' || boundary !== 'before line' || last?.kind !== 'observe' || last.owner !== 'stack')
        return;
      phase = 'dead';
      throw new Died(boundary);
    },
    taken: () => void happened.push('batch'),
    between: async () => {
      if (phase !== 'dead') return;
      phase = 'asked';
      happened.splice(0);
      await play.say((line) => ({ kind: 'rollback', ...line, ...asked, cause: 'operator', because: 'test' }));
    },
  });
  const { owners } = play.world;
  const set = owners.set.bind(owners);
  Object.assign(owners, {
    set: (...args: Parameters<typeof set>) => {
      happened.push(args[2]);
      return set(...args);
    },
  });
  await play.begin();
  await play.play((ticked) => phase === 'asked' && until(ticked));
  return happened;
}

describe('records that the estate gave to the stack already', () => {
  it('belong to legacy again after an abort', async () => {
    const happened = await regretted({ to: 'names', end: true }, () => false);
    expect(happened).toEqual(['cutover', 'batch', 'legacy']);
  });

  it('belong to the cutover before a rollback changes one: a deploy meanwhile must not take it over', async () => {
    const happened = await regretted({ to: 'convert', end: false }, ({ state }) => state.step === 'convert');
    expect(happened).toEqual(['cutover', 'batch']);
  });
});
