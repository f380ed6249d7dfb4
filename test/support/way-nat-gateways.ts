import type { StandIn } from './stand-ins/gateway.js';

/**
 * What MiniStack's NAT gateways lack: they say which Elastic IP they have.
 *
 * @param addressOf the address of an allocation
 * @param made allocation by gateway; those made from now on are added
 */
export function natGateways(
  addressOf: (account: string, allocation: string) => Promise<string>,
  made: Map<string, string> = new Map(),
): StandIn {
  return [
    {
      on: ({ action }) => action === 'CreateNatGateway',
      answer: async ({ parameters }, forward) => {
        const answer = await forward();
        const [, id = ''] = /<natGatewayId>([^<]+)</.exec(answer.body) ?? [];
        const allocation = parameters['AllocationId'];
        if (typeof allocation === 'string') made.set(id, allocation);
        return answer;
      },
    },
    {
      on: ({ action }) => action === 'DescribeNatGateways',
      answer: async ({ account }, forward) => {
        const answer = await forward();
        const sets = new Map<string, string>();
        for (const [id, allocation] of made)
          sets.set(
            id,
            `<natGatewayAddressSet><item><allocationId>${allocation}</allocationId><publicIp>${await addressOf(account, allocation)}</publicIp></item></natGatewayAddressSet>`,
          );
        // One gateway reaches from its id to its addresses.
        const body = answer.body.replaceAll(
          /(<natGatewayId>([^<]+)<[^]*?)<natGatewayAddressSet\/>/g,
          (_, before: string, id: string) => `${before}${sets.get(id) ?? '<natGatewayAddressSet/>'}`,
        );
        return { ...answer, body };
      },
    },
  ];
}
