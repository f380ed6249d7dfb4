import { describe, expect, it } from '@jest/globals';
import { anEstate } from '../support/estate.js';
import { stackOf, stacksOf } from '../support/stacks.js';
import { shop, shopProduct } from './estates.js';

const ephemeral = anEstate({
  ...shop,
  environments: {
    pr7: {
      class: 'ephemeral',
      ttl: '3d',
      owner: 'jo@acme.example',
      account: '444455556666',
      cidr: '10.77.0.0/16',
      azs: ['us-east-1a', 'us-east-1b'],
    },
  },
  products: {
    shop: {
      ...shopProduct,
      environments: ['pr7', 'prod'],
      ingress: { kind: 'static', to: { '/': 'web' } },
      overrides: { pr7: { ingress: { kind: 'public' } }, prod: { ingress: { host: 'shop.aws.example' } } },
    },
  },
});

describe('an ephemeral environment', () => {
  const stacks = stacksOf(ephemeral);
  const all = ['pr7-addresses', 'pr7-foundation', 'shop-pr7'];

  it.each(all)('%s says in tags how long it lives and who answers for it', (name) => {
    const { json } = stacks(name);
    expect(json['provider']).toMatchObject({
      aws: [{ default_tags: [{ tags: { class: 'ephemeral', ttl: '3d' } }], allowed_account_ids: ['444455556666'] }],
    });
    expect(JSON.stringify(json['provider'])).toContain('jo@acme.example');
  });

  it.each(all)('%s never reads or names production', (name) => {
    const text = JSON.stringify(stacks(name).json);
    expect(text).not.toContain('prod-');
    expect(text).not.toContain('111122223333');
  });

  it('is cheap and can be destroyed as a whole', () => {
    const product = stacks('shop-pr7');
    expect(JSON.stringify(product.json)).not.toContain('"prevent_destroy":true');
    expect(product.one('aws_db_instance')).toMatchObject({
      deletion_protection: false,
      skip_final_snapshot: true,
      multi_az: false,
    });
    expect(stacks('pr7-foundation').count('aws_nat_gateway')).toBe(1);
    expect(stacks('pr7-foundation').count('aws_backup_vault')).toBe(0);
  });
});

describe('recreating from scratch', () => {
  it('makes databases and disks from what restoreFrom names', () => {
    const template = stackOf(
      anEstate({
        products: {
          shop: {
            environments: ['prod'],
            data: { db: { kind: 'postgres', version: '16', restoreFrom: 'acme-prod-shop-db-final' } },
            fleets: {
              files: {
                type: 'm7i.large',
                az: 'us-east-1a',
                disks: { shares: { size: '100GiB', mount: '/srv', restoreFrom: 'snap-0123456789abcdef0' } },
              },
            },
          },
        },
      }),
      'shop-prod',
    );
    expect(template.one('aws_db_instance')).toMatchObject({ snapshot_identifier: 'acme-prod-shop-db-final' });
    expect(template.one('aws_ebs_volume')).toMatchObject({ snapshot_id: 'snap-0123456789abcdef0' });
    expect(template.json['output']).toMatchObject({ contract: { value: { stateful: ['db', 'files.shares'] } } });
  });
});

describe('an environment', () => {
  it('without NAT and static ingress has no addresses and reads none', () => {
    const { json } = stackOf(anEstate({ environments: { prod: { nat: 'none' } } }), 'prod-foundation');
    expect(json['data']).toBeUndefined();
  });

  it.each([
    ['perAz', 2],
    ['single', 1],
  ])('with nat: %s has %i addresses to leave by', (nat, count) => {
    expect(stackOf(anEstate({ environments: { prod: { nat } } }), 'prod-addresses').count('aws_eip')).toBe(count);
  });

  it('makes the zones that name it, and mail identities with the records that people enter', () => {
    const foundation = stackOf(
      anEstate({
        environments: { prod: { mail: ['old.example'] } },
        zones: { 'aws.example': { at: 'route53', in: 'prod' }, 'old.example': { at: 'legacy' } },
      }),
      'prod-foundation',
    );
    expect(foundation.one('aws_route53_zone')).toMatchObject({ name: 'aws.example' });
    expect(foundation.json['output']).toMatchObject({
      contract: {
        value: {
          records: expect.arrayContaining([expect.objectContaining({ name: '_dmarc.old.example', type: 'TXT' })]),
          stateful: expect.arrayContaining(['zones.aws.example', 'key', 'logs', 'backups']),
        },
      },
    });
  });
});
