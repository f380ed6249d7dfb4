import { describe, expect, it } from '@jest/globals';
import type { Ticked } from '../../../../planner/cutover/runner.js';
import { stopLines } from '../../../../planner/view/cutover/stop-text.js';
import { paintAll } from '../../../../planner/view/look.js';
import { playedTo } from '../../../support/run-screen.js';

const { ticked } = await playedTo('shift-50', 'bake');
const told = (change: Partial<Ticked['state']>, stop: Ticked['stop'] = ticked.stop): string =>
  paintAll(stopLines({ ...ticked, state: { ...ticked.state, ...change }, stop }), false);

describe('where a run stopped', () => {
  it('names the way back while there is one', () => {
    expect(told({})).toMatch(/50 % of new answers lead to AWS\. A rollback .* cutover rollback shop --because …$/m);
  });

  it('never offers a plain rollback once a task without return has begun', () => {
    const text = told({ pointOfNoReturn: 'shift-100.2' });
    expect(text).toContain('No way back without losing data: shift-100.2 has begun.');
    expect(text).toMatch(/cutover rollback shop --because … --confirm shop$/m);
    expect(text).not.toContain('every client on legacy within');
  });

  it('offers no rollback while a foreign edit is undecided, and says where nothing is left', () => {
    const text = told({ drift: { zone: 'Z1', expected: [], seen: [], at: '' } });
    expect(text).toContain('now           nothing is there any more');
    expect(text).toContain('No rollback is written before that is decided.');
    expect(text).not.toContain('cutover rollback');
  });

  it('says in the end what the stack takes over, and how', () => {
    expect(told({ ended: 'decommissioned' }, { kind: 'ended' })).toContain('npx cdktf diff shop-prod');
  });

  it('alarms over a rollback only until Route 53 has taken its batch', () => {
    const stamp = { run: 'r', step: 'shift-50', n: 90, prev: '', at: '', by: 'ops/jo', lease: 1 } as const;
    const back = { ...stamp, kind: 'rollback', to: 'convert', end: false, cause: 'operator', because: 'x' } as const;
    const intent = {
      ...stamp,
      kind: 'intent',
      op: 'o',
      zone: 'Z1',
      gates: '',
      target: 'route53',
      purpose: 'back',
      fence: { from: 1, to: 2 },
      batch: [],
      undo: [],
    } as const;
    const submitted = { ...stamp, kind: 'submitted', op: 'o', changeId: 'C1' } as const;
    expect(told({ back })).toContain('THE ROLLBACK IS NOT DONE. Act now');
    expect(told({ back, pending: { intent, lost: false } })).toContain('aws route53 change-resource-record-sets');
    expect(told({ back, pending: { intent: { ...intent, purpose: 'step' }, submitted, lost: false } })).toContain(
      'NOT DONE',
    );
    const taken = told({ back, pending: { intent, submitted, lost: false } });
    expect(taken).toContain('The way back is with Route 53');
    expect(taken).not.toContain('NOT DONE');
  });
});
