import { type Cents, lineCents, sumCents } from '../model/money.js';
import type { PriceBook } from './book.js';
import type { Gap, Price, Quote, Rate } from './quote.js';

export const noPrice: Price = { quotes: [], gaps: [], cents: sumCents([]) };

/** One line with a known rate: rate x quantity, half-up to the cent. */
export const quote = (item: string, rate: Rate, quantity: number): Quote => ({
  item,
  rate,
  quantity,
  monthlyCents: lineCents(rate.usd, quantity),
});

/** What a person is told about a figure that the book does not have. */
export const whyUnknown = (item: string, region: string): string =>
  `no price known for ${item} in ${region}; run: plan-migration prices refresh --region ${region}`;

/** One line: a quote where the rate is known, else a gap. A quantity of 0 is no line at all. */
export function line(book: PriceBook, item: string, rate: Rate | undefined, quantity: number, unit: string): Price {
  if (quantity === 0) return noPrice;
  if (rate === undefined) return gap({ item, quantity, unit, why: whyUnknown(item, book.region) });
  const only = quote(item, rate, quantity);
  return { quotes: [only], gaps: [], cents: only.monthlyCents };
}

export const gap = (missing: Gap): Price => ({ quotes: [], gaps: [missing], cents: noPrice.cents });

/** A line of a flat rate of the book by its item id. */
export const rateLine = (book: PriceBook, item: string, quantity: number, unit: string): Price =>
  line(book, item, book.rate(item), quantity, unit);

/**
 * Lines of a rate with volume tiers: each tier bills its own part of the quantity (30,000 GB out = 10,240 GB at the first
 * rate + 19,760 GB at the second).
 */
export function tierLines(book: PriceBook, item: string, quantity: number, unit: string): Price {
  if (quantity === 0) return noPrice;
  const tiers = book.tiers(item);
  if (tiers.length === 0) return line(book, item, undefined, quantity, unit);
  return sumPrices(
    tiers.map(({ from, rate }, at) => {
      const upTo = tiers[at + 1]?.from ?? Number.POSITIVE_INFINITY;
      return line(book, item, rate, Math.max(0, Math.min(quantity, upTo) - from), unit);
    }),
  );
}

/** All lines of several prices, in order, and their sum. */
export function sumPrices(prices: readonly Price[]): Price {
  const kept = prices.filter((price) => price.quotes.length > 0 || price.gaps.length > 0);
  const [only] = kept;
  if (only === undefined) return noPrice;
  if (kept.length === 1) return only;
  const cents: Cents = sumCents(kept.map((price) => price.cents));
  return { quotes: kept.flatMap((price) => price.quotes), gaps: kept.flatMap((price) => price.gaps), cents };
}
