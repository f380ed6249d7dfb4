import { each } from '../rule.js';
import type { Rule } from '../rule.js';
import { refersTo } from '../template.js';
import { blocks, isExpression } from '../values.js';

export const bucketVersions: Rule = {
  id: 'bucket-versions',
  title: 'Buckets keep old versions',
  why: 'An overwritten or deleted object is gone without them.',
  remedy: 'Add aws_s3_bucket_versioning with status Enabled, and a lifecycle rule that ends old versions.',
  severity: 'error',
  also: ['CKV_AWS_21', 'S3BucketVersioningEnabled'],
  check: each(['aws_s3_bucket'], (bucket, { of }) =>
    of('aws_s3_bucket_versioning').some(
      ({ config }) =>
        refersTo(config['bucket'], bucket) &&
        blocks(config['versioning_configuration']).some(({ status }) => status === 'Enabled' || isExpression(status)),
    )
      ? undefined
      : 'keeps no old versions',
  ),
};
