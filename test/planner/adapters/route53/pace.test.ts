import { describe, expect, it } from '@jest/globals';
import { mayChange, mayRead, Pacer } from '../../../../planner/adapters/route53/pace.js';
import { simulatedDns } from '../../../../planner/adapters/simulated/route53-calls.js';
import type { Failure, Reply } from '../../../../planner/adapters/route53/calls.js';
import { aRoute53 } from '../../../support/route53.js';
import { leapingClock } from '../../../support/route53-conformance.js';

const failing = (code: string, status = 400): Failure => ({ kind: 'error', code, status, messages: [] });

/** Answers one after the other, the last for ever; counts. */
function script(...replies: readonly Reply<string>[]) {
  let calls = 0;
  const ask = () => Promise.resolve(replies[Math.min(calls++, replies.length - 1)] ?? failing('none'));
  return { ask, calls: () => calls };
}

/** How long three throttled calls take, with this jitter. */
const pauses = async (random: number) => {
  const clock = leapingClock(0);
  const { ask } = script(failing('Throttling'), failing('Throttling'), failing('Throttling'), {
    kind: 'ok',
    value: '',
  });
  await new Pacer({ clock, random: () => random }).run(ask, mayChange);
  return clock.now();
};

describe('the pace of calls', () => {
  it('says once that a call is tried again, and for how long; nothing of one that is not', async () => {
    const told: number[] = [];
    const onRetry = (_: Failure, left: number): void => void told.push(left);
    const pacer = new Pacer({ clock: leapingClock(0), random: () => 0.5, budgetMilliseconds: 6000, onRetry });
    await pacer.run(script({ kind: 'unreached', message: 'ECONNREFUSED' }).ask, mayRead);
    expect(told).toEqual([6000]);
    await pacer.run(script(failing('AccessDenied', 403)).ask, mayRead);
    await pacer.run(script({ kind: 'ok', value: '' }).ask, mayRead);
    expect(told).toHaveLength(1);
  });

  it('stays below the rate of the service without knowing it: no read of 300 fails, and few are throttled', async () => {
    const clock = leapingClock();
    const route53 = aRoute53();
    const dns = simulatedDns(route53, { clock, random: () => 0.5 });
    for (let read = 0; read < 300; read += 1) expect((await dns.read('ZTEST', ['www.example.com.'])).kind).toBe('read');
    expect(route53.calls.get('ListResourceRecordSets')).toBeLessThan(310);
  });

  it('gives way to others who use up the rate, and comes back', async () => {
    const clock = leapingClock();
    const route53 = aRoute53();
    const dns = simulatedDns(route53, { clock, random: () => 0.5 });
    for (let round = 0; round < 50; round += 1) {
      for (let other = 0; other < 60; other += 1) route53.hostedZones(clock.now());
      expect((await dns.read('ZTEST', ['www.example.com.'])).kind).toBe('read');
    }
  });

  it.each<readonly [string, Failure, boolean, boolean]>([
    ['a throttled call', failing('Throttling'), true, true],
    ['a zone still at work', failing('PriorRequestNotComplete'), true, true],
    ['a broken connection', { kind: 'broken', message: '' }, false, true],
    ['an internal error', failing('InternalFailure', 500), false, true],
    ['nobody reached', { kind: 'unreached', message: '' }, false, true],
    ['expired credentials', failing('ExpiredToken', 403), false, false],
    ['a denied call', failing('AccessDenied', 403), false, false],
    ['a bad batch', failing('InvalidChangeBatch'), false, false],
  ])('after %s a batch is sent again: %#', (_title, failure, change, read) => {
    expect([mayChange(failure), mayRead(failure)]).toEqual([change, read]);
  });

  it('tries again with full jitter: pauses grow up to twice as long, and are drawn', async () => {
    expect([await pauses(0), await pauses(0.5), await pauses(0.999)]).toEqual([0, 1750, 3497]);
  });

  it('gives up within its budget', async () => {
    const clock = leapingClock(0);
    const { ask, calls } = script(failing('Throttling'));
    const reply = await new Pacer({ clock, random: () => 0.9, budgetMilliseconds: 5000 }).run(ask, mayChange);
    expect(reply).toEqual(failing('Throttling'));
    expect(clock.now()).toBeLessThanOrEqual(5000);
    expect(calls()).toBeGreaterThan(2);
  });
});
