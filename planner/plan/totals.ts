import { ScenarioSums } from '../cost/scenarios.js';
import { Arrivals } from '../cost/shared.js';
import { CostColumn } from '../cost/today.js';
import type { Finding } from '../model/finding.js';
import type { Listing } from '../model/listing.js';
import type { Server } from '../model/server.js';
import type { Recommendation } from '../sizing/recommendation.js';
import { Owners } from './owners.js';
import type { ServerFigures } from './plan.js';
import { PricedTargets } from './price-lines.js';

/** All that a plan counts of its servers: each is shown once, and nothing of it need be kept. There may be a million. */
export class Totals {
  readonly scenarios = new ScenarioSums();
  readonly arrivals = new Arrivals();
  readonly priced = new PricedTargets();
  readonly column: CostColumn;
  readonly owners: Owners;
  readonly #chosenCents: Float64Array;
  #namesProducts = false;

  /** @param findings those that are known before the servers are looked at */
  constructor(servers: Listing<Server>, findings: readonly Finding[]) {
    this.column = new CostColumn(servers);
    this.owners = new Owners(findings);
    this.#chosenCents = new Float64Array(servers.length);
  }

  /** @param noted whether sizing found something that a person should know */
  add(index: number, server: Server, recommendation: Recommendation, noted: boolean): void {
    this.scenarios.add(recommendation);
    this.arrivals.add(recommendation);
    this.priced.add(recommendation);
    this.column.add(server);
    this.owners.add(server, noted);
    this.#chosenCents[index] = recommendation.chosen.monthlyCents;
    this.#namesProducts ||= server.product !== undefined;
  }

  figures(): ServerFigures {
    return { chosenCents: this.#chosenCents, namesProducts: this.#namesProducts };
  }
}
