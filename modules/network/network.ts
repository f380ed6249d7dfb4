import { DefaultSecurityGroup } from '#aws/default-security-group';
import type { FlowLogConfig } from '#aws/flow-log';
import { InternetGateway } from '#aws/internet-gateway';
import type { NatGatewayConfig } from '#aws/nat-gateway';
import { NatGateway } from '#aws/nat-gateway';
import { Route } from '#aws/route';
import { RouteTable } from '#aws/route-table';
import { RouteTableAssociation } from '#aws/route-table-association';
import type { SubnetConfig } from '#aws/subnet';
import { Subnet } from '#aws/subnet';
import type { VpcConfig } from '#aws/vpc';
import { Vpc } from '#aws/vpc';
import type { VpnConnectionConfig } from '#aws/vpn-connection';
import { Construct } from 'constructs';
import type { EnvironmentRef, Tier } from '../core/index.js';
import { resolvedAt, resourceName } from '../core/index.js';
import type { AlarmOverrides } from '../monitoring/alarms.js';
import { Alarms } from '../monitoring/alarms.js';
import { natGatewayAlarms, vpnAlarms } from './alarms.js';
import { Endpoints } from './endpoints.js';
import { FlowLogs } from './flow-logs.js';
import { LegacyLink } from './legacy-link.js';
import type { NetworkPlan, ResolvedNetwork } from './resolve.js';
import { resolveNetwork } from './resolve.js';

export interface NetworkProps extends NetworkPlan {
  /** ARN of the key of the flow logs; its policy must let CloudWatch Logs use it. @default encrypted by CloudWatch's own key */
  readonly kmsKey?: string;
  /** ARN of the topic that alarms go to. @default no alarms */
  readonly alarmTopic?: string;
  /** Other thresholds, or false to drop one: of each NAT gateway `ports` and `drops`, of the VPN `down` and `redundancy`. */
  readonly alarms?: { readonly nat?: AlarmOverrides; readonly vpn?: AlarmOverrides };
  /** Merged last into the resources named. */
  readonly overrides?: {
    readonly vpc?: Partial<VpcConfig>;
    readonly subnets?: Readonly<Partial<Record<Tier, Partial<SubnetConfig>>>>;
    readonly natGateway?: Partial<NatGatewayConfig>;
    readonly flowLog?: Partial<FlowLogConfig>;
    readonly vpnConnection?: Partial<VpnConnectionConfig>;
  };
}

/** A way to a network that is neither the internet nor the datacenter. */
export interface ExtraRoute {
  readonly cidr: string;
  /** @default all */
  readonly tiers?: readonly Tier[];
  readonly via:
    | { readonly vpcPeeringConnectionId: string }
    | { readonly transitGatewayId: string }
    | { readonly networkInterfaceId: string }
    | { readonly vpcEndpointId: string };
}

/** One for the public and one for the data tier; one for each private subnet, which may leave by its own NAT gateway. */
export interface RouteTables {
  readonly public: RouteTable;
  readonly data: RouteTable;
  readonly private: Readonly<Record<string, RouteTable>>;
}

/**
 * A VPC with three tiers of subnets in each availability zone: `public` (load balancers, NAT gateways), `private` (everything that runs; leaves
 * by NAT) and `data` (no way out). Every address is made of names, so that another availability zone changes nothing else.
 */
export class Network extends Construct {
  readonly vpc: Vpc;
  readonly subnets: Readonly<Record<Tier, Readonly<Record<string, Subnet>>>>;
  readonly routeTables: RouteTables;
  readonly natGateways: Readonly<Record<string, NatGateway>>;
  readonly defaultSecurityGroup: DefaultSecurityGroup;
  readonly flowLogs: FlowLogs;
  readonly endpoints: Endpoints;
  /** By what they watch: `nat-<az>`, `vpn`. */
  readonly alarms: Readonly<Record<string, Alarms>>;
  /** The way to the datacenter, where there is one. */
  readonly legacy?: LegacyLink;
  /** This network's part of an environment. */
  readonly ref: Pick<EnvironmentRef, 'vpc' | 'cidr' | 'subnets'>;

  private readonly named: (...parts: readonly string[]) => string;

  constructor(scope: Construct, id: string, props: NetworkProps) {
    super(scope, id);
    const resolved = resolvedAt(this, () => resolveNetwork(props));
    const { company, environment, region, account, overrides = {}, legacyNetwork } = props;
    this.named = (...parts) => resourceName({ company, name: environment }, parts, 255);
    this.vpc = new Vpc(this, 'vpc', {
      cidrBlock: props.cidr,
      enableDnsSupport: true,
      enableDnsHostnames: true,
      tags: { Name: this.named() },
      ...overrides.vpc,
    });
    // Without rules: what forgets to name its own group reaches nothing.
    this.defaultSecurityGroup = new DefaultSecurityGroup(this, 'default-security-group', {
      vpcId: this.vpc.id,
      ingress: [],
      egress: [],
      tags: { Name: this.named('default-closed') },
    });
    const tier = (name: Tier) =>
      Object.fromEntries(
        Object.entries(resolved.subnetCidrs[name]).map(([az, cidr]) => [az, this.subnet(name, az, cidr, overrides)]),
      );
    this.subnets = { public: tier('public'), private: tier('private'), data: tier('data') };
    this.routeTables = this.tables();
    this.natGateways = this.ways(resolved, overrides.natGateway);
    this.flowLogs = new FlowLogs(this, 'flow-logs', {
      company,
      environment,
      region,
      account,
      vpc: this.vpc.id,
      retentionDays: resolved.flowLogRetentionDays,
      ...(props.kmsKey !== undefined && { kmsKey: props.kmsKey }),
      ...(overrides.flowLog !== undefined && { overrides: overrides.flowLog }),
    });
    const withWayOut = { public: this.routeTables.public.id, ...ids(this.routeTables.private, 'private-') };
    this.ref = {
      vpc: this.vpc.id,
      cidr: props.cidr,
      subnets: { public: ids(this.subnets.public), private: ids(this.subnets.private), data: ids(this.subnets.data) },
    };
    this.endpoints = new Endpoints(this, 'endpoints', {
      company,
      environment,
      region,
      vpc: this.vpc.id,
      cidr: props.cidr,
      gateway: resolved.gatewayEndpoints,
      interface: resolved.interfaceEndpoints,
      routeTables: withWayOut,
      subnets: this.ref.subnets.private,
    });
    if (legacyNetwork !== undefined)
      this.legacy = new LegacyLink(this, 'datacenter', {
        company,
        environment,
        vpc: this.vpc.id,
        network: legacyNetwork,
        routeTables: { ...withWayOut, data: this.routeTables.data.id },
        subnets: Object.values(this.ref.subnets.private),
        ...(overrides.vpnConnection !== undefined && { overrides: overrides.vpnConnection }),
      });
    this.alarms = this.watch(props);
  }

