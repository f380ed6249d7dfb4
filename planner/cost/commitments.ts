import { cents, lineCents, type Cents } from '../model/money.js';
import { hoursPerMonth, type Commitment, type Ec2Os, type PriceBook } from '../pricing/book.js';
import type { Option, Recommendation } from '../sizing/recommendation.js';

/** Which of the options of a recommendation is looked at. */
export type Pick = 'asIs' | 'rehost' | 'chosen';

/** How many instances there are, by type and operating system. */
export type Fleet = ReadonlyMap<string, ReadonlyMap<Ec2Os, number>>;
type FleetCounts = Map<string, Map<Ec2Os, number>>;

export const emptyFleet = (): FleetCounts => new Map();

export function fleetOf(recommendations: Iterable<Recommendation>, pick: Pick): Fleet {
  const fleet = emptyFleet();
  for (const recommendation of recommendations) addTo(fleet, recommendation[pick]);
  return fleet;
}

export function addTo(fleet: FleetCounts, { target }: Option): void {
  if (target.kind === 'ec2') count(fleet, target.instanceType, target.os, 1);
}

/** Both fleets together. */
export function joinFleets(fleets: readonly Fleet[]): Fleet {
  const joined = emptyFleet();
  for (const fleet of fleets)
    for (const [type, systems] of fleet) for (const [os, instances] of systems) count(joined, type, os, instances);
  return joined;
}

function count(fleet: FleetCounts, type: string, os: Ec2Os, instances: number): void {
  const systems = fleet.get(type);
  if (systems === undefined) fleet.set(type, new Map([[os, instances]]));
  else systems.set(os, (systems.get(os) ?? 0) + instances);
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

/** One instance under a commitment; undefined where it has no known committed price. */
interface One {
  readonly saved: number;
  readonly billSaved: number;
  readonly upfront: number;
}

/**
 * Commitments on the EC2 instances of fleets, with prices looked up once for all of them.
 * RDS and ElastiCache stay on demand: the book has no reserved price of theirs.
 */
export function committer(book: PriceBook, commitment: Commitment): (fleet: Fleet) => Committed {
  const known = new Map<string, One | undefined>();
  const one = (type: string, os: Ec2Os): One | undefined => {
    const key = `${type} ${os}`;
    if (!known.has(key)) known.set(key, oneOf(type, os, book, commitment));
    return known.get(key);
  };
  return (fleet) => {
    let [saved, billSaved, upfront, instances, onDemand] = [0, 0, 0, 0, 0];
    for (const [type, systems] of fleet)
      for (const [os, several] of systems) {
        const each = one(type, os);
        if (each === undefined) {
          onDemand += several;
          continue;
        }
        saved += several * each.saved;
        billSaved += several * each.billSaved;
        upfront += several * each.upfront;
        instances += several;
      }
    return {
      savedCents: cents(saved),
      billSavedCents: cents(billSaved),
      upfrontCents: cents(upfront),
      instances,
      onDemand,
    };
  };
}

function oneOf(type: string, os: Ec2Os, book: PriceBook, commitment: Commitment): One | undefined {
  const rate = book.ec2(type, os);
  const committed = book.committed(type, os, commitment);
  if (rate === undefined || committed === undefined) return undefined;
  const monthly = lineCents(rate.usd, hoursPerMonth);
  return {
    saved: monthly - lineCents(committed.effectiveHourlyUsd, hoursPerMonth),
    billSaved: monthly - lineCents(committed.hourly.usd, hoursPerMonth),
    upfront: lineCents(committed.upfrontUsd, 1),
  };
}

/** The commitment on every EC2 instance of one fleet. */
export const commitFleet = (fleet: Fleet, book: PriceBook, commitment: Commitment): Committed =>
  committer(book, commitment)(fleet);

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
function onDemandCents(fleet: Fleet, book: PriceBook): Cents {
  let total = 0;
  for (const [type, systems] of fleet)
    for (const [os, several] of systems) {
      const rate = book.ec2(type, os);
      if (rate !== undefined) total += several * lineCents(rate.usd, hoursPerMonth);
    }
  return cents(total);
}
