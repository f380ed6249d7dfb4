import { describe, expect, it } from '@jest/globals';
import { Secrets, secretPaths } from '../../../modules/secrets/index.js';
import { anEnvironment } from '../../support/synth.js';
import { reference, synthUses } from '../../support/uses.js';

function secrets(names: readonly string[]) {
  return synthUses((scope) => ({
    all: new Secrets(scope, 'secrets', { environment: anEnvironment(), product: 'storefront', names }).use(),
  }));
}

describe('the secrets of a product', () => {
  const { template, uses } = secrets(['PAYMENT_KEY']);

  it('are made UNSET, encrypted, in no state, and never written again', () => {
    const parameter = template.one('aws_ssm_parameter');
    expect(parameter).toMatchObject({
      name: '/prod/storefront/PAYMENT_KEY',
      type: 'SecureString',
      tier: 'Standard',
      key_id: anEnvironment().kmsKey,
      value_wo: 'UNSET',
      value_wo_version: 1,
      lifecycle: { ignore_changes: ['description', 'key_id', 'tier', 'value_wo_version'] },
    });
    expect(parameter).not.toHaveProperty('value');
  });

  it('may be read by name, decrypted through Parameter Store only', () => {
    expect(uses['all']).toEqual({
      variables: {},
      statements: [
        {
          effect: 'Allow',
          actions: ['ssm:GetParameter', 'ssm:GetParameters'],
          resources: [expect.stringMatching(reference('aws_ssm_parameter', 'arn'))],
        },
        {
          effect: 'Allow',
          actions: ['kms:Decrypt'],
          resources: [anEnvironment().kmsKey],
          conditions: { StringEquals: { 'kms:ViaService': 'ssm.us-east-1.amazonaws.com' } },
        },
      ],
      reach: [],
      mounts: [],
    });
  });

  it('none need no rights', () => {
    expect(secrets([]).uses['all']).toMatchObject({ statements: [] });
  });

  it('one more changes none that was there', () => {
    expect(secrets(['API_KEY', 'PAYMENT_KEY']).template.all('aws_ssm_parameter')).toMatchObject(
      template.all('aws_ssm_parameter'),
    );
  });

  it.each([
    [['payment-key'], 'like PAYMENT_KEY'],
    [['A', 'A'], 'A is there twice'],
  ])('refuses %j', (names, message) => {
    expect(() => secretPaths(anEnvironment(), 'storefront', names)).toThrow(message);
    expect(() => secrets(names)).toThrow('test/secrets: ');
  });
});
