import type { Deployment, Environment, Estate, Product } from '../../estate/index.js';
import { inDays, inGiB } from '../../estate/units.js';
import type { Inventory } from '../model/inventory.js';
import type { Recommendation } from '../sizing/recommendation.js';
import type { WaveSource } from '../waves/build.js';
import {
  type DeclaredProduct,
  defaultWaveInputs,
  type PartnerLead,
  type WaveEdits,
  type WaveInputs,
} from '../waves/inputs.js';
import type { Server } from '../model/server.js';

/** What comes from the command line: it outranks the estate file. */
export interface WaveWishes {
  readonly start: string | undefined;
  readonly edits: WaveEdits | undefined;
}

/** The machines as waves see them: roles and dispositions as the sizing found them. */
export function waveSource(
  servers: readonly Server[],
  { flows }: Inventory,
  recommendations: readonly Recommendation[],
): WaveSource {
  const roles = new Map<string, string>();
  const dispositions = new Map<string, Recommendation>();
  for (const recommendation of recommendations) {
    const { server, role, disposition } = recommendation;
    if (role !== undefined) roles.set(server, role.id);
    // The reason is only put into words for those that someone asks about.
    if (disposition !== 'rehost') dispositions.set(server, recommendation);
  }
  return { servers, flows, roles, dispositions };
}

/** The estate file in the terms of the wave planner; without one, the planner's defaults. */
export function waveInputs(estate: Estate | undefined, { start, edits }: WaveWishes): WaveInputs {
  const began = start ?? estate?.plan.start;
  if (estate === undefined) return { ...defaultWaveInputs, edits, ...(began !== undefined && { start: began }) };
  const { plan } = estate;
  const { servers, hours, personDays, data } = plan.perWave;
  const addresses = addressesPerProduct(estate);
  return {
    ...defaultWaveInputs,
    ...(began !== undefined && { start: began }),
    ...(plan.contractEnd !== undefined && { contractEnd: plan.contractEnd }),
    freezes: plan.freezes.map(({ from, to, why = 'freeze' }) => ({ from, to, why })),
    perWave: {
      servers: servers ?? defaultWaveInputs.perWave.servers,
      gib: data === undefined ? defaultWaveInputs.perWave.gib : inGiB(data),
      ...(hours !== undefined && { hours }),
      ...(personDays !== undefined && { personDays }),
    },
    products: Object.values(estate.products).map((product) => declared(product, estate, addresses.products)),
    leave: new Map(Object.entries(plan.leave)),
    partners: Object.values(estate.partners).flatMap(({ name, title, leadTime, windows, products }): PartnerLead[] =>
      Object.entries(products).map(([product, { ingress, egress }]) => ({
        id: name,
        name: title,
        product,
        directions: [
          ...(ingress === undefined ? [] : ['ingress' as const]),
          ...(egress === undefined ? [] : ['egress' as const]),
        ],
        leadTimeDays: inDays(leadTime),
        windows,
      })),
    ),
    quotas: defaultWaveInputs.quotas.map((quota) => ({
      ...quota,
      title: `Elastic IPs in ${estate.region}`,
      used: addresses.nat,
    })),
    waivers: plan.waive,
    edits,
    linkMbps: plan.link ?? defaultWaveInputs.linkMbps,
    reservedNames: [...defaultWaveInputs.reservedNames, ...Object.keys(estate.environments)],
  };
}

function declared(product: Product, estate: Estate, addresses: ReadonlyMap<string, number>): DeclaredProduct {
  const { name, replaces, owner, wave, cutover } = product;
  const environment = estate.environments[cutover.env];
  return {
    name,
    replaces,
    ...(owner !== undefined && { owner }),
    ...(wave !== undefined && { wave }),
    ...(environment !== undefined && { class: environment.class }),
    ...(cutover.window !== undefined && { window: cutover.window }),
    bakeDays: inDays(cutover.bake.final),
    drainDays: inDays(cutover.bake.drain),
    keepLegacyDays: inDays(cutover.keepLegacy),
    addresses: addresses.get(name) ?? 0,
  };
}

/**
 * Elastic IPs of the account that needs the most: the quota counts per account and region.
 * NAT gateways take theirs before the first product.
 */
function addressesPerProduct(estate: Estate): { readonly nat: number; readonly products: ReadonlyMap<string, number> } {
  let most = { nat: 0, products: new Map<string, number>(), total: -1 };
  for (const account of new Set(Object.values(estate.environments).map((environment) => environment.account))) {
    const environments = Object.values(estate.environments).filter((environment) => environment.account === account);
    const nat = environments.reduce((sum, environment) => sum + natAddresses(environment), 0);
    const products = new Map<string, number>();
    for (const product of Object.values(estate.products)) {
      const count = environments.reduce((sum, { name }) => sum + staticAddresses(product.in[name]), 0);
      if (count > 0) products.set(product.name, count);
    }
    const total = [...products.values()].reduce((sum, count) => sum + count, nat);
    if (total > most.total) most = { nat, products, total };
  }
  return most;
}

const natAddresses = ({ nat, azs }: Environment): number => ({ none: 0, single: 1, perAz: azs.length })[nat];

const staticAddresses = (deployment: Deployment | undefined): number =>
  deployment?.ingress.kind === 'static' ? deployment.ingress.azs.length : 0;
