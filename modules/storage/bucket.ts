import { S3Bucket } from '#aws/s3-bucket';
import type { S3BucketConfig } from '#aws/s3-bucket';
import { S3BucketCorsConfiguration } from '#aws/s3-bucket-cors-configuration';
import { S3BucketLifecycleConfiguration } from '#aws/s3-bucket-lifecycle-configuration';
import { S3BucketLoggingA } from '#aws/s3-bucket-logging';
import { S3BucketOwnershipControls } from '#aws/s3-bucket-ownership-controls';
import { S3BucketPolicy } from '#aws/s3-bucket-policy';
import { S3BucketPublicAccessBlock } from '#aws/s3-bucket-public-access-block';
import { S3BucketServerSideEncryptionConfigurationA } from '#aws/s3-bucket-server-side-encryption-configuration';
import { S3BucketVersioningA } from '#aws/s3-bucket-versioning';
import { Construct } from 'constructs';
import { allow, deny, keptBy, keyThrough, policyDocument, resolvedAt, to, variableName } from '../core/index.js';
import type { Placed, Use } from '../core/index.js';
import { resolveBucket } from './settings.js';
import type { BucketSettings, BucketSpec } from './settings.js';

export type BucketProps = Placed &
  BucketSpec & {
    /** Arguments of `aws_s3_bucket`, merged last. */
    readonly overrides?: Partial<S3BucketConfig>;
  };

export type BucketLevel = 'r' | 'rw';

/** A private bucket: encrypted with the environment's key, versioned, TLS only, nothing public. */
export class Bucket extends Construct {
  readonly settings: BucketSettings;
  readonly bucket: S3Bucket;
  readonly policy: S3BucketPolicy;
  readonly #props: BucketProps;

  constructor(scope: Construct, id: string, props: BucketProps) {
    super(scope, id);
    this.#props = props;
    const { environment } = props;
    const settings = (this.settings = resolvedAt(this, () => resolveBucket(props, props)));
    this.bucket = new S3Bucket(this, 'bucket', {
      bucket: settings.bucketName,
      forceDestroy: settings.contents === 'deletedWithIt',
      lifecycle: keptBy(settings.deletion),
      ...props.overrides,
    });
    const bucket = this.bucket.id;
    const blocked = new S3BucketPublicAccessBlock(this, 'public-access', {
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
          applyServerSideEncryptionByDefault: { sseAlgorithm: 'aws:kms', kmsMasterKeyId: environment.kmsKey },
          bucketKeyEnabled: true,
        },
      ],
    });
    const versioning = new S3BucketVersioningA(this, 'versioning', {
      bucket,
      versioningConfiguration: { status: 'Enabled' },
    });
    this.policy = new S3BucketPolicy(this, 'policy', {
      bucket,
      policy: policyDocument([
        to(
          'anyone',
          deny(['s3:*'], [this.bucket.arn, `${this.bucket.arn}/*`], { Bool: { 'aws:SecureTransport': 'false' } }),
        ),
        to(
          'anyone',
          deny(['s3:*'], [this.bucket.arn, `${this.bucket.arn}/*`], { NumericLessThan: { 's3:TlsVersion': '1.2' } }),
        ),
      ]),
      // S3 refuses two changes of a bucket's access at once.
      dependsOn: [blocked],
    });
    new S3BucketLifecycleConfiguration(this, 'lifecycle', {
      bucket,
      rule: [
        {
          id: 'unfinished-uploads',
          status: 'Enabled',
          filter: [{ prefix: '' }],
          abortIncompleteMultipartUpload: [{ daysAfterInitiation: 7 }],
        },
        {
          id: 'old-versions',
          status: 'Enabled',
          filter: [{ prefix: '' }],
          noncurrentVersionExpiration: [{ noncurrentDays: settings.noncurrentDays }],
          expiration: [{ expiredObjectDeleteMarker: true }],
        },
      ],
      dependsOn: [versioning],
    });
    if (settings.browserOrigins.length > 0)
      new S3BucketCorsConfiguration(this, 'cors', {
        bucket,
        corsRule: [
          {
            allowedMethods: ['GET', 'HEAD', 'PUT', 'POST'],
            allowedOrigins: [...settings.browserOrigins],
            allowedHeaders: ['*'],
            exposeHeaders: ['ETag'],
            maxAgeSeconds: 3600,
          },
        ],
      });
    if (settings.accessLogs === 'on')
      new S3BucketLoggingA(this, 'logs', {
        bucket,
        targetBucket: environment.logBucket,
        targetPrefix: `s3/${settings.bucketName}/`,
      });
  }

  /** What a consumer gets: the name, and the objects to read, or to read and write. */
  use(level: BucketLevel, key: string): Use {
    const objects = [`${this.bucket.arn}/*`];
    const { environment } = this.#props;
    return {
      variables: { [variableName(key, 'BUCKET')]: this.bucket.bucket },
      statements:
        level === 'r'
          ? [
              allow(['s3:ListBucket', 's3:GetBucketLocation'], [this.bucket.arn]),
              allow(['s3:GetObject'], objects),
              keyThrough(environment, 's3', ['kms:Decrypt']),
            ]
          : [
              allow(['s3:ListBucket', 's3:GetBucketLocation', 's3:ListBucketMultipartUploads'], [this.bucket.arn]),
              allow(
                [
                  's3:GetObject',
                  's3:PutObject',
                  's3:DeleteObject',
                  's3:AbortMultipartUpload',
                  's3:ListMultipartUploadParts',
                ],
                objects,
              ),
              keyThrough(environment, 's3', ['kms:Decrypt', 'kms:GenerateDataKey']),
            ],
      reach: [],
      mounts: [],
    };
  }
}
