import type { Assumptions } from '../cost/assumptions.js';
import type { Bill } from '../cost/bill.js';
import type { BusinessCase } from '../cost/business-case.js';
import type { Scenario } from '../cost/scenarios.js';
import type { TodayCost } from '../cost/today.js';
import type { Finding } from '../model/finding.js';
import type { Inventory } from '../model/inventory.js';
import type { Listing } from '../model/listing.js';
import type { Server } from '../model/server.js';
import type { Commitment, PriceBook } from '../pricing/book.js';
import type { Price } from '../pricing/quote.js';
import type { WaveEdits } from '../waves/inputs.js';
import type { PlannedWaves } from '../waves/plan-waves.js';
import type { Recommendation } from '../sizing/recommendation.js';
import type { SizingOptions } from '../sizing/options.js';

export interface PlannedServer {
  readonly server: Server;
  readonly recommendation: Recommendation;
}

/** What is known of all servers without asking for one of them. */
export interface ServerFigures {
  /** What each costs a month as recommended, in the order of the servers. */
  readonly chosenCents: Float64Array;
  /** Whether the row of any server names its product. */
  readonly namesProducts: boolean;
}

export interface PlanOptions {
  readonly sizing: SizingOptions;
  /** What the scenario `committed` buys after the bake. */
  readonly commitment: Commitment;
  /** Quantities that no inventory holds, by key (`--set`). */
  readonly assumptions: Assumptions;
  /** The hosting bill of today (`plan.bill`). */
  readonly bill: Bill | undefined;
  /** What was found while reading the bill and the waves file. */
  readonly findings: readonly Finding[];
  /**
   * How far to plan. `estate`: everything. `servers` leaves out products, waves and cash flow, which a first look at 100,000 servers does
   * not wait for. `sums` keeps nothing of a server either: who asks the plan for one waits until it is sized again.
   */
  readonly scope: 'sums' | 'servers' | 'estate';
  /** First day of the migration (`--start`, else `plan.start`); without one waves are weeks. */
  readonly start: string | undefined;
  /** An edited `waves.csv` (`--waves`). */
  readonly edits: WaveEdits | undefined;
}

/** The plan: everything that the text, the screens and `plan.json` show. Pure data, made by `makePlan`. */
export interface Plan {
  /** From `estate.yaml`; undefined without one. */
  readonly company: string | undefined;
  readonly estateFile: string | undefined;
  readonly inputs: readonly string[];
  readonly inventory: Inventory;
  readonly book: PriceBook;
  readonly options: PlanOptions;
  /** In the order of the inventory. */
  readonly servers: Listing<PlannedServer>;
  readonly figures: ServerFigures;
  /** What no single server causes: NAT, load balancers, addresses, traffic, support. */
  readonly shared: Price;
  readonly today: TodayCost | undefined;
  readonly scenarios: readonly Scenario[];
  /** Products, shared services, waves with dates and conditions. */
  readonly waves: PlannedWaves;
  /** Cash flow, payback and what they hang on; undefined where only servers were planned. */
  readonly business: BusinessCase | undefined;
  /** How many price lines are observed, derived, formula, and how many are unknown. */
  readonly priceLines: {
    readonly observed: number;
    readonly derived: number;
    readonly formula: number;
    readonly unknown: number;
  };
  /** Findings of the inventory, the sizing and the plan, most severe first. */
  readonly findings: readonly Finding[];
}

export type { Scenario, ScenarioId } from '../cost/scenarios.js';
