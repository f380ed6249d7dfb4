import type { Cents } from '../model/money.js';
import type { PriceBook } from '../pricing/book.js';
import type { Assumptions } from './assumptions.js';
import type { LegacyPayment } from './legacy.js';
import type { MoveCost, Purchase } from './move-cost.js';
import type { SharedPart } from './shared.js';

/** Everything a cash flow is made of. Days count from the start of the plan. */
export interface CashFlowInputs {
  /** First day of the plan, `2027-02-01`; undefined = M1, M2 … */
  readonly start: string | undefined;
  /** A month in the datacenter if nothing moves. */
  readonly stayCents: Cents;
  readonly legacy: readonly LegacyPayment[];
  readonly moves: readonly MoveCost[];
  readonly shared: readonly SharedPart[];
  /** Something stays in the datacenter: the connection to it stays. */
  readonly staysConnected: boolean;
  /** Commitments, each bought `commitAfterDays` after the cutover of its move. */
  readonly purchases: readonly Purchase[];
  readonly assumptions: Assumptions;
  /** AWS's prices in percent of the book's; 100 unless somebody asks what if. */
  readonly pricePct?: number;
  readonly book: PriceBook;
}

/** A payment on one day. */
export interface Payment {
  readonly day: number;
  readonly cents: number;
}
