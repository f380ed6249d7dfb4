import { Decimal } from 'decimal.js';
import type { ReservedRow } from '../../pricing/files.js';
import type { Dimension, PriceDocument, Term } from './document.js';

/** A figure of the price list that must not be used, and why. */
export class UnusablePriceError extends Error {
  override readonly name = 'UnusablePriceError';
}

/** Our unit -> what the price list calls it (lower case; it is not consistent) -> by how much to divide. */
const units: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  h: { hrs: 1, hours: 1, hour: 1, hr: 1 },
  'GB-month': { 'gb-mo': 1, 'gb-month': 1 },
  'IOPS-month': { 'iops-mo': 1, 'iops-month': 1 },
  'MiBps-month': { 'mibps-mo': 1, 'mibps-month': 1, 'gibps-mo': 1024, 'gibps-month': 1024 },
  GB: { gb: 1 },
  'LCU-h': { 'lcu-hrs': 1, 'lcu-hours': 1, 'lcu-hr': 1 },
  'NLCU-h': { 'lcu-hrs': 1, 'nlcu-hrs': 1, 'lcu-hours': 1 },
};

/** Dollars of a dimension in our unit, without trailing zeros. */
function dollars(dimension: Dimension, unit: string): string {
  const divisor = units[unit]?.[dimension.unit.toLowerCase()];
  if (divisor === undefined) throw new UnusablePriceError(`unit "${dimension.unit}" where ${unit} was expected`);
  return decimal(dimension).div(divisor).toFixed();
}

function decimal({ usd }: Dimension): Decimal {
  if (usd === undefined) throw new UnusablePriceError('no price in USD');
  if (!/^\d+(\.\d+)?$/.test(usd)) throw new UnusablePriceError(`"${usd}" is not a price`);
  return new Decimal(usd);
}

function onlyTerm({ onDemand }: PriceDocument): Term {
  const [term, ...others] = onDemand;
  if (term === undefined) throw new UnusablePriceError('no on-demand price');
  if (others.length > 0) throw new UnusablePriceError(`${onDemand.length} on-demand terms where one was expected`);
  return term;
}

/**
 * The on-demand price of a product that has one price for any quantity.
 * @throws UnusablePriceError for tiers, a wrong unit, another currency and $0, which is never a price but a decoy
 */
export function flatUsd(document: PriceDocument, unit: string): string {
  const { dimensions } = onlyTerm(document);
  const [dimension, ...others] = dimensions;
  if (dimension === undefined || others.length > 0) {
    throw new UnusablePriceError(`${dimensions.length} price dimensions where one was expected`);
  }
  const usd = dollars(dimension, unit);
  if (Number(usd) === 0) throw new UnusablePriceError('the price is $0');
  return usd;
}

export interface Tier {
  readonly from: number;
  readonly usd: string;
}

/**
 * The tiers of a product, ascending: the price list has them in any order.
 * @throws UnusablePriceError unless they cover every quantity from 0 without a hole, each above $0
 */
export function tierUsd(document: PriceDocument, unit: string): readonly Tier[] {
  const sorted = onlyTerm(document).dimensions.toSorted((a, b) => Number(a.begin) - Number(b.begin));
  let reached = '0';
  const tiers = sorted.map((dimension) => {
    if (Number(dimension.begin) !== Number(reached)) {
      throw new UnusablePriceError(`no tier begins at ${reached}, the next at ${dimension.begin}`);
    }
    reached = dimension.end;
    const usd = dollars(dimension, unit);
    if (Number(usd) === 0) throw new UnusablePriceError(`the price from ${dimension.begin} on is $0`);
    return { from: Number(dimension.begin), usd };
  });
  if (reached !== 'Inf') throw new UnusablePriceError(`the tiers end at ${reached}`);
  return tiers;
}

const years: Readonly<Record<string, 1 | 3>> = { '1yr': 1, '3yr': 3 };
const offerings: Readonly<Record<string, 'standard' | 'convertible'>> = {
  standard: 'standard',
  convertible: 'convertible',
};
const payments: Readonly<Record<string, 'none' | 'partial' | 'all'>> = {
  'No Upfront': 'none',
  'Partial Upfront': 'partial',
  'All Upfront': 'all',
};

/** Reserved Instance terms of an instance; the two dimensions of a partial upfront come in either order and are told apart by unit. */
export function reservedRows(document: PriceDocument, source: number): readonly ReservedRow[] {
  return document.reserved.flatMap(({ attributes, dimensions }) => {
    const term = years[attributes['LeaseContractLength'] ?? ''];
    const offering = offerings[attributes['OfferingClass'] ?? ''];
    const payment = payments[attributes['PurchaseOption'] ?? ''];
    if (term === undefined || offering === undefined || payment === undefined) return [];
    const upfront = dimensions.find(({ unit }) => unit === 'Quantity');
    const hourly = dimensions.find(({ unit }) => units['h']?.[unit.toLowerCase()] === 1);
    const upfrontUsd = upfront === undefined ? new Decimal(0) : decimal(upfront);
    const hourlyUsd = hourly === undefined ? new Decimal(0) : decimal(hourly);
    if (upfrontUsd.plus(hourlyUsd).isZero()) return [];
    return [
      { years: term, offering, payment, upfrontUsd: upfrontUsd.toFixed(), hourlyUsd: hourlyUsd.toFixed(), source },
    ];
  });
}
