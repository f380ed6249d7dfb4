import { cents, lineCents, sumCents, type Cents } from '../model/money.js';
import type { Listing } from '../model/listing.js';
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
 * Today's cost: the hosting bill, else the cost column of the inventory.
 * @returns undefined when nobody knows: a guess is no headline
 */
export const today = (bill: Bill | undefined, column: CostColumn): TodayCost | undefined =>
  bill === undefined ? column.cost() : fromBill(bill);

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

/** The cost column of an inventory. */
export class CostColumn {
  readonly #servers: Listing<Server>;
  #known = 0;
  #total = 0;

  /** @param servers those that are added, for who asks for the items */
  constructor(servers: Listing<Server>) {
    this.#servers = servers;
  }

  add({ monthlyCents }: Server): void {
    if (monthlyCents === undefined) return;
    this.#known += 1;
    this.#total += monthlyCents;
  }

  /** @returns undefined when no server has a cost */
  cost(): TodayCost | undefined {
    if (this.#known === 0) return undefined;
    const servers = this.#servers;
    const share = this.#known === servers.length ? '' : ` (${this.#known} of ${servers.length} servers)`;
    let items: readonly BillItem[] | undefined;
    return {
      monthlyCents: cents(this.#total),
      source: `cost column of the inventory${share}`,
      kind: 'inventory',
      missing: servers.length - this.#known,
      // One for each server, which only products and a cash flow ask for.
      get items() {
        return (items ??= itemsOf(servers));
      },
    };
  }
}

function itemsOf(servers: Listing<Server>): readonly BillItem[] {
  const items: BillItem[] = [];
  for (const { id, monthlyCents } of servers)
    if (monthlyCents !== undefined)
      items.push({
        item: 'server',
        scope: 'server',
        servers: [id],
        monthlyCents: cents(monthlyCents),
        until: undefined,
      });
  return items;
}
