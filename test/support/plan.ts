import type { Finding } from '../../planner/model/finding.js';
import type { Inventory } from '../../planner/model/inventory.js';
import { cents, sumCents } from '../../planner/model/money.js';
import type { Server } from '../../planner/model/server.js';
import type { Plan, PlannedServer, Scenario } from '../../planner/plan/plan.js';
import { waveInputs, waveSource } from '../../planner/plan/wave-inputs.js';
import type { PriceBook } from '../../planner/pricing/book.js';
import type { Rate } from '../../planner/pricing/quote.js';
import type { Option, Recommendation, Target } from '../../planner/sizing/recommendation.js';
import { planWaves } from '../../planner/waves/plan-waves.js';
import { bareServer } from './server.js';

/** A server named web01, of which nothing else is known. */
export const aServer = (facts: Partial<Server> = {}): Server => bareServer({ name: 'web01', ...facts });

export const ec2 = (instanceType: string, sizeGiB = 40): Target => ({
  kind: 'ec2',
  instanceType,
  os: 'linux',
  sqlServer: undefined,
  volumes: [{ label: 'sda', type: 'gp3', sizeGiB, iops: undefined, throughputMiBps: undefined }],
});

export const anOption = (target: Target, monthlyCents: number, unpriced = 0): Option => ({
  target,
  monthlyCents: cents(monthlyCents),
  unpriced,
});

export function aRecommendation(facts: Partial<Recommendation> = {}): Recommendation {
  const chosen = facts.chosen ?? anOption(ec2('m7i.large'), 7678);
  return {
    server: 'web01',
    demand: undefined,
    disposition: 'rehost',
    chosen,
    rehost: chosen,
    asIs: chosen,
    alternatives: [],
    reason: 'cheapest that fits',
    wouldChange: undefined,
    confidence: 2,
    role: undefined,
    pinned: undefined,
    ...facts,
  };
}

const rate = (usd: string, unit: string): Rate => ({ usd, unit, source: 'test', asOf: '2026-10', kind: 'observed' });

const hourly: Readonly<Record<string, string>> = {
  't3.micro': '0.0104',
  'm7i.large': '0.1008',
  'm7i.xlarge': '0.2016',
  'r7i.2xlarge': '0.5292',
};
const items: Readonly<Record<string, Rate>> = { 'ebs.gp3.storage': rate('0.08', 'GB-month') };

/** A price book with four instance types and gp3. */
export const aBook: PriceBook = {
  region: 'us-east-1',
  asOf: '2026-10',
  instanceTypes: [],
  instanceType: () => undefined,
  ec2: (type) => (hourly[type] === undefined ? undefined : rate(hourly[type], 'h')),
  committed: () => undefined,
  rate: (item) => items[item],
  tiers: () => [],
};

export interface PlanFacts {
  /** Servers as they are, or how many made-up ones. Default 3. */
  readonly servers?: number | readonly PlannedServer[];
  readonly findings?: readonly Finding[];
  readonly inventory?: Partial<Inventory>;
  readonly plan?: Partial<Plan>;
}

const types = ['m7i.large', 'm7i.xlarge', 't3.micro', 'r7i.2xlarge'] as const;
const products = ['storefront', 'portal', 'reports', undefined] as const;

/** The n-th made-up server: the same for the same n. */
function madeUp(index: number): PlannedServer {
  const name = `srv${String(index + 1).padStart(6, '0')}`;
  const type = types[index % types.length] ?? 'm7i.large';
  const monthly = 3000 + ((index * 7919) % 40_000);
  const server = aServer({
    name,
    source: { file: 'inventory.csv', row: index + 2 },
    vcpus: 2 + (index % 4) * 2,
    memoryGiB: 8 + (index % 8) * 8,
    os: { family: 'linux', name: 'Ubuntu 22.04' },
    product: products[index % products.length],
    utilisation: { cpuPct: { average: index % 60 }, memoryPct: { average: (index * 3) % 90 } },
  });
  const recommendation = aRecommendation({
    server: name,
    chosen: anOption(ec2(type), monthly),
    asIs: anOption(ec2('m7i.xlarge'), monthly + 5000),
    reason: `uses ${index % 60} % of its CPU; ${type} fits`,
    confidence: index % 3 === 0 ? 4 : 2,
  });
  return { server, recommendation };
}

