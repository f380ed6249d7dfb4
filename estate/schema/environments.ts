import { checked, defaulted, listOf, mapOf, object, optional, required } from '../shape.js';
import type { Infer } from '../shape.js';
import type { Duration } from '../units.js';
import { durationWord, email, dnsName, ipv4, line, network, oneOf, pattern, vpcNetwork } from '../words.js';
import { availabilityZone, groupName } from './names.js';

/** What an environment is for; decides every default. */
export type EnvironmentClass = 'production' | 'staging' | 'development' | 'ephemeral';
export type Nat = 'none' | 'single' | 'perAz';
export type AccessLevel = 'admin' | 'deploy' | 'read';

export interface Environment {
  readonly name: string;
  readonly class: EnvironmentClass;
  /** 12 digits; `000000000000` = not known yet: lists and synthesizes, never deploys. */
  readonly account: string;
  /** The VPC's IPv4 network. */
  readonly cidr: string;
  readonly azs: readonly string[];
  readonly nat: Nat;
  readonly legacyNetwork?: LegacyNetwork;
  /** Group to what it may do here. */
  readonly access: Readonly<Record<string, AccessLevel>>;
  /** Addresses that alarms go to. */
  readonly alarms: readonly string[];
  /** Domains that mail is sent from here: SES identities. */
  readonly mail: readonly string[];
  /** How long an ephemeral environment lives. Always there for that class, never for another. */
  readonly ttl?: Duration;
  /** Who answers for an ephemeral environment. Always there for that class. */
  readonly owner?: string;
}

/** The way to the datacenter: a VPN to its gateway, or a transit gateway that already goes there. */
export type LegacyNetwork =
  | { readonly via: 'vpn'; readonly gateway: string; readonly cidrs: readonly string[] }
  | { readonly via: 'transitGateway'; readonly id: string; readonly cidrs: readonly string[] };

export const unknownAccount = '000000000000';

const legacyNetwork = checked(
  object('legacy network', {
    via: required(
      pattern('way', /^(vpn|tgw-[0-9a-f]{8,17})$/, 'write vpn, or the id of a transit gateway: tgw-0123456789abcdef0'),
      'vpn, or the id of a transit gateway, tgw-…',
    ),
    gateway: optional(ipv4, 'public address of the VPN gateway in the datacenter; with `via: vpn`'),
    cidrs: required(listOf(network, { min: 1, unique: true }), 'networks of the datacenter that are reached this way'),
  }),
  ({ via, gateway }, problem) => {
    if (via === 'vpn' && gateway === undefined)
      problem(
        ['gateway'],
        'missing',
        'write gateway: the public address of the VPN gateway in the datacenter',
        'missing',
      );
    if (via !== 'vpn' && gateway !== undefined)
      problem(['gateway'], 'a transit gateway has no gateway address', 'remove it, or write via: vpn', 'conflict');
  },
);

export const environment = checked(
  object('environment', {
    class: required(
      oneOf('production', 'staging', 'development', 'ephemeral'),
      'what it is for: production, staging, development or ephemeral; decides the defaults below',
    ),
    account: required(
      pattern('AWS account id', /^\d{12}$/, 'write its 12 digits in quotes; "000000000000" while it is not known'),
      'AWS account id, in quotes. Deploy and cutover refuse any other. "000000000000" = not known yet: lists and synthesizes, never deploys',
    ),
    cidr: required(vpcNetwork, 'IPv4 network of the VPC, /16 to /24'),
    azs: required(
      listOf(availabilityZone, { min: 2, unique: true }),
      'availability zones, two or more (load balancers and databases need two). Adding one later changes nothing else',
    ),
    nat: optional(
      oneOf('none', 'single', 'perAz'),
      'ways out of the private subnets, each with a fixed address',
      'perAz for production, else single',
    ),
    legacyNetwork: optional(legacyNetwork, 'the way to the datacenter', 'none'),
    access: optional(
      mapOf(groupName, oneOf('admin', 'deploy', 'read')),
      'what each group may do here; makes one role per group',
      'no roles',
    ),
    alarms: defaulted(listOf(email, { unique: true }), [], 'addresses that alarms are mailed to'),
    mail: defaulted(
      listOf(dnsName, { unique: true }),
      [],
      'domains that mail is sent from: SES identities, one per account and region',
    ),
    ttl: optional(durationWord, 'how long it lives; class ephemeral only, and required there'),
    owner: optional(line, 'who answers for it; required for class ephemeral'),
  }),
  (value, problem) => {
    if (value.class === 'ephemeral') {
      if (value.ttl === undefined)
        problem(['ttl'], 'missing', 'an ephemeral environment needs an end: write ttl: 7d', 'missing');
      if (value.owner === undefined)
        problem(
          ['owner'],
          'missing',
          'an ephemeral environment needs someone: write owner: a name or address',
          'missing',
        );
    } else if (value.ttl !== undefined) {
      problem(
        ['ttl'],
        `an environment of class ${value.class} does not expire`,
        'remove ttl, or write class: ephemeral',
        'conflict',
      );
    }
  },
);

const natByClass: Readonly<Record<EnvironmentClass, Nat>> = {
  production: 'perAz',
  staging: 'single',
  development: 'single',
  ephemeral: 'single',
};

/** An environment with its defaults. */
export function resolveEnvironment(name: string, written: Infer<typeof environment>): Environment {
  const { legacyNetwork: legacy, access = {}, nat = natByClass[written.class], ...rest } = written;
  return { name, ...rest, nat, access, ...(legacy && { legacyNetwork: resolveLegacy(legacy) }) };
}

function resolveLegacy({ via, gateway, cidrs }: Infer<typeof legacyNetwork>): LegacyNetwork {
  return via === 'vpn' ? { via, gateway: gateway ?? '', cidrs } : { via: 'transitGateway', id: via, cidrs };
}
