import type { EnvironmentClass, Tier } from '../core/index.js';
import { checkName, checkZones, classDefaults } from '../core/index.js';
import type { Cidr } from './cidr.js';
import { contains, overlap, parseAddress, parseCidr } from './cidr.js';
import { subnetCidr, tiers } from './layout.js';

/** The way to the datacenter: a site-to-site VPN made here, or a transit gateway that is there. */
export type LegacyNetwork =
  | {
      readonly via: 'vpn';
      /** Public IPv4 address of the VPN gateway in the datacenter. */
      readonly gateway: string;
      readonly cidrs: readonly string[];
    }
  | { readonly via: 'transitGateway'; readonly id: string; readonly cidrs: readonly string[] };

/** AWS services that get an endpoint in the private subnets. */
export type InterfaceEndpoint =
  | 'ec2messages'
  | 'ecr.api'
  | 'ecr.dkr'
  | 'kms'
  | 'logs'
  | 'monitoring'
  | 'secretsmanager'
  | 'sqs'
  | 'ssm'
  | 'ssmmessages'
  | 'sts';

/** What a network is made from. */
export interface NetworkPlan {
  readonly company: string;
  readonly environment: string;
  readonly class: EnvironmentClass;
  readonly region: string;
  /** Twelve digits. */
  readonly account: string;
  /** IPv4 network of the VPC, /16 to /24. */
  readonly cidr: string;
  /** Availability zones by name. Adding one later changes nothing else. */
  readonly azs: readonly string[];
  /** Ways out of the private subnets: none, one for all, or one in each availability zone. */
  readonly nat: 'none' | 'single' | 'perAz';
  /** Availability zone to the allocation of its NAT gateway's Elastic IP: every zone with `perAz`, exactly one with `single`. */
  readonly addresses: Readonly<Record<string, string>>;
  /** @default none */
  readonly legacyNetwork?: LegacyNetwork;
  /** Networks of subnets that the layout does not fit; inside the VPC, no two overlapping. @default computed from the zone's letter */
  readonly subnetCidrs?: Readonly<Partial<Record<Tier, Readonly<Record<string, string>>>>>;
  /** Services with a free endpoint in the route tables. @default ['s3'] */
  readonly gatewayEndpoints?: readonly ('s3' | 'dynamodb')[];
  /** Services with an endpoint in the private subnets, paid by the hour. @default none */
  readonly interfaceEndpoints?: readonly InterfaceEndpoint[];
  /** @default the class's retention, at most 90 days */
  readonly flowLogRetentionDays?: number;
}

/** A network with its defaults, checked. */
export interface ResolvedNetwork {
  readonly subnetCidrs: Readonly<Record<Tier, Readonly<Record<string, string>>>>;
  /** Availability zone of a NAT gateway to its allocation. */
  readonly natGateways: Readonly<Record<string, string>>;
  /** Availability zone to the zone whose NAT gateway its private subnet leaves by. */
  readonly natOf: Readonly<Record<string, string>>;
  readonly gatewayEndpoints: readonly ('s3' | 'dynamodb')[];
  readonly interfaceEndpoints: readonly InterfaceEndpoint[];
  readonly flowLogRetentionDays: number;
}

/** @throws where zones, networks or addresses do not fit together; the message says what to write */
export function resolveNetwork(plan: NetworkPlan): ResolvedNetwork {
  const { azs, legacyNetwork } = plan;
  checkName(plan.company, 'company');
  checkName(plan.environment, 'environment');
  checkZones(azs, 'azs');
  if (azs.length === 0)
    throw new Error('azs: there is none; name at least one, two where something is highly available');
  const foreign = azs.find((az) => !az.startsWith(plan.region));
  if (foreign !== undefined) throw new Error(`azs: ${foreign} is not in ${plan.region}; name zones of that region`);
  const vpc = parseCidr(plan.cidr, 'cidr');
  if (vpc.prefix < 16 || vpc.prefix > 24)
    throw new Error(`cidr: ${plan.cidr} is not between /16 and /24; AWS allows no bigger VPC, subnets need the room`);
  if (legacyNetwork !== undefined) checkLegacy(legacyNetwork, plan.cidr, vpc);
  return {
    subnetCidrs: resolveSubnets(plan, vpc),
    ...resolveNat(plan),
    gatewayEndpoints: plan.gatewayEndpoints ?? ['s3'],
    interfaceEndpoints: plan.interfaceEndpoints ?? [],
    flowLogRetentionDays: plan.flowLogRetentionDays ?? Math.min(classDefaults[plan.class].logRetentionDays, 90),
  };
}

