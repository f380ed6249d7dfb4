import { parseDay } from '../model/day.js';

const dayMs = 86_400_000;

/** A month of the plan, in days from its start: the first day of it, and the first day after it. */
export interface Month {
  /** `2027-02`, or `M1` where no start is known. */
  readonly label: string;
  readonly from: number;
  readonly to: number;
}

/**
 * The months of a plan: calendar months from the one in which it starts, or months of a twelfth of 365 days (M1 is days 0 to 29)
 * where no start is known.
 */
export function monthsFrom(start: string | undefined, count: number): readonly Month[] {
  const first = start === undefined ? undefined : parseDay(start);
  if (start === undefined || first === undefined)
    return Array.from({ length: count }, (_, at) => ({
      label: `M${at + 1}`,
      from: Math.floor((at * 365) / 12),
      to: Math.floor(((at + 1) * 365) / 12),
    }));
  const year = Number(start.slice(0, 4));
  const month = Number(start.slice(5, 7)) - 1;
  const begin = (at: number): number => Date.UTC(year, month + at, 1);
  return Array.from({ length: count }, (_, at) => ({
    label: new Date(begin(at)).toISOString().slice(0, 7),
    from: begin(at) / dayMs - first,
    to: begin(at + 1) / dayMs - first,
  }));
}
