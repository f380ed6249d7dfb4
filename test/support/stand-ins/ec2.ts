import type { StandIn } from './gateway.js';

const empty = (action: string, set: string) =>
  ({
    type: 'text/xml',
    body: `<${action}Response xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>stand-in</requestId><${set}/></${action}Response>`,
  }) as const;

/** What MiniStack's EC2 lacks: the provider asks for the attachments of a VPN connection even where it ends at a virtual private gateway. */
export const ec2: StandIn = {
  DescribeTransitGatewayAttachments: () => empty('DescribeTransitGatewayAttachments', 'transitGatewayAttachments'),
};
