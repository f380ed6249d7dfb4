import { lineCents, sumCents } from '../model/money.js';
import { hoursPerMonth, type Ec2Os, type PriceBook } from '../pricing/book.js';
import type { Gap, Price, Quote, Rate } from '../pricing/quote.js';
import type { Target, Volume } from './recommendation.js';
import type { SqlEdition } from './system.js';

interface Lines {
  readonly quotes: readonly Quote[];
  readonly gaps: readonly Gap[];
}

const line = (item: string, rate: Rate | undefined, quantity: number, unit: string): Lines =>
  rate === undefined
    ? { quotes: [], gaps: [{ item, quantity, unit, why: `no price for ${item} in this region` }] }
    : { quotes: [{ item, rate, quantity, monthlyCents: lineCents(rate.usd, quantity) }], gaps: [] };

export const instanceLines = (type: string, os: Ec2Os, _sql: SqlEdition | undefined, book: PriceBook): Lines =>
  line(`ec2.${type}.${os}`, book.ec2(type, os), hoursPerMonth, 'h');

export function volumeLines(volumes: readonly Volume[], book: PriceBook): Lines {
  if (volumes.length === 0) {
    return {
      quotes: [],
      gaps: [
        { item: 'ebs', quantity: 1, unit: 'GB-month', why: 'no disk size is known: add disk sizes to the inventory' },
      ],
    };
  }
  return together(
    volumes.map((volume) =>
      line(`ebs.${volume.type}.storage`, book.rate(`ebs.${volume.type}.storage`), volume.sizeGiB, 'GB-month'),
    ),
  );
}

const together = (parts: readonly Lines[]): Lines => ({
  quotes: parts.flatMap(({ quotes }) => quotes),
  gaps: parts.flatMap(({ gaps }) => gaps),
});

/** Every line of a target's price, each with its rate and source. `cents` is the sum of what is known. */
export function priceOf(target: Target, book: PriceBook): Price {
  const { quotes, gaps } =
    target.kind === 'ec2'
      ? together([
          instanceLines(target.instanceType, target.os, target.sqlServer, book),
          volumeLines(target.volumes, book),
        ])
      : { quotes: [], gaps: [] };
  return { quotes, gaps, cents: sumCents(quotes.map(({ monthlyCents }) => monthlyCents)) };
}
