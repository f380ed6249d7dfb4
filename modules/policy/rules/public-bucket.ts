import { each } from '../rule.js';
import type { Rule } from '../rule.js';
import { refersTo } from '../template.js';
import { isOn } from '../values.js';

const switches = ['block_public_acls', 'block_public_policy', 'ignore_public_acls', 'restrict_public_buckets'];

export const publicBucket: Rule = {
  id: 'public-bucket',
  title: 'Buckets are not public',
  why: 'Public buckets are the most common leak of all; the block stands even where a policy is wrong.',
  remedy: 'Add aws_s3_bucket_public_access_block with all four on; serve public files through CloudFront.',
  severity: 'error',
  also: ['CKV2_AWS_6', 'CKV_AWS_53', 'CKV_AWS_54', 'CKV_AWS_55', 'CKV_AWS_56', 'S3BucketPublicReadProhibited'],
  check: each(['aws_s3_bucket'], (bucket, { of }) => {
    const block = of('aws_s3_bucket_public_access_block').find(({ config }) => refersTo(config['bucket'], bucket));
    const acl = of('aws_s3_bucket_acl').find(({ config }) => refersTo(config['bucket'], bucket));
    const open = String(bucket.config['acl'] ?? acl?.config['acl']);
    return [
      ...(block === undefined ? ['has no public access block'] : []),
      ...switches
        .filter((name) => block !== undefined && !isOn(block.config[name]))
        .map((name) => `its public access block leaves ${name} off`),
      ...(/^(public-|authenticated-read)/.test(open) ? [`has the ACL ${open}`] : []),
    ];
  }),
};
