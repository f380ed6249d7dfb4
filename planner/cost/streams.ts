import { cents, type Cents } from '../model/money.js';
import type { Month } from './days.js';

export type StreamKind = 'aws' | 'staging' | 'connection';

/** A monthly amount that is paid by the day from one day up to another. */
export interface Stream {
  readonly kind: StreamKind;
  /** Negative for what a commitment takes off the bill. */
  readonly monthlyCents: number;
  readonly from: number;
  /** First day that is not paid; `Infinity` = stays. */
  readonly to: number;
  /** AWS is paid while the datacenter still serves. */
  readonly double: boolean;
}

/** Streams of the same kind and days as one, so that thousands of products cost no more to follow than the days they move on. */
export function merge(streams: readonly Stream[]): readonly Stream[] {
  const merged = new Map<string, Stream>();
  for (const stream of streams) {
    const { kind, monthlyCents, from, to, double } = stream;
    if (monthlyCents === 0 || to <= from) continue;
    const key = `${kind} ${from} ${to} ${double}`;
    const same = merged.get(key);
    merged.set(
      key,
      same === undefined ? stream : { kind, monthlyCents: same.monthlyCents + monthlyCents, from, to, double },
    );
  }
  return [...merged.values()];
}

/** What a stream costs in a month: its share of the month's days, half-up to the cent. */
export function inMonth({ monthlyCents, from, to }: Stream, month: Month): Cents {
  const days = Math.min(to, month.to) - Math.max(from, month.from);
  const length = month.to - month.from;
  if (days <= 0) return cents(0);
  return cents(days >= length ? monthlyCents : Math.floor((2 * monthlyCents * days + length) / (2 * length)));
}
