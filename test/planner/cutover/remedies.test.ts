import { beforeAll, describe, expect, it } from '@jest/globals';
import { advance } from '../../../planner/cutover/advance.js';
import { fold, replay } from '../../../planner/cutover/fold.js';
import { nothingSeen, type Observation } from '../../../planner/cutover/observation.js';
import { remediesOf, waiverOf } from '../../../planner/cutover/remedies.js';
import { approval, parseGate } from '../../../planner/cutover/requests.js';
import { todoOf } from '../../../planner/cutover/standstill.js';
import type { State } from '../../../planner/cutover/state.js';
import { gateIds, type Verdict } from '../../../planner/cutover/verdict.js';
import { Play, smallEstate } from '../../support/cutover.js';

const policy = [
  'steps: [50, 100]',
  'onFailure: freeze',
  'approve: { at: [] }',
  'metrics: { errors: { of: ingress.5xxPercent, failAbove: 1, over: 5m, minRequests: 200 } }',
  'probes: { home: { get: "https://shop.old.example/", expect: 200 } }',
];

/** A run that bakes its first share. */
async function atFirstShare(): Promise<State> {
  const play = new Play(smallEstate({ policy, partner: true }));
  await play.begin();
  await play.play(({ state }) => state.wait?.step === 'shift-50');
  const state = replay(play.lines);
  if (state === undefined) throw new Error('no run');
  return state;
}

const seenAt = (state: State, numbers: Observation['metrics']): Observation => ({
  ...nothingSeen,
  zones: Object.fromEntries(
    Object.entries(state.current).map(([zone, recordSets]) => [zone, { kind: 'read', recordSets }]),
  ),
  addresses: { kind: 'same', why: '' },
  probes: { home: { kind: 'answered', status: 200, from: '203.0.113.11' } },
  metrics: numbers,
});

let baking: State;
beforeAll(async () => {
  baking = await atFirstShare();
});

const ids: Readonly<Record<string, string>> = { partners: 'bes.ingress', probes: 'home', metrics: 'errors' };
const verdictOf = (gate: Verdict['gate'], verdict: Verdict['verdict']): Verdict => ({
  gate,
  verdict,
  why: '',
  ...(ids[gate] !== undefined && { id: ids[gate] }),
});

/** What a run is told to do about what was seen, once the bake is over. */
function todoAfter(start: State, numbers: Observation['metrics']): readonly string[] {
  let state = start;
  const now = (start.wait?.until ?? 0) + 1;
  for (let n = start.lines; ; n += 1) {
    const action = advance(state, seenAt(state, numbers), now, { token: 'test' });
    if (action.kind === 'wait') return action.waiting.todo;
    if (action.kind !== 'append') throw new Error(action.kind);
    const stamp = { n, prev: '', at: new Date(now).toISOString(), by: 'test', lease: 1 };
    for (const entry of action.entries) state = fold(state, { ...entry, ...stamp }) ?? state;
  }
}

describe('a run that stands still says what to do', () => {
  it('about a metric without data: what makes it pass, and how to go on without it', () => {
    expect(todoAfter(baking, { errors: { kind: 'none', why: 'no data' } })).toEqual([
      'It passes once errors is at most 1, of at least 200 requests; it is asked again at every look.',
      'plan-migration cutover approve shop shift-50:metrics:errors --because …   goes on without it',
    ]);
  });

  it('about a metric that failed where the policy freezes: go on, go back, or go on without it', () => {
    expect(todoAfter(baking, { errors: { kind: 'value', value: 7, requests: 900 } })).toEqual([
      'plan-migration cutover resume shop --because …',
      'plan-migration cutover rollback shop --because …   all traffic back to legacy',
      'plan-migration cutover approve shop shift-50:metrics:errors --because …   goes on without it',
    ]);
  });
});

describe('about every gate', () => {
  const person = { kind: 'os', user: 'jo' } as const;

  it.each(gateIds.filter((gate) => gate !== 'task'))(
    '%s: something is said, whether it failed or is not known',
    (gate) => {
      for (const verdict of ['fail', 'inconclusive'] as const)
        expect(remediesOf(baking, [verdictOf(gate, verdict)])).not.toEqual([]);
      expect(remediesOf(baking, [verdictOf(gate, 'pass'), verdictOf(gate, 'waived')])).toEqual([]);
    },
  );

  it.each(gateIds)('%s: a waiver is offered exactly where approve takes one', (gate) => {
    const offered = waiverOf(baking, verdictOf(gate, 'inconclusive'));
    const [, asked] = /cutover approve shop (\S+) --because/.exec(offered ?? '') ?? [];
    const refused = (): unknown => approval(baking, parseGate(`shift-50:${gate}`), person, { because: 'test' });
    if (gate === 'drift' || gate === 'addresses') expect(refused).toThrow('cannot be waived');
    if (offered === undefined) expect(['approval', 'task', 'drift', 'addresses']).toContain(gate);
    else expect(approval(baking, parseGate(asked ?? ''), person, { because: 'test' })).toMatchObject({ gate });
  });

  it('partners are told at notice, and asked later', () => {
    const missing = [verdictOf('partners', 'inconclusive')];
    expect(remediesOf({ ...baking, step: 'notice' }, missing)[0]).toBe('plan-migration partners notice bes');
    expect(remediesOf({ ...baking, step: 'partners' }, missing)).toEqual([
      'plan-migration partners status bes',
      'plan-migration partners confirm bes --product shop --via …   once they said that it is open',
      'plan-migration cutover approve shop partners:partners:bes.ingress --because …   goes on without it',
    ]);
  });
});

describe('cutover status', () => {
  const hold = { kind: 'hold', run: '', step: 'shift-50', n: 1, prev: '', at: '', by: 'ops/jo', lease: 1 } as const;

  it('tells the same from the journal alone: of a gate, a hold, a foreign edit; nothing of what goes by itself', () => {
    const metric = verdictOf('metrics', 'inconclusive');
    expect(todoOf({ ...baking, verdicts: { metrics: metric } })).toEqual(remediesOf(baking, [metric]));
    expect(todoOf({ ...baking, hold: { ...hold, cause: 'operator', because: 'lunch' } })).toEqual([
      'plan-migration cutover resume shop --because …',
    ]);
    const drift = { zone: 'Z1', expected: [], seen: [], at: '' };
    expect(todoOf({ ...baking, drift })[0]).toContain('cutover resume shop --adopt');
    expect(todoOf({ ...baking, verdicts: {} })).toEqual([]);
    expect(todoOf({ ...baking, drift, ended: 'aborted' })).toEqual([]);
  });
});
