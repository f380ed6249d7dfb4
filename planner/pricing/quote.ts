import type { Cents } from '../model/money.js';

/** How a figure came to be: read from a source, computed from another region's figure by a documented ratio, or computed by a documented formula. */
export type RateKind = 'observed' | 'derived' | 'formula';

/** One price: dollars per unit, with its provenance. */
export interface Rate {
  /** Decimal string, as price lists write it: never a binary float. */
  readonly usd: string;
  /** `h`, `GB-month`, `IOPS-month`, `GB` … */
  readonly unit: string;
  readonly source: string;
  /** Date of the source: `2026-07-20`, `2026-08` or `2026`. */
  readonly asOf: string;
  readonly kind: RateKind;
}

/** A line of a price: rate x quantity. */
export interface Quote {
  readonly item: string;
  readonly rate: Rate;
  readonly quantity: number;
  readonly monthlyCents: Cents;
}

/** A line whose price is not known: shown as a gap in every total it touches, never as 0. */
export interface Gap {
  readonly item: string;
  readonly quantity: number;
  readonly unit: string;
  /** What is missing, and what would fill it. */
  readonly why: string;
}

/** The lines of one thing and their sum; `cents` is the sum of what is known. */
export interface Price {
  readonly quotes: readonly Quote[];
  readonly gaps: readonly Gap[];
  readonly cents: Cents;
}
