import { usd, type Cents } from '../model/money.js';
import type { PriceBook } from '../pricing/book.js';
import { noPrice, supportLines, type SupportPlan } from '../pricing/lines.js';
import type { Price } from '../pricing/quote.js';
import { assumed, type Assumptions } from './assumptions.js';

const plans: readonly (SupportPlan | undefined)[] = [undefined, 'developer', 'business', 'on-ramp', 'enterprise'];

/** The plan of `--set support=…`; undefined is Basic, which is free. */
export const supportPlan = (assumptions: Assumptions): SupportPlan | undefined =>
  plans[assumed(assumptions, 'support')];

/** What support costs on a month's AWS bill. */
export function supportPrice(assumptions: Assumptions, bill: Cents, book: PriceBook): Price {
  const plan = supportPlan(assumptions);
  return plan === undefined || bill <= 0 ? noPrice : supportLines(plan, usd(bill), book);
}
