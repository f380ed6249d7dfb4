import type { Server } from '../model/server.js';
import type { Edge } from './products/edges.js';
import {
  defaultKeep,
  type DeclaredProduct,
  type EnvironmentClass,
  type ServerRoles,
  type WaveInputs,
} from './inputs.js';
import { daysOf, merged, partnerTiming, type Limits, type PartnerTiming } from './schedule/limits.js';
import type { ServerLookup } from './products/lookup.js';
import { complexFrom, effortOf, productPersonHours } from './schedule/metrics.js';
import type { ProductFacts } from './model.js';
import { classOf, folderWords } from './products/names.js';
import { rememberedPriorities } from './schedule/priority.js';
import { confidenceOf, whyGrouped, type Grouped } from './products/products.js';
import type { Pin } from './wave-plan.js';

/** What was decided about products before: dates, pins, and the days that they wait for quotas. */
export interface Rulings {
  readonly limits: Limits;
  readonly pins: readonly (Pin | undefined)[];
  readonly delays: ReadonlyMap<string, number>;
}

/** Sums up the machines of every product and what the estate says about it. */
export function factsOf(
  lookup: ServerLookup,
  { dispositions }: ServerRoles,
  grouped: readonly Grouped[],
  inner: readonly Edge[],
  inputs: WaveInputs,
  { limits, pins, delays }: Rulings,
): readonly ProductFacts[] {
  const declared = new Map(inputs.products.map((product) => [product.name, product]));
  const partners = new Map<string, PartnerTiming[]>();
  for (const lead of inputs.partners) {
    const timings = partners.get(lead.product) ?? [];
    timings.push(partnerTiming(lead, limits, delays.get(lead.product) ?? 0));
    partners.set(lead.product, timings);
  }
  const needs = new Int32Array(grouped.length);
  for (const { from, bond } of inner) if (bond !== 'loose') needs[from] = (needs[from] ?? 0) + 1;
  const closed = limits.freezes;
  const priority = rememberedPriorities();
  return grouped.map((group, index): ProductFacts => {
    const estate: DeclaredProduct | undefined = declared.get(group.name);
    const servers = group.members.flatMap((member) => lookup.servers[member] ?? []);
    const sums = sumEfforts(servers, inputs.linkMbps, dispositions);
    const environment = environmentOf(servers, estate?.class);
    const criticality = estate?.criticality ?? criticalityOf(servers);
    const timings = (partners.get(group.name) ?? []).toSorted((a, b) => (a.lead.id < b.lead.id ? -1 : 1));
    const blackouts = limits.blackouts.get(group.name);
    const window = estate?.window;
    return {
      name: group.name,
      servers: servers.map(({ id }) => id),
      why: whyGrouped(group),
      confidence: confidenceOf(group),
      ...environment,
      criticality,
      complex: sums.risk >= complexFrom,
      priority: priority({
        class: environment.class,
        criticality,
        partners: timings.length,
        needs: needs[index] ?? 0,
        servers: servers.length,
        risk: sums.risk,
        effort: sums.effort,
      }),
      gib: sums.gib,
      copyHours: sums.copyHours,
      unknownSize: sums.unknownSize,
      windowHours: sums.windowHours,
      personDays: (productPersonHours + sums.personHours) / 8,
      window,
      days: limits.dated && window !== undefined ? daysOf([window]) : [],
      closed: blackouts === undefined ? closed : merged([...closed, ...blackouts]),
      partners: timings,
      addresses: estate?.addresses ?? 0,
      keepDays:
        (estate?.bakeDays ?? defaultKeep.bakeDays) +
        (estate?.drainDays ?? defaultKeep.drainDays) +
        (estate?.keepLegacyDays ?? defaultKeep.keepLegacyDays),
      pin: pins[index],
    };
  });
}

function sumEfforts(servers: readonly Server[], linkMbps: number, dispositions: ServerRoles['dispositions']) {
  const sums = { gib: 0, copyHours: 0, windowHours: 0, personHours: 0, risk: 0 };
  const unknownSize: string[] = [];
  let effort: 'rehost' | 'replatform' | 'refactor' = 'rehost';
  for (const server of servers) {
    const disposition = dispositions.get(server.id)?.disposition;
    if (disposition === 'refactor' || (disposition === 'replatform' && effort === 'rehost')) effort = disposition;
    const own = effortOf(server, linkMbps, disposition);
    if (own.gib === undefined) unknownSize.push(server.id);
    sums.gib += own.gib ?? 0;
    sums.copyHours += own.copyHours ?? 0;
    sums.windowHours += own.windowHours;
    sums.personHours += own.personHours;
    sums.risk = Math.max(sums.risk, own.risk);
  }
  return { ...sums, unknownSize, effort };
}

const order: readonly EnvironmentClass[] = ['production', 'staging', 'development', 'ephemeral'];

/** The most careful class among the machines; one that nothing is known about counts as production (as Azure Migrate's wave planning does). */
function environmentOf(
  servers: readonly Server[],
  declared: EnvironmentClass | undefined,
): Pick<ProductFacts, 'class' | 'mixed'> {
  let first: EnvironmentClass | undefined;
  let mixed = false;
  for (const server of servers) {
    const own = classOfServer(server);
    if (first === undefined) first = own;
    else if (own !== first) {
      mixed ||= own === 'production' || first === 'production';
      if (order.indexOf(own) < order.indexOf(first)) first = own;
    }
  }
  return { class: declared ?? first ?? 'production', mixed };
}

function classOfServer({ environment, folder }: Server): EnvironmentClass {
  if (environment !== undefined && environment.trim() !== '') return classOf(environment) ?? 'production';
  for (const part of folderWords(folder)) {
    const named = classOf(part);
    if (named !== undefined) return named;
  }
  return 'production';
}

const high = /^(?:1|high|critical|mission|business.?critical|tier.?[01]|gold|platinum|very high|h|p1)\b/i;
const low = /^(?:[345]|low|minor|tier.?[345]|bronze|none|l|p[345])\b/i;

/** The highest criticality that a machine names; unmapped = medium. */
function criticalityOf(servers: readonly Server[]): 'low' | 'medium' | 'high' {
  let [anyMedium, anyLow] = [false, false];
  for (const { criticality } of servers) {
    const text = criticality?.trim() ?? '';
    if (text === '') continue;
    if (high.test(text)) return 'high';
    if (low.test(text)) anyLow = true;
    else anyMedium = true;
  }
  return anyLow && !anyMedium ? 'low' : 'medium';
}
