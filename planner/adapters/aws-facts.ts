import type { AddressesContract, FoundationContract, ProductContract } from '../../estate/index.js';
import type { AddressesSeen, BuildSeen } from '../cutover/observation.js';
import { asked, type AwsPlace, readingClient } from './aws/client.js';

/** What the stacks of a product say, as far as they are deployed. */
export interface ProductStacks {
  readonly addresses?: AddressesContract;
  readonly foundation?: FoundationContract;
  readonly product?: ProductContract;
}

export interface AwsFacts {
  /** Whether Elastic IPs, load balancer and NAT gateways have exactly the announced addresses. */
  addresses(announced: Announced, stacks: ProductStacks): Promise<AddressesSeen>;
  /** Whether the product's certificate is issued, covers the names, and lasts long enough. */
  certificate(arn: string, names: readonly string[], now: number): Promise<BuildSeen>;
}

/** What partners were told. */
export interface Announced {
  readonly product: string;
  /** Service addresses. */
  readonly ingress: readonly string[];
  /** Source addresses of the environment. */
  readonly egress: readonly string[];
}

/** A certificate that ends sooner would end during the cutover. */
const leastValidity = 30 * 86_400_000;

const sorted = (ips: Iterable<string>): readonly string[] => [...new Set(ips)].toSorted();
const same = (a: readonly string[], b: readonly string[]): boolean => sorted(a).join() === sorted(b).join();
const listed = (ips: readonly string[]): string => (ips.length === 0 ? 'none' : sorted(ips).join(' '));

