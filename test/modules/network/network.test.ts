import { describe, expect, it } from '@jest/globals';
import type { EnvironmentClass } from '../../../modules/core/index.js';
import type { NetworkProps } from '../../../modules/network/index.js';
import { flowLogFields, Network, resolveNetwork } from '../../../modules/network/index.js';
import { synth } from '../../support/synth.js';
import { added, touched } from '../../support/untouched.js';

const azs = ['us-east-1a', 'us-east-1b'];
const vpn = { via: 'vpn', gateway: '192.0.2.1', cidrs: ['192.168.0.0/16', '10.99.0.0/24'] } as const;

function props(overrides: Partial<NetworkProps> = {}): NetworkProps {
  return {
    company: 'utah-outfitters',
    environment: 'prod',
    class: 'production',
    region: 'us-east-1',
    account: '111122223333',
    cidr: '10.20.0.0/16',
    azs,
    nat: 'perAz',
    addresses: { 'us-east-1a': 'eipalloc-a', 'us-east-1b': 'eipalloc-b' },
    ...overrides,
  };
}

const smallest = { azs: ['us-east-1a'], nat: 'none', addresses: {} } as const;

const aNetwork = (overrides: Partial<NetworkProps> = {}) =>
  synth((scope) => {
    new Network(scope, 'network', props(overrides));
  });

/** Tables by the `Name` of the route table that a route is in, and where it leads. */
function routesOf(template: ReturnType<typeof aNetwork>): Readonly<Record<string, readonly string[]>> {
  const tables: Record<string, string[]> = {};
  for (const [id, route] of Object.entries(template.all('aws_route'))) {
    const table = /network_routes-(.*)_[0-9A-F]{8}/.exec(String(route['route_table_id']))?.[1] ?? id;
    const by = Object.keys(route).find((key) => key.endsWith('_gateway_id') || key === 'gateway_id');
    (tables[table] ??= []).push(`${String(route['destination_cidr_block'])} ${by ?? 'nowhere'}`);
  }
  return tables;
}

describe('the smallest network', () => {
  const template = aNetwork(smallest);

  it('is a VPC with names, one subnet a tier, and no way out but the public one', () => {
    expect(template.one('aws_vpc')).toEqual({
      cidr_block: '10.20.0.0/16',
      enable_dns_hostnames: true,
      enable_dns_support: true,
      tags: { Name: 'utah-outfitters-prod' },
    });
    expect(template.count('aws_subnet')).toBe(3);
    expect(routesOf(template)).toEqual({ public: ['0.0.0.0/0 gateway_id'] });
    expect(template.count('aws_nat_gateway')).toBe(0);
  });

  it('gives nothing an address of the internet by itself', () => {
    for (const subnet of Object.values(template.all('aws_subnet')))
      expect(subnet['map_public_ip_on_launch']).toBe(false);
  });

  it('has a default security group without a rule', () => {
    expect(template.one('aws_default_security_group')).toMatchObject({ ingress: [], egress: [] });
  });

  it('reaches S3 without NAT, and no other service by an endpoint', () => {
    expect(template.one('aws_vpc_endpoint')).toMatchObject({
      service_name: 'com.amazonaws.us-east-1.s3',
      vpc_endpoint_type: 'Gateway',
    });
  });

  it('has neither alarms nor a way to the datacenter', () => {
    expect(template.count('aws_cloudwatch_metric_alarm')).toBe(0);
    expect(template.count('aws_vpn_gateway')).toBe(0);
  });
});

