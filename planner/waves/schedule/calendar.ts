import type { Day } from '../../model/day.js';

export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof weekdays)[number];

/** 1970-01-01 was a Thursday. */
export const weekdayOf = (day: Day): Weekday => weekdays[(((day + 3) % 7) + 7) % 7] ?? 'mon';

/** Days on which nothing may be cut over, both ends included. */
export interface Closed {
  readonly from: Day;
  readonly to: Day;
  /** `year end (freeze)`. */
  readonly why: string;
}

/**
 * First day not before `day` that is no closed day and falls on one of `days` (empty = any).
 * Undefined when there is none within ten years: the closed days, or the weekdays, leave nothing open.
 */
export function nextOpenDay(day: Day, closed: readonly Closed[], days: readonly Weekday[] = []): Day | undefined {
  const last = day + 3653;
  for (let at = day; at <= last;) {
    const barrier = closed.find(({ from, to }) => from <= at && at <= to);
    if (barrier !== undefined) at = barrier.to + 1;
    else if (days.length > 0 && !days.includes(weekdayOf(at))) at += 1;
    else return at;
  }
  return undefined;
}

/** Week of a plan, counted from 1, in which a day offset from its start falls. */
export const weekOf = (offset: number): number => Math.floor(offset / 7) + 1;
