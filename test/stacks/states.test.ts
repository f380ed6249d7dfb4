import { describe, expect, it } from '@jest/globals';
import { anEstate } from '../support/estate.js';
import { stackOf, stacksOf } from '../support/stacks.js';
import { shop, shopEstate } from './estates.js';

const text = (value: unknown) => JSON.stringify(value);

describe('states', () => {
  it('are local files below the working folder, with no path of this machine', () => {
    const { json } = stackOf(shopEstate(), 'shop-prod');
    expect(json['terraform']).toMatchObject({ backend: { local: { path: '../../../tf/shop-prod.tfstate' } } });
    expect(text(json)).not.toContain(process.cwd());
    expect(text(json)).not.toContain('/tmp/');
  });

  it('are objects with a lock file below the prefix with state: s3', () => {
    const stacks = stacksOf(anEstate({ ...shop, state: 's3://acme-state/estate' }));
    expect(stacks('shop-prod').json['terraform']).toMatchObject({
      backend: {
        s3: {
          bucket: 'acme-state',
          key: 'estate/tf/shop-prod.tfstate',
          region: 'us-east-1',
          encrypt: true,
          use_lockfile: true,
        },
      },
    });
    expect(stacks('bootstrap').json['terraform']).toMatchObject({
      backend: { local: { path: '../../../tf/bootstrap.tfstate' } },
    });
    expect(stacks('bootstrap').find('aws_s3_bucket', 'acme-state')).toMatchObject({
      lifecycle: { prevent_destroy: true },
    });
  });

  it.each(['local', 's3://acme-state'])(
    'of another stack are read with state: %s, and a missing one says what to deploy first',
    (state) => {
      const { json } = stackOf(anEstate({ ...shop, state }), 'shop-prod');
      const data = text(json['data']);
      expect(data).toContain('deploy prod-foundation first: it is not deployed yet.');
      expect(data).toContain('deploy prod-foundation first: it has no certificates.shop.arn yet.');
      expect(data).toContain('deploy prod-addresses first: it has no ingress.shop.us-east-1a.allocation yet.');
    },
  );
});

describe('every stack', () => {
  const stacks = stacksOf(shopEstate());
  it.each(['prod-addresses', 'prod-foundation', 'shop-prod'])('%s can only be deployed into its account', (name) => {
    const { json } = stacks(name);
    expect(json['provider']).toMatchObject({ aws: [{ allowed_account_ids: ['111122223333'], region: 'us-east-1' }] });
    expect(json['terraform']).toMatchObject({ required_providers: { aws: { version: '>= 5.100, < 7' } } });
  });

  it.each(['prod-addresses', 'prod-foundation', 'shop-prod'])('%s has one output, contract', (name) => {
    expect(Object.keys(Object(stacks(name).json['output']))).toEqual(['contract']);
  });

  it('refuses to deploy while its account is not known, and synthesizes all the same', () => {
    const estate = anEstate({ environments: { prod: { account: '000000000000' } } });
    const { json } = stackOf(estate, 'prod-addresses');
    expect(text(json['resource'])).toContain('write the account of prod-addresses into estate.yaml first');
  });
});
