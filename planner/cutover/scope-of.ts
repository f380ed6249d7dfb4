import {
  addressSetHash,
  cutoverRecord,
  type Environment,
  type Estate,
  groupRoleName,
  type Product,
} from '../../estate/index.js';
import type { AliasTarget, HostedZone, KillSwitch, MovingName, PartnerDuty, Scope, StandbyUnit } from './scope.js';
import { dotted } from './traffic.js';

/** What only a deployed stack knows: ids, addresses, names of load balancers. Stand-ins in a rehearsal. */
export interface Deployed {
  /** Hosted zone id by zone name. */
  readonly zones: Readonly<Record<string, string>>;
  /** Undefined where the product has no load balancer. */
  readonly target?: AliasTarget;
  readonly addresses: readonly string[];
  readonly sources: readonly string[];
  readonly killSwitch?: KillSwitch;
  readonly standby: readonly StandbyUnit[];
  readonly standIn: boolean;
}

export type Scoped =
  | { readonly ok: true; readonly scope: Scope; readonly notes: readonly string[] }
  | { readonly ok: false; readonly problem: string; readonly remedy: string };

/** All that a run of a product is about; undefined parts are told as a problem with its remedy. */
export function scopeOf(estate: Estate, product: Product, deployed: Deployed): Scoped {
  const { env, preview, ...policy } = product.cutover;
  const environment = estate.environments[env];
  const deployment = product.in[env];
  if (environment === undefined || deployment === undefined)
    return {
      ok: false,
      problem: `${product.name} is not deployed in ${env}`,
      remedy: `Add ${env} to its environments, or name another in cutover.env.`,
    };
  const { ingress } = deployment;
  const moving = Object.values(product.names).filter(({ legacy, owner }) => legacy !== undefined && owner !== 'stack');
  const zones = new Map<string, HostedZone>();
  const names: MovingName[] = [];
  for (const { name, legacy } of moving) {
    const place = cutoverRecord(name, estate.zones);
    const zone = place === undefined ? undefined : estate.zones[place.zone];
    const id = place === undefined ? undefined : deployed.zones[place.zone];
    if (place === undefined || zone?.at !== 'route53' || id === undefined)
      return {
        ok: false,
        problem: `the hosted zone of ${name} is not deployed`,
        remedy: `Deploy it: ${deployCommand(`${env}-foundation`)}`,
      };
    if (deployed.target === undefined || legacy === undefined)
      return {
        ok: false,
        problem: `${product.name}-${env} has no load balancer that ${name} could point to`,
        remedy: `Deploy it with an ingress: ${deployCommand(`${product.name}-${env}`)}`,
      };
    zones.set(id, { id, name: zone.name, private: zone.private });
    const delegated = delegationOf(name, place.name, estate);
    names.push({
      name,
      zone: id,
      record: dotted(place.name),
      legacy,
      target: deployed.target,
      ...(delegated !== undefined && { delegated }),
    });
  }
  const approvers = approversOf(estate, environment, policy.approve.from);
  return {
    ok: true,
    notes: Object.values(product.names)
      .filter(({ owner }) => owner === 'stack')
      .map(({ name }) => `${name} belongs to the stack already`),
    scope: {
      product: product.name,
      env,
      account: environment.account,
      region: estate.region,
      policy,
      zones: [...zones.values()].toSorted((a, b) => Number(b.private) - Number(a.private)),
      names,
      addresses: deployed.addresses,
      sources: deployed.sources,
      partners: dutiesOf(estate, product.name, deployed),
      ...(preview !== undefined && { preview }),
      ...(ingress.kind !== 'none' && { health: ingress.health }),
      ...(deployed.killSwitch !== undefined && { killSwitch: deployed.killSwitch }),
      standby: deployed.standby,
      servers: product.replaces,
      ...(approvers !== undefined && { approvers }),
      standIn: deployed.standIn,
    },
  };
}

/** Members of the group, and the role that `access` gives it where the product is cut over. */
function approversOf(
  { company, groups }: Estate,
  { name, account, access }: Environment,
  group: string | undefined,
): readonly string[] | undefined {
  if (group === undefined) return undefined;
  const role = `arn:aws:iam::${account}:role/access/${groupRoleName(company, name, group)}`;
  return [...(groups[group] ?? []), ...(access[group] === undefined ? [] : [role])];
}

/** What deploys a stack and keeps what it says, in the folder of the estate. */
export const deployCommand = (stack: string): string =>
  `npx cdktf deploy ${stack} --outputs-file outputs/${stack}.json`;

function delegationOf(name: string, record: string, { zones }: Estate): MovingName['delegated'] {
  if (name === record) return undefined;
  const holders = Object.values(zones).filter((zone) => zone.at === 'legacy' && name.endsWith(`.${zone.name}`));
  const [zone] = holders.toSorted((a, b) => b.name.length - a.name.length);
  return zone?.at === 'legacy' ? { zone: zone.name, write: zone.write } : undefined;
}

function dutiesOf(estate: Estate, product: string, { addresses, sources }: Deployed): readonly PartnerDuty[] {
  return Object.values(estate.partners).flatMap(({ name: partner, leadTime, products }) => {
    const mine = products[product];
    const duty = (direction: 'ingress' | 'egress', ips: readonly string[]): PartnerDuty => ({
      partner,
      direction,
      addressSet: addressSetHash(ips),
      leadTime,
    });
    const duties: PartnerDuty[] = [];
    if (mine?.ingress !== undefined) duties.push(duty('ingress', addresses));
    if (mine?.egress !== undefined) duties.push(duty('egress', sources));
    return duties;
  });
}
