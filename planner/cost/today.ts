import { cents, lineCents, sumCents, type Cents } from '../model/money.js';
import type { Server } from '../model/server.js';
import type { Bill, BillItem } from './bill.js';

/** Today's cost of the estate, by month. */
export interface TodayCost {
  readonly monthlyCents: Cents;
  /** `bill.csv`, `plan.bill`, `cost column of the inventory (13 of 15 servers)`. */
  readonly source: string;
  readonly kind: 'bill' | 'inventory' | 'model';
  /** Servers whose cost is not in the sum. */
  readonly missing: number;
  /** What it is made of, with what ends each item. */
  readonly items: readonly BillItem[];
  /** Only of a model: its sums by what they pay for. */
  readonly parts?: readonly TodayPart[];
}

export interface TodayPart {
  readonly id: string;
  readonly title: string;
  readonly monthlyCents: Cents;
}

/** Today's cost by the stated model, for where no bill is known; see `tco.ts`. */
export type TodayModel = (servers: readonly Server[]) => TodayCost;

/**
 * Today's cost: the hosting bill, else the cost column of the inventory, else the model where one is given.
 * @returns undefined when nobody knows: a guess is no headline
 */
export function today(bill: Bill | undefined, servers: readonly Server[], model?: TodayModel): TodayCost | undefined {
  return (bill === undefined ? fromInventory(servers) : fromBill(bill)) ?? model?.(servers);
}

function fromBill(bill: Bill): TodayCost {
  const items: readonly BillItem[] =
    bill.kind === 'items'
      ? bill.items
      : [
          {
            item: 'hosting bill',
            scope: 'flat',
            servers: [],
            monthlyCents: lineCents(String(bill.monthlyUsd), 1),
            until: undefined,
          },
        ];
  return {
    monthlyCents: sumCents(items.map(({ monthlyCents }) => monthlyCents)),
    source: bill.source ?? 'plan.bill',
    kind: 'bill',
    missing: 0,
    items,
  };
}

function fromInventory(servers: readonly Server[]): TodayCost | undefined {
  const items: BillItem[] = [];
  let total = 0;
  for (const { id, monthlyCents } of servers) {
    if (monthlyCents === undefined) continue;
    total += monthlyCents;
    items.push({ item: 'server', scope: 'server', servers: [id], monthlyCents: cents(monthlyCents), until: undefined });
  }
  if (items.length === 0) return undefined;
  const missing = servers.length - items.length;
  const share = missing === 0 ? '' : ` (${items.length} of ${servers.length} servers)`;
  return {
    monthlyCents: cents(total),
    source: `cost column of the inventory${share}`,
    kind: 'inventory',
    missing,
    items,
  };
}
