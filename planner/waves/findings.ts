import type { Finding, Severity } from '../model/finding.js';
import { FindingLog } from '../model/finding.js';
import type { Built } from './build.js';
import type { Evaluated } from './evaluate.js';
import { weakestEdges } from './groups.js';
import { placeName, type WaveModel } from './model.js';
import type { ConditionId } from './wave-plan.js';
import { dayText, listed } from './words.js';

/** What people should decide, know or repair about the waves. */
export function waveFindings(built: Built, evaluated: Evaluated): readonly Finding[] {
  const log = new FindingLog();
  for (const finding of built.findings) log.add(finding);
  hubs(built, log);
  largeGroups(built.model, log);
  retiredButUsed(built.model, log);
  partners(built.model, evaluated, log);
  quotas(built.model, evaluated, log);
  brokenConditions(evaluated, log);
  return log.list();
}

function hubs({ settled }: Built, log: FindingLog): void {
  for (const { server, role, why } of settled.sharedServices) {
    if (role !== 'hub' && role !== 'files') continue;
    log.add({
      severity: 'warning',
      code: 'shared-by-many',
      server,
      message: `${why}: it was kept out of the grouping and has no wave`,
      remedy: `name it in replaces of the product that owns it, or in plan.leave`,
    });
  }
}

/** Groups and products over the limit of a wave. Never split silently: the weakest edges are named and people decide. */
function largeGroups(model: WaveModel, log: FindingLog): void {
  const { perWave } = model.inputs;
  const sizeOf = (product: number): number => model.products[product]?.servers.length ?? 0;
  const large = new Set<number>();
  for (const [group, members] of model.groups.members.entries()) {
    let servers = 0;
    for (const product of members) servers += sizeOf(product);
    if (servers > perWave.servers) large.add(group);
  }
  const inside = new Map<number, WaveModel['inner'][number][]>();
  for (const edge of model.inner) {
    const group = model.groups.groupOf[edge.from] ?? 0;
    if (!large.has(group) || model.groups.groupOf[edge.to] !== group) continue;
    const edges = inside.get(group);
    if (edges === undefined) inside.set(group, [edge]);
    else edges.push(edge);
  }
  for (const group of large) {
    const members = model.groups.members[group] ?? [];
    const single = members.filter((product) => sizeOf(product) > perWave.servers);
    for (const product of single) {
      log.add({
        severity: 'warning',
        code: 'product-too-large',
        value: placeName(model, product),
        message: `${placeName(model, product)} has ${sizeOf(product)} machines, a wave holds ${perWave.servers}; a product is never split`,
        remedy: 'raise plan.perWave.servers, or make several products of it in the estate',
      });
    }
    if (members.length < 2) continue;
    const { edges, fits, largestPart } = weakestEdges(members, inside.get(group) ?? [], sizeOf, perWave.servers);
    const cut = edges.map(
      ({ from, to, strength }) => `${placeName(model, from)} -> ${placeName(model, to)} (${strength})`,
    );
    let servers = 0;
    for (const product of members) servers += sizeOf(product);
    log.add({
      severity: 'warning',
      code: 'group-too-large',
      value: listed(
        members.map((product) => placeName(model, product)),
        5,
      ),
      message:
        `${members.length} products with ${servers} machines depend on each other and must move together, a wave holds ${perWave.servers}; ` +
        `weakest links: ${listed(cut, 5)}. Without these ${edges.length} the largest part has ${largestPart} machines`,
      remedy: fits
        ? 'if these links bear the way over the WAN, declare them loose or pin the products to different waves; else raise plan.perWave'
        : 'raise plan.perWave, or pin products to different waves',
    });
  }
}

function retiredButUsed(model: WaveModel, log: FindingLog): void {
  for (const { from, to, ports } of model.edges) {
    const target = model.outside[to - model.products.length];
    if (target?.kind !== 'retire' || from >= model.products.length) continue;
    log.add({
      severity: 'warning',
      code: 'retired-but-used',
      server: target.server,
      message: `${placeName(model, from)} uses it${ports.length === 0 ? '' : ` on ${listed(ports.map(String))}`}, and it is to be retired`,
      remedy: 'find out what for before it is switched off, or move it with that product',
    });
  }
}

