import { describe, expect, it } from '@jest/globals';
import { loadEstate, type Estate, type Outputs } from '../../../estate/index.js';
import { deployedOf, missingStacks } from '../../../planner/cutover/deployed.js';
import { outputsOf, utahAddresses, utahFoundation } from '../../support/outputs.js';
import { type ProductOf, productFile } from '../../support/product-output.js';
import { utah } from '../../support/utah.js';

const text = (extra = ''): string => `schema: estate/v1
company: acme
region: us-east-1
environments: { prod: { class: production, account: "111122223333", cidr: 10.0.0.0/16, azs: [us-east-1a, us-east-1b] } }
zones:
  cut.utah-aws.example: { at: route53, in: prod }
  other.example: { at: route53, id: Z9OTHER }
products:
  storefront:
    environments: [prod]
    ingress: { kind: static, to: { "/": web }, host: web.cut.utah-aws.example }
    services:
      web: { image: a/web, port: 80, size: { cpu: 256, memory: 1GiB }, count: 2 }
      later: { image: a/later, size: { cpu: 256, memory: 1GiB }, count: 3..5, standby: true }
${extra}    cutover: { env: prod }
`;

function estateOf(yaml: string): Estate {
  const loaded = loadEstate(yaml);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  return loaded.estate;
}

function deployed(yaml: string, product: Partial<ProductOf> = {}) {
  const estate = estateOf(yaml);
  const storefront = estate.products['storefront'];
  if (storefront === undefined) throw new Error('no product');
  return deployedOf(
    estate,
    storefront,
    outputsOf(utahAddresses, utahFoundation, productFile({ product: 'storefront', ...product })),
  );
}

const services = { later: { cluster: 'prod', service: 'storefront-later' } };

describe('what stacks say about a product', () => {
  it('is where its zones, its load balancer, its addresses and its standby units are', () => {
    expect(deployed(text(), { services, killSwitch: { healthCheck: 'hc', object: 's3://b/k' } })).toEqual({
      zones: { 'cut.utah-aws.example': 'Z1', 'other.example': 'Z9OTHER' },
      target: { dnsName: 'storefront-1.elb.us-east-1.amazonaws.com', zoneId: 'Z26RNL4JYFTOTI' },
      addresses: utahAddresses.ingress?.['storefront'],
      sources: utahAddresses.egress,
      killSwitch: { healthCheck: 'hc', object: 's3://b/k' },
      standby: [{ kind: 'service', name: 'later', cluster: 'prod', id: 'storefront-later', count: 3 }],
      standIn: false,
    });
  });

  it('is too little where something that stands by is not named: it would never be started', () => {
    expect(() => deployed(text())).toThrow(/do not say where later is/);
    const job =
      '      night: { image: a/night, size: { cpu: 256, memory: 1GiB }, schedule: "0 3 * * *", standby: true }\n';
    expect(() => deployed(text(job), { services })).toThrow(/do not say where night is/);
    const jobs = { night: { schedule: 'acme-prod-storefront-night/acme-prod-storefront-night' } };
    expect(deployed(text(job), { services, jobs }).standby).toContainEqual({
      kind: 'job',
      name: 'night',
      id: jobs.night.schedule,
      schedule: '0 3 * * *',
    });
  });

  it('is nothing before they are deployed', () => {
    const estate = estateOf(text());
    const storefront = estate.products['storefront'];
    const none = storefront && deployedOf(estate, storefront, { addresses: {}, foundations: {}, products: {} });
    expect(none).toEqual({
      zones: { 'other.example': 'Z9OTHER' },
      addresses: [],
      sources: [],
      standby: [],
      standIn: false,
    });
  });
});

const missing = (name: string, outputs: Outputs) => {
  const estate = utah();
  const product = estate.products[name];
  return product && missingStacks(estate, product, outputs);
};

describe('stacks that are still to be deployed', () => {
  const nothing = { addresses: {}, foundations: {}, products: {} };
  it.each([
    ['storefront', ['prod-addresses', 'prod-foundation', 'storefront-prod']],
    // Nobody is told an address of it; the foundation reads those of its NAT gateways.
    ['mail', ['prod-addresses', 'prod-foundation', 'mail-prod']],
  ])('of %s are all, in the order in which each finds what it reads', (name, stacks) => {
    expect(missing(name, nothing)).toEqual(stacks);
  });

  it('leave out addresses that only a foundation reads, once that is there', () => {
    const { foundations } = outputsOf(utahAddresses, utahFoundation);
    expect(missing('mail', { ...nothing, foundations })).toEqual(['mail-prod']);
    expect(missing('storefront', { ...nothing, foundations })).toEqual(['prod-addresses', 'storefront-prod']);
  });
});
