import { describe, expect, it } from '@jest/globals';
import { exitOf } from '../../../planner/commands/cutover/outcome.js';
import type { LegacySeen } from '../../../planner/cutover/observation.js';
import type { RecordSet } from '../../../planner/cutover/records.js';
import type { Ticked } from '../../../planner/cutover/runner.js';
import { Play, smallEstate, unattended } from '../../support/cutover.js';
import { simple } from '../../support/route53.js';

const answers = (...each: readonly (readonly RecordSet[])[]): LegacySeen => ({
  kind: 'seen',
  servers: each.map((records, at) => ({ server: `ns${at + 1}.old.example`, records })),
});
const said = simple('shop.old.example.', 'A', 300, '192.0.2.10');
const other = simple('shop.old.example.', 'A', 300, '192.0.2.99');

/** A product at an old provider that answers this from a step on; the turn in which it stands still there. */
async function standsStill(step: string, seen: LegacySeen): Promise<Ticked> {
  const play = new Play(smallEstate({ zone: 'legacy', policy: unattended }));
  const { legacy } = play.world;
  const honest = legacy.seen.bind(legacy);
  let at = 'names';
  Object.assign(legacy, {
    seen: (zone: string, name: string) => (at === step ? Promise.resolve(seen) : honest(zone, name)),
  });
  await play.begin();
  return play.play(({ state, stop }) => {
    const before = at;
    at = state.step;
    return before === step && at === step && stop.kind === 'waiting';
  });
}

const outcome = ({ stop, state }: Ticked) => ({
  for: stop.kind === 'waiting' ? stop.waiting.for : stop.kind,
  todo: stop.kind === 'waiting' ? stop.waiting.todo.join('\n') : '',
  code: exitOf({ state, stop }),
});

describe('a name at an old provider, before anything is changed', () => {
  it.each([
    ['all servers answer something else', answers([other], [other])],
    ['one server answers something else', answers([said], [other])],
    ['a server answers nothing', answers([said], [])],
  ])('%s: the world is not as planned, 82, and what to correct', async (_, seen) => {
    const { todo, ...told } = outcome(await standsStill('names', seen));
    expect(told).toEqual({ for: 'changed', code: 82 });
    expect(todo).toContain('Correct legacy of the name in the estate file');
    expect(todo).toContain('plan-migration cutover resume shop --adopt --because …');
    expect(todo).not.toContain('cutover approve');
  });

  it.each([
    ['no server could be asked', { kind: 'unknown', why: 'timeout' } as const],
    ['there is no server', answers()],
  ])('%s: nothing is known, and it holds with 75', async (_, seen) => {
    expect(outcome(await standsStill('names', seen))).toMatchObject({ for: 'gate', code: 75 });
  });
});

it('while people enter a record, servers that differ hold and are no drift', async () => {
  expect(outcome(await standsStill('ttl', answers([said], [other])))).toMatchObject({ for: 'people', code: 75 });
});
