import type { Rule, StandIn } from './gateway.js';
import { xml } from './gateway.js';

/** A VPN connection of MiniStack has an empty transit gateway instead of none, so that the provider asks for its attachment. */
const attachments: Rule = {
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
};

/** What a request says of a volume, and how an answer does. */
const lost = { KmsKeyId: 'kmsKeyId', Throughput: 'throughput' } as const;

/** Disks forget their key and their throughput; without them a second plan would replace every disk. */
function volumes(): StandIn {
  const made = new Map<string, string>();
  return [
    {
      on: ({ action }) => action === 'CreateVolume',
      answer: async ({ parameters }, forward) => {
        const answer = await forward();
        const [, id = ''] = /<volumeId>([^<]+)</.exec(answer.body) ?? [];
        const fields = Object.entries(lost).flatMap(([asked, told]) => {
          const value = parameters[asked];
          return typeof value === 'string' ? [`<${told}>${value}</${told}>`] : [];
        });
        made.set(id, fields.join(''));
        return answer;
      },
    },
    {
      on: ({ action }) => action === 'DescribeVolumes',
      answer: async (_, forward) => {
        const answer = await forward();
        const body = answer.body.replaceAll(
          /<volumeId>([^<]+)<\/volumeId>\s*<size>/g,
          (whole, id: string) => `${made.get(id) ?? ''}${whole}`,
        );
        return { ...answer, body };
      },
    },
  ];
}

/** What MiniStack's EC2 lacks. */
export const ec2 = (): StandIn => [attachments, ...volumes()];