describe('a network of production', () => {
  const topic = 'arn:aws:sns:us-east-1:111122223333:alarms';
  const key = 'arn:aws:kms:us-east-1:111122223333:key/1';
  const template = aNetwork({ legacyNetwork: vpn, alarmTopic: topic, kmsKey: key });

  it('has a NAT gateway with the given address in the public subnet of each zone', () => {
    const a = template.find('aws_nat_gateway', 'eipalloc-a');
    expect(a['subnet_id']).toContain('network_public-us-east-1a');
    expect(template.find('aws_nat_gateway', 'eipalloc-b')['subnet_id']).toContain('network_public-us-east-1b');
  });

  it('leads each private subnet out by its own NAT gateway, everything to the datacenter, and data nowhere else', () => {
    const legacy = ['10.99.0.0/24 gateway_id', '192.168.0.0/16 gateway_id'];
    const routes = routesOf(template);
    expect(Object.fromEntries(Object.entries(routes).map(([table, to]) => [table, to.toSorted()]))).toEqual({
      public: ['0.0.0.0/0 gateway_id', ...legacy],
      'private-us-east-1a': ['0.0.0.0/0 nat_gateway_id', ...legacy],
      'private-us-east-1b': ['0.0.0.0/0 nat_gateway_id', ...legacy],
      data: legacy,
    });
    expect(template.find('aws_route', 'network_out-of-private-us-east-1b')['nat_gateway_id']).toContain(
      'network_nat-us-east-1b',
    );
  });

  it('keeps the endpoint of S3 out of the data tier, which has no way out', () => {
    const tables = Object.values(template.all('aws_vpc_endpoint_route_table_association')).map(({ route_table_id }) =>
      String(route_table_id).replace(/^.*network_routes-(.*)_[0-9A-F]{8}.*$/, '$1'),
    );
    expect(tables.toSorted()).toEqual(['private-us-east-1a', 'private-us-east-1b', 'public']);
  });

  it('records every flow for a minute at a time, with what the cutover reads as evidence', () => {
    expect(template.one('aws_flow_log')).toMatchObject({
      traffic_type: 'ALL',
      max_aggregation_interval: 60,
      log_destination_type: 'cloud-watch-logs',
      log_format: flowLogFields.map((field) => `$\${${field}}`).join(' '),
    });
    const needed =
      'interface-id srcaddr dstaddr pkt-srcaddr pkt-dstaddr srcport dstport protocol tcp-flags flow-direction action start end';
    expect(flowLogFields.join(' ')).toContain(needed);
    expect(template.one('aws_cloudwatch_log_group')).toEqual({
      name: '/prod/flow',
      retention_in_days: 90,
      kms_key_id: key,
    });
  });

  it('lets only the flow logs of this account write them, and only there', () => {
    expect(JSON.parse(String(template.one('aws_iam_role')['assume_role_policy']))).toMatchObject({
      Statement: [
        {
          Principal: { Service: 'vpc-flow-logs.amazonaws.com' },
          Condition: { StringEquals: { 'aws:SourceAccount': '111122223333' } },
        },
      ],
    });
    const { Statement: statements } = JSON.parse(String(template.one('aws_iam_role_policy')['policy']));
    expect(JSON.stringify(statements)).not.toContain('"Resource":"*"');
  });

  it('has a VPN with static routes, whose keys are not in the state', () => {
    expect(template.one('aws_customer_gateway')).toMatchObject({ ip_address: '192.0.2.1', type: 'ipsec.1' });
    expect(template.one('aws_vpn_connection')).toMatchObject({
      static_routes_only: true,
      preshared_key_storage: 'SecretsManager',
    });
    for (const n of [1, 2])
      expect(template.one('aws_vpn_connection')).toMatchObject({
        [`tunnel${n}_ike_versions`]: ['ikev2'],
        [`tunnel${n}_phase1_encryption_algorithms`]: ['AES256', 'AES128-GCM-16', 'AES256-GCM-16'],
        [`tunnel${n}_phase2_encryption_algorithms`]: ['AES256', 'AES128-GCM-16', 'AES256-GCM-16'],
        [`tunnel${n}_phase1_integrity_algorithms`]: ['SHA2-256', 'SHA2-384', 'SHA2-512'],
        [`tunnel${n}_phase2_integrity_algorithms`]: ['SHA2-256', 'SHA2-384', 'SHA2-512'],
        [`tunnel${n}_phase1_dh_group_numbers`]: [14, 15, 16, 17, 18, 19, 20, 21],
        [`tunnel${n}_phase2_dh_group_numbers`]: [14, 15, 16, 17, 18, 19, 20, 21],
      });
    expect(Object.values(template.all('aws_vpn_connection_route')).map(({ destination_cidr_block: to }) => to)).toEqual(
      ['10.99.0.0/24', '192.168.0.0/16'],
    );
  });

  it('opens no security group to the datacenter', () => {
    expect(template.count('aws_security_group')).toBe(0);
    expect(template.count('aws_vpc_security_group_ingress_rule')).toBe(0);
  });

  it.each([
    ['nat-us-east-1a-ports', 'ErrorPortAllocation', 'GreaterThanThreshold', 0, 60, 'notBreaching'],
    ['nat-us-east-1a-drops', 'PacketsDropCount', 'GreaterThanThreshold', 100, 60, 'notBreaching'],
    ['vpn-down', 'TunnelState', 'LessThanThreshold', 1, 60, 'breaching'],
    ['vpn-redundancy', 'TunnelState', 'LessThanThreshold', 1, 300, 'notBreaching'],
  ])('rings by %s', (name, metric, comparison, threshold, period, missing) => {
    expect(template.find('aws_cloudwatch_metric_alarm', `utah-outfitters-prod-${name}`)).toMatchObject({
      metric_name: metric,
      comparison_operator: comparison,
      threshold,
      period,
      treat_missing_data: missing,
      alarm_actions: [topic],
    });
  });

  it('drops an alarm and changes another where it is told to', () => {
    const changed = aNetwork({
      legacyNetwork: vpn,
      alarmTopic: topic,
      alarms: { vpn: { redundancy: false }, nat: { drops: { threshold: 5 } } },
    });
    expect(changed.find('aws_cloudwatch_metric_alarm', 'utah-outfitters-prod-nat-us-east-1b-drops')).toMatchObject({
      threshold: 5,
    });
    expect(Object.keys(changed.all('aws_cloudwatch_metric_alarm')).join()).not.toContain('redundancy');
  });
});

