import { describe, expect, it } from '@jest/globals';
import type { Verdict } from '../../../../planner/cutover/verdict.js';
import { partnerGate } from '../../../../planner/partners/gate.js';
import { entryText } from '../../../../planner/view/cutover/entry-text.js';
import { verdictText } from '../../../../planner/view/cutover/verdict-text.js';

const stamp = { n: 1, prev: '', at: '2027-03-02T17:04:11.201Z', by: 'jo', lease: 1 } as const;
const gate = (verdict: Verdict): string =>
  entryText({ ...stamp, kind: 'gate', run: 'a', step: 'partners', ...verdict });

describe('what a gate says is a sentence', () => {
  const subject = { partner: 'bes', product: 'shop', direction: 'ingress' } as const;
  const duty = { ...subject, addressSet: 'aaaaaaaaaaaa', leadTime: 0 };
  const [confirmed] = partnerGate(
    [
      {
        kind: 'confirm',
        ...subject,
        set: 'aaaaaaaaaaaa',
        via: 'mail',
        until: '2027-09-01T00:00:00Z',
        at: '2027-02-10T09:00:00Z',
        by: 'jo',
      },
    ],
    'confirmed',
    [duty],
    Date.parse(stamp.at),
  );
  const [silent] = partnerGate([], 'confirmed', [duty], Date.parse(stamp.at));

  it('about a partner, whose state is not said three times', () => {
    if (confirmed === undefined || silent === undefined) throw new Error('no verdict');
    expect(gate(confirmed)).toBe(
      '2027-03-02 17:04  partners     gate partners:bes.ingress passes: bes confirmed on 2027-02-10',
    );
    expect(verdictText(silent)).toBe('holds: bes was not told: plan-migration partners notice bes');
  });

  const numbers = {
    gate: 'metrics',
    id: 'errors',
    value: '7',
    limit: 'at most 1',
    why: '900 requests over 300 s',
  } as const;
  it.each<[Verdict, string]>([
    [{ ...numbers, verdict: 'fail' }, 'fails: 7, wanted at most 1: 900 requests over 300 s'],
    [
      { ...numbers, verdict: 'waived', why: 'waived by ops/jo: closed' },
      'waived by ops/jo: closed (7, wanted at most 1)',
    ],
    [
      { gate: 'window', verdict: 'inconclusive', limit: 'tue 09:00-16:00', why: 'opens' },
      'holds: wanted tue 09:00-16:00: opens',
    ],
    [
      { gate: 'approval', verdict: 'pass', value: '1 of 1', limit: '1 from ops', why: 'approved by ops/jo' },
      'passes: approved by ops/jo',
    ],
    [{ gate: 'quiet', verdict: 'waived', why: 'waived by ops/jo: alone' }, 'waived by ops/jo: alone'],
  ])('%j', (verdict, text) => {
    expect(verdictText(verdict)).toBe(text);
  });
});
