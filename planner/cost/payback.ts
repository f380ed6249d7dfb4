import type { Cents } from '../model/money.js';

export interface Payback {
  /** Month in which moving has cost no more than staying, and from which it never does again: `2027-11`, `M9`. */
  readonly month: string;
  /** Its number from 1. */
  readonly number: number;
  /** Months after the month of the last cutover; negative = before it, undefined = the last cutover is beyond the horizon. */
  readonly afterLastCutover: number | undefined;
}

interface Row {
  readonly month: string;
  readonly totalCents: Cents;
  readonly stayCents: Cents;
}

/**
 * The month after the last one in which moving has cost more, altogether, than staying.
 * @param lastCutover index of the month of the last cutover
 * @returns undefined when moving has cost more at the end of the rows, or never saves anything
 */
export function payback(rows: readonly Row[], lastCutover: number | undefined): Payback | undefined {
  let ahead = 0;
  let at = 0;
  for (const [index, { totalCents, stayCents }] of rows.entries()) {
    ahead += stayCents - totalCents;
    if (ahead < 0) at = index + 1;
  }
  const row = rows[at];
  if (ahead <= 0 || row === undefined) return undefined;
  return {
    month: row.month,
    number: at + 1,
    afterLastCutover: lastCutover === undefined ? undefined : at - lastCutover,
  };
}
