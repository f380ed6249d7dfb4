import { describe, expect, it } from '@jest/globals';
import { awsFacts, type ProductStacks } from '../../../planner/adapters/aws-facts.js';
import { awsStandby } from '../../../planner/adapters/aws/standby.js';
import { type Answer, answered, type StandIn } from '../../support/aws-stand-in.js';
import { outputsOf, utahFoundation } from '../../support/outputs.js';

const now = Date.parse('2027-03-02T17:00:00Z');
let server: StandIn | undefined;

async function world(actions: Readonly<Record<string, () => Answer>>) {
  server = await answered(actions);
  return awsFacts({ region: 'us-east-1' });
}

const ec2 = (name: string, body: string): string =>
  `<${name}Response xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">${body}</${name}Response>`;
/** Allocations 0 and 1 are used by ingress and egress alike in the fixture: both directions are told by the same two ids. */
const elasticIps = (...ips: readonly string[]): string =>
  ec2(
    'DescribeAddresses',
    `<addressesSet>${ips.map((ip, at) => `<item><publicIp>${ip}</publicIp><allocationId>eipalloc-${at}</allocationId></item>`).join('')}</addressesSet>`,
  );
const natGateways = (...ips: readonly string[]): string =>
  ec2(
    'DescribeNatGateways',
    `<natGatewaySet><item><connectivityType>public</connectivityType><natGatewayAddressSet>${ips.map((ip) => `<item><publicIp>${ip}</publicIp></item>`).join('')}</natGatewayAddressSet></item></natGatewaySet>`,
  );
const loadBalancer = (...ips: readonly string[]): string =>
  `<DescribeLoadBalancersResponse xmlns="http://elasticloadbalancing.amazonaws.com/doc/2015-12-01/"><DescribeLoadBalancersResult><LoadBalancers><member><AvailabilityZones>${ips
    .map(
      (ip) =>
        `<member><LoadBalancerAddresses><member><IpAddress>${ip}</IpAddress></member></LoadBalancerAddresses></member>`,
    )
    .join(
      '',
    )}</AvailabilityZones></member></LoadBalancers></DescribeLoadBalancersResult></DescribeLoadBalancersResponse>`;

const only = { ingress: { storefront: ['203.0.113.11', '203.0.113.12'] } };
const outputs = outputsOf(only, utahFoundation);
const stacks = (product?: ProductStacks['product']): ProductStacks => ({
  ...(outputs.addresses['prod'] && { addresses: outputs.addresses['prod'] }),
  ...(product && { product }),
});
const nlb: ProductStacks['product'] = {
  schema: 'product/v1',
  product: 'storefront',
  environment: 'prod',
  account: '111122223333',
  region: 'us-east-1',
  ingress: { kind: 'static', nlb: { arn: 'arn:nlb', dnsName: 'x', zoneId: 'Z' }, targetGroups: {} },
  services: {},
  jobs: {},
  fleets: {},
  alarms: [],
  names: [],
  records: [],
  stateful: [],
};
const announced = { product: 'storefront', ingress: ['203.0.113.11', '203.0.113.12'], egress: [] };

describe('the address guard', () => {
  it('passes where Elastic IPs and load balancer have exactly the announced addresses', async () => {
    const facts = await world({
      DescribeAddresses: () => elasticIps('203.0.113.11', '203.0.113.12'),
      DescribeLoadBalancers: () => loadBalancer('203.0.113.12', '203.0.113.11'),
    });
    expect(await facts.addresses(announced, stacks(nlb))).toEqual({
      kind: 'same',
      why: 'Elastic IPs, the load balancer have 203.0.113.11 203.0.113.12',
    });
  });

  it('asks for Elastic IPs only while nothing else is deployed', async () => {
    const facts = await world({ DescribeAddresses: () => elasticIps('203.0.113.11', '203.0.113.12') });
    expect(await facts.addresses(announced, stacks())).toMatchObject({ kind: 'same' });
    expect(server?.calls.map(({ action }) => action)).toEqual(['DescribeAddresses']);
  });

  it.each<[string, Readonly<Record<string, () => Answer>>, string]>([
    [
      'an Elastic IP was released',
      { DescribeAddresses: () => elasticIps('203.0.113.11') },
      'Elastic IPs have 203.0.113.11',
    ],
    [
      'an Elastic IP is another one',
      { DescribeAddresses: () => elasticIps('203.0.113.11', '203.0.113.99') },
      '203.0.113.99',
    ],
    [
      'the load balancer has another address',
      {
        DescribeAddresses: () => elasticIps('203.0.113.11', '203.0.113.12'),
        DescribeLoadBalancers: () => loadBalancer('203.0.113.11', '198.51.100.1'),
      },
      'the load balancer have 198.51.100.1',
    ],
    [
      'the load balancer has one more',
      {
        DescribeAddresses: () => elasticIps('203.0.113.11', '203.0.113.12'),
        DescribeLoadBalancers: () => loadBalancer('203.0.113.11', '203.0.113.12', '203.0.113.13'),
      },
      '203.0.113.13',
    ],
  ])('blocks where %s', async (_, actions, why) => {
    const facts = await world(actions);
    expect(await facts.addresses(announced, stacks(nlb))).toMatchObject({
      kind: 'changed',
      why: expect.stringContaining(why),
    });
  });

  it('blocks where other addresses were announced than the outputs have', async () => {
    const facts = await world({});
    const found = await facts.addresses({ ...announced, ingress: ['203.0.113.11'] }, stacks(nlb));
    expect(found).toMatchObject({ kind: 'changed', why: expect.stringContaining('outputs say') });
    expect(server?.calls).toEqual([]);
  });

  it('looks at the NAT gateways of the VPC for source addresses', async () => {
    const egress = outputsOf({ egress: ['203.0.113.21'] }, utahFoundation);
    const both: ProductStacks = {
      ...(egress.addresses['prod'] && { addresses: egress.addresses['prod'] }),
      ...(egress.foundations['prod'] && { foundation: egress.foundations['prod'] }),
    };
    const facts = await world({
      DescribeAddresses: () => elasticIps('203.0.113.21'),
      DescribeNatGateways: () => natGateways('203.0.113.22'),
    });
    expect(await facts.addresses({ product: 'reports', ingress: [], egress: ['203.0.113.21'] }, both)).toEqual({
      kind: 'changed',
      why: 'announced 203.0.113.21, the NAT gateways have 203.0.113.22',
    });
  });

  it('does not pass where nothing can be learned', async () => {
    const facts = await world({ DescribeAddresses: () => ({ error: 'UnauthorizedOperation', message: 'no' }) });
    expect(await facts.addresses(announced, stacks())).toMatchObject({ kind: 'unknown' });
    expect(await facts.addresses(announced, {})).toMatchObject({ kind: 'unknown' });
  });
});

