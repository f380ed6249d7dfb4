import { describe, expect, it } from '@jest/globals';
import type { PrivateBucketProps } from '../../../modules/core/index.js';
import { allow, PrivateBucket, to } from '../../../modules/core/index.js';
import { synth } from '../../support/synth.js';

const aBucket = (overrides: Partial<PrivateBucketProps> = {}) =>
  synth((scope) => {
    new PrivateBucket(scope, 'archive', { name: 'archive', deletion: 'refused', ...overrides });
  });

const encryption = (overrides: Partial<PrivateBucketProps>) =>
  aBucket(overrides).one('aws_s3_bucket_server_side_encryption_configuration')['rule'];

describe('a private bucket', () => {
  it('is closed to the public, to ACLs, and to everything without TLS', () => {
    const template = aBucket();
    expect(template.one('aws_s3_bucket_public_access_block')).toMatchObject({
      block_public_acls: true,
      block_public_policy: true,
      ignore_public_acls: true,
      restrict_public_buckets: true,
    });
    expect(template.one('aws_s3_bucket_ownership_controls')['rule']).toEqual({
      object_ownership: 'BucketOwnerEnforced',
    });
    const policy = template.one('aws_s3_bucket_policy');
    expect(JSON.parse(String(policy['policy']))).toMatchObject({
      Statement: [{ Effect: 'Deny', Principal: '*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }],
    });
    expect(policy['depends_on']).toEqual([expect.stringContaining('aws_s3_bucket_public_access_block')]);
  });

  it('keeps what is in it; old versions go after 30 days', () => {
    const template = aBucket();
    expect(template.one('aws_s3_bucket')).toEqual({
      bucket: 'archive',
      force_destroy: false,
      lifecycle: { prevent_destroy: true },
    });
    expect(template.one('aws_s3_bucket_lifecycle_configuration')['rule']).toEqual([
      {
        id: 'tidy',
        status: 'Enabled',
        filter: [{ prefix: '' }],
        abort_incomplete_multipart_upload: [{ days_after_initiation: 7 }],
        noncurrent_version_expiration: [{ noncurrent_days: 30 }],
      },
    ]);
  });

  it('lets objects go by age, and old versions no later', () => {
    expect(aBucket({ expireDays: 3 }).one('aws_s3_bucket_lifecycle_configuration')['rule']).toMatchObject([
      { expiration: [{ days: 3 }], noncurrent_version_expiration: [{ noncurrent_days: 3 }] },
    ]);
  });

  it("encrypts with S3's keys, or with the key given", () => {
    expect(encryption({})).toEqual([
      { apply_server_side_encryption_by_default: { sse_algorithm: 'AES256' }, bucket_key_enabled: false },
    ]);
    expect(encryption({ kmsKey: 'arn:key' })).toEqual([
      {
        apply_server_side_encryption_by_default: { sse_algorithm: 'aws:kms', kms_master_key_id: 'arn:key' },
        bucket_key_enabled: true,
      },
    ]);
  });

  it('goes with all that is in it where that is allowed', () => {
    expect(aBucket({ deletion: 'allowed' }).one('aws_s3_bucket')).toEqual({ bucket: 'archive', force_destroy: true });
  });

  it.each(['Archive', 'a', 'a'.repeat(64), '${file("x")}', '-archive'])('is never called %s', (name) => {
    expect(() => aBucket({ name })).toThrow('test/archive: name');
  });

  it('lets others in by statements beside the denial, and takes overrides last', () => {
    const template = aBucket({
      statements: (arn) => [to({ services: ['logs.amazonaws.com'] }, allow(['s3:PutObject'], [`${arn}/*`]))],
      overrides: { tags: { team: 'ops' } },
    });
    const { Statement: statements } = JSON.parse(String(template.one('aws_s3_bucket_policy')['policy']));
    expect(statements).toHaveLength(2);
    expect(template.one('aws_s3_bucket')['tags']).toEqual({ team: 'ops' });
  });
});
