import { cents, lineCents, type Cents } from '../model/money.js';
import { assumed } from './assumptions.js';
import { awsStreams } from './aws-streams.js';
import type { CashFlowInputs, Payment } from './cash-flow-inputs.js';
import { monthsFrom, type Month } from './days.js';
import { payback, type Payback } from './payback.js';
import { inMonth, type Stream } from './streams.js';
import { supportPrice } from './support.js';

/** Months that a cash flow looks at: five years. */
export const horizon = 60;

/** One month. `total` = legacy + AWS + one-off; `cumulative` = the totals so far. */
export interface CashMonth {
  /** `2027-02`, or `M1`. */
  readonly month: string;
  readonly legacyCents: Cents;
  readonly awsCents: Cents;
  readonly oneOffCents: Cents;
  readonly totalCents: Cents;
  readonly cumulativeCents: Cents;
  /** Of AWS: staging area and replication. */
  readonly stagingCents: Cents;
  /** Of AWS: paid at the start of commitments. */
  readonly upfrontCents: Cents;
  /** Of legacy and AWS: paid for the side that does not serve - AWS before a cutover, the datacenter after it, the connection between them. */
  readonly doubleCents: Cents;
  /** What the month would cost if nothing moved. */
  readonly stayCents: Cents;
}

/** Sums over the first years of the plan. */
export interface CashTotal {
  readonly years: 3 | 5;
  readonly stayCents: Cents;
  readonly moveCents: Cents;
  /** stay - move; negative = moving costs more. */
  readonly savedCents: Cents;
}

export interface CashFlow {
  readonly months: readonly CashMonth[];
  readonly totals: readonly CashTotal[];
  /** Undefined when it never pays within the horizon. */
  readonly payback: Payback | undefined;
  /** Paid once, and for the side that does not serve. */
  readonly moving: { readonly oneOffCents: Cents; readonly doubleCents: Cents };
  /** Value today of what is saved in five years; years are counted from 0, as Azure Migrate's business case does. */
  readonly presentValueCents: Cents;
  /** Price lines that are not known: AWS costs more than is said here, and payback is later. */
  readonly unpriced: number;
}

/**
 * The cash flow of the move by month.
 * @param count months to look at; fewer than five years leave the five-year total incomplete
 */
export function cashFlow(inputs: CashFlowInputs, count = horizon): CashFlow {
  const { streams, upfronts, unpriced } = awsStreams(inputs);
  const oneOffs = oneOffCosts(inputs);
  const rows: CashMonth[] = [];
  let cumulative = 0;
  for (const month of monthsFrom(inputs.start, count)) {
    const row = monthOf(month, inputs, streams, sumIn(upfronts, month), sumIn(oneOffs, month), cumulative);
    cumulative = row.cumulativeCents;
    rows.push(row);
  }
  return {
    months: rows,
    totals: [totalOf(rows, 3), totalOf(rows, 5)],
    payback: payback(rows, lastCutoverMonth(inputs)),
    moving: {
      oneOffCents: sum(rows, ({ oneOffCents }) => oneOffCents),
      doubleCents: sum(rows, ({ doubleCents }) => doubleCents),
    },
    presentValueCents: presentValue(rows, assumed(inputs.assumptions, 'discountPct')),
    unpriced,
  };
}

function monthOf(
  month: Month,
  { legacy, stayCents, assumptions, book }: CashFlowInputs,
  streams: readonly Stream[],
  upfront: number,
  oneOff: number,
  before: number,
): CashMonth {
  let [paid, double, aws, staging] = [0, 0, 0, 0];
  // The datacenter bills whole months: the one in which something ends is paid in full.
  for (const { monthlyCents, idleFrom, end } of legacy) {
    if (month.from >= end) continue;
    paid += monthlyCents;
    if (month.from >= idleFrom) double += monthlyCents;
  }
  for (const stream of streams) {
    const amount = inMonth(stream, month);
    aws += amount;
    if (stream.kind === 'staging') staging += amount;
    if (stream.double) double += amount;
  }
  const bill = aws + upfront;
  const withSupport = bill + supportPrice(assumptions, cents(bill), book).cents;
  const total = paid + withSupport + oneOff;
  return {
    month: month.label,
    legacyCents: cents(paid),
    awsCents: cents(withSupport),
    oneOffCents: cents(oneOff),
    totalCents: cents(total),
    cumulativeCents: cents(before + total),
    stagingCents: cents(staging),
    upfrontCents: cents(upfront),
    doubleCents: cents(double),
    stayCents,
  };
}

/** Payments of a month. What lies before the first month is paid in it. */
function sumIn(payments: readonly Payment[], { from, to }: Month): number {
  const first = from <= 0;
  let total = 0;
  for (const payment of payments) if (payment.day < to && (payment.day >= from || first)) total += payment.cents;
  return total;
}

/** People's work at the cutover, a vendor's fee at the start of replication, training and the rest in the first month. */
function oneOffCosts({ moves, assumptions }: CashFlowInputs): readonly Payment[] {
  const of = (key: Parameters<typeof assumed>[1], count = 1): number =>
    lineCents(String(assumed(assumptions, key)), count);
  if (moves.length === 0) return [];
  return [
    { day: 0, cents: of('trainingUsd', assumed(assumptions, 'trainees')) + of('oneOffUsd') },
    ...moves.flatMap(({ servers, replicationStart, cutover }) => [
      { day: replicationStart, cents: of('vendorPerServerUsd', servers) },
      { day: cutover, cents: of('workPerServerUsd', servers) },
    ]),
  ];
}

const sum = (rows: readonly CashMonth[], of: (row: CashMonth) => number): Cents =>
  cents(rows.reduce((total, row) => total + of(row), 0));

function totalOf(rows: readonly CashMonth[], years: 3 | 5): CashTotal {
  const counted = rows.slice(0, years * 12);
  const stayCents = sum(counted, (row) => row.stayCents);
  const moveCents = sum(counted, (row) => row.totalCents);
  return { years, stayCents, moveCents, savedCents: cents(stayCents - moveCents) };
}

function presentValue(rows: readonly CashMonth[], percent: number): Cents {
  let value = 0;
  for (const [at, row] of rows.entries())
    value += (row.stayCents - row.totalCents) / (1 + percent / 100) ** Math.floor(at / 12);
  return cents(Math.round(value));
}

/** Index of the month of the last cutover. */
function lastCutoverMonth({ moves, start }: CashFlowInputs): number | undefined {
  if (moves.length === 0) return undefined;
  const last = moves.reduce((latest, { cutover }) => Math.max(latest, cutover), 0);
  const at = monthsFrom(start, horizon).findIndex(({ to }) => last < to);
  return at < 0 ? undefined : at;
}
