import { describe, expect, it } from '@jest/globals';
import { anEstate } from '../support/estate.js';
import { stackOf, stacksOf } from '../support/stacks.js';
import type { Template } from '../support/synth.js';
import { shop, shopProduct } from './estates.js';

const named = {
  ...shop,
  zones: { 'aws.example': { at: 'route53', in: 'prod' }, 'old.example': { at: 'legacy', via: 'aws.example' } },
  products: {
    shop: {
      ...shopProduct,
      ingress: { kind: 'static', to: { '/': 'web' } },
      names: { 'www.old.example': { legacy: { A: ['192.0.2.10'] } } },
      cutover: { preview: 'www-new.aws.example' },
    },
  },
};
const owned = (owner: string, legacy?: { readonly A: readonly string[] }) =>
  anEstate({
    ...named,
    products: {
      shop: { ...named.products.shop, names: { 'www.old.example': { owner, ...(legacy && { legacy }) } } },
    },
  });
const today = { A: ['192.0.2.10'] };
const recordNames = (template: Template) =>
  Object.values(template.all('aws_route53_record'))
    .map(({ name }) => String(name))
    .toSorted();

describe('the records of a product', () => {
  it.each(['legacy', 'cutover'])('are its preview host only, while %s writes the public name', (owner) => {
    const template = stackOf(owned(owner, today), 'shop-prod');
    expect(recordNames(template)).toEqual(['www-new.aws.example']);
    expect(template.json['import']).toBeUndefined();
  });

  it('are the public name too once the stack owns it: in the zone that it moved into, imported as it is', () => {
    const template = stackOf(owned('stack', today), 'shop-prod');
    expect(recordNames(template)).toEqual(['www-new.aws.example', 'www.aws.example']);
    expect(template.json['import']).toEqual([
      {
        id: '${data.terraform_remote_state.prod-foundation.outputs.contract["zones"]["aws.example"]["id"]}_www.aws.example_A',
        to: 'aws_route53_record.records_www-aws-example_a_43c14d',
      },
    ]);
    expect(template.json['output']).toMatchObject({ contract: { value: { names: ['www.old.example'] } } });
  });

  it('import nothing where no legacy record was: looking for what is absent would block the stack', () => {
    expect(stackOf(owned('stack'), 'shop-prod').json['import']).toBeUndefined();
  });
});

describe('a product', () => {
  const stacks = stacksOf(anEstate(named));
  const product = stacks('shop-prod');

  it('has a kill switch where public names move, and none elsewhere', () => {
    expect(product.json['output']).toMatchObject({
      contract: { value: { killSwitch: { object: expect.stringMatching(/^s3:\/\/.+\/on$/) } } },
    });
    expect(stackOf(anEstate(shop), 'shop-prod').count('aws_route53_health_check')).toBe(0);
  });

  it('waits for its certificate, at a block whose name says what to do', () => {
    expect(product.all('aws_acm_certificate_validation')).toMatchObject({
      enter_the_validation_records_of_certificates_shop_first: { timeouts: { create: '2m' } },
    });
  });

  it('has its certificate asked for by the foundation, over its public names and its preview host', () => {
    expect(stacks('prod-foundation').one('aws_acm_certificate')).toMatchObject({
      domain_name: 'www.old.example',
      subject_alternative_names: ['www-new.aws.example'],
    });
    expect(stacks('prod-foundation').json['output']).toMatchObject({
      contract: { value: { records: [expect.objectContaining({ type: 'CNAME' })] } },
    });
  });

  it('says in every plan that a service has no image yet', () => {
    expect(product.json['check']).toEqual({
      services_web: {
        assert: [
          {
            condition: '${aws_ecs_service.services_web_service.desired_count > 0}',
            error_message: expect.stringContaining('web'),
          },
        ],
      },
    });
    expect(product.one('aws_ecs_service')).toMatchObject({ desired_count: 0 });
  });

  it('may connect to what its partners open', () => {
    const template = stackOf(
      anEstate({
        ...shop,
        partners: {
          bes: {
            contacts: ['net@bes.example'],
            leadTime: '45d',
            products: { shop: { egress: { to: ['sftp.bes.example:22', '198.51.100.7:8443'] } } },
          },
        },
      }),
      'shop-prod',
    );
    const rules = Object.values(template.all('aws_vpc_security_group_egress_rule'));
    expect(rules).toContainEqual(expect.objectContaining({ from_port: 22, cidr_ipv4: '0.0.0.0/0' }));
    expect(rules).toContainEqual(expect.objectContaining({ from_port: 8443, cidr_ipv4: '198.51.100.7/32' }));
  });

  it('hands connections on to the datacenter before the application moves, without a certificate of ours', () => {
    const template = stackOf(
      anEstate({
        products: {
          shop: {
            environments: ['prod'],
            ingress: { kind: 'static', to: { '/': { legacy: ['192.168.0.10'] } } },
            names: { 'www.old.example': { legacy: { A: ['192.0.2.10'] } } },
          },
        },
        zones: named.zones,
      }),
      'shop-prod',
    );
    expect(Object.values(template.all('aws_lb_target_group_attachment'))).toContainEqual(
      expect.objectContaining({ target_id: '192.168.0.10', port: 443 }),
    );
    expect(template.count('aws_acm_certificate_validation')).toBe(0);
  });

  it('puts the boundary of its environment on every role', () => {
    const roles = Object.values(product.all('aws_iam_role'));
    expect(roles.length).toBeGreaterThan(0);
    for (const role of roles)
      expect(role['permissions_boundary']).toBe('arn:aws:iam::111122223333:policy/access/acme-prod-boundary');
  });

  it('keeps no secret: write-only values, and none in the outputs', () => {
    for (const parameter of Object.values(product.all('aws_ssm_parameter'))) {
      expect(parameter).toMatchObject({ name: '/prod/shop/API_KEY', type: 'SecureString', value_wo: 'UNSET' });
      expect(parameter['value']).toBeUndefined();
    }
  });
});

