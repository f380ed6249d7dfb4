import { describe, expect, it } from '@jest/globals';
import { replay } from '../../../planner/cutover/fold.js';
import { ipv6 } from '../../../planner/cutover/instructions.js';
import { judgeHostedNames } from '../../../planner/cutover/judge-drift.js';
import { nothingSeen } from '../../../planner/cutover/observation.js';
import type { RecordSet } from '../../../planner/cutover/records.js';
import { preflightLines } from '../../../planner/view/cutover/preflight.js';
import { Play, smallEstate, unattended } from '../../support/cutover.js';

const both = '{ A: [192.0.2.10], AAAA: ["2001:db8::10"], ttl: 5m }';
const aPlay = (legacy: string, operators = true): Play =>
  new Play(smallEstate({ policy: unattended, legacy }), { operators });

/** `AAAA 100`, `A 50`: what the zone answers for the name. */
const members = (play: Play): readonly string[] =>
  Object.values(play.zones())
    .flat()
    .filter(({ Type }) => Type !== 'TXT')
    .map(({ Type, Weight, SetIdentifier = '' }) => `${Type} ${SetIdentifier} ${Weight ?? 'all'}`)
    .toSorted();

describe('a name that answers IPv6 today', () => {
  it('is not touched before somebody has confirmed that nobody needs its AAAA', async () => {
    const play = aPlay(both, false);
    await play.begin();
    for (const task of ['forwarder', 'killswitch', 'drill'] as const)
      await play.say((line) => ({
        kind: 'approve',
        run: line.run,
        step: task,
        gate: 'task',
        id: task,
        who: { kind: 'os', user: 'jo' },
        because: 'test',
      }));
    const { stop, state } = await play.play(({ state: { step } }) => step === 'ttl');
    expect(state.step).toBe('ttl');
    expect(stop).toMatchObject({ kind: 'waiting', waiting: { for: 'gate', why: expect.stringContaining('ipv6') } });
    const todo = stop.kind === 'waiting' ? stop.waiting.todo.join('\n') : '';
    expect(todo).toContain('shop.old.example answers AAAA 2001:db8::10 today');
    expect(todo).toContain('clients with IPv6 alone get no answer');
    expect(todo).toContain('plan-migration cutover approve shop ttl:task:ipv6 --because …');
    expect(play.submitted).toEqual([]);
  });

  it('keeps AAAA on legacy while shares move, has none with the last one, and has it back after a rollback', async () => {
    const play = aPlay(both);
    await play.begin();
    await play.play(({ state }) => state.wait?.step === 'shift-50');
    expect(members(play)).toEqual(['A shop-aws 50', 'A shop-legacy 50', 'AAAA shop-legacy 100']);
    await play.play(({ state }) => state.wait?.step === 'shift-100');
    expect(members(play)).toEqual(['A shop-aws 100', 'A shop-legacy 0']);
    await play.rollBack('convert');
    await play.play(({ state }) => state.step === 'convert');
    expect(members(play)).toEqual(['A shop-legacy 100', 'AAAA shop-legacy 100']);
  });

  it('is said by preflight; one without AAAA has nothing to say', () => {
    const { scope } = aPlay(both);
    const look = { width: 100, ascii: false, colour: false };
    const row = { product: 'shop', env: 'prod', ready: true, missing: [], verdicts: [] };
    const text = preflightLines({ ...row, notes: ipv6(scope) }, look)
      .map((line) => line.map((part) => part.text).join(''))
      .join('\n');
    expect(text).toContain('With shift-100 AAAA goes.');
    expect(ipv6(aPlay('{ A: [192.0.2.10], ttl: 5m }').scope)).toEqual([]);
  });
});

const alias = (Type: string): RecordSet => ({
  Name: 'shop.old.example.',
  Type,
  AliasTarget: { HostedZoneId: 'Z35SXDOTRQ7X7K', DNSName: 'old.elb.amazonaws.com.', EvaluateTargetHealth: false },
});
const verdicts = async (legacy: string, ...recordSets: readonly RecordSet[]) => {
  const play = aPlay(legacy);
  await play.begin();
  const state = replay(play.lines);
  if (state === undefined) throw new Error('no run');
  return judgeHostedNames(state, { ...nothingSeen, zones: { Z1OLD00000: { kind: 'read', recordSets } } });
};

describe('an alias in Route 53 that the estate cannot write', () => {
  it.each([
    ['A alone is taken as it is', '{ A: [192.0.2.10], ttl: 5m }', [alias('A')], []],
    ['AAAA that the estate knows of, too', both, [alias('A'), alias('AAAA')], []],
    [
      'AAAA that it does not know of is not lost in silence',
      '{ A: [192.0.2.10], ttl: 5m }',
      [alias('A'), alias('AAAA')],
      ['fail'],
    ],
  ])('%s', async (_, legacy, found, said) => {
    expect((await verdicts(legacy, ...found)).map(({ verdict }) => verdict)).toEqual(said);
  });
});