function checkLegacy(legacy: LegacyNetwork, cidr: string, vpc: Cidr): void {
  if (legacy.cidrs.length === 0)
    throw new Error('legacyNetwork.cidrs: there is none; name the networks of the datacenter');
  for (const theirs of legacy.cidrs)
    if (overlap(vpc, parseCidr(theirs, 'legacyNetwork.cidrs')))
      throw new Error(`legacyNetwork.cidrs: ${theirs} overlaps ${cidr} of the VPC: no route could tell them apart`);
  if (legacy.via === 'vpn' && parseAddress(legacy.gateway) === undefined)
    throw new Error(
      `legacyNetwork.gateway: ${legacy.gateway} is not an IPv4 address; write the public one of the VPN gateway`,
    );
}

function resolveSubnets(
  { azs, subnetCidrs: given = {}, cidr }: NetworkPlan,
  vpc: Cidr,
): ResolvedNetwork['subnetCidrs'] {
  const seen: { readonly name: string; readonly text: string; readonly cidr: Cidr }[] = [];
  const subnet = (tier: Tier, az: string) => {
    const text = given[tier]?.[az] ?? subnetCidr(vpc, tier, az);
    const name = `subnetCidrs.${tier}.${az}`;
    const mine = parseCidr(text, name);
    if (!contains(vpc, mine)) throw new Error(`${name}: ${text} is not inside ${cidr} of the VPC`);
    if (mine.prefix > 28) throw new Error(`${name}: ${text} is smaller than /28, the smallest subnet`);
    const other = seen.find((one) => overlap(one.cidr, mine));
    if (other !== undefined) throw new Error(`${name}: ${text} overlaps ${other.name}, ${other.text}`);
    seen.push({ name, text, cidr: mine });
    return text;
  };
  const unknown = tiers
    .flatMap((tier) => Object.keys(given[tier] ?? {}).map((az) => ({ tier, az })))
    .find(({ az }) => !azs.includes(az));
  if (unknown !== undefined)
    throw new Error(`subnetCidrs.${unknown.tier}: ${unknown.az} is not one of azs, ${azs.join(', ')}`);
  const ofTier = (tier: Tier) => Object.fromEntries(azs.map((az) => [az, subnet(tier, az)]));
  return { public: ofTier('public'), private: ofTier('private'), data: ofTier('data') };
}

function resolveNat({ nat, azs, addresses }: NetworkPlan): Pick<ResolvedNetwork, 'natGateways' | 'natOf'> {
  const given = Object.keys(addresses);
  const unknown = given.find((az) => !azs.includes(az));
  if (unknown !== undefined) throw new Error(`addresses: ${unknown} is not one of azs, ${azs.join(', ')}`);
  if (nat === 'none') {
    if (given.length > 0)
      throw new Error(
        `addresses: ${given.join(', ')} would lie idle with nat 'none'; leave them out, or write nat 'perAz'`,
      );
    return { natGateways: {}, natOf: {} };
  }
  if (nat === 'perAz') {
    const missing = azs.filter((az) => !given.includes(az));
    if (missing.length > 0)
      throw new Error(`addresses: none for ${missing.join(', ')}; nat 'perAz' needs an Elastic IP in each of azs`);
    return { natGateways: addresses, natOf: Object.fromEntries(azs.map((az) => [az, az])) };
  }
  const [only, ...rest] = given;
  if (only === undefined || rest.length > 0)
    throw new Error(
      `addresses: ${given.length} of them; nat 'single' takes exactly one, in the zone of the NAT gateway`,
    );
  return { natGateways: addresses, natOf: Object.fromEntries(azs.map((az) => [az, only])) };
}
