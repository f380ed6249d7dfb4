import type { StandIn } from './stand-ins/gateway.js';

/** One subnet of a network load balancer, and the Elastic IP that it answers at there. */
interface Mapping {
  readonly subnet: string;
  readonly allocation: string;
}

const arnOf = (xml: string): string => /<LoadBalancerArn>([^<]+)</.exec(xml)?.[1] ?? '';

/** Terraform names subnets and their addresses as `SubnetMappings.member.1.SubnetId`, `….AllocationId`. */
function mappingsOf(parameters: Readonly<Record<string, unknown>>): readonly Mapping[] {
  const mappings: Mapping[] = [];
  for (let at = 1; ; at += 1) {
    const of = (field: string): string => {
      const value = parameters[`SubnetMappings.member.${at}.${field}`];
      return typeof value === 'string' ? value : '';
    };
    if (of('SubnetId') === '') return mappings;
    if (of('AllocationId') !== '') mappings.push({ subnet: of('SubnetId'), allocation: of('AllocationId') });
  }
}

/**
 * What MiniStack's network load balancers lack: they keep the subnets and Elastic IPs that they were made with, and say at which addresses they
 * answer.
 *
 * @param addressOf the address of an allocation
 */
export function loadBalancers(addressOf: (account: string, allocation: string) => Promise<string>): StandIn {
  const made = new Map<string, readonly Mapping[]>();
  return [
    {
      on: ({ action }) => action === 'CreateLoadBalancer',
      answer: async ({ parameters }, forward) => {
        const answer = await forward();
        const mappings = mappingsOf(parameters);
        if (mappings.length > 0) made.set(arnOf(answer.body), mappings);
        return answer;
      },
    },
    {
      on: ({ action }) => action === 'DescribeLoadBalancers',
      answer: async ({ account }, forward) => {
        const answer = await forward();
        const zones = new Map<string, string>();
        for (const [arn, mappings] of made) {
          const members = mappings.map(
            async ({ subnet, allocation }) =>
              `<member><SubnetId>${subnet}</SubnetId><LoadBalancerAddresses><member><AllocationId>${allocation}</AllocationId><IpAddress>${await addressOf(account, allocation)}</IpAddress></member></LoadBalancerAddresses></member>`,
          );
          zones.set(arn, (await Promise.all(members)).join(''));
        }
        // One load balancer reaches from its ARN to its zones.
        const body = answer.body.replaceAll(
          /(<LoadBalancerArn>([^<]+)<(?:(?!<LoadBalancerArn>)[^])*?)<AvailabilityZones>[^]*?<\/AvailabilityZones>/g,
          (whole, before: string, arn: string) =>
            zones.has(arn) ? `${before}<AvailabilityZones>${zones.get(arn) ?? ''}</AvailabilityZones>` : whole,
        );
        return { ...answer, body };
      },
    },
  ];
}

/** The address of an allocation, as MiniStack's EC2 knows it. */
export const elasticIpOf =
  (emulator: string) =>
  async (account: string, allocation: string): Promise<string> => {
    const answer = await fetch(emulator, {
      method: 'POST',
      headers: {
        authorization: `AWS4-HMAC-SHA256 Credential=${account}/20270101/us-east-1/ec2/aws4_request, SignedHeaders=host, Signature=0`,
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: `Action=DescribeAddresses&Version=2016-11-15&AllocationId.1=${allocation}`,
    });
    return /<publicIp>([^<]+)</.exec(await answer.text())?.[1] ?? '';
  };