/** EC2, ELB and ACM through their SDKs; the clients are made when they are first needed. */
export function awsFacts(place: AwsPlace): AwsFacts {
  const settings = readingClient(place);
  // One client each for as long as a run lasts: it keeps connections and credentials.
  const ec2 = once(async () => new (await import('@aws-sdk/client-ec2')).EC2Client(settings));
  const elb = once(
    async () => new (await import('@aws-sdk/client-elastic-load-balancing-v2')).ElasticLoadBalancingV2Client(settings),
  );
  const acm = once(async () => new (await import('@aws-sdk/client-acm')).ACMClient(settings));

  /** Address of each allocation that still is ours. */
  async function elasticIps(allocations: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const { DescribeAddressesCommand } = await import('@aws-sdk/client-ec2');
    // By filter: an id that is gone is then missing in the answer, and no error that hides the others.
    const client = await ec2();
    const answer = await client.send(
      new DescribeAddressesCommand({ Filters: [{ Name: 'allocation-id', Values: [...allocations] }] }),
    );
    return new Map(
      (answer.Addresses ?? []).flatMap(({ AllocationId, PublicIp }) =>
        AllocationId === undefined || PublicIp === undefined ? [] : [[AllocationId, PublicIp] as const],
      ),
    );
  }

  async function loadBalancerIps(arn: string): Promise<readonly string[]> {
    const { DescribeLoadBalancersCommand } = await import('@aws-sdk/client-elastic-load-balancing-v2');
    const client = await elb();
    const answer = await client.send(new DescribeLoadBalancersCommand({ LoadBalancerArns: [arn] }));
    return (answer.LoadBalancers ?? []).flatMap(({ AvailabilityZones = [] }) =>
      AvailabilityZones.flatMap(({ LoadBalancerAddresses = [] }) =>
        LoadBalancerAddresses.flatMap(({ IpAddress }) => IpAddress ?? []),
      ),
    );
  }

  /** Public addresses of the gateways that carry traffic in a VPC. */
  async function natIps(vpc: string): Promise<readonly string[]> {
    const { paginateDescribeNatGateways } = await import('@aws-sdk/client-ec2');
    const pages = paginateDescribeNatGateways(
      { client: await ec2() },
      {
        Filter: [
          { Name: 'vpc-id', Values: [vpc] },
          { Name: 'state', Values: ['pending', 'available'] },
        ],
      },
    );
    const found: string[] = [];
    for await (const { NatGateways = [] } of pages)
      for (const { NatGatewayAddresses = [], ConnectivityType } of NatGateways)
        if (ConnectivityType !== 'private')
          found.push(...NatGatewayAddresses.flatMap(({ PublicIp }) => PublicIp ?? []));
    return found;
  }

  return {
    async addresses({ product, ingress, egress }, stacks) {
      const { addresses } = stacks;
      if (addresses === undefined) return { kind: 'unknown', why: 'the addresses are not deployed' };
      const written = [...Object.values(addresses.ingress[product] ?? {}), ...Object.values(addresses.egress)];
      const announced = [...ingress, ...egress];
      if (
        !same(
          announced,
          written.map(({ ip }) => ip),
        )
      )
        return {
          kind: 'changed',
          why: `announced ${listed(announced)}, outputs say ${listed(written.map(({ ip }) => ip))}`,
        };
      const checks: (readonly [what: string, expected: readonly string[], ask: () => Promise<readonly string[]>])[] = [
        [
          'Elastic IPs',
          announced,
          async () => {
            const found = await elasticIps(written.map(({ allocation }) => allocation));
            return written.flatMap(({ allocation }) => found.get(allocation) ?? []);
          },
        ],
      ];
      const { nlb } = stacks.product?.ingress ?? {};
      if (nlb !== undefined && ingress.length > 0)
        checks.push(['the load balancer', ingress, () => loadBalancerIps(nlb.arn)]);
      const { vpc } = stacks.foundation ?? {};
      if (vpc !== undefined && egress.length > 0) checks.push(['the NAT gateways', egress, () => natIps(vpc)]);
      for (const [what, expected, ask] of checks) {
        const answer = await asked(ask);
        if (answer.kind !== 'ok') return { kind: 'unknown', why: `${what}: ${answer.message}` };
        if (!same(answer.value, expected))
          return { kind: 'changed', why: `announced ${listed(expected)}, ${what} have ${listed(answer.value)}` };
      }
      return { kind: 'same', why: `${checks.map(([what]) => what).join(', ')} have ${listed(announced)}` };
    },

    async certificate(arn, names, now) {
      const { DescribeCertificateCommand } = await import('@aws-sdk/client-acm');
      const client = await acm();
      const answer = await asked(() => client.send(new DescribeCertificateCommand({ CertificateArn: arn })));
      if (answer.kind !== 'ok') return { kind: 'pending', why: `the certificate could not be read: ${answer.message}` };
      const { Certificate: found } = answer.value;
      if (found === undefined) return { kind: 'missing', why: `there is no certificate ${arn}` };
      const { Status = 'unknown', NotAfter, SubjectAlternativeNames = [], DomainName } = found;
      if (Status !== 'ISSUED')
        return {
          kind: 'pending',
          why: `the certificate is ${Status}: enter its validation records at the zone's provider`,
        };
      const covered = [...SubjectAlternativeNames, ...(DomainName === undefined ? [] : [DomainName])];
      const missing = names.filter((name) => !covered.some((pattern) => covers(pattern, name)));
      if (missing.length > 0) return { kind: 'pending', why: `the certificate does not cover ${missing.join(', ')}` };
      if (NotAfter === undefined) return { kind: 'pending', why: 'the certificate does not say when it ends' };
      const end = NotAfter.toISOString().slice(0, 10);
      return NotAfter.getTime() < now + leastValidity
        ? { kind: 'pending', why: `the certificate ends ${end}, within 30 days: see that ACM can renew it` }
        : { kind: 'ready', why: `certificate issued, valid until ${end}`, notAfter: NotAfter.getTime() };
    },
  };
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}

/** `*.shop.example` stands for one label. */
function covers(pattern: string, name: string): boolean {
  const wanted = name.toLowerCase();
  const given = pattern.toLowerCase();
  return given === wanted || (given.startsWith('*.') && given.slice(1) === wanted.slice(wanted.indexOf('.')));
}
