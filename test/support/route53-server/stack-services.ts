import type { Request, Response } from './routes.js';
import { tag } from './xml.js';

/** What gates ask of the services that a product's stacks stand on. */
export interface StackFacts {
  /** Address by allocation. */
  readonly addresses: Readonly<Record<string, string>>;
  /** Names that the certificate covers. */
  readonly names: readonly string[];
}

type Answer = (facts: StackFacts) => Response;

const xml = (body: string): Response => ({ status: 200, body });
const item = (content: readonly string[]): string => tag('item', content);

/** By action, as EC2, Elastic Load Balancing and ACM name it. */
const answers: Readonly<Record<string, Answer>> = {
  DescribeAddresses: ({ addresses }) =>
    xml(
      `<DescribeAddressesResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">${tag(
        'addressesSet',
        Object.entries(addresses).map(([allocation, ip]) =>
          item([tag('publicIp', ip), tag('allocationId', allocation)]),
        ),
      )}</DescribeAddressesResponse>`,
    ),
  DescribeNatGateways: () =>
    xml(
      '<DescribeNatGatewaysResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><natGatewaySet/></DescribeNatGatewaysResponse>',
    ),
  DescribeLoadBalancers: ({ addresses }) => {
    const listed = Object.values(addresses).map((ip) =>
      tag('member', [tag('LoadBalancerAddresses', [tag('member', [tag('IpAddress', ip)])])]),
    );
    const balancer = tag('member', [tag('AvailabilityZones', listed)]);
    return xml(
      `<DescribeLoadBalancersResponse xmlns="http://elasticloadbalancing.amazonaws.com/doc/2015-12-01/">${tag(
        'DescribeLoadBalancersResult',
        [tag('LoadBalancers', [balancer])],
      )}</DescribeLoadBalancersResponse>`,
    );
  },
  DescribeCertificate: ({ names }) => ({
    status: 200,
    type: 'application/x-amz-json-1.1',
    body: JSON.stringify({
      Certificate: {
        Status: 'ISSUED',
        NotAfter: Date.parse('2099-01-01T00:00:00Z') / 1000,
        DomainName: names[0],
        SubjectAlternativeNames: names,
      },
    }),
  }),
};

/** Stand-ins of the services that gates ask, on the same address as Route 53. */
export const stackServices =
  (facts: StackFacts) =>
  ({ method, body, headers }: Request): Response | undefined => {
    if (method !== 'POST') return undefined;
    const target =
      String(headers['x-amz-target'] ?? '')
        .split('.')
        .at(-1) ?? '';
    const action = target === '' ? (/(?:^|&)Action=(\w+)/.exec(body)?.[1] ?? '') : target;
    return answers[action]?.(facts);
  };
