import {
  announcedAddresses,
  type Estate,
  type Outputs,
  type Product,
  type ProductContract,
  stackNames,
} from '../../estate/index.js';
import { Fault } from '../model/fault.js';
import type { StandbyUnit } from './scope.js';
import type { Deployed } from './scope-of.js';

/**
 * What the outputs of deployed stacks say about a product; what is not deployed is not there, and `scopeOf` says which stack is missing.
 * @throws Fault `data` where the outputs do not name what stands by
 */
export function deployedOf(estate: Estate, product: Product, outputs: Outputs): Deployed {
  const { env } = product.cutover;
  const deployment = product.in[env];
  const foundation = outputs.foundations[env];
  const contract = outputs.products[`${product.name}-${env}`];
  const { nlb, alb } = contract?.ingress ?? {};
  const balancer = nlb ?? alb;
  const target =
    balancer?.dnsName === undefined || balancer.zoneId === undefined
      ? undefined
      : { dnsName: balancer.dnsName, zoneId: balancer.zoneId };
  return {
    zones: Object.fromEntries(
      Object.values(estate.zones).flatMap((zone): readonly (readonly [string, string])[] => {
        if (zone.at !== 'route53') return [];
        const id = zone.origin === 'existing' ? zone.id : foundation?.zones[zone.name]?.id;
        return id === undefined ? [] : [[zone.name, id]];
      }),
    ),
    addresses: announcedAddresses(outputs, env, { ingress: product.name }) ?? [],
    sources: announcedAddresses(outputs, env, 'egress') ?? [],
    standby: contract === undefined || deployment === undefined ? [] : standbyOf(deployment, contract),
    standIn: false,
    ...(target !== undefined && { target }),
    ...(contract?.killSwitch !== undefined && { killSwitch: contract.killSwitch }),
  };
}

/**
 * Stacks that a product's cutover rests on and that have no outputs yet, in the order in which they are deployed. Addresses count where partners are told them, and
 * below a foundation that is still to be deployed, which reads them.
 */
export function missingStacks(estate: Estate, product: Product, outputs: Outputs): readonly string[] {
  const { env } = product.cutover;
  const [addresses, foundation, own] = [`${env}-addresses`, `${env}-foundation`, `${product.name}-${env}`];
  const announces = Object.values(estate.partners).some(({ products }) => products[product.name] !== undefined);
  const fixed = product.in[env]?.ingress.kind === 'static' || announces;
  const founded = outputs.foundations[env] !== undefined;
  const wanted = fixed || (!founded && stackNames(estate).includes(addresses));
  return [
    ...(wanted && outputs.addresses[env] === undefined ? [addresses] : []),
    ...(founded ? [] : [foundation]),
    ...(outputs.products[own] === undefined ? [own] : []),
  ];
}

/** What waits for `shift-100`, with the names that the stack gave it. What nobody could start must be known before anyone is moved. */
function standbyOf({ services, fleets }: Product['in'][string], contract: ProductContract): readonly StandbyUnit[] {
  const stack = `${contract.product}-${contract.environment}`;
  const waitingServices = Object.values(services)
    .filter(({ standby }) => standby)
    .map((service): StandbyUnit => {
      const { name } = service;
      if (service.kind === 'job') {
        const { schedule: id } = contract.jobs[name] ?? unsaid(stack, name);
        return { kind: 'job', name, id, schedule: service.schedule };
      }
      const { cluster, service: id } = contract.services[name] ?? unsaid(stack, name);
      return { kind: 'service', name, cluster, id, count: service.count.min };
    });
  const waitingFleets = Object.values(fleets)
    .filter(({ standby }) => standby)
    .map((fleet): StandbyUnit => {
      const { group } = contract.fleets[fleet.name] ?? unsaid(stack, fleet.name);
      return { kind: 'fleet', name: fleet.name, id: group, count: fleet.kind === 'pool' ? fleet.count.min : 1 };
    });
  return [...waitingServices, ...waitingFleets];
}

function unsaid(stack: string, name: string): never {
  throw new Fault(
    'data',
    `the outputs of ${stack} do not say where ${name} is, which stands by until shift-100`,
    `Deploy ${stack} again and write its outputs into outputs/.`,
  );
}
