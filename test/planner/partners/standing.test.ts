import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import type { Recorded } from '../../../planner/partners/facts.js';
import { readFact } from '../../../planner/partners/facts.js';
import { noticeGate, partnerGate } from '../../../planner/partners/gate.js';
import { standingOf } from '../../../planner/partners/standing.js';
import { besIngress, fact, seen, sets } from '../../support/partners.js';

const now = Date.parse('2027-03-01T12:00:00Z');
const confirmed = { kind: 'confirm', via: 'mail', until: '2027-05-01T00:00:00Z' } as const;
const waived = { kind: 'waive', because: 'read only', until: '2027-05-01T00:00:00Z' } as const;
const over = { until: '2027-02-20T00:00:00Z' } as const;
const sent = { kind: 'sent', via: 'mail' } as const;
const notice = {
  kind: 'notice',
  addresses: ['203.0.113.11/32'],
  dates: { bothFrom: '2027-01-01', addBy: '2027-02-15', removeAfter: '2027-06-01' },
} as const;

/** What happened, the state after it, and what the gate says under each policy. */
const histories: readonly (readonly [string, readonly Recorded[], string, string, string])[] = [
  ['nothing happened', [], 'identified', 'inconclusive', 'inconclusive'],
  ['a notice was only rendered', [fact('2027-01-01', notice)], 'identified', 'inconclusive', 'inconclusive'],
  [
    'a notice was sent',
    [fact('2027-01-01', notice), fact('2027-01-02', sent)],
    'notified',
    'inconclusive',
    'inconclusive',
  ],
  ['they confirmed', [fact('2027-01-02', sent), fact('2027-02-10', confirmed)], 'confirmed', 'pass', 'inconclusive'],
  ['traffic was seen', [fact('2027-01-02', sent), fact('2027-02-10', seen('2027-02-09'))], 'evidenced', 'pass', 'pass'],
  [
    'they confirmed after traffic was seen',
    [fact('2027-02-10', seen('2027-02-09')), fact('2027-02-11', confirmed)],
    'evidenced',
    'pass',
    'pass',
  ],
  ['they are waived', [fact('2027-02-10', waived)], 'waived', 'waived', 'waived'],
  [
    'they confirmed, and are waived',
    [fact('2027-02-10', confirmed), fact('2027-02-11', waived)],
    'confirmed',
    'pass',
    'waived',
  ],
  [
    'the addresses changed after they confirmed',
    [fact('2027-01-02', { ...sent, set: sets.before }), fact('2027-02-10', { ...confirmed, set: sets.before })],
    'lapsed',
    'inconclusive',
    'inconclusive',
  ],
  [
    'they were told again after the addresses changed',
    [fact('2027-02-10', { ...confirmed, set: sets.before }), fact('2027-02-20', sent)],
    'notified',
    'inconclusive',
    'inconclusive',
  ],
  [
    'the confirmation ran out',
    [fact('2027-01-02', sent), fact('2027-01-10', { ...confirmed, ...over })],
    'lapsed',
    'inconclusive',
    'inconclusive',
  ],
  ['the waiver ran out', [fact('2027-01-10', { ...waived, ...over })], 'lapsed', 'inconclusive', 'inconclusive'],
  ['what was seen is too old', [fact('2026-11-10', seen('2026-11-10'))], 'lapsed', 'inconclusive', 'inconclusive'],
  [
    'their traffic is turned away',
    [fact('2027-02-10', confirmed), fact('2027-02-11', seen('2027-02-11', 'refused'))],
    'confirmed',
    'fail',
    'fail',
  ],
  [
    'their traffic was turned away, and then accepted',
    [fact('2027-02-11', seen('2027-02-11', 'refused')), fact('2027-02-12', seen('2027-02-12'))],
    'evidenced',
    'pass',
    'pass',
  ],
];

