import { describe, expect, it } from '@jest/globals';
import { dutiesOf } from '../../../planner/partners/duties.js';
import type { Standing } from '../../../planner/partners/standing.js';
import { nextCommand, restsOn } from '../../../planner/view/partners-status.js';
import { outputsOf, utahAddresses, utahFoundation } from '../../support/outputs.js';
import { utah } from '../../support/utah.js';

const [duty] = dutiesOf(utah(), outputsOf(utahAddresses, utahFoundation), { partners: ['bes'], direction: 'egress' });
if (duty === undefined) throw new Error('no duty');

const stamp = { n: 1, prev: '', at: '2027-02-02T16:00:00Z', by: 'jo', lease: 1 } as const;
const subject = { partner: 'bes', product: 'storefront', direction: 'egress', set: '63e8ba8f8fd9' } as const;
const sent = { kind: 'sent', ...subject, ...stamp, via: 'mail' } as const;
const dates = { bothFrom: '2027-02-02', addBy: '2027-03-23', removeAfter: '2027-05-03' };
const notice = { kind: 'notice', ...subject, ...stamp, addresses: [], dates } as const;
const confirmed = { kind: 'confirm', ...subject, ...stamp, via: 'call', until: '2027-05-03T00:00:00Z' } as const;
const waived = { kind: 'waive', ...subject, ...stamp, because: 'moved', until: '2027-03-01T00:00:00Z' } as const;

const at = (standing: Omit<Standing, keyof typeof subject>) => ({ duty, standing: { ...subject, ...standing } });

describe('what is told of a partner', () => {
  it('expects them on the day that their notice names, else after the lead time', () => {
    expect(restsOn(at({ state: 'notified', sent, notice }))).toBe('expected by 2027-03-23; told via mail');
    expect(restsOn(at({ state: 'notified', sent }))).toBe('expected by 2027-03-19; told via mail');
  });

  it('shows a waiver beside what is weaker than the policy wants, and asks for nothing more then', () => {
    const row = at({ state: 'confirmed', sent, confirmed, waived });
    expect(restsOn(row)).toBe('waived until 2027-03-01: moved; via call, noted by jo');
    expect(nextCommand(row, 'evidenced')).toBe('');
    expect(nextCommand(at({ state: 'confirmed', sent, confirmed }), 'evidenced')).toContain('partners evidence bes');
  });
});
