import { cents, lineCents, type Cents } from '../model/money.js';
import { hoursPerMonth, type Commitment, type Ec2Os, type PriceBook } from '../pricing/book.js';
import type { Option, Recommendation } from '../sizing/recommendation.js';

/** Which of the options of a recommendation is looked at. */
export type Pick = 'asIs' | 'rehost' | 'chosen';

/** How many instances there are of each type and operating system. */
export type Fleet = ReadonlyMap<string, { readonly type: string; readonly os: Ec2Os; readonly count: number }>;

export function fleetOf(recommendations: Iterable<Recommendation>, pick: Pick): Fleet {
  const fleet = new Map<string, { type: string; os: Ec2Os; count: number }>();
  for (const recommendation of recommendations) addTo(fleet, recommendation[pick]);
  return fleet;
}

export function addTo(fleet: Map<string, { type: string; os: Ec2Os; count: number }>, { target }: Option): void {
  if (target.kind !== 'ec2') return;
  const key = `${target.instanceType} ${target.os}`;
  const known = fleet.get(key);
  if (known === undefined) fleet.set(key, { type: target.instanceType, os: target.os, count: 1 });
  else known.count += 1;
}

/** What a commitment on a fleet changes. Types without a known committed price stay on demand. */
export interface Committed {
  /** Saved a month with the upfront payment spread over the term. */
  readonly savedCents: Cents;
  /** What a month's bill is lower by after the upfront payment is made. */
  readonly billSavedCents: Cents;
  /** Paid at the start of every term. */
  readonly upfrontCents: Cents;
  /** Instances under the commitment, and instances that stay on demand because no committed price is known. */
  readonly instances: number;
  readonly onDemand: number;
}

/** The commitment on every EC2 instance of the fleet. RDS and ElastiCache stay on demand: the book has no reserved price of theirs. */
export function commitFleet(fleet: Fleet, book: PriceBook, commitment: Commitment): Committed {
  let [saved, billSaved, upfront, instances, onDemand] = [0, 0, 0, 0, 0];
  for (const { type, os, count } of fleet.values()) {
    const rate = book.ec2(type, os);
    const committed = book.committed(type, os, commitment);
    if (rate === undefined || committed === undefined) {
      onDemand += count;
      continue;
    }
    const monthly = lineCents(rate.usd, hoursPerMonth);
    saved += count * (monthly - lineCents(committed.effectiveHourlyUsd, hoursPerMonth));
    billSaved += count * (monthly - lineCents(committed.hourly.usd, hoursPerMonth));
    upfront += count * lineCents(committed.upfrontUsd, 1);
    instances += count;
  }
  return {
    savedCents: cents(saved),
    billSavedCents: cents(billSaved),
    upfrontCents: cents(upfront),
    instances,
    onDemand,
  };
}

/** A row of the table of commitments. */
export interface CommitmentOption extends Committed {
  readonly commitment: Commitment;
  /** `1 year, no upfront` */
  readonly title: string;
  /** The EC2 instances of the fleet, upfront payments spread. Volumes, managed services and shared cost are the same in all rows. */
  readonly monthlyCents: Cents;
  readonly threeYearCents: Cents;
}

const payments = ['none', 'partial', 'all'] as const;
const paymentNames: Readonly<Record<Commitment['payment'], string>> = {
  none: 'no upfront',
  partial: 'partial upfront',
  all: 'all upfront',
};
const kindNames: Readonly<Record<Commitment['kind'], string>> = {
  reserved: 'Reserved Instances',
  'compute-savings-plan': 'Compute Savings Plan',
  'ec2-savings-plan': 'EC2 Instance Savings Plan',
};

/** `1-year Compute Savings Plan, no upfront` */
export const commitmentTitle = ({ kind, years, payment }: Commitment): string =>
  `${years}-year ${kindNames[kind]}, ${paymentNames[payment]}`;

/** What the fleet costs under every term and payment of one kind of commitment. */
export function commitmentOptions(
  fleet: Fleet,
  book: PriceBook,
  kind: Commitment['kind'],
): readonly CommitmentOption[] {
  const onDemand = onDemandCents(fleet, book);
  return ([1, 3] as const).flatMap((years) =>
    payments.map((payment) => {
      const commitment: Commitment = { kind, years, payment };
      const committed = commitFleet(fleet, book, commitment);
      const monthlyCents = cents(onDemand - committed.savedCents);
      const title = `${years} year${years === 1 ? '' : 's'}, ${paymentNames[payment]}`;
      return Object.assign(committed, { commitment, title, monthlyCents, threeYearCents: cents(monthlyCents * 36) });
    }),
  );
}

/** A month of the fleet's instances on demand. */
export function onDemandCents(fleet: Fleet, book: PriceBook): Cents {
  let total = 0;
  for (const { type, os, count } of fleet.values()) {
    const rate = book.ec2(type, os);
    if (rate !== undefined) total += count * lineCents(rate.usd, hoursPerMonth);
  }
  return cents(total);
}
