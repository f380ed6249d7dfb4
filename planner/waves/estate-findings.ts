import { FindingLog, type Finding } from '../model/finding.js';
import { weakestEdges } from './products/groups.js';
import { placeName, type WaveModel } from './model.js';
import type { Settled } from './products/settle.js';
import { listed } from './words.js';

/** What people should decide about products and dependencies before any wave is looked at. */
export function estateFindings(model: WaveModel, settled: Settled): readonly Finding[] {
  const log = new FindingLog();
  hubs(settled, log);
  largeGroups(model, log);
  retiredButUsed(model, log);
  return log.list();
}

function hubs(settled: Settled, log: FindingLog): void {
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
        `weakest links: ${listed(cut, 5)}. Without them the largest part has ${largestPart} machines`,
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
