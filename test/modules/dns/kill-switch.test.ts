import { TerraformOutput } from '#cdktf';
import { describe, expect, it } from '@jest/globals';
import type { KillSwitchProps } from '../../../modules/dns/index.js';
import { healthCheckers, KillSwitch } from '../../../modules/dns/index.js';
import { anEnvironment, synth } from '../../support/synth.js';

const aSwitch = (overrides: Partial<KillSwitchProps> = {}) =>
  synth((scope) => {
    const { object } = new KillSwitch(scope, 'switch', {
      environment: anEnvironment(),
      product: 'storefront',
      ...overrides,
    });
    new TerraformOutput(scope, 'object', { value: object, staticId: true });
  });

describe('the kill switch', () => {
  const template = aSwitch();
  const bucket = 'utah-outfitters-prod-storefront-switch-111122223333';

  it('asks every 30 s over TLS for an object, and believes the third failure', () => {
    expect(template.one('aws_route53_health_check')).toMatchObject({
      type: 'HTTPS',
      port: 443,
      enable_sni: true,
      resource_path: '/on',
      request_interval: 30,
      failure_threshold: 3,
      fqdn: expect.stringMatching(/^\$\{aws_s3_bucket\.\w+\.id\}\.s3\.us-east-1\.amazonaws\.com$/),
    });
    expect(template.one('aws_s3_bucket')['bucket']).toBe(bucket);
    expect(template.json['output']).toMatchObject({
      object: { value: expect.stringMatching(/^s3:\/\/\$\{aws_s3_bucket\.\w+\.id\}\/on$/) },
    });
  });

  it('never makes the object: a deployment would turn it on again in the middle of an incident', () => {
    expect(template.count('aws_s3_object')).toBe(0);
  });

  it('knows nothing of the application: it follows no other check and no alarm', () => {
    const check = template.one('aws_route53_health_check');
    expect(Object.keys(check).filter((key) => /child|cloudwatch|alarm/.test(key))).toEqual([]);
  });

  it('is read by the health checkers and, without credentials, by nobody else', () => {
    const { Statement: statements } = JSON.parse(String(template.one('aws_s3_bucket_policy')['policy']));
    expect(statements).toEqual([
      expect.objectContaining({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
      {
        Effect: 'Allow',
        Principal: '*',
        Action: 's3:GetObject',
        Resource: expect.stringMatching(/\/on$/),
        Condition: { IpAddress: { 'aws:SourceIp': healthCheckers } },
      },
    ]);
    // S3 refuses a policy that it counts as public; one that names fixed networks is none.
    expect(template.one('aws_s3_bucket_public_access_block')).toMatchObject({ block_public_policy: true });
  });

  it('stays in production, and goes in development', () => {
    const kept = { lifecycle: { prevent_destroy: true } };
    expect(template.one('aws_s3_bucket')).toMatchObject(kept);
    expect(template.one('aws_route53_health_check')).toMatchObject(kept);
    const development = aSwitch({ environment: anEnvironment({ name: 'dev', class: 'development' }) });
    expect(development.one('aws_s3_bucket')).toMatchObject({ force_destroy: true });
    expect(development.one('aws_route53_health_check')).not.toHaveProperty('lifecycle');
    expect(aSwitch({ deletion: 'allowed' }).one('aws_route53_health_check')).not.toHaveProperty('lifecycle');
  });

  it('has a bucket name that fits, whatever the product is called', () => {
    const long = aSwitch({ product: 'a-product-with-24-letters' }).one('aws_s3_bucket')['bucket'];
    expect(String(long)).toMatch(/^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/);
  });

  it('refuses a product that is no name', () => {
    expect(() => aSwitch({ product: 'Shop Front' })).toThrow('test/switch: product: "Shop Front" does not fit');
  });

  it('takes overrides last', () => {
    expect(aSwitch({ overrides: { requestInterval: 10 } }).one('aws_route53_health_check')).toMatchObject({
      request_interval: 10,
      failure_threshold: 3,
    });
  });
});
