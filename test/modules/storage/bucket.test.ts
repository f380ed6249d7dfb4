import { describe, expect, it } from '@jest/globals';
import type { EnvironmentClass } from '../../../modules/core/index.js';
import { Bucket, resolveBucket } from '../../../modules/storage/index.js';
import type { BucketLevel, BucketProps, BucketSpec } from '../../../modules/storage/index.js';
import { anEnvironment } from '../../support/synth.js';
import { reference, synthUses } from '../../support/uses.js';

const placed = (kind: EnvironmentClass = 'production') => ({
  environment: anEnvironment({ class: kind }),
  product: 'storefront',
  name: 'uploads',
});

function aBucket(
  more: Omit<BucketProps, 'environment' | 'product' | 'name'> = {},
  kind: EnvironmentClass = 'production',
  levels: readonly BucketLevel[] = [],
) {
  return synthUses((scope) => {
    const bucket = new Bucket(scope, 'uploads', { ...placed(kind), ...more });
    return Object.fromEntries(levels.map((level) => [level, bucket.use(level, 'uploads')]));
  });
}

describe('a bucket in production', () => {
  const { template } = aBucket();

  it('has a name of its own in all of AWS, without dots, and may not be deleted', () => {
    expect(template.one('aws_s3_bucket')).toMatchObject({
      bucket: 'utah-outfitters-prod-storefront-uploads-111122223333',
      force_destroy: false,
      lifecycle: { prevent_destroy: true },
    });
  });

  it.each([
    [
      'aws_s3_bucket_public_access_block',
      {
        block_public_acls: true,
        block_public_policy: true,
        ignore_public_acls: true,
        restrict_public_buckets: true,
      },
    ],
    ['aws_s3_bucket_ownership_controls', { rule: { object_ownership: 'BucketOwnerEnforced' } }],
    [
      'aws_s3_bucket_server_side_encryption_configuration',
      {
        rule: [
          {
            apply_server_side_encryption_by_default: {
              sse_algorithm: 'aws:kms',
              kms_master_key_id: anEnvironment().kmsKey,
            },
            bucket_key_enabled: true,
          },
        ],
      },
    ],
    ['aws_s3_bucket_versioning', { versioning_configuration: { status: 'Enabled' } }],
    [
      'aws_s3_bucket_lifecycle_configuration',
      {
        rule: [
          expect.objectContaining({
            abort_incomplete_multipart_upload: [{ days_after_initiation: 7 }],
            noncurrent_version_expiration: [{ noncurrent_days: 90 }],
          }),
        ],
      },
    ],
  ])('has every default of the table: %s', (type, expected) => {
    expect(template.one(type)).toMatchObject(expected);
  });

  it('speaks TLS 1.2 and later only', () => {
    expect(JSON.parse(String(template.one('aws_s3_bucket_policy')['policy']))['Statement']).toEqual([
      expect.objectContaining({
        Effect: 'Deny',
        Action: 's3:*',
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      }),
      expect.objectContaining({
        Effect: 'Deny',
        Action: 's3:*',
        Condition: { NumericLessThan: { 's3:TlsVersion': '1.2' } },
      }),
    ]);
  });

  it('neither answers browsers nor writes access logs unless asked', () => {
    expect(template.count('aws_s3_bucket_cors_configuration')).toBe(0);
    expect(template.count('aws_s3_bucket_logging')).toBe(0);
  });
});

describe('the class of the environment', () => {
  it.each([
    ['production', { deletion: 'refused', contents: 'kept' }],
    ['staging', { deletion: 'refused', contents: 'kept' }],
    ['development', { deletion: 'allowed', contents: 'kept' }],
    ['ephemeral', { deletion: 'allowed', contents: 'deletedWithIt' }],
  ] as const)('%s decides', (kind, expected) => {
    expect(resolveBucket(placed(kind), {})).toMatchObject(expected);
  });

  it('only an ephemeral bucket is deleted with what is in it', () => {
    expect(aBucket({}, 'ephemeral').template.one('aws_s3_bucket')['force_destroy']).toBe(true);
    expect(aBucket({ deletion: 'allowed' }).template.one('aws_s3_bucket')['force_destroy']).toBe(false);
  });
});

