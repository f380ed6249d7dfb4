import { Decimal } from 'decimal.js';
import type { Commitment, CommittedRate } from './book.js';
import type { BookFile, ReservedRow, SourceRow } from './files.js';
import type { Licence } from './licence.js';
import type { Rate } from './quote.js';

/** Hours in a year as AWS counts them for commitments. */
const hoursPerYear = 8760;

/**
 * Cost of a payment option against standard terms all upfront, per hour over the whole term.
 * Standard, no upfront: seen on x2iedn in 25 regions (m5.large agrees within 1.2 %). The others: m5.large, one captured price list item.
 */
const factors = {
  standard: { 1: { none: '1.0714', partial: '1.0245', all: '1' }, 3: { none: '1.149', partial: '1.0584', all: '1' } },
  convertible: {
    1: { none: '1.2591', partial: '1.1981', all: '1.1681' },
    3: { none: '1.357', partial: '1.2608', all: '1.2235' },
  },
} as const;

/** Share of the whole that is paid at the start. */
const upfrontShare = { none: 0, partial: 0.5, all: 1 } as const;

const decimals = (value: Decimal, places = 6): string => value.toDecimalPlaces(places, Decimal.ROUND_HALF_UP).toFixed();

/** Standard terms price Reserved Instances and EC2 Instance Savings Plans, convertible terms Compute Savings Plans. */
const offeringOf = (kind: Commitment['kind']): 'standard' | 'convertible' =>
  kind === 'compute-savings-plan' ? 'convertible' : 'standard';

/** Committed price of a type's Linux part by the discount of its family; undefined where the family's discount is not known. */
export function derivedCommitment(
  family: string,
  linux: Rate,
  licence: Licence | undefined,
  commitment: Commitment,
  book: BookFile,
): CommittedRate | undefined {
  const discounts = Object.hasOwn(book.commitments, family) ? book.commitments[family] : undefined;
  const discount = commitment.years === 1 ? discounts?.[0] : discounts?.[1];
  if (discount === undefined || discount === null) return undefined;
  const { years, payment } = commitment;
  const offering = offeringOf(commitment.kind);
  const factor = factors[offering][years][payment];
  const share = upfrontShare[payment];
  const effective = new Decimal(linux.usd).times(new Decimal(1).minus(discount)).times(factor);
  const upfront = effective.times(share).times(hoursPerYear * years);
  const hourly = effective.times(1 - share);
  const [source, asOf] = years === 1 ? book.commitmentSources[0] : book.commitmentSources[1];
  const rule = [
    `on demand less ${new Decimal(discount).times(100).toFixed()} % (family ${family}, ${years} year${years === 1 ? '' : 's'}, all upfront)`,
    ...(factor === '1' ? [] : [`x ${factor} (${offering} terms, ${payment} upfront)`]),
    ...(licence === undefined ? [] : [`${licence.how} not discounted`]),
  ].join(', ');
  return committed(upfront, hourly, licence, years, {
    unit: linux.unit,
    source: `${rule}; from: ${source}`,
    asOf,
    kind: 'derived',
  });
}

/** Committed price as the price list has it for a Reserved Instance; Savings Plans are taken to cost the same. */
export function observedCommitment(
  rows: readonly ReservedRow[],
  commitment: Commitment,
  sources: readonly SourceRow[],
): CommittedRate | undefined {
  const offering = offeringOf(commitment.kind);
  const row = rows.find(
    (each) => each.years === commitment.years && each.payment === commitment.payment && each.offering === offering,
  );
  const source = row === undefined ? undefined : sources[row.source];
  if (row === undefined || source === undefined) return undefined;
  const same = commitment.kind === 'reserved';
  return committed(new Decimal(row.upfrontUsd), new Decimal(row.hourlyUsd), undefined, row.years, {
    unit: 'h',
    source: same ? source[0] : `${source[0]}; Savings Plan taken as the ${offering} Reserved Instance`,
    asOf: source[1],
    kind: same ? source[2] : 'derived',
  });
}

function committed(
  upfront: Decimal,
  linuxHourly: Decimal,
  licence: Licence | undefined,
  years: 1 | 3,
  rate: Omit<Rate, 'usd'>,
): CommittedRate {
  const hourly =
    licence === undefined ? linuxHourly : linuxHourly.plus(new Decimal(licence.rate.usd).times(licence.times));
  return {
    upfrontUsd: decimals(upfront, 2),
    hourly: { ...rate, usd: decimals(hourly) },
    effectiveHourlyUsd: effectiveHourly(upfront, hourly, years),
  };
}

/** hourly + upfront / (8,760 x years), six decimals. */
export function effectiveHourly(upfrontUsd: Decimal.Value, hourlyUsd: Decimal.Value, years: 1 | 3): string {
  return decimals(new Decimal(upfrontUsd).div(hoursPerYear * years).plus(hourlyUsd));
}
