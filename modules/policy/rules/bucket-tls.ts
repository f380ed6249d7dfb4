import { each } from '../rule.js';
import type { Rule } from '../rule.js';
import { refusesPlaintext } from '../tls.js';

export const bucketTls: Rule = {
  id: 'bucket-tls',
  title: 'Buckets refuse plain HTTP',
  why: 'One client without TLS sends its credentials and data in the clear.',
  remedy: 'Deny s3:* where aws:SecureTransport is false.',
  severity: 'error',
  also: ['CKV_AWS_379', 'S3BucketSSLRequestsOnly'],
  check: each(['aws_s3_bucket'], (bucket, template) =>
    refusesPlaintext(template, bucket, ['aws_s3_bucket_policy'], 'bucket') ? undefined : 'answers plain HTTP',
  ),
};