/** Resources by address, as JSON. */
const resourcesOf = (template: Template): ReadonlyMap<string, string> =>
  new Map(
    Object.entries(template.json['resource'] ?? {}).flatMap(([type, all]) =>
      Object.entries(all).map(([id, value]): [string, string] => [`${type}.${id}`, JSON.stringify(value)]),
    ),
  );

/** Resources of `before` that are other or gone in `after`. */
const changed = (before: Template, after: Template) => {
  const now = resourcesOf(after);
  return [...resourcesOf(before)].flatMap(([address, text]) => (now.get(address) === text ? [] : [address]));
};

const also = (extra: object) =>
  stackOf(anEstate({ ...shop, products: { shop: { ...shopProduct, ...extra } } }), 'shop-prod');

describe('an addition changes nothing else', () => {
  const before = stacksOf(anEstate(shop));

  it.each([
    ['a service', { services: { ...shopProduct.services, api: { image: 'shop/api', port: 9090 } } }],
    ['a fleet', { fleets: { worker: { type: 'm7i.large' } } }],
    ['a bucket', { data: { files: { kind: 'bucket' }, ...shopProduct.data } }],
    ['a path', { ingress: { ...shopProduct.ingress, to: { '/api': { legacy: ['192.168.0.9'] }, '/': 'web' } } }],
  ])('%s', (_, extra) => {
    const after = also(extra);
    expect(changed(before('shop-prod'), after)).toEqual([]);
    expect(resourcesOf(after).size).toBeGreaterThan(resourcesOf(before('shop-prod')).size);
  });

  it('a product: in addresses and foundation', () => {
    const after = stacksOf(
      anEstate({
        ...shop,
        products: {
          ...shop.products,
          apart: {
            environments: ['prod'],
            ingress: { kind: 'static', to: { '/': 'web' }, host: 'apart.aws.example' },
            services: { web: { image: 'apart/web', port: 80 } },
          },
        },
      }),
    );
    for (const stack of ['prod-addresses', 'prod-foundation', 'shop-prod'])
      expect(changed(before(stack), after(stack))).toEqual([]);
  });

  it('an availability zone: in addresses and foundation nothing that is there', () => {
    const after = stacksOf(
      anEstate({ ...shop, environments: { prod: { azs: ['us-east-1a', 'us-east-1b', 'us-east-1c'] } } }),
    );
    expect(changed(before('prod-addresses'), after('prod-addresses'))).toEqual([]);
    expect(changed(before('prod-foundation'), after('prod-foundation'))).toEqual([]);
  });
});
