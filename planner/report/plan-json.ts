import type { Finding } from '../model/finding.js';
import type { FileAccount } from '../model/inventory.js';
import { usd } from '../model/money.js';
import type { Plan, PlannedServer, Scenario } from '../plan/plan.js';
import type { Gap, Price, Quote } from '../pricing/quote.js';
import { priceOf } from '../sizing/price-of.js';
import type { Option, Target } from '../sizing/recommendation.js';
import { productOf } from '../view/plan/product.js';
import { cashFlowJson, partnerJson, paybackJson, productJson, sharedServiceJson, waveJson } from './waves-json.js';
import { inChunks, jsonList } from './chunks.js';
import type { PlanDocument } from './plan-schema.js';

type ServerJson = PlanDocument['servers'][number];

/** Everything of a target but what only the price needs; fields that are undefined vanish in JSON. */
function targetJson(target: Target): ServerJson['target'] {
  return target.kind === 'ec2'
    ? { ...target, volumes: target.volumes.map((volume) => ({ ...volume })) }
    : { ...target };
}

const optionJson = ({ target, monthlyCents, unpriced }: Option): Omit<ServerJson['alternatives'][number], 'note'> => ({
  target: targetJson(target),
  monthlyUsd: usd(monthlyCents),
  unpriced,
});

const quoteJson = ({ item, rate, quantity, monthlyCents }: Quote): ServerJson['quotes'][number] => ({
  item,
  rateUsd: Number(rate.usd),
  quantity,
  unit: rate.unit,
  monthlyUsd: usd(monthlyCents),
  source: rate.source,
  asOf: rate.asOf,
  kind: rate.kind,
});

const gapJson = ({ item, quantity, unit, why }: Gap): ServerJson['gaps'][number] => ({ item, quantity, unit, why });

const priceJson = ({ quotes, gaps, cents }: Price): PlanDocument['shared'] => ({
  quotes: quotes.map(quoteJson),
  gaps: gaps.map(gapJson),
  monthlyUsd: usd(cents),
});

function demandJson({ recommendation: { demand } }: PlannedServer): ServerJson['demand'] {
  if (demand === undefined) return null;
  return {
    vcpus: demand.vcpus,
    memoryGiB: demand.memoryGiB,
    ebsIops: demand.ebsIops ?? null,
    ebsMiBps: demand.ebsMiBps ?? null,
    networkGbps: demand.networkGbps ?? null,
    cpuBasis: demand.cpuBasis,
    memoryBasis: demand.memoryBasis,
    notes: [...demand.notes],
  };
}

/** One server of `plan.json`, its price lines computed again. */
export function serverJson(planned: PlannedServer, plan: Pick<Plan, 'book' | 'waves'>): ServerJson {
  const { server, recommendation } = planned;
  const { chosen, asIs, rehost, role } = recommendation;
  const { quotes, gaps } = priceJson(priceOf(chosen.target, plan.book));
  return {
    name: server.name,
    id: server.id,
    product: productOf(plan, planned) ?? null,
    source: { file: server.source.file, sheet: server.source.sheet, row: server.source.row },
    demand: demandJson(planned),
    target: targetJson(chosen.target),
    alternatives: recommendation.alternatives.map(({ note, ...option }) => ({ ...optionJson(option), note })),
    disposition: recommendation.disposition,
    reason: recommendation.reason,
    wouldChange: recommendation.wouldChange ?? null,
    confidence: recommendation.confidence,
    role: role === undefined ? null : { id: role.id, evidence: role.evidence },
    pinned: recommendation.pinned ?? null,
    quotes,
    gaps,
    monthlyUsd: usd(chosen.monthlyCents),
    asIsMonthlyUsd: usd(asIs.monthlyCents),
    rehostMonthlyUsd: usd(rehost.monthlyCents),
  };
}