  /** One more way out: to a peered VPC, a firewall, another transit gateway. The id is part of the routes' addresses. */
  addRoute(id: string, { cidr, tiers = ['public', 'private', 'data'], via }: ExtraRoute): void {
    const { public: open, data, private: inner } = this.routeTables;
    const tables = {
      public: { public: open },
      data: { data },
      private: Object.fromEntries(Object.entries(inner).map(([az, table]) => [`private-${az}`, table])),
    };
    for (const tier of tiers)
      for (const [name, { id: routeTableId }] of Object.entries(tables[tier]))
        new Route(this, `${id}-of-${name}`, { routeTableId, destinationCidrBlock: cidr, ...via });
  }

  /** The VPC's IPv4 network. */
  get cidr(): string {
    return this.ref.cidr;
  }

  private watch({ company, environment, alarmTopic, alarms: overrides = {} }: NetworkProps): Network['alarms'] {
    if (alarmTopic === undefined) return {};
    const on = { company, name: environment, alarmTopic };
    const made: Record<string, Alarms> = {};
    for (const [az, { id }] of Object.entries(this.natGateways))
      made[`nat-${az}`] = new Alarms(this, `alarms-nat-${az}`, {
        environment: on,
        subject: ['nat', az],
        rules: natGatewayAlarms(id),
        ...(overrides.nat !== undefined && { overrides: overrides.nat }),
      });
    const vpn = this.legacy?.vpn;
    if (vpn !== undefined)
      made['vpn'] = new Alarms(this, 'alarms-vpn', {
        environment: on,
        subject: ['vpn'],
        rules: vpnAlarms(vpn.id),
        ...(overrides.vpn !== undefined && { overrides: overrides.vpn }),
      });
    return made;
  }

  private subnet(tier: Tier, az: string, cidrBlock: string, overrides: NonNullable<NetworkProps['overrides']>): Subnet {
    return new Subnet(this, `${tier}-${az}`, {
      vpcId: this.vpc.id,
      availabilityZone: az,
      cidrBlock,
      mapPublicIpOnLaunch: false,
      tags: { Name: this.named(tier, az), tier },
      ...overrides.subnets?.[tier],
    });
  }

  private tables(): RouteTables {
    const table = (name: string, subnets: Readonly<Record<string, Subnet>>) => {
      const made = new RouteTable(this, `routes-${name}`, { vpcId: this.vpc.id, tags: { Name: this.named(name) } });
      for (const [az, subnet] of Object.entries(subnets))
        new RouteTableAssociation(this, `routes-${name}-of-${az}`, { subnetId: subnet.id, routeTableId: made.id });
      return made;
    };
    return {
      public: table('public', this.subnets.public),
      data: table('data', this.subnets.data),
      private: Object.fromEntries(
        Object.entries(this.subnets.private).map(([az, subnet]) => [az, table(`private-${az}`, { [az]: subnet })]),
      ),
    };
  }

  /** To the internet from the public subnets, and by NAT from the private ones. */
  private ways(
    { natGateways, natOf }: ResolvedNetwork,
    overrides: Partial<NatGatewayConfig> = {},
  ): Readonly<Record<string, NatGateway>> {
    const internet = new InternetGateway(this, 'internet-gateway', {
      vpcId: this.vpc.id,
      tags: { Name: this.named() },
    });
    const out = (
      name: string,
      table: RouteTable,
      by: { readonly gatewayId: string } | { readonly natGatewayId: string },
    ) => new Route(this, `out-of-${name}`, { routeTableId: table.id, destinationCidrBlock: '0.0.0.0/0', ...by });
    out('public', this.routeTables.public, { gatewayId: internet.id });
    const made: Record<string, NatGateway> = {};
    for (const [az, subnet] of Object.entries(this.subnets.public)) {
      const allocationId = natGateways[az];
      if (allocationId === undefined) continue;
      made[az] = new NatGateway(this, `nat-${az}`, {
        allocationId,
        subnetId: subnet.id,
        tags: { Name: this.named('nat', az) },
        dependsOn: [internet],
        ...overrides,
      });
    }
    for (const [az, table] of Object.entries(this.routeTables.private)) {
      const nat = made[natOf[az] ?? ''];
      if (nat !== undefined) out(`private-${az}`, table, { natGatewayId: nat.id });
    }
    return made;
  }
}

const ids = (made: Readonly<Record<string, { readonly id: string }>>, prefix = ''): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(made).map(([name, { id }]) => [`${prefix}${name}`, id]));
