import { formatDay, type Day } from '../model/day.js';
import { weekOf } from './schedule/calendar.js';
import type { Limits } from './schedule/limits.js';

/** `a, b, c and 4 more`. */
export function listed(names: readonly string[], atMost = 3): string {
  const shown = names.slice(0, atMost).join(', ');
  return names.length > atMost ? `${shown} and ${names.length - atMost} more` : shown;
}

/** A day as people read it: its date, or its week where the plan has no start. */
export const dayText = (day: Day, { dated, firstDay }: Limits): string =>
  dated ? formatDay(day) : `week ${weekOf(day - firstDay)}`;

/** A date only when the plan has dates. */
export const dateOf = (day: Day | undefined, { dated }: Limits): string | undefined =>
  dated && day !== undefined ? formatDay(day) : undefined;

export const weekAt = (day: Day, { firstDay }: Limits): number => weekOf(day - firstDay);

/** At most one decimal: 4.25 -> 4.3, 6 -> 6. */
export const tenths = (value: number): number => Math.round(value * 10) / 10;
