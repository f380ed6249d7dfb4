import { S3Bucket } from '#aws/s3-bucket';
import { S3BucketLifecycleConfiguration } from '#aws/s3-bucket-lifecycle-configuration';
import { S3BucketPolicy } from '#aws/s3-bucket-policy';
import { S3BucketPublicAccessBlock } from '#aws/s3-bucket-public-access-block';
import { S3BucketServerSideEncryptionConfigurationA } from '#aws/s3-bucket-server-side-encryption-configuration';
import { S3BucketVersioningA } from '#aws/s3-bucket-versioning';
import { Construct } from 'constructs';
import { allow, deny, policyDocument, to } from '../modules/core/index.js';

export interface StateBucketProps {
  readonly name: string;
  /** Accounts whose deployments keep their states here. */
  readonly accounts: readonly string[];
}

/** The bucket of the Terraform states and cutover journals: every version kept, nothing public, TLS only, never destroyed. */
export class StateBucket extends Construct {
  readonly bucket: S3Bucket;

  constructor(scope: Construct, id: string, { name, accounts }: StateBucketProps) {
    super(scope, id);
    this.bucket = new S3Bucket(this, 'bucket', { bucket: name, lifecycle: { preventDestroy: true } });
    const bucket = this.bucket.id;
    new S3BucketVersioningA(this, 'versions', { bucket, versioningConfiguration: { status: 'Enabled' } });
    new S3BucketServerSideEncryptionConfigurationA(this, 'encryption', {
      bucket,
      rule: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: 'AES256' }, bucketKeyEnabled: true }],
    });
    const block = new S3BucketPublicAccessBlock(this, 'private', {
      bucket,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    new S3BucketLifecycleConfiguration(this, 'cleaning', {
      bucket,
      rule: [
        {
          id: 'old-versions',
          status: 'Enabled',
          filter: [{}],
          noncurrentVersionExpiration: [{ noncurrentDays: 365 }],
          abortIncompleteMultipartUpload: [{ daysAfterInitiation: 7 }],
        },
      ],
    });
    const objects = `${this.bucket.arn}/*`;
    const owners = { arns: accounts.map((account) => `arn:aws:iam::${account}:root`) };
    new S3BucketPolicy(this, 'policy', {
      bucket,
      dependsOn: [block],
      policy: policyDocument([
        to('anyone', deny(['s3:*'], [this.bucket.arn, objects], { Bool: { 'aws:SecureTransport': 'false' } })),
        to(owners, allow(['s3:ListBucket'], [this.bucket.arn])),
        to(owners, allow(['s3:GetObject', 's3:PutObject', 's3:DeleteObject'], [objects])),
      ]),
    });
  }
}
