import type { Estate } from '../../estate/index.js';
import { businessCase } from '../cost/business-case.js';
import { byolScenario, type Scenario, scenarios, type ScenarioSums } from '../cost/scenarios.js';
import { sharedPrice } from '../cost/shared.js';
import { tcoModel } from '../cost/tco.js';
import { today } from '../cost/today.js';
import { bySeverity, type Finding } from '../model/finding.js';
import type { Inventory } from '../model/inventory.js';
import type { Listing } from '../model/listing.js';
import type { PriceBook } from '../pricing/book.js';
import type { Price } from '../pricing/quote.js';
import { sizer } from '../sizing/sizer.js';
import { decided } from './from-estate.js';
import type { WaveSource } from '../waves/build.js';
import { planWaves } from '../waves/plan-waves.js';
import type { Plan, PlannedServer, PlanOptions } from './plan.js';
import { portsByServer } from './ports.js';
import { planServers } from './plan-servers.js';
import { scheduleOf } from './schedule.js';
import { sharedOf } from './shared-inputs.js';
import { Totals } from './totals.js';
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
  const { scope } = options;
  const read = [...inventory.findings, ...options.findings];
  const servers = decided(inventory.servers, estate);
  const sizing = sizer({ book, options: options.sizing, portsOf: portsByServer(inventory.flows) });
  const totals = new Totals(servers, read);
  const planned = planServers(servers, sizing, totals, scope === 'sums' ? 'no' : 'yes');
  const known = sharedOf(estate, totals.arrivals);
  const shared = sharedPrice(options.assumptions, book, known);
  const billed = today(options.bill, totals.column);

  const inputs = waveInputs(estate, options);
  const whole = scope === 'estate' ? atHand(planned) : undefined;
  const waves = planWaves(
    whole === undefined ? nothing : waveSource(whole.servers, inventory, whole.recommendations),
    inputs,
  );
  const business =
    whole === undefined
      ? undefined
      : businessCase({
          ...whole,
          schedule: scheduleOf(waves, inputs.start, inputs.contractEnd),
          today: billed ?? tcoModel(options.assumptions, inputs.start)(whole.servers),
          estate: known,
          commitment: options.commitment,
          assumptions: options.assumptions,
          book,
        });
  const unplanned = whole === undefined ? [tooMany(servers.length)] : waves.findings;
  return {
    company: estate?.company,
    estateFile: request.estateFile,
    inputs: request.inputs,
    inventory,
    book,
    options,
    servers: planned,
    figures: totals.figures(),
    shared,
    today: billed,
    waves,
    business,
    scenarios: allScenarios(totals.scenarios, shared, book, options),
    priceLines: totals.priced.lines(totals.scenarios.instances, shared, book),
    findings: bySeverity([
      ...totals.owners.in([...read, ...sizing.findings.list()], waves, estate),
      // These name owners themselves, and a what-if finds them again by identity.
      ...unplanned,
      ...(business?.findings ?? []),
    ]),
  };
}

/** The ways to move, and what own licences would change about the recommended one. */
function allScenarios(sums: ScenarioSums, shared: Price, book: PriceBook, options: PlanOptions): readonly Scenario[] {
  const found = scenarios(sums, shared, book, options.commitment, options.assumptions);
  const recommended = found.find(({ id }) => id === 'replatformed');
  const own = recommended === undefined ? undefined : byolScenario(sums.instances, recommended, book);
  return own === undefined ? found : [...found, own];
}

const nothing: WaveSource = { servers: [], flows: [], roles: new Map(), dispositions: new Map() };

/** All servers and what is recommended for each, for what looks at them again and again. */
const atHand = (planned: Listing<PlannedServer>) => ({
  servers: Array.from(planned, ({ server }) => server),
  recommendations: Array.from(planned, ({ recommendation }) => recommendation),
});

const tooMany = (servers: number): Finding => ({
  severity: 'info',
  code: 'waves-on-request',
  message: `products, waves and the cash flow of ${servers} servers are planned on request`,
  remedy: 'Add --start DATE, --json, or an estate file.',
});
