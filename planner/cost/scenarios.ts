import { cents, formatCents, lineCents, noMoney, sumCents, type Cents } from '../model/money.js';
import { hoursPerMonth, type Commitment, type PriceBook } from '../pricing/book.js';
import type { Price } from '../pricing/quote.js';
import type { Recommendation, Target } from '../sizing/recommendation.js';

export type ScenarioId = 'as-is' | 'right-sized' | 'replatformed' | 'committed';

/** The cost of the whole estate under one way of moving it. */
export interface Scenario {
  readonly id: ScenarioId;
  /** Short name for people: `AWS, right-sized`. */
  readonly title: string;
  /** What it assumes: `13 EC2, 1 RDS, 1 ElastiCache, 1 SES`. */
  readonly note: string;
  readonly monthlyCents: Cents;
  readonly upfrontCents: Cents;
  /** Lines without a known price: the total is too low by that much. */
  readonly unpriced: number;
}

/**
 * The same servers moved in four ways, each step saving on the one before: the sizes of today on EC2, the right sizes on EC2,
 * the recommended targets (managed services, retired machines), and those under a commitment. Shared cost is part of each.
 */
export function scenarios(
  recommendations: readonly Recommendation[],
  shared: Price,
  book: PriceBook,
  commitment: Commitment,
): Scenario[] {
  const total = (of: (each: Recommendation) => { readonly monthlyCents: Cents; readonly unpriced: number }) => {
    let unpriced = shared.gaps.length;
    const amounts: Cents[] = [shared.cents];
    for (const each of recommendations) {
      const option = of(each);
      amounts.push(option.monthlyCents);
      unpriced += option.unpriced;
    }
    return { monthlyCents: sumCents(amounts), upfrontCents: noMoney, unpriced };
  };
  const chosen = total((each) => each.chosen);
  const committed = commit(recommendations, book, commitment);
  return [
    { id: 'as-is', title: 'AWS, as it is', note: 'same sizes, everything on EC2', ...total((each) => each.asIs) },
    { id: 'right-sized', title: 'AWS, right-sized', note: 'everything on EC2', ...total((each) => each.rehost) },
    { id: 'replatformed', title: 'AWS, recommended', note: countKinds(recommendations), ...chosen },
    {
      id: 'committed',
      title: 'with commitments',
      note: commitmentText(commitment, committed.upfrontCents),
      monthlyCents: cents(chosen.monthlyCents - committed.savedCents),
      upfrontCents: committed.upfrontCents,
      unpriced: chosen.unpriced,
    },
  ];
}

/** What a commitment on every chosen EC2 instance saves a month and costs up front. Types without a known discount stay on demand. */
function commit(recommendations: readonly Recommendation[], book: PriceBook, commitment: Commitment) {
  const known = new Map<string, { readonly saved: number; readonly upfront: number }>();
  let savedCents = 0;
  let upfrontCents = 0;
  for (const { chosen } of recommendations) {
    const { target } = chosen;
    if (target.kind !== 'ec2') continue;
    const key = `${target.instanceType} ${target.os}`;
    let each = known.get(key);
    if (each === undefined) {
      const rate = book.ec2(target.instanceType, target.os);
      const committed = book.committed(target.instanceType, target.os, commitment);
      each =
        rate === undefined || committed === undefined
          ? { saved: 0, upfront: 0 }
          : {
              saved: lineCents(rate.usd, hoursPerMonth) - lineCents(committed.effectiveHourlyUsd, hoursPerMonth),
              upfront: lineCents(committed.upfrontUsd, 1),
            };
      known.set(key, each);
    }
    savedCents += each.saved;
    upfrontCents += each.upfront;
  }
  return { savedCents: cents(savedCents), upfrontCents: cents(upfrontCents) };
}

const commitmentNames: Readonly<Record<Commitment['kind'], string>> = {
  reserved: 'Reserved Instances',
  'compute-savings-plan': 'Compute Savings Plan',
  'ec2-savings-plan': 'EC2 Instance Savings Plan',
};
const payments: Readonly<Record<Commitment['payment'], string>> = {
  none: 'no upfront',
  partial: 'partial upfront',
  all: 'all upfront',
};

function commitmentText({ kind, years, payment }: Commitment, upfront: Cents): string {
  const paid = upfront > 0 ? `, ${formatCents(upfront)} up front counted by the month` : '';
  return `${years}-year ${commitmentNames[kind]}, ${payments[payment]}, after the bake${paid}`;
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
function countKinds(recommendations: readonly Recommendation[]): string {
  const counts = new Map<Target['kind'], number>();
  for (const { chosen } of recommendations) counts.set(chosen.target.kind, (counts.get(chosen.target.kind) ?? 0) + 1);
  return kindNames.flatMap(([kind, name]) => (counts.has(kind) ? [`${counts.get(kind)} ${name}`] : [])).join(', ');
}
