import type { Estate } from '../../estate/index.js';
import { scenarios } from '../cost/scenarios.js';
import { sharedPrice } from '../cost/shared.js';
import { today } from '../cost/today.js';
import type { Finding, Severity } from '../model/finding.js';
import type { Inventory } from '../model/inventory.js';
import type { PriceBook } from '../pricing/book.js';
import { sizeServers } from '../sizing/size-servers.js';
import { decided } from './from-estate.js';
import { planWaves } from '../waves/plan-waves.js';
import type { Plan, PlanOptions } from './plan.js';
import { portsByServer } from './ports.js';
import { priceLines } from './price-lines.js';
import { sharedOf } from './shared-inputs.js';
import { waveInputs, waveSource } from './wave-inputs.js';

/** Everything a plan is made of. The same inputs make the same plan, byte for byte. */
export interface PlanRequest {
  readonly inventory: Inventory;
  /** Names of the files read, as the user gave them. */
  readonly inputs: readonly string[];
  readonly estate: Estate | undefined;
  readonly estateFile: string | undefined;
  readonly book: PriceBook;
  readonly options: PlanOptions;
}

/** The plan of an inventory: sized, priced, compared. Pure. */
export function makePlan(request: PlanRequest): Plan {
  const { inventory, estate, book, options } = request;
  const servers = decided(inventory.servers, estate);
  const { recommendations, findings } = sizeServers(servers, {
    book,
    options: options.sizing,
    portsOf: portsByServer(inventory.flows),
  });
  const shared = sharedPrice(options.assumptions, book, sharedOf(estate, recommendations));
  const planned: Plan['servers'][number][] = [];
  for (const [index, recommendation] of recommendations.entries()) {
    const server = servers[index];
    if (server !== undefined) planned.push({ server, recommendation });
  }
  const waves = planWaves(waveSource(servers, inventory, recommendations), waveInputs(estate, options));
  return {
    company: estate?.company,
    estateFile: request.estateFile,
    inputs: request.inputs,
    inventory,
    book,
    options,
    servers: planned,
    shared,
    today: today(options.bill, servers),
    waves,
    scenarios: scenarios(recommendations, shared, book, options.commitment),
    priceLines: priceLines(recommendations, shared, book),
    findings: [...inventory.findings, ...findings, ...waves.findings].toSorted(bySeverity),
  };
}

const rank: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };

/** Most severe first; within a severity in the order they were found (the sort is stable). */
const bySeverity = (a: Finding, b: Finding): number => rank[a.severity] - rank[b.severity];
