import { beforeAll, describe, expect, it } from '@jest/globals';
import { advance } from '../../../planner/cutover/advance.js';
import { fold, replay } from '../../../planner/cutover/fold.js';
import { nothingSeen, type Observation } from '../../../planner/cutover/observation.js';
import { preflightRemedies, remediesOf, waiverOf } from '../../../planner/cutover/remedies.js';
import { approval, parseGate } from '../../../planner/cutover/requests.js';
import { standstillOf } from '../../../planner/cutover/standstill.js';
import type { Ticked } from '../../../planner/cutover/runner.js';
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

const person = { kind: 'os', user: 'jo' } as const;

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
      'plan-migration partners waive bes --product shop --direction ingress --because … --until …   goes on without them at every step until then',
      'plan-migration cutover approve shop partners:partners:bes.ingress --because …   goes on without it, at this step only',
    ]);
  });
});

describe('preflight', () => {
  it.each([
    ['addresses', 'fail', 'npx cdktf deploy prod-addresses --outputs-file outputs/prod-addresses.json'],
    ['addresses', 'inconclusive', 'It cannot be waived; ask again once AWS answers.'],
    ['partners', 'inconclusive', 'plan-migration partners status bes'],
    ['partners', 'fail', 'plan-migration partners status bes'],
  ] as const)('says about %s that say %s what to do, without a run to tell it to', (gate, verdict, said) => {
    const told = preflightRemedies({ ...baking, step: 'partners' }, verdictOf(gate, verdict), false);
    expect(told).toContain(said);
    expect(told.join('\n')).not.toMatch(/cutover (?:approve|abort|resume)/);
  });

  it('says of a run that is under way what the run says, and nothing of what passes', () => {
    const verdict = verdictOf('addresses', 'fail');
    expect(preflightRemedies(baking, verdict, true)).toEqual(remediesOf(baking, [verdict]));
    expect(preflightRemedies(baking, verdictOf('partners', 'pass'), false)).toEqual([]);
  });
});

const waits = ({ stop }: Ticked): boolean => stop.kind === 'waiting';

describe('cutover status', () => {
  const hold = { kind: 'hold', run: '', step: 'shift-50', n: 1, prev: '', at: '', by: 'ops/jo', lease: 1 } as const;

  it('tells the same from the journal alone: of a gate, a hold, a foreign edit; nothing of what goes by itself', () => {
    const metric = verdictOf('metrics', 'inconclusive');
    expect(standstillOf({ ...baking, verdicts: { metrics: metric } })?.todo ?? []).toEqual(
      remediesOf(baking, [metric]),
    );
    expect(standstillOf({ ...baking, hold: { ...hold, cause: 'operator', because: 'lunch' } })?.todo ?? []).toEqual([
      'plan-migration cutover resume shop --because …',
    ]);
    const drift = { zone: 'Z1', expected: [], seen: [], at: '' };
    expect(standstillOf({ ...baking, drift })?.todo[0]).toContain('cutover resume shop --adopt');
    expect(standstillOf({ ...baking, verdicts: {} })?.todo ?? []).toEqual([]);
    expect(standstillOf({ ...baking, drift, ended: 'aborted' })?.todo ?? []).toEqual([]);
  });

  it('shows the task that people confirm, with its command, until somebody has', async () => {
    const play = new Play(smallEstate({ policy }), { operators: false });
    await play.begin();
    const { state, stop } = await play.play(({ stop: end }) => end.kind === 'waiting' && end.waiting.todo.length > 0);
    if (stop.kind !== 'waiting') throw new Error(stop.kind);
    expect(state.step).toBe('forwarder');
    expect(standstillOf(state)?.todo).toEqual(stop.waiting.todo);
    const said = approval(state, parseGate('forwarder:task:forwarder'), person, { because: 'tested' });
    const stamp = { n: 1, prev: '', at: state.lastAt, by: '', lease: 1 };
    expect(standstillOf({ ...state, approvals: [{ ...said, ...stamp }] })).toBeUndefined();
  });

  it('counts an approval that was given since the gate was asked', () => {
    const { policy: agreed } = baking.scope;
    const approve = { ...agreed.approve, at: ['shift-50'] as const };
    const asked = { ...baking, scope: { ...baking.scope, policy: { ...agreed, approve } } };
    const verdicts = { approval: verdictOf('approval', 'inconclusive') };
    expect(standstillOf({ ...asked, verdicts })?.todo).toEqual([
      'plan-migration cutover approve shop shift-50 --because …',
    ]);
    const said = approval(asked, parseGate('shift-50'), person, { because: 'go' });
    const approvals = [{ ...said, n: 1, prev: '', at: baking.lastAt, by: '', lease: 1 }];
    expect(standstillOf({ ...asked, verdicts, approvals })).toBeUndefined();
  });

  it('shows the record that somebody has to enter at an old provider', async () => {
    const play = new Play(smallEstate({ policy, zone: 'legacy' }), { operators: false });
    await play.begin();
    const confirmed = async (id: string): Promise<void> => {
      const state = replay(play.lines);
      if (state === undefined) throw new Error('no run');
      const journal = await play.world.journals.open(play.name);
      await journal.append(approval(state, parseGate(`${state.step}:task:${id}`), person, { because: 'done' }));
      await journal.close();
    };
    for (const id of ['forwarder', 'killswitch', 'drill']) {
      await play.play((ticked) => waits(ticked) && ticked.state.tasks[id]?.phase === 'intent');
      await confirmed(id);
    }
    const { state, stop } = await play.play((ticked) => waits(ticked) && ticked.state.step === 'ttl');
    if (stop.kind !== 'waiting') throw new Error(stop.kind);
    expect(standstillOf(state)?.todo).toEqual(stop.waiting.todo);
    expect(stop.waiting.todo[0]).toMatch(/^Enter in zone old\.example: /);
  });
});