export const findingJson = (finding: Finding): PlanDocument['findings'][number] => ({
  severity: finding.severity,
  code: finding.code,
  file: finding.file,
  row: finding.row,
  column: finding.column,
  value: finding.value,
  server: finding.server,
  owner: finding.owner,
  due: finding.due,
  message: finding.message,
  remedy: finding.remedy,
  more: finding.more,
});

export const fileJson = (account: FileAccount): PlanDocument['inventory']['files'][number] => ({
  file: account.file,
  sheet: account.sheet ?? null,
  format: account.format,
  rows: account.rows,
  ignoredBecause: account.ignoredBecause,
  mapped: account.mapped,
  unmapped: [...account.unmapped],
});

const scenarioJson = (scenario: Scenario): PlanDocument['scenarios'][number] => ({
  id: scenario.id,
  title: scenario.title,
  note: scenario.note,
  monthlyUsd: usd(scenario.monthlyCents),
  upfrontUsd: usd(scenario.upfrontCents),
  unpriced: scenario.unpriced,
});

/** What is written one entry a line. */
type Lists =
  | 'scenarios'
  | 'inventory'
  | 'findings'
  | 'servers'
  | 'products'
  | 'sharedServices'
  | 'waves'
  | 'cashFlow'
  | 'partners';

/** The short fields; the lists follow them one entry a line. */
function headJson(plan: Plan): Omit<PlanDocument, Lists> {
  const { sizing, commitment } = plan.options;
  const { observed, derived, formula, unknown } = plan.priceLines;
  return {
    schema: 'plan/v1',
    company: plan.company ?? null,
    inputs: [...plan.inputs],
    region: plan.book.region,
    prices: { asOf: plan.book.asOf, observed, derived, formula, unknown },
    options: {
      preset: sizing.preset,
      percentile: sizing.percentile,
      cpuHeadroomPct: sizing.cpuHeadroomPct,
      memoryHeadroomPct: sizing.memoryHeadroomPct,
      graviton: sizing.graviton,
      windowsLicence: sizing.windowsLicence,
      normaliseCpu: sizing.normaliseCpu,
      managed: sizing.managed,
      commitment: { kind: commitment.kind, years: commitment.years, payment: commitment.payment },
      assumptions: plan.options.assumptions,
    },
    today: plan.today === undefined ? null : { monthlyUsd: usd(plan.today.monthlyCents), source: plan.today.source },
    shared: priceJson(plan.shared),
    payback: paybackJson(plan),
  };
}

function* pieces(plan: Plan): Generator<string> {
  yield '{\n';
  for (const [name, value] of Object.entries(headJson(plan))) yield `  "${name}": ${JSON.stringify(value)},\n`;
  yield* jsonList('scenarios', plan.scenarios, scenarioJson, '  ');
  yield ',\n';
  yield `  "inventory": {\n    "rows": ${JSON.stringify(plan.inventory.rows)},\n`;
  yield* jsonList('files', plan.inventory.files, fileJson, '    ');
  yield '\n  },\n';
  yield* jsonList('findings', plan.findings, findingJson, '  ');
  yield ',\n';
  yield* jsonList('products', plan.waves.products, productJson, '  ');
  yield ',\n';
  yield* jsonList('sharedServices', plan.waves.sharedServices, sharedServiceJson, '  ');
  yield ',\n';
  yield* jsonList('waves', plan.waves.waves, waveJson, '  ');
  yield ',\n';
  yield* jsonList('partners', plan.waves.partners, partnerJson, '  ');
  yield ',\n';
  yield* jsonList('cashFlow', cashFlowJson(plan), (month) => month, '  ');
  yield ',\n';
  yield* jsonList('servers', plan.servers, (planned) => serverJson(planned, plan), '  ');
  yield '\n}\n';
}

/**
 * `plan.json` (schema `plan/v1`, docs/contract.md §6), in chunks. One entry of a long list a line, so that two plans can be compared
 * with `diff` and searched with `grep`.
 */
export const planJson = (plan: Plan): Iterable<string> => inChunks(pieces(plan));