function partners(model: WaveModel, { timeline, partners: plans }: Evaluated, log: FindingLog): void {
  const indexOf = new Map(model.products.map(({ name }, index) => [name, index]));
  const daysOf = new Map(timeline.waves.map((days) => [`W${days.number}`, days]));
  for (const plan of plans) {
    const product = model.products[indexOf.get(plan.product) ?? -1];
    const timing = product?.partners.find(({ lead }) => lead.id === plan.id);
    const days = daysOf.get(plan.wave);
    if (timing === undefined || days === undefined) continue;
    const late = timing.earliest >= days.begin + model.inputs.cadenceDays;
    const severity: Severity = late ? 'error' : timing.earliest > days.base ? 'warning' : 'info';
    const by = plan.noticeBy ?? (plan.noticeByWeek === undefined ? 'the start' : `week ${plan.noticeByWeek}`);
    const when = plan.cutover ?? plan.wave;
    const earliest = dayText(timing.earliest, model.limits);
    log.add({
      severity,
      code: 'partner-lead-time',
      value: plan.id,
      message:
        severity === 'info'
          ? `${plan.product} cuts over ${when}: ${plan.id} must have the notice by ${by}`
          : `${plan.product} cannot cut over ${dayText(late ? days.begin : days.base, model.limits)}: ${plan.id} needs ` +
            `${plan.leadTimeDays} days; earliest ${earliest}, notice by ${by}`,
      remedy: late ? `move ${plan.product} to a wave that begins after ${earliest}` : `partners notice ${plan.id}`,
    });
  }
  const known = new Set(model.products.map(({ name }) => name));
  for (const { id, product } of model.inputs.partners) {
    if (known.has(product)) continue;
    log.add({
      severity: 'error',
      code: 'unknown-product',
      value: product,
      message: `partner ${id} names a product that does not exist`,
      remedy: `correct partners.${id}.products`,
    });
  }
}

function quotas(model: WaveModel, evaluated: Evaluated, log: FindingLog): void {
  for (const { quota, needed, product, neededOn, askBy } of evaluated.excesses) {
    const late = askBy < model.limits.firstDay;
    log.add({
      severity: late ? 'error' : 'warning',
      code: `quota-${quota.id}`,
      value: String(needed),
      message:
        `${needed} ${quota.title} are needed, the limit is ${quota.limit}: ${placeName(model, product)} is the first that does not fit, ` +
        `on ${dayText(neededOn, model.limits)}; raising it takes about ${quota.leadTimeDays} days`,
      remedy: late
        ? `ask for ${needed} now: the plan starts too late for it`
        : `ask for ${needed} by ${dayText(askBy, model.limits)} (Service Quotas console)`,
    });
  }
}

/** How much a broken condition matters. `partners` and `quotas` have findings of their own. */
const severities: Readonly<Partial<Record<ConditionId, Severity>>> = {
  together: 'error',
  dependencies: 'error',
  environments: 'warning',
  'nonproduction-first': 'warning',
  'critical-not-first': 'warning',
  'complex-not-first': 'warning',
  'pilot-small': 'info',
  servers: 'warning',
  storage: 'warning',
  hours: 'warning',
  'person-days': 'warning',
  window: 'error',
  'contract-end': 'error',
};

const remedies: Readonly<Partial<Record<ConditionId, string>>> = {
  'contract-end': 'raise plan.perWave, start earlier, shorten keepLegacy, or extend the contract',
  window: 'open the window or shorten the freeze',
};

function brokenConditions({ waves }: Evaluated, log: FindingLog): void {
  for (const { id: wave, conditions } of waves) {
    for (const { id, verdict, reason } of conditions) {
      const severity = severities[id];
      if (verdict !== 'broken' || severity === undefined) continue;
      log.add({
        severity,
        code: `wave-${id}`,
        value: wave,
        message: `${wave}: ${reason}`,
        remedy: remedies[id] ?? 'move a product to another wave, or accept it',
      });
    }
  }
}
