import type { ResourceStatement } from '../core/index.js';
import { allow, partitionOf, to } from '../core/index.js';

/**
 * What load balancers need to log: application load balancers by their own principal, which works in every region; network load balancers
 * through the delivery service, which first looks at the bucket. Both only below this account's number, with or without a prefix.
 */
export function logDelivery(
  bucket: string,
  { account, region }: { readonly account: string; readonly region: string },
): readonly ResourceStatement[] {
  const logs = [`${bucket}/AWSLogs/${account}/*`, `${bucket}/*/AWSLogs/${account}/*`];
  const delivery = { services: ['delivery.logs.amazonaws.com'] };
  const here = {
    StringEquals: { 'aws:SourceAccount': account },
    ArnLike: { 'aws:SourceArn': `arn:${partitionOf(region)}:logs:${region}:${account}:*` },
  };
  return [
    to({ services: ['logdelivery.elasticloadbalancing.amazonaws.com'] }, allow(['s3:PutObject'], logs)),
    to(
      delivery,
      allow(['s3:PutObject'], logs, {
        ...here,
        StringEquals: { ...here.StringEquals, 's3:x-amz-acl': 'bucket-owner-full-control' },
      }),
    ),
    to(delivery, allow(['s3:GetBucketAcl'], [bucket], here)),
  ];
}
