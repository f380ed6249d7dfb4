import type { S3Bucket, S3BucketConfig } from '#aws/s3-bucket';
import { S3BucketCorsConfiguration } from '#aws/s3-bucket-cors-configuration';
import { S3BucketLoggingA } from '#aws/s3-bucket-logging';
import type { S3BucketPolicy } from '#aws/s3-bucket-policy';
import { Construct } from 'constructs';
import { allow, deny, keyThrough, PrivateBucket, resolvedAt, to, variableName } from '../core/index.js';
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
    const made = new PrivateBucket(this, 'bucket', {
      name: settings.bucketName,
      deletion: settings.deletion,
      kmsKey: environment.kmsKey,
      noncurrentDays: settings.noncurrentDays,
      statements: (arn) => [
        to('anyone', deny(['s3:*'], [arn, `${arn}/*`], { NumericLessThan: { 's3:TlsVersion': '1.2' } })),
      ],
      overrides: { forceDestroy: settings.contents === 'deletedWithIt', ...props.overrides },
    });
    this.bucket = made.bucket;
    this.policy = made.policy;
    const bucket = this.bucket.id;
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
