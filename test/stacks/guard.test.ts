import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { estateApp } from '../../stacks/app.js';
import { mayGo } from '../../stacks/guard.js';
import { anEstate } from '../support/estate.js';
import { scratchFolder } from '../support/program.js';
import { stackOf, stacksOf } from '../support/stacks.js';
import { shop, shopData, shopProduct } from './estates.js';

const deployed = { 'shop-prod': { schema: 'product/v1', stateful: ['db'] } };
const guardOf = (estate: ReturnType<typeof anEstate>, states: Readonly<Record<string, object>>, stack = 'shop-prod') =>
  JSON.stringify(stacksOf(estate, { states })(stack).json['data'] ?? {});

/** What a stack is warned of while it is built, after a deployment that left a contract. */
function warnings(estate: ReturnType<typeof anEstate>, stack: string, contract: object): readonly unknown[] {
  const folder = scratchFolder();
  mkdirSync(join(folder, 'tf'));
  writeFileSync(join(folder, 'tf', `${stack}.tfstate`), JSON.stringify({ outputs: { contract: { value: contract } } }));
  const app = estateApp(estate, { folder, outdir: join(folder, 'cdktf.out') }, stack);
  return app.node.findChild(stack).node.metadata.map(({ data }) => data);
}

describe('the deletion guard', () => {
  it('reads the last state of the stack itself, once there is one', () => {
    expect(guardOf(anEstate(shop), {})).not.toContain('this would destroy');
    expect(guardOf(anEstate(shop), deployed)).toContain('this would destroy');
  });

  it.each([
    ['gone', {}, ['old'], 'this would destroy: old. '],
    ['gone, two of them', {}, ['old', 'older'], 'allowDestroy: [shop-prod/old, shop-prod/older].'],
    ['allowed to go', { allowDestroy: ['shop-prod/old'] }, ['old'], undefined],
    ['there', {}, ['db'], undefined],
  ])('says before the plan what it would refuse, where its state is a file: %s', (_, estate, stateful, warning) => {
    expect(
      warnings(anEstate({ ...shop, ...estate }), 'shop-prod', { schema: 'product/v1', stateful, names: [] }),
    ).toEqual(warning === undefined ? [] : [expect.stringContaining(warning)]);
  });

  it('says so of each address that would be released', () => {
    const contract = {
      schema: 'addresses/v1',
      stateful: ['egress.us-east-1a', 'ingress.old'],
      egress: { 'us-east-1a': {}, 'us-east-1z': {} },
      ingress: { old: { 'us-east-1a': {} } },
    };
    expect(warnings(anEstate(shop), 'prod-addresses', contract)).toEqual([
      expect.stringContaining('this would destroy: egress.us-east-1z, ingress.old, ingress.old.us-east-1a.'),
    ]);
  });

  it('is always there with state: s3, because the bucket is only seen at plan time', () => {
    const guard = guardOf(anEstate({ ...shop, state: 's3://acme-state' }), {});
    expect(guard).toContain('this would destroy');
    expect(guard).toContain('? 1 : 0}');
  });

  it('keeps a renamed thing under the name that it was made with', () => {
    const renamed = anEstate({
      ...shop,
      products: {
        shop: {
          environments: ['prod'],
          data: { orders: { kind: 'postgres', version: '16', was: 'db' } },
        },
      },
    });
    const template = stacksOf(renamed, { states: deployed })('shop-prod');
    expect(JSON.stringify(template.json['data'])).toContain('contains([\\"db\\"]');
    expect(template.one('aws_db_instance')).toMatchObject({ identifier: 'acme-prod-shop-db' });
    expect(Object.keys(template.all('aws_db_instance'))).toEqual(['data_db_instance']);
  });

  it('keeps a renamed product: its state, its addresses and the names in AWS stay', () => {
    const renamed = anEstate({ ...shop, products: { store: { ...shopProduct, was: 'shop' } } });
    const stacks = stacksOf(renamed);
    expect(stacks('store-prod').json['terraform']).toMatchObject({
      backend: { local: { path: '../../../tf/shop-prod.tfstate' } },
    });
    expect(stacks('store-prod').one('aws_db_instance')).toMatchObject({ identifier: 'acme-prod-shop-db' });
    expect(Object.keys(stacks('prod-addresses').all('aws_eip')).join()).toMatch(/ingress.shop.us-east-1a/);
    expect(JSON.stringify(stacks('store-prod').json['data'])).toContain('has no ingress.store.us-east-1a');
  });

  it('leaves an ephemeral environment alone: it is there to go', () => {
    const ephemeral = anEstate({
      environments: { prod: { class: 'ephemeral', ttl: '3d', owner: 'jo' } },
      products: { shop: { environments: ['prod'], data: { files: { kind: 'bucket' } } } },
    });
    expect(guardOf(ephemeral, { 'shop-prod': { schema: 'product/v1', stateful: ['old'] } })).not.toContain('destroy');
  });

  it.each([
    ['shop-prod', 'db', true],
    ['shop-prod', 'db.more', true],
    ['shop-prod', 'dbx', false],
    ['other-prod', 'db', false],
  ])('allowDestroy: [shop-prod/db] lets %s/%s go: %s', (stack, thing, goes) => {
    expect(mayGo(stack, thing, [{ stack: 'shop-prod', thing: 'db' }])).toBe(goes);
  });

  it('with allowDestroy lifts prevent_destroy and the deletion protection of exactly what it names', () => {
    const both = { ...shopData, more: { kind: 'postgres', version: '16' } };
    const template = stackOf(
      anEstate({
        ...shop,
        products: { shop: { ...shopProduct, data: both } },
        allowDestroy: ['shop-prod/db'],
      }),
      'shop-prod',
    );
    expect(template.find('aws_db_instance', 'data_db_')).toMatchObject({
      deletion_protection: false,
      lifecycle: { prevent_destroy: false },
    });
    expect(template.find('aws_db_instance', 'data_more_')).toMatchObject({
      deletion_protection: true,
      lifecycle: { prevent_destroy: true },
    });
  });
});
