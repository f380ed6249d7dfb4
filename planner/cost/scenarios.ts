import { cents, formatCents, noMoney, type Cents } from '../model/money.js';
import type { Commitment, PriceBook } from '../pricing/book.js';
import type { Price } from '../pricing/quote.js';
import type { Option, Recommendation, Target } from '../sizing/recommendation.js';
import type { Assumptions } from './assumptions.js';
import { commitFleet, commitmentTitle, type Committed, type Pick } from './commitments.js';
import { InstanceCount } from './instances.js';
import { compareLicences } from './licences.js';
import { supportPrice } from './support.js';

export type ScenarioId = 'as-is' | 'right-sized' | 'right-sized-committed' | 'replatformed' | 'committed' | 'byol';

/** The cost of the whole estate under one way of moving it. */
export interface Scenario {
  readonly id: ScenarioId;
  /** Short name for people: `AWS, right-sized`. */
  readonly title: string;
  /** What it assumes: `13 EC2, 1 RDS, 1 ElastiCache, 1 SES`. */
  readonly note: string;
  /** With upfront payments spread over their term. */
  readonly monthlyCents: Cents;
  /** Paid at the start of a commitment; already in the monthly figure, spread over the term. */
  readonly upfrontCents: Cents;
  /** Lines without a known price: the total is too low by that much. */
  readonly unpriced: number;
}

/** Three years of a scenario once everything has moved; commitments of one year are renewed at the same price. */
export const threeYearCents = ({ monthlyCents }: Scenario): Cents => cents(monthlyCents * 36);

/** What servers cost together in one of the ways. */
class Sum {
  total = 0;
  unpriced = 0;

  add({ monthlyCents, unpriced }: Option): void {
    this.total += monthlyCents;
    this.unpriced += unpriced;
  }
}

/** What all servers cost in each of the ways, and how many become what. */
export class ScenarioSums {
  readonly asIs = new Sum();
  readonly rehost = new Sum();
  readonly chosen = new Sum();
  readonly instances = new InstanceCount();
  readonly kinds = new Map<Target['kind'], number>();

  add(recommendation: Recommendation): void {
    const { asIs, rehost, chosen } = recommendation;
    this.asIs.add(asIs);
    this.rehost.add(rehost);
    this.chosen.add(chosen);
    this.instances.add(recommendation);
    const { kind } = chosen.target;
    this.kinds.set(kind, (this.kinds.get(kind) ?? 0) + 1);
  }
}

/**
 * The same servers moved in different ways, each step saving on the one before: the sizes of today on EC2, the right sizes on EC2,
 * those under a commitment, the recommended targets (managed services, retired machines), and those under a commitment.
 * Shared cost is part of each; so is support, where the assumptions name a plan.
 */
export function scenarios(
  sums: ScenarioSums,
  shared: Price,
  book: PriceBook,
  commitment: Commitment,
  assumptions: Assumptions = {},
): Scenario[] {
  const monthly = (pick: Pick, committed: Committed | undefined) => {
    const { total, unpriced } = sums[pick];
    const own = shared.cents + total - (committed?.savedCents ?? 0);
    const support = supportPrice(assumptions, cents(own), book);
    return {
      monthlyCents: cents(own + support.cents),
      upfrontCents: committed?.upfrontCents ?? noMoney,
      unpriced: shared.gaps.length + unpriced + support.gaps.length,
    };
  };
  const rehost = commitFleet(sums.instances.fleet('rehost'), book, commitment);
  const chosen = commitFleet(sums.instances.fleet('chosen'), book, commitment);
  return [
    { id: 'as-is', title: 'AWS, as it is', note: 'same sizes, everything on EC2', ...monthly('asIs', undefined) },
    { id: 'right-sized', title: 'AWS, right-sized', note: 'everything on EC2', ...monthly('rehost', undefined) },
    {
      id: 'right-sized-committed',
      title: 'right-sized, with commitments',
      note: commitmentNote(commitment, rehost),
      ...monthly('rehost', rehost),
    },
    {
      id: 'replatformed',
      title: 'AWS, recommended',
      note: kindsNote(sums.kinds),
      ...monthly('chosen', undefined),
    },
    {
      id: 'committed',
      title: 'with commitments',
      note: commitmentNote(commitment, chosen),
      ...monthly('chosen', chosen),
    },
  ];
}

/**
 * The recommended targets with licences that the company brings, against those that AWS rents out. Undefined where there is
 * nothing to bring. What the own licences cost is not part of it: it pays while they cost less than the difference.
 */
export function byolScenario(instances: InstanceCount, recommended: Scenario, book: PriceBook): Scenario | undefined {
  const licences = compareLicences(instances, book);
  if (licences.windows === 0 && licences.sqlServer === 0) return undefined;
  const own = [
    ...(licences.windows === 0 ? [] : [`Windows on ${licences.windows}`]),
    ...(licences.sqlServer === 0 ? [] : [`SQL Server on ${licences.sqlServer}`]),
  ].join(', ');
  return {
    id: 'byol',
    title: 'own licences',
    note: `${own}; pays while they cost you less than ${formatCents(licences.worthCents)} a month`,
    monthlyCents: cents(recommended.monthlyCents - licences.rentedCents),
    upfrontCents: noMoney,
    unpriced: recommended.unpriced + licences.unpriced,
  };
}

function commitmentNote(commitment: Commitment, { upfrontCents, onDemand }: Committed): string {
  const paid = upfrontCents > 0 ? `, ${formatCents(upfrontCents)} up front counted by the month` : '';
  const rest = onDemand > 0 ? `; ${onDemand} EC2 stay on demand: no committed price is known` : '';
  return `${commitmentTitle(commitment)}, after the bake${paid}${rest}`;
}

const kindNames: readonly (readonly [kind: Target['kind'], name: string])[] = [
  ['ec2', 'EC2'],
  ['rds', 'RDS'],
  ['elasticache', 'ElastiCache'],
  ['lb', 'load balancer'],
  ['ses', 'SES'],
  ['efs', 'EFS'],
  ['fsx', 'FSx'],
  ['cloudwatch', 'CloudWatch'],
  ['none', 'not moved'],
  ['unknown', 'unknown'],
];

/** `13 EC2, 1 RDS, 1 SES` */
const kindsNote = (kinds: ReadonlyMap<Target['kind'], number>): string =>
  kindNames.flatMap(([kind, name]) => (kinds.has(kind) ? [`${kinds.get(kind)} ${name}`] : [])).join(', ');