function totals(servers: readonly PlannedServer[]): readonly Scenario[] {
  const of = (pick: (recommendation: Recommendation) => Option) =>
    sumCents(servers.map(({ recommendation }) => pick(recommendation).monthlyCents));
  const asIs = of(({ asIs: option }) => option);
  const right = of(({ chosen }) => chosen);
  const committed = cents(Math.round(right * 0.7));
  const none = { upfrontCents: cents(0), unpriced: 0 };
  return [
    { id: 'as-is', title: 'AWS, as it is', note: 'same sizes', monthlyCents: asIs, ...none },
    { id: 'right-sized', title: 'AWS, right-sized', note: `${servers.length} EC2`, monthlyCents: right, ...none },
    {
      id: 'committed',
      title: 'with commitments',
      note: '1-year Savings Plan, no upfront',
      monthlyCents: committed,
      ...none,
    },
  ];
}

const options: Plan['options'] = {
  sizing: {
    preset: 'default',
    percentile: 95,
    cpuHeadroomPct: 20,
    memoryHeadroomPct: 20,
    graviton: false,
    windowsLicence: 'included',
    normaliseCpu: false,
    managed: 'choose',
    pins: {},
  },
  commitment: { kind: 'compute-savings-plan', years: 1, payment: 'none' },
  assumptions: { natGateways: 2 },
  bill: undefined,
  start: undefined,
  edits: undefined,
  findings: [],
  scope: 'estate',
};

/** What is paid today, in cents a month. */
export const aBill = (monthly: number): NonNullable<Plan['today']> => ({
  monthlyCents: cents(monthly),
  source: 'bill.csv',
  kind: 'bill',
  missing: 0,
  items: [],
});

const noRows = { read: 0, servers: 0, merged: 0, attached: 0, ignored: 0, rejected: 0 };
const noInventory: Inventory = { servers: [], flows: [], files: [], rows: noRows, rejected: [], findings: [] };

/** The smallest plan that has everything a view shows; `aPlan({ servers: 100_000 })` is a large one. */
export function aPlan(facts: PlanFacts = {}): Plan {
  const { servers: wanted = 3, findings = [] } = facts;
  const servers = typeof wanted === 'number' ? Array.from({ length: wanted }, (_, index) => madeUp(index)) : wanted;
  const rows = { read: servers.length, servers: servers.length, merged: 0, attached: 0, ignored: 0, rejected: 0 };
  return {
    company: undefined,
    estateFile: undefined,
    business: undefined,
    inputs: ['inventory.csv'],
    inventory: {
      servers: servers.map(({ server }) => server),
      flows: [],
      files: [
        {
          file: 'inventory.csv',
          sheet: undefined,
          format: 'csv',
          rows,
          ignoredBecause: {},
          mapped: { Name: 'name', CPUs: 'vcpus' },
          unmapped: [],
        },
      ],
      rows,
      rejected: [],
      findings,
      ...facts.inventory,
    },
    book: aBook,
    options,
    servers,
    figures: {
      chosenCents: Float64Array.from(servers, ({ recommendation }) => recommendation.chosen.monthlyCents),
      namesProducts: servers.some(({ server }) => server.product !== undefined),
    },
    shared: { quotes: [], gaps: [], cents: cents(0) },
    today: aBill(640_000),
    waves: planWaves(waveSource([], noInventory, []), waveInputs(undefined, options)),
    scenarios: totals(servers),
    priceLines: { observed: 412, derived: 9, formula: 0, unknown: 0 },
    findings,
    ...facts.plan,
  };
}
