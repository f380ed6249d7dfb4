import { Decimal } from 'decimal.js';

/**
 * Money in whole US cents. Sums of cents are exact (integers up to 2^53), so totals never drift;
 * the only rounding in dc-exit is the half-up step of {@link lineCents}.
 */
export type Cents = number & { readonly __unit: 'cents' };

const isCents = (value: number): value is Cents => Number.isInteger(value);

/** @throws RangeError for a fraction of a cent: a sum that was not rounded is a defect */
export function cents(value: number): Cents {
  if (!isCents(value)) throw new RangeError(`${value} is no whole number of cents`);
  return value;
}

export const noMoney: Cents = cents(0);

/** A decimal as a whole number and how many of its digits are behind the point. */
interface Digits {
  readonly whole: number;
  readonly places: number;
}

const digits = new Map<string, Digits | undefined>();
const cache = new Map<string, Cents>();
const cacheLimit = 200_000;

/**
 * A price line: rate x quantity in decimal arithmetic, rounded half-up to the cent
 * (`Math.round(8.575 * 100)` is 857 in binary floats; here it is 858).
 *
 * @param rateUsd dollars per unit as a decimal string, as price lists give it
 */
export function lineCents(rateUsd: string, quantity: number): Cents {
  return wholeCents(rateUsd, quantity) ?? decimalCents(rateUsd, quantity);
}

/** The same in whole numbers, where nothing is too large for them: most quantities are GiB or hours. Dividing decimals takes 50 times as long. */
function wholeCents(rateUsd: string, quantity: number): Cents | undefined {
  const rate = digitsOf(rateUsd);
  if (rate === undefined || !Number.isInteger(quantity) || quantity < 0) return undefined;
  const product = rate.whole * quantity * 100;
  if (product > Number.MAX_SAFE_INTEGER) return undefined;
  const unit = 10 ** rate.places;
  const rest = product % unit;
  return cents((product - rest) / unit + (rest * 2 >= unit ? 1 : 0));
}

function digitsOf(rateUsd: string): Digits | undefined {
  if (digits.has(rateUsd)) return digits.get(rateUsd);
  const [, whole = '', fraction = ''] = /^(\d+)(?:\.(\d+))?$/.exec(rateUsd) ?? [];
  const known =
    whole === '' || whole.length + fraction.length > 15
      ? undefined
      : { whole: Number(whole + fraction), places: fraction.length };
  if (digits.size >= cacheLimit) digits.clear();
  digits.set(rateUsd, known);
  return known;
}

/**
 * `base + each x times`, exact, as price lists write it: `0.0832` + `0.046` x 2 = `0.1752`.
 * In whole numbers where they are small enough, for a region has a thousand prices with a licence and decimals take ten times as long.
 */
export function addUsd(baseUsd: string, eachUsd: string, times: number): string {
  const [base, each] = [digitsOf(baseUsd), digitsOf(eachUsd)];
  if (base !== undefined && each !== undefined && Number.isInteger(times) && times >= 0) {
    const places = Math.max(base.places, each.places);
    const whole = base.whole * 10 ** (places - base.places) + each.whole * 10 ** (places - each.places) * times;
    if (whole <= Number.MAX_SAFE_INTEGER) return decimalText(whole, places);
  }
  return new Decimal(eachUsd).times(times).plus(baseUsd).toFixed();
}

function decimalText(whole: number, places: number): string {
  const text = String(whole).padStart(places + 1, '0');
  let end = text.length;
  const point = end - places;
  while (end > point && text[end - 1] === '0') end -= 1;
  return end === point ? text.slice(0, point) : `${text.slice(0, point)}.${text.slice(point, end)}`;
}

function decimalCents(rateUsd: string, quantity: number): Cents {
  const key = `${rateUsd}*${quantity}`;
  const known = cache.get(key);
  if (known !== undefined) return known;
  const value = cents(
    new Decimal(rateUsd).times(quantity).times(100).toDecimalPlaces(0, Decimal.ROUND_HALF_UP).toNumber(),
  );
  if (cache.size >= cacheLimit) cache.clear();
  cache.set(key, value);
  return value;
}

export function sumCents(values: Iterable<Cents>): Cents {
  let total = 0;
  for (const value of values) total += value;
  return cents(total);
}

/** Dollars as a JSON number with at most two decimals: 271846 -> 2718.46. */
export const usd = (value: Cents): number => Number((value / 100).toFixed(2));

/** `$2,718.46`, `-$4.00`; always two decimals, independent of the machine's locale. */
export function formatCents(value: Cents): string {
  const absolute = Math.abs(value);
  const whole = Math.trunc(absolute / 100).toString();
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return `${value < 0 ? '-' : ''}$${grouped}.${(absolute % 100).toString().padStart(2, '0')}`;
}
