import { describe, expect, it } from '@jest/globals';
import { dutiesOf } from '../../../planner/partners/duties.js';
import { makeNotice, noticeDates } from '../../../planner/partners/notice.js';
import { parseDay } from '../../../planner/model/day.js';
import { outputsOf, utahAddresses } from '../../support/outputs.js';
import { utah } from '../../support/utah.js';

const now = Date.parse('2027-01-04T10:00:00Z');
const today = parseDay('2027-01-04') ?? 0;

const dutyOf = (partner: string, direction: 'ingress' | 'egress', outputs = outputsOf(utahAddresses)) => {
  const [duty] = dutiesOf(utah(), outputs, { partners: [partner], direction });
  if (duty === undefined) throw new Error('no such duty');
  return duty;
};

describe('the duties of partners', () => {
  it('are one for each partner, product and direction, in the order of the estate', () => {
    expect(dutiesOf(utah(), outputsOf(utahAddresses)).map((d) => `${d.partner} ${d.product} ${d.direction}`)).toEqual([
      'bes storefront ingress',
      'bes storefront egress',
      'ocs portal ingress',
      'rpa reports egress',
    ]);
  });

  it('carry the addresses of their own direction, and of nothing else', () => {
    expect(dutyOf('bes', 'ingress').addresses?.lines).toEqual(['203.0.113.11/32', '203.0.113.12/32']);
    expect(dutyOf('bes', 'egress').addresses?.lines).toEqual(['203.0.113.21/32', '203.0.113.22/32']);
    expect(dutyOf('bes', 'egress').addressSet).toBe(dutyOf('rpa', 'egress').addressSet);
    expect(dutyOf('bes', 'ingress', outputsOf({ egress: ['203.0.113.21'] })).addressSet).toBeUndefined();
  });
});

describe('the dates of a notice', () => {
  it.each([
    // 45 days later is Thu 2027-02-18; bes changes its firewall on Tuesdays.
    ['bes', 'ingress', '2027-02-23'],
    // 90 days later, at any time.
    ['ocs', 'ingress', '2027-04-04'],
    // 30 days later is Wed 2027-02-03, which is one of its days.
    ['rpa', 'egress', '2027-02-03'],
  ] as const)('for %s %s name the first open day after the lead time', (partner, direction, addBy) => {
    expect(noticeDates(utah(), dutyOf(partner, direction), today)).toMatchObject({ bothFrom: '2027-01-04', addBy });
  });

  it('keep the old addresses for all steps, the bakes and the rollback window', () => {
    // 5 x 30 min + 72 h + 7 d + 30 d = 40.1 days, after add by.
    expect(noticeDates(utah(), dutyOf('bes', 'ingress'), today).removeAfter).toBe('2027-04-05');
  });

  it('count from the start of the plan where that is later', () => {
    const early = parseDay('2026-08-01') ?? 0;
    expect(noticeDates(utah(), dutyOf('bes', 'ingress'), early)).toEqual({
      bothFrom: '2026-08-01',
      addBy: '2026-09-15',
      removeAfter: '2027-03-14',
    });
  });
});

describe('a notice', () => {
  it('is not made while the addresses are not deployed', () => {
    expect(makeNotice(utah(), dutyOf('bes', 'ingress', outputsOf({})), [], now)).toBeUndefined();
  });

  it('keeps its dates once it was sent, and gets new ones with new addresses', () => {
    const duty = dutyOf('bes', 'ingress');
    const { addressSet: set = '' } = duty;
    const subject = { partner: 'bes', product: 'storefront', direction: 'ingress' } as const;
    const first = makeNotice(utah(), duty, [], now);
    const facts = [
      {
        kind: 'notice',
        ...subject,
        set,
        addresses: [],
        dates: first?.dates ?? { bothFrom: '', addBy: '', removeAfter: '' },
      },
      { kind: 'sent', ...subject, set, via: 'mail' },
    ] as const;
    const recorded = facts.map((each) => ({ ...each, at: '2027-01-04T10:00:00Z', by: 'jo' }));
    const later = now + 20 * 86_400_000;
    expect(makeNotice(utah(), duty, recorded, later)?.dates).toEqual(first?.dates);
    expect(makeNotice(utah(), duty, recorded.slice(0, 1), later)?.dates.bothFrom).toBe('2027-01-24');
    const moved = dutyOf('bes', 'ingress', outputsOf({ ingress: { storefront: ['203.0.113.99'] } }));
    expect(makeNotice(utah(), moved, recorded, later)?.dates.bothFrom).toBe('2027-01-24');
  });
});