const through = (...actions: string[]) => ({
  effect: 'Allow',
  actions,
  resources: [anEnvironment().kmsKey],
  conditions: { StringEquals: { 'kms:ViaService': 's3.us-east-1.amazonaws.com' } },
});

describe('using a bucket', () => {
  const { uses } = aBucket({}, 'production', ['r', 'rw']);
  const bucket = expect.stringMatching(reference('aws_s3_bucket', 'arn'));
  const objects = expect.stringMatching(/^\$\{aws_s3_bucket\.\w+\.arn\}\/\*$/);

  it('to read: objects and their list', () => {
    expect(uses['r']).toEqual({
      variables: { UPLOADS_BUCKET: expect.stringMatching(reference('aws_s3_bucket', 'bucket')) },
      statements: [
        { effect: 'Allow', actions: ['s3:ListBucket', 's3:GetBucketLocation'], resources: [bucket] },
        { effect: 'Allow', actions: ['s3:GetObject'], resources: [objects] },
        through('kms:Decrypt'),
      ],
      reach: [],
      mounts: [],
    });
  });

  it('to write: also to put and delete them, but neither old versions nor the bucket', () => {
    expect(uses['rw']).toMatchObject({
      statements: [
        {
          actions: ['s3:ListBucket', 's3:GetBucketLocation', 's3:ListBucketMultipartUploads'],
          resources: [bucket],
        },
        {
          actions: [
            's3:GetObject',
            's3:PutObject',
            's3:DeleteObject',
            's3:AbortMultipartUpload',
            's3:ListMultipartUploadParts',
          ],
          resources: [objects],
        },
        through('kms:Decrypt', 'kms:GenerateDataKey'),
      ],
    });
  });
});

describe('a bucket that cannot be', () => {
  it.each<[string, BucketSpec, string]>([
    ['every origin', { browserOrigins: ['https://*'] }, 'write https://shop.example.com'],
    ['an origin without TLS', { browserOrigins: ['http://shop.example.com'] }, 'write https://shop.example.com'],
    ['an expression', { browserOrigins: ['https://${file("x")}'] }, 'write https://shop.example.com'],
    ['no way back', { noncurrentDays: 0 }, 'write at least 1'],
  ])('%s: says what to write', (_what, spec, message) => {
    expect(() => resolveBucket(placed(), spec)).toThrow(message);
  });

  it('says where', () => {
    expect(() => aBucket({ noncurrentDays: 0 })).toThrow('test/uploads: noncurrentDays');
  });
});

const nameIn = (account: string) =>
  resolveBucket({ ...placed(), environment: anEnvironment({ account }), name: 'n'.repeat(24) }, {}).bucketName;

describe('what people change', () => {
  it('is merged last', () => {
    const { template } = aBucket({
      overrides: { forceDestroy: true },
      browserOrigins: ['https://shop.example.com'],
      accessLogs: 'on',
    });
    expect(template.one('aws_s3_bucket')['force_destroy']).toBe(true);
    expect(template.one('aws_s3_bucket_cors_configuration')).toMatchObject({
      cors_rule: [{ allowed_origins: ['https://shop.example.com'], allowed_methods: ['GET', 'HEAD', 'PUT', 'POST'] }],
    });
    expect(template.one('aws_s3_bucket_logging')).toMatchObject({
      target_bucket: 'utah-outfitters-prod-logs-111122223333',
      target_prefix: 's3/utah-outfitters-prod-storefront-uploads-111122223333/',
    });
  });

  it('a long name stays within 63 characters, and two accounts never share it', () => {
    expect(nameIn('111122223333').length).toBeLessThanOrEqual(63);
    expect(nameIn('111122223333')).not.toBe(nameIn('444455556666'));
  });
});
