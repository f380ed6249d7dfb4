import type { StandIn } from './gateway.js';
import { xml } from './gateway.js';

/**
 * What MiniStack's EC2 lacks. A VPN connection of MiniStack has an empty transit gateway instead of none, so that the provider asks for its
 * attachment.
 */
export const ec2: StandIn = [
  {
    on: ({ action }) => action === 'DescribeTransitGatewayAttachments',
    answer: () =>
      xml(
        [
          '<DescribeTransitGatewayAttachmentsResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">',
          '<requestId>stand-in</requestId><transitGatewayAttachments><item>',
          '<transitGatewayAttachmentId>tgw-attach-0123456789abcdef0</transitGatewayAttachmentId><state>available</state>',
          '</item></transitGatewayAttachments></DescribeTransitGatewayAttachmentsResponse>',
        ].join(''),
      ),
  },
];