describe('where a partner stands', () => {
  it.each(histories)('when %s', (_, facts, state, byWord, byTraffic) => {
    expect(standingOf(besIngress, facts, sets.now, now).state).toBe(state);
    const duty = { ...besIngress, addressSet: sets.now, leadTime: 45 * 86_400_000 };
    expect(partnerGate(facts, 'confirmed', [duty], now)[0]).toMatchObject({
      id: 'bes.ingress',
      verdict: byWord,
      value: state,
    });
    expect(partnerGate(facts, 'evidenced', [duty], now)[0]).toMatchObject({ verdict: byTraffic, limit: 'evidenced' });
  });

  it('is kept apart by product and direction', () => {
    const facts = [
      fact('2027-02-10', { ...confirmed, direction: 'egress' }),
      fact('2027-02-10', { ...confirmed, product: 'portal' }),
      fact('2027-02-10', { ...confirmed, partner: 'ocs' }),
    ];
    expect(standingOf(besIngress, facts, sets.now, now).state).toBe('identified');
  });

  it('is open while the addresses are not deployed, whatever was said before', () => {
    const facts = [fact('2027-02-10', confirmed), fact('2027-02-10', seen('2027-02-10'))];
    const [verdict] = partnerGate(facts, 'confirmed', [{ ...besIngress, leadTime: 0 }], now);
    expect(verdict).toMatchObject({ verdict: 'inconclusive', why: expect.stringContaining('not deployed') });
  });

  it('never passes by what was said of other addresses or is over', () => {
    const day = fc.integer({ min: 1, max: 28 }).map((d) => `2027-02-${String(d).padStart(2, '0')}`);
    const old = fc.oneof(
      day.map((d) => fact(d, { ...confirmed, set: sets.before })),
      day.map((d) => fact(d, { ...confirmed, ...over })),
      day.map((d) => fact(d, { ...waived, set: sets.before })),
      day.map((d) => fact(d, { ...seen(d), set: sets.before })),
      day.map((d) => fact(d, seen(d, 'refused'))),
      day.map((d) => fact(d, sent)),
      day.map((d) => fact(d, notice)),
    );
    const duty = { ...besIngress, addressSet: sets.now, leadTime: 0 };
    fc.assert(
      fc.property(fc.array(old, { maxLength: 12 }), (facts) => {
        expect(['inconclusive', 'fail']).toContain(partnerGate(facts, 'confirmed', [duty], now)[0]?.verdict);
      }),
    );
  });

  it('says when a partner who was told is expected to be ready', () => {
    const duty = { ...besIngress, addressSet: sets.now, leadTime: 45 * 86_400_000 };
    const [verdict] = partnerGate([fact('2027-02-01', sent)], 'confirmed', [duty], now);
    expect(new Date(verdict?.until ?? 0).toISOString()).toBe('2027-03-18T12:00:00.000Z');
  });
});

describe('the gate of the step notice', () => {
  const duty = { ...besIngress, addressSet: sets.now, leadTime: 0 };
  it.each([
    ['a rendered notice', [fact('2027-01-01', notice)], 'inconclusive'],
    ['a sent notice', [fact('2027-01-01', sent)], 'pass'],
    ['a notice of other addresses', [fact('2027-01-01', { ...sent, set: sets.before })], 'inconclusive'],
    ['a confirmation', [fact('2027-02-01', confirmed)], 'pass'],
    ['a waiver', [fact('2027-02-01', waived)], 'waived'],
  ])('takes %s as it is', (_, facts, verdict) => {
    expect(noticeGate(facts, [duty], now)[0]).toMatchObject({ verdict });
  });
});

describe('a line of the partners journal', () => {
  const { at, by, ...line } = fact('2027-02-10', confirmed);
  it('is read as it was written', () => {
    expect(readFact({ ...line })).toEqual({ ok: true, entry: line });
    expect([at, by]).toEqual(['2027-02-10T12:00:00.000Z', 'jo@host']);
  });
  it.each([
    ['kind', { kind: 'agree' }],
    ['direction', { direction: 'sideways' }],
    ['set', { set: 'not a hash' }],
    ['until', { until: 'soon' }],
  ])('is refused with a wrong %s', (name, wrong) => {
    expect(readFact({ ...line, ...wrong })).toMatchObject({ ok: false, problem: expect.stringContaining(name) });
  });
});