describe('another availability zone', () => {
  const more = {
    azs: ['us-east-1c', ...azs],
    addresses: { 'us-east-1a': 'eipalloc-a', 'us-east-1b': 'eipalloc-b', 'us-east-1c': 'eipalloc-c' },
  };

  it.each<[string, Partial<NetworkProps>]>([
    ['with NAT in each zone and a VPN', { legacyNetwork: vpn }],
    ['with interface endpoints', { interfaceEndpoints: ['ssm', 'ecr.api'], gatewayEndpoints: ['s3', 'dynamodb'] }],
    ['in a small VPC', { cidr: '10.20.0.0/24' }],
  ])('changes nothing else %s', (_, common) => {
    const before = aNetwork(common);
    const after = aNetwork({ ...common, ...more });
    expect(touched(before, after)).toEqual([]);
    for (const address of added(before, after)) expect(address).toContain('us-east-1c');
  });

  it('changes nothing else with one NAT gateway', () => {
    const single = { nat: 'single', addresses: { 'us-east-1a': 'eipalloc-a' } } as const;
    expect(touched(aNetwork(single), aNetwork({ ...single, azs: more.azs }))).toEqual([]);
  });

  it('changes of a transit gateway only its attachment, which is one list', () => {
    const legacyNetwork = { via: 'transitGateway', id: 'tgw-1', cidrs: ['192.168.0.0/16'] } as const;
    expect(touched(aNetwork({ legacyNetwork }), aNetwork({ legacyNetwork, ...more }))).toEqual([
      expect.stringMatching(/^aws_ec2_transit_gateway_vpc_attachment\./),
    ]);
  });
});

describe('the ways out', () => {
  it('are with nat single all by the gateway in the zone of its address', () => {
    const template = aNetwork({ nat: 'single', addresses: { 'us-east-1b': 'eipalloc-b' } });
    const gateways = Object.values(template.all('aws_route')).flatMap(({ nat_gateway_id: id }) => id ?? []);
    expect(template.one('aws_nat_gateway')['subnet_id']).toContain('public-us-east-1b');
    expect(gateways).toHaveLength(2);
    expect(new Set(gateways).size).toBe(1);
  });

  it('lead through a transit gateway once it is attached', () => {
    const template = aNetwork({ legacyNetwork: { via: 'transitGateway', id: 'tgw-1', cidrs: ['192.168.0.0/16'] } });
    const attachment = Object.keys(template.all('aws_ec2_transit_gateway_vpc_attachment'));
    expect(template.find('aws_route', 'network_datacenter_data')).toMatchObject({
      transit_gateway_id: 'tgw-1',
      depends_on: attachment.map((id) => `aws_ec2_transit_gateway_vpc_attachment.${id}`),
    });
    expect(template.count('aws_vpn_gateway')).toBe(0);
  });
});

const withRoute = (tiers?: readonly ('public' | 'private' | 'data')[]) =>
  synth((scope) => {
    new Network(scope, 'network', props()).addRoute('peering', {
      cidr: '10.30.0.0/16',
      via: { vpcPeeringConnectionId: 'pcx-1' },
      ...(tiers !== undefined && { tiers }),
    });
  });

describe('one more route', () => {
  it('leads there from every table, and changes nothing else', () => {
    const template = withRoute();
    expect(touched(aNetwork(), template)).toEqual([]);
    expect(added(aNetwork(), template)).toHaveLength(4);
    expect(template.find('aws_route', 'network_peering-of-private-us-east-1b')).toMatchObject({
      destination_cidr_block: '10.30.0.0/16',
      vpc_peering_connection_id: 'pcx-1',
    });
  });

  it('leads there from the tiers named only', () => {
    expect(added(aNetwork(), withRoute(['data']))).toEqual([expect.stringContaining('network_peering-of-data')]);
  });
});

