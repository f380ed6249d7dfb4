import type { Finding } from '../../model/finding.js';
import { parseDay, type Day } from '../../model/day.js';
import { nextOpenDay, weekdays, type Closed, type Weekday } from './calendar.js';
import type { PartnerLead, WaveInputs } from '../inputs.js';
import type { Window } from './window.js';

/** Dates of the inputs as days. Without a start days are offsets from the first day of work, and what needs a date is not judged. */
export interface Limits {
  readonly firstDay: Day;
  readonly dated: boolean;
  readonly contractEnd: Day | undefined;
  readonly freezes: readonly Closed[];
  /** Closed days of single products, by name. */
  readonly blackouts: ReadonlyMap<string, readonly Closed[]>;
}

export interface PartnerTiming {
  readonly lead: PartnerLead;
  /** First day on which a cutover may follow: the notice, the lead time, and the day after the partner's next change window. */
  readonly earliest: Day;
}

export function limitsOf(inputs: WaveInputs): { readonly limits: Limits; readonly findings: readonly Finding[] } {
  const findings: Finding[] = [];
  const day = (text: string | undefined, where: string): Day | undefined => {
    if (text === undefined) return undefined;
    const parsed = parseDay(text);
    if (parsed === undefined) {
      findings.push({
        severity: 'error',
        code: 'bad-date',
        value: text,
        message: `${where} is not a date`,
        remedy: 'write it as 2027-02-01',
      });
    }
    return parsed;
  };
  const start = day(inputs.start, 'plan.start');
  const end = day(inputs.contractEnd, 'plan.contractEnd');
  const freezes: Closed[] = [];
  const blackouts = new Map<string, Closed[]>();
  for (const { from, to, why, product } of inputs.freezes) {
    const first = day(from, 'the start of a freeze');
    const last = day(to, 'the end of a freeze');
    if (first === undefined || last === undefined || start === undefined) continue;
    if (last < first) {
      findings.push({
        severity: 'error',
        code: 'bad-date',
        value: `${from} - ${to}`,
        message: `the freeze "${why}" ends before it begins`,
        remedy: 'swap the two dates',
      });
    } else if (product === undefined) freezes.push({ from: first, to: last, why });
    else blackouts.set(product, [...(blackouts.get(product) ?? []), { from: first, to: last, why }]);
  }
  const dated = start !== undefined;
  return {
    limits: { firstDay: start ?? 0, dated, contractEnd: dated ? end : undefined, freezes: merged(freezes), blackouts },
    findings,
  };
}

/** Overlapping closed days as one, in order. */
export function merged(closed: readonly Closed[]): readonly Closed[] {
  const result: Closed[] = [];
  for (const next of closed.toSorted((a, b) => a.from - b.from || a.to - b.to || (a.why < b.why ? -1 : 1))) {
    const last = result.at(-1);
    if (last === undefined || next.from > last.to) result.push(next);
    else
      result[result.length - 1] = { from: last.from, to: Math.max(last.to, next.to), why: `${last.why}; ${next.why}` };
  }
  return result;
}

/** Weekdays of several windows, in the order of the week; empty = any day. */
export const daysOf = (windows: readonly Window[]): readonly Weekday[] =>
  weekdays.filter((name) => windows.some(({ days }) => days.includes(name)));

/**
 * First day of a cutover that a partner allows: notice (sent, or as soon as there are addresses to announce), lead time, the next day on which the partner changes its
 * firewall, and the day after it, since its window may be later in the day than ours and in another zone.
 */
export function partnerTiming(lead: PartnerLead, { firstDay, dated }: Limits, delayDays = 0): PartnerTiming {
  const sent = dated && lead.noticeSent !== undefined ? parseDay(lead.noticeSent) : undefined;
  const ready = (sent ?? firstDay + delayDays) + lead.leadTimeDays;
  const days = dated ? daysOf(lead.windows) : [];
  if (days.length === 0) return { lead, earliest: ready };
  return { lead, earliest: (nextOpenDay(ready, [], days) ?? ready) + 1 };
}

/** Last day on which the notice may go out for a cutover: the same way backwards. */
export function noticeBy({ lead }: PartnerTiming, cutover: Day, { dated }: Pick<Limits, 'dated'>): Day {
  const days = dated ? daysOf(lead.windows) : [];
  if (days.length === 0) return cutover - lead.leadTimeDays;
  for (let day = cutover - 1; day > cutover - 8; day -= 1) {
    if (nextOpenDay(day, [], days) === day) return day - lead.leadTimeDays;
  }
  return cutover - lead.leadTimeDays;
}
