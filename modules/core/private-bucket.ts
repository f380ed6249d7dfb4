import type { S3BucketConfig } from '#aws/s3-bucket';
import { S3Bucket } from '#aws/s3-bucket';
import { S3BucketLifecycleConfiguration } from '#aws/s3-bucket-lifecycle-configuration';
import { S3BucketOwnershipControls } from '#aws/s3-bucket-ownership-controls';
import { S3BucketPolicy } from '#aws/s3-bucket-policy';
import { S3BucketPublicAccessBlock } from '#aws/s3-bucket-public-access-block';
import { S3BucketServerSideEncryptionConfigurationA } from '#aws/s3-bucket-server-side-encryption-configuration';
import { S3BucketVersioningA } from '#aws/s3-bucket-versioning';
import { Construct } from 'constructs';
import { resolvedAt } from './at.js';
import type { Deletion } from './environment.js';
import type { ResourceStatement } from './iam.js';
import { deny, policyDocument, to } from './iam.js';

export interface PrivateBucketProps {
  /** At most 63 characters and no dots, which break TLS. */
  readonly name: string;
  /** `refused` sets `prevent_destroy`; `allowed` lets a bucket go with what is in it. */
  readonly deletion: Deletion;
  /** ARN of a KMS key, where the writers can use one. @default S3's own keys */
  readonly kmsKey?: string;
  /** Objects and their old versions go after so many days. @default kept; old versions 30 days */
  readonly expireDays?: number;
  /** How long an overwritten or deleted object can be had back. @default 30, at most `expireDays` */
  readonly noncurrentDays?: number;
  /** Who else may do what; the denial of everything without TLS is always there. */
  readonly statements?: (arn: string) => readonly ResourceStatement[];
  readonly overrides?: Partial<S3BucketConfig>;
}

/** A bucket that nothing outside its policy can read: no public access, no ACLs, encrypted, versioned, only by TLS. */
export class PrivateBucket extends Construct {
  readonly bucket: S3Bucket;
  readonly publicAccessBlock: S3BucketPublicAccessBlock;
  readonly policy: S3BucketPolicy;

  constructor(scope: Construct, id: string, props: PrivateBucketProps) {
    super(scope, id);
    resolvedAt(this, () => {
      if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(props.name))
        throw new Error(
          `name: "${props.name}" is no name of a bucket; write 3 to 63 lower-case letters, digits and hyphens`,
        );
    });
    const { kmsKey, expireDays, noncurrentDays = Math.min(expireDays ?? 30, 30) } = props;
    this.bucket = new S3Bucket(this, 'bucket', {
      bucket: props.name,
      forceDestroy: props.deletion === 'allowed',
      ...(props.deletion === 'refused' && { lifecycle: { preventDestroy: true } }),
      ...props.overrides,
    });
    const bucket = this.bucket.id;
    this.publicAccessBlock = new S3BucketPublicAccessBlock(this, 'public-access-block', {
      bucket,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    new S3BucketOwnershipControls(this, 'ownership', { bucket, rule: { objectOwnership: 'BucketOwnerEnforced' } });
    new S3BucketServerSideEncryptionConfigurationA(this, 'encryption', {
      bucket,
      rule: [
        {
          applyServerSideEncryptionByDefault:
            kmsKey === undefined ? { sseAlgorithm: 'AES256' } : { sseAlgorithm: 'aws:kms', kmsMasterKeyId: kmsKey },
          bucketKeyEnabled: kmsKey !== undefined,
        },
      ],
    });
    const versioning = new S3BucketVersioningA(this, 'versioning', {
      bucket,
      versioningConfiguration: { status: 'Enabled' },
    });
    new S3BucketLifecycleConfiguration(this, 'lifecycle', {
      bucket,
      dependsOn: [versioning],
      rule: [
        {
          id: 'tidy',
          status: 'Enabled',
          filter: [{ prefix: '' }],
          abortIncompleteMultipartUpload: [{ daysAfterInitiation: 7 }],
          noncurrentVersionExpiration: [{ noncurrentDays }],
          ...(expireDays !== undefined && { expiration: [{ days: expireDays }] }),
        },
      ],
    });
    const { arn } = this.bucket;
    this.policy = new S3BucketPolicy(this, 'policy', {
      bucket,
      // S3 refuses two changes of a bucket's access at once.
      dependsOn: [this.publicAccessBlock],
      policy: policyDocument([
        to('anyone', deny(['s3:*'], [arn, `${arn}/*`], { Bool: { 'aws:SecureTransport': 'false' } })),
        ...(props.statements?.(arn) ?? []),
      ]),
    });
  }
}
