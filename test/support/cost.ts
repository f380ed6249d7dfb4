import { assume, keysOf, type Assumptions } from '../../planner/cost/assumptions.js';
import type { Bill, BillItem } from '../../planner/cost/bill.js';
import type { Move, Schedule } from '../../planner/cost/schedule.js';
import { CostColumn, today, type TodayCost } from '../../planner/cost/today.js';
import { cents } from '../../planner/model/money.js';
import type { Server } from '../../planner/model/server.js';
import type { CommittedRate, PriceBook } from '../../planner/pricing/book.js';
import { aBook, aRate, aType } from './book.js';

/** Round prices, so that a case can be computed by hand. t3.small is 14.60 USD a month, a GB of staging 0.10. */
export const roundBook: PriceBook = {
  ...aBook({
    offers: [
      [aType('t3.small', 2, 2), '0.02'],
      [aType('m6a.large', 2, 8), '0.10'],
    ],
    rates: {
      'ebs.gp3.storage': aRate('0.10', 'GB-month'),
      'ebs.snapshot': aRate('0.05', 'GB-month'),
      'mgn.server': aRate('0.04', 'server-h'),
      'vpc.nat.hour': aRate('0.05', 'h'),
      'vpc.vpn.hour': aRate('0.05', 'h'),
      'elb.alb.hour': aRate('0.02', 'h'),
      'elb.alb.lcu': aRate('0.01', 'LCU-h'),
      'elb.nlb.hour': aRate('0.03', 'h'),
      'elb.nlb.lcu': aRate('0.005', 'NLCU-h'),
      'vpc.ipv4.hour': aRate('0.005', 'h'),
    },
  }),
};

/** Half the on-demand price by the hour, and 600 USD at the start. */
export const halfAndUpfront: CommittedRate = {
  upfrontUsd: '600',
  hourly: aRate('0.05', 'h'),
  effectiveHourlyUsd: '0.118493',
};

/** Every quantity of the AWS side and every one-off is 0; 15 days of rehearsal, 200 USD of work a server. */
export const nothingAssumed: Assumptions = {
  ...assume(keysOf.running.filter((key) => key !== 'support').map((key) => `${key}=0`)),
  rehearsalDays: 15,
  trainees: 0,
  stagingSnapshotPct: 0,
};

export const aMove = (name: string, servers: readonly string[], days: readonly [number, number, number]): Move => ({
  name,
  servers,
  replicationStart: days[0],
  cutover: days[1],
  decommission: days[2],
});

export const aSchedule = (moves: readonly Move[], facts: Partial<Schedule> = {}): Schedule => ({
  start: undefined,
  contractEnd: undefined,
  moves,
  retained: [],
  ...facts,
});

export const anItem = (usd: number, facts: Partial<BillItem> = {}): BillItem => ({
  item: 'item',
  scope: facts.servers === undefined ? 'flat' : 'server',
  servers: [],
  monthlyCents: cents(usd * 100),
  until: undefined,
  ...facts,
});

/** The cost column of servers that are all at hand. */
export function costColumn(servers: readonly Server[]): CostColumn {
  const column = new CostColumn(servers);
  for (const server of servers) column.add(server);
  return column;
}

/** Today's cost by a bill of these items. */
export function aBill(items: readonly BillItem[]): TodayCost {
  const bill: Bill = { kind: 'items', items, source: 'bill.csv' };
  const cost = today(bill, costColumn([]));
  if (cost === undefined) throw new Error('a bill is a cost');
  return cost;
}
