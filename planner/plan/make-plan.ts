import type { Estate } from '../../estate/index.js';
import { businessCase } from '../cost/business-case.js';
import { byolScenario, type Scenario, scenarios } from '../cost/scenarios.js';
import { sharedPrice } from '../cost/shared.js';
import { tcoModel } from '../cost/tco.js';
import { today } from '../cost/today.js';
import { bySeverity, type Finding } from '../model/finding.js';
import type { Inventory } from '../model/inventory.js';
import type { Server } from '../model/server.js';
import type { PriceBook } from '../pricing/book.js';
import type { Price } from '../pricing/quote.js';
import type { Recommendation } from '../sizing/recommendation.js';
import { sizeServers } from '../sizing/size-servers.js';
import { decided } from './from-estate.js';
import type { WaveSource } from '../waves/build.js';
import { type PlannedWaves, planWaves } from '../waves/plan-waves.js';
import type { Plan, PlannedServer, PlanOptions } from './plan.js';
import { portsByServer } from './ports.js';
import { priceLines } from './price-lines.js';
import { scheduleOf } from './schedule.js';
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

/** The plan of an inventory: sized, priced, grouped, scheduled, compared. Pure. */
export function makePlan(request: PlanRequest): Plan {
  const { inventory, estate, book, options } = request;
  const servers = decided(Array.from(inventory.servers), estate);
  const sizing = sizeServers(servers, { book, options: options.sizing, portsOf: portsByServer(inventory.flows) });
  const { recommendations } = sizing;
  const known = sharedOf(estate, recommendations);
  const shared = sharedPrice(options.assumptions, book, known);
  const billed = today(options.bill, servers);

  const inputs = waveInputs(estate, options);
  const waves = planWaves(
    options.scope === 'servers' ? nothing : waveSource(servers, inventory, recommendations),
    inputs,
  );
  const business =
    options.scope === 'servers'
      ? undefined
      : businessCase({
          servers,
          recommendations,
          schedule: scheduleOf(waves, inputs.start, inputs.contractEnd),
          today: billed ?? tcoModel(options.assumptions, inputs.start)(servers),
          estate: known,
          commitment: options.commitment,
          assumptions: options.assumptions,
          book,
        });
  const unplanned = options.scope === 'servers' ? [tooMany(servers.length)] : waves.findings;
  return {
    company: estate?.company,
    estateFile: request.estateFile,
    inputs: request.inputs,
    inventory,
    book,
    options,
    servers: zip(servers, recommendations),
    shared,
    today: billed,
    waves,
    business,
    scenarios: allScenarios(recommendations, shared, book, options),
    priceLines: priceLines(recommendations, shared, book),
    findings: bySeverity([
      ...owned(servers, waves, estate)([...inventory.findings, ...options.findings, ...sizing.findings]),
      // These name owners themselves, and a what-if finds them again by identity.
      ...unplanned,
      ...(business?.findings ?? []),
    ]),
  };
}

/** Names the owner of what a finding is about, where the server or its product has one. */
function owned(servers: readonly Server[], { placements }: PlannedWaves, estate: Estate | undefined) {
  return (findings: readonly Finding[]): readonly Finding[] => {
    // A few hundred findings are about a hundred thousand servers.
    const told = new Set(findings.map(({ server }) => server));
    const owners = new Map<string, string>();
    for (const { id, name, owner } of servers) {
      if (!told.has(name)) continue;
      const place = placements.get(id);
      const product = place?.kind === 'product' ? estate?.products[place.product] : undefined;
      const found = product?.owner ?? owner;
      if (found !== undefined) owners.set(name, found);
    }
    if (owners.size === 0) return findings;
    return findings.map((finding) => {
      const owner = finding.owner ?? owners.get(finding.server ?? '');
      return owner === undefined || owner === finding.owner ? finding : { ...finding, owner };
    });
  };
}

/** The ways to move, and what own licences would change about the recommended one. */
function allScenarios(
  recommendations: readonly Recommendation[],
  shared: Price,
  book: PriceBook,
  options: PlanOptions,
): readonly Scenario[] {
  const found = scenarios(recommendations, shared, book, options.commitment, options.assumptions);
  const recommended = found.find(({ id }) => id === 'replatformed');
  const own = recommended === undefined ? undefined : byolScenario(recommendations, recommended, book);
  return own === undefined ? found : [...found, own];
}

const nothing: WaveSource = { servers: [], flows: [], roles: new Map(), dispositions: new Map() };

function zip(servers: readonly Server[], recommendations: readonly Recommendation[]): PlannedServer[] {
  const planned: PlannedServer[] = [];
  for (let at = 0; at < servers.length; at += 1) {
    const [server, recommendation] = [servers[at], recommendations[at]];
    if (server !== undefined && recommendation !== undefined) planned.push({ server, recommendation });
  }
  return planned;
}

const tooMany = (servers: number): Finding => ({
  severity: 'info',
  code: 'waves-on-request',
  message: `products, waves and the cash flow of ${servers} servers are planned on request`,
  remedy: 'Add --start DATE, --json, or an estate file.',
});
