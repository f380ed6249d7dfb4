import { describe, expect, it } from '@jest/globals';
import { replay } from '../../../planner/cutover/fold.js';
import type { Identity } from '../../../planner/cutover/identity.js';
import { approval, parseGate, resume, rollback } from '../../../planner/cutover/requests.js';
import type { State } from '../../../planner/cutover/state.js';
import { judgeApproval } from '../../../planner/cutover/approvals.js';
import { Fault } from '../../../planner/model/fault.js';
import { Play, smallEstate } from '../../support/cutover.js';

const kindOf = (work: () => unknown): string => {
  try {
    work();
    return 'fine';
  } catch (error) {
    return error instanceof Fault ? error.kind : String(error);
  }
};

const person = (name: string, role = 'ops', sourceIdentity?: string): Identity => ({
  kind: 'sts',
  account: '111122223333',
  arn: `arn:aws:sts::111122223333:assumed-role/${role}/${name}`,
  userId: `AROA:${name}`,
  ...(sourceIdentity !== undefined && { sourceIdentity }),
});

/** A run that waits for the approval of its first shift. */
async function atFirstShift(
  policy = 'approve: { at: [shift-50], from: ops }',
  ...more: readonly string[]
): Promise<State> {
  const play = new Play(smallEstate({ policy: [policy, 'steps: [50, 100]', ...more] }));
  await play.begin();
  await play.play(({ state }) => state.step === 'shift-50');
  const state = replay(play.lines);
  if (state === undefined) throw new Error('no run');
  return state;
}

const because = { because: 'test' };

describe('what a gate is called', () => {
  it.each([
    ['shift-5', { step: 'shift-5', gate: 'approval' }],
    ['shift-100:task:shift-100.2', { step: 'shift-100', gate: 'task', id: 'shift-100.2' }],
    ['shift-5:metrics:orders', { step: 'shift-5', gate: 'metrics', id: 'orders' }],
    ['partners:partners:bes.ingress', { step: 'partners', gate: 'partners', id: 'bes.ingress' }],
  ])('%s', (text, gate) => expect(parseGate(text)).toEqual(gate));

  it.each(['shift-0', 'shift-5:hope', '', ':task', 'constructor'])('never "%s"', (text) => {
    expect(kindOf(() => parseGate(text))).toBe('usage');
  });
});

describe('an approval', () => {
  it('counts only from the group: account and role name, never a user of the operating system', async () => {
    const state = await atFirstShift();
    const asked = parseGate('shift-50');
    expect(kindOf(() => approval(state, asked, person('jo'), because))).toBe('fine');
    expect(kindOf(() => approval(state, asked, person('jo', 'web'), because))).toBe('denied');
    expect(kindOf(() => approval(state, asked, { kind: 'os', user: 'root' }, because))).toBe('denied');
    const elsewhere: Identity = {
      kind: 'sts',
      account: '999900001111',
      arn: 'arn:aws:sts::999900001111:assumed-role/ops/jo',
      userId: 'AROA:jo',
    };
    expect(kindOf(() => approval(state, asked, elsewhere, because))).toBe('denied');
  });

  it('needs different people: without a source identity, one role is one person', async () => {
    const one = await atFirstShift('approve: { at: [shift-50] }');
    const { policy } = one.scope;
    const state = { ...one, scope: { ...one.scope, policy: { ...policy, approve: { ...policy.approve, need: 2 } } } };
    const verdict = (...who: readonly Identity[]): string => {
      const stamp = { n: 1, prev: '', at: state.lastAt, by: '', lease: 1 };
      const approvals = who.map((each) => Object.assign(approval(state, parseGate('shift-50'), each, because), stamp));
      return judgeApproval({ ...state, approvals }, 'shift-50', 0).verdict;
    };
    expect(verdict(person('jo'), person('kim'))).toBe('inconclusive');
    expect(verdict(person('jo', 'ops', 'jo'), person('jo', 'ops', 'jo'))).toBe('inconclusive');
    expect(verdict(person('jo', 'ops', 'jo'), person('kim', 'ops', 'kim'))).toBe('pass');
  });

  it('never waives drift or changed addresses, and confirms no task before its turn', async () => {
    const state = await atFirstShift();
    for (const gate of ['shift-50:drift', 'shift-50:addresses', 'shift-50:task:nothing'])
      expect(kindOf(() => approval(state, parseGate(gate), person('jo'), because))).toBe('usage');
    expect(kindOf(() => approval(state, parseGate('decommission:task:shutdown'), person('jo'), because))).toBe(
      'waiting',
    );
  });
});

describe('what would only look like a decision', () => {
  const metrics = 'metrics: { orders: { of: "cloudwatch:Shop/Orders:Sum", failBelow: 5, over: 15m } }';

  it.each([
    ['an approval where none is asked', 'convert', 'usage'],
    ['a waiver of a gate that the step does not ask', 'convert:partners', 'usage'],
    ['a waiver of a metric that there is none of', 'shift-50:metrics:oders', 'usage'],
    ['the end, before its turn', 'finish', 'waiting'],
    ['the very end, before its turn', 'decommission', 'waiting'],
    ['a waiver of a metric', 'shift-50:metrics:orders', 'fine'],
    ['a waiver of all metrics', 'shift-50:metrics', 'fine'],
    ['an approval that is asked', 'shift-50', 'fine'],
  ])('%s: %s', async (_, asked, expected) => {
    const state = await atFirstShift(undefined, metrics);
    expect(kindOf(() => approval(state, parseGate(asked), person('jo'), because))).toBe(expected);
  });

  it('is approved when its turn is near: the end at the step before it', async () => {
    const state = await atFirstShift();
    const finish = (step: State['step']): string =>
      kindOf(() => approval({ ...state, step }, parseGate('finish'), person('jo'), because));
    expect([finish('bake'), finish('drain'), finish('finish')]).toEqual(['waiting', 'fine', 'fine']);
  });

  it('goes on only where something is held, and back only where something has moved', async () => {
    const state = await atFirstShift();
    expect(kindOf(() => resume(state, 'plain', because, undefined))).toBe('usage');
    expect(() => rollback({ ...state, step: 'partners' }, undefined, false, because)).toThrow(
      'nothing of shop has moved',
    );
    expect(kindOf(() => rollback({ ...state, step: 'partners' }, undefined, true, because))).toBe('fine');
  });
});

describe('the way back', () => {
  it('leads to steps that are behind, and nowhere while a foreign edit is undecided', async () => {
    const state = await atFirstShift();
    expect(rollback(state, undefined, false, because)).toMatchObject({ to: 'convert', end: false });
    expect(kindOf(() => rollback(state, 'shift-100', false, because))).toBe('usage');
    const drift = { zone: 'Z', expected: [], seen: [], at: state.lastAt };
    expect(kindOf(() => rollback({ ...state, drift }, undefined, true, because))).toBe('changed');
    expect(kindOf(() => resume({ ...state, drift }, 'plain', because, undefined))).toBe('changed');
    expect(kindOf(() => resume(state, 'restore', because, {}))).toBe('usage');
    expect(kindOf(() => rollback({ ...state, ended: 'aborted' }, undefined, true, because))).toBe('usage');
  });
});
