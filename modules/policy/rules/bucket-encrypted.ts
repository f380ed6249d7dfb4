import { each } from '../rule.js';
import type { Rule } from '../rule.js';
import { refersTo } from '../template.js';

export const bucketEncrypted: Rule = {
  id: 'bucket-encrypted',
  title: 'A bucket says how it is encrypted',
  why: 'The default of S3 has no key of yours: whoever may read the objects needs no second permission.',
  remedy: 'Add aws_s3_bucket_server_side_encryption_configuration.',
  severity: 'warning',
  also: ['CKV_AWS_19', 'CKV_AWS_145', 'S3BucketServerSideEncryptionEnabled'],
  check: each(['aws_s3_bucket'], (bucket, { of }) =>
    of('aws_s3_bucket_server_side_encryption_configuration').some(({ config }) => refersTo(config['bucket'], bucket))
      ? undefined
      : 'has no encryption of its own',
  ),
};