describe('the certificate', () => {
  const issued = {
    Status: 'ISSUED',
    DomainName: 'shop.example',
    SubjectAlternativeNames: ['shop.example', '*.cut.example'],
    NotAfter: Date.parse('2027-08-01T00:00:00Z') / 1000,
  };
  it('is ready when it is issued, covers every name and lasts', async () => {
    const facts = await world({ DescribeCertificate: () => ({ Certificate: issued }) });
    expect(await facts.certificate('arn:1', ['shop.example', 'new.cut.example'], now)).toEqual({
      kind: 'ready',
      why: 'certificate issued, valid until 2027-08-01',
      notAfter: Date.parse('2027-08-01T00:00:00Z'),
    });
  });
  it.each<[string, Answer, readonly string[], string, string]>([
    ['pending', { Certificate: { ...issued, Status: 'PENDING_VALIDATION' } }, [], 'pending', 'PENDING_VALIDATION'],
    ['of other names', { Certificate: issued }, ['shop.example', 'other.example'], 'pending', 'other.example'],
    ['of one label only', { Certificate: issued }, ['a.b.cut.example'], 'pending', 'a.b.cut.example'],
    ['soon over', { Certificate: { ...issued, NotAfter: now / 1000 + 86_400 } }, [], 'pending', 'within 30 days'],
    ['without an end', { Certificate: { ...issued, NotAfter: undefined } }, [], 'pending', 'when it ends'],
    ['not there', { error: 'ResourceNotFoundException', message: 'gone' }, [], 'pending', 'gone'],
    ['nothing', {}, [], 'missing', 'no certificate'],
  ])('that is %s does not pass', async (_, answer, names, kind, why) => {
    const facts = await world({ DescribeCertificate: () => answer });
    expect(await facts.certificate('arn:1', names, now)).toMatchObject({ kind, why: expect.stringContaining(why) });
  });
});

describe('what stands by', () => {
  it('is started and stopped, fleets by their minimum too', async () => {
    server = await answered({
      UpdateService: () => ({}),
      UpdateAutoScalingGroup: () =>
        '<UpdateAutoScalingGroupResponse xmlns="http://autoscaling.amazonaws.com/doc/2011-01-01/"/>',
    });
    const standby = awsStandby({ region: 'us-east-1' });
    const service = { kind: 'service', name: 'web', cluster: 'prod', id: 'storefront-web', count: 2 } as const;
    const fleet = { kind: 'fleet', name: 'worker', id: 'storefront-worker', count: 3 } as const;
    for (const unit of [service, fleet]) {
      expect(await standby.scale(unit, 'running')).toEqual({ kind: 'done' });
      expect(await standby.scale(unit, 'stopped')).toEqual({ kind: 'done' });
    }
    expect(server.calls.map(({ input }) => input)).toMatchObject([
      { cluster: 'prod', service: 'storefront-web', desiredCount: 2 },
      { desiredCount: 0 },
      { AutoScalingGroupName: 'storefront-worker', MinSize: '3', DesiredCapacity: '3' },
      { MinSize: '0', DesiredCapacity: '0' },
    ]);
  });

  it('that cannot be scaled is trouble, and names what', async () => {
    server = await answered({ UpdateService: () => ({ error: 'AccessDeniedException', message: 'not you' }) });
    const unit = { kind: 'service', name: 'web', cluster: 'c', id: 's', count: 1 } as const;
    expect(await awsStandby({ region: 'us-east-1' }).scale(unit, 'running')).toMatchObject({
      kind: 'denied',
      message: expect.stringContaining('web: '),
    });
  });
});