describe('interface endpoints', () => {
  const template = aNetwork({ interfaceEndpoints: ['ssm', 'ecr.api'] });

  it('stand in every private subnet, under the own name of the service, open to the VPC only', () => {
    expect(template.find('aws_vpc_endpoint', 'com.amazonaws.us-east-1.ecr.api')).toMatchObject({
      vpc_endpoint_type: 'Interface',
      private_dns_enabled: true,
    });
    expect(template.count('aws_vpc_endpoint_subnet_association')).toBe(4);
    expect(template.one('aws_vpc_security_group_ingress_rule')).toMatchObject({
      cidr_ipv4: '10.20.0.0/16',
      from_port: 443,
      to_port: 443,
      ip_protocol: 'tcp',
    });
  });
});

describe('defaults', () => {
  it.each<[EnvironmentClass, number]>([
    ['production', 90],
    ['staging', 90],
    ['development', 30],
    ['ephemeral', 3],
  ])('keep the flow logs of %s for %i days', (kind, days) => {
    expect(resolveNetwork(props({ class: kind })).flowLogRetentionDays).toBe(days);
  });

  it('are one gateway endpoint and no paid one', () => {
    expect(resolveNetwork(props())).toMatchObject({ gatewayEndpoints: ['s3'], interfaceEndpoints: [] });
  });

  it('give way to overrides, which come last', () => {
    const template = aNetwork({
      ...smallest,
      overrides: { vpc: { instanceTenancy: 'dedicated' }, subnets: { data: { tags: { Name: 'mine' } } } },
    });
    expect(template.one('aws_vpc')).toMatchObject({ instance_tenancy: 'dedicated', enable_dns_support: true });
    expect(template.find('aws_subnet', 'network_data')['tags']).toEqual({ Name: 'mine' });
  });
});

/** A subnet's network, given by hand. */
const given = (tier: 'data' | 'public', az: string, cidr: string) => ({ subnetCidrs: { [tier]: { [az]: cidr } } });

describe('a network refuses', () => {
  it.each<[string, Partial<NetworkProps>, string]>([
    ['a name that AWS would not take', { company: 'Utah Outfitters' }, 'company: "Utah Outfitters" does not fit'],
    ['no zone', { azs: [] }, 'azs: there is none'],
    ['a zone twice', { azs: ['us-east-1a', 'us-east-1a'] }, 'us-east-1a is there twice'],
    ['a zone of another region', { azs: ['us-west-2a'] }, 'us-west-2a is not in us-east-1'],
    ['a VPC that AWS does not take', { cidr: '10.0.0.0/8' }, 'not between /16 and /24'],
    ['a missing address', { addresses: { 'us-east-1a': 'a' } }, "none for us-east-1b; nat 'perAz'"],
    ['an address in no zone', { addresses: { 'us-east-1c': 'c' } }, 'us-east-1c is not one of azs'],
    ['idle addresses', { nat: 'none' }, "would lie idle with nat 'none'"],
    ['two addresses for one gateway', { nat: 'single' }, "nat 'single' takes exactly one"],
    ['a datacenter inside the VPC', { legacyNetwork: { ...vpn, cidrs: ['10.20.4.0/24'] } }, 'overlaps 10.20.0.0/16'],
    ['a datacenter without networks', { legacyNetwork: { ...vpn, cidrs: [] } }, 'name the networks of the datacenter'],
    [
      'a gateway by name',
      { legacyNetwork: { ...vpn, gateway: 'vpn.example' } },
      'legacyNetwork.gateway: vpn.example is not an IPv4 address',
    ],
    ['a subnet outside', given('data', 'us-east-1a', '10.21.0.0/24'), 'is not inside 10.20.0.0/16'],
    ['a subnet over another', given('data', 'us-east-1a', '10.20.0.0/24'), 'overlaps subnetCidrs.private.us-east-1a'],
    ['a tiny subnet', given('public', 'us-east-1a', '10.20.200.0/29'), 'smaller than /28'],
    ['a subnet of no zone', given('public', 'us-east-1f', '10.20.200.0/24'), 'us-east-1f is not one of azs'],
  ])('%s', (_, overrides, message) => {
    expect(() => resolveNetwork(props(overrides))).toThrow(message);
  });

  it('and says where', () => {
    expect(() => aNetwork({ azs: [] })).toThrow('test/network: azs');
  });
});
