import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { duration, formatProblem, loadEstate, size, stackNames } from '../../estate/index.js';
import { anEstate } from '../support/estate.js';

const contract = readFileSync(new URL('fixtures/contract.yaml', import.meta.url), 'utf8');

function loaded() {
  const result = loadEstate(contract);
  if (!result.ok) throw new Error(result.problems.map(formatProblem).join('\n'));
  return result;
}

describe("the contract's example", () => {
  const { estate, warnings, document } = loaded();
  const storefront = estate.products['storefront'];
  const prod = storefront?.in['prod'];
  const dev = storefront?.in['dev'];

  it('loads, and warns only of mail in dev, which has no identity', () => {
    expect(warnings.map(formatProblem)).toEqual([
      'estate.yaml:64 products.storefront.data.mail.domain: environments.dev.mail does not list utah-outfitters.example: nothing can be sent there; write environments.dev.mail: [utah-outfitters.example]',
    ]);
  });

  it('fills in what the class of an environment decides', () => {
    expect(estate.environments['prod']?.nat).toBe('perAz');
    expect(estate.environments['dev']).toEqual({
      name: 'dev',
      class: 'development',
      account: '444455556666',
      cidr: '10.21.0.0/16',
      azs: ['us-east-1a', 'us-east-1b'],
      nat: 'single',
      access: {},
      alarms: [],
      mail: [],
    });
    expect(prod?.data['db']).toMatchObject({ type: 'db.m7g.large', storage: size('100GiB') });
  });

  it('merges the overrides of an environment by key', () => {
    expect(dev?.ingress).toMatchObject({ kind: 'public', health: '/healthz' });
    expect(dev?.services['web']).toMatchObject({ count: { min: 1, max: 1 }, port: 8080 });
    expect(dev?.data['db']).toMatchObject({ kind: 'postgres', version: '16', type: 'db.t4g.medium' });
    expect(prod?.services['web']).toMatchObject({ count: { min: 2, max: 6 } });
  });

  it('reads units into milliseconds and MiB', () => {
    expect(prod?.services['web']?.size).toEqual({ cpu: 512, memory: 1024 });
    expect(storefront?.cutover.bake).toEqual({ step: 1_800_000, final: 259_200_000, drain: 604_800_000 });
    expect(estate.partners['bes']?.leadTime).toBe(45 * 86_400_000);
  });

  it('gives the public names and the preview host to the environment that takes them over, and to no other', () => {
    expect(prod?.names).toEqual([
      {
        name: 'shop.utah-outfitters.example',
        zone: 'utah-outfitters.example',
        owner: 'legacy',
        legacy: { kind: 'addresses', ipv4: ['192.0.2.10'], ipv6: [], ttl: duration('1h') },
      },
    ]);
    expect(prod?.preview).toBe('shop-new.cut.utah-aws.example');
    expect(dev?.names).toEqual([]);
    expect(dev?.preview).toBeUndefined();
  });

  it('knows what answers each path', () => {
    expect(prod?.ingress).toMatchObject({ kind: 'static', to: { '/': { kind: 'service', name: 'web' } } });
  });

  it('gives tasks ids and metrics their units', () => {
    expect(storefront?.cutover.tasks.map(({ id, kind }) => [id, kind])).toEqual([
      ['shift-100.1', 'manual'],
      ['shift-100.2', 'run'],
    ]);
    expect(storefront?.cutover.metrics['latency']?.failAbove).toEqual({ kind: 'duration', value: 800 });
    expect(storefront?.cutover.metrics['orders']?.of).toEqual({
      kind: 'cloudwatch',
      namespace: 'Shop',
      name: 'OrdersPlaced',
      statistic: 'Sum',
    });
  });

  it('keeps what the planner needs', () => {
    expect(estate.plan).toMatchObject({
      start: '2027-02-01',
      contractEnd: '2027-08-31',
      bill: { kind: 'file', file: 'bill.csv' },
      perWave: { servers: 6, hours: 8, personDays: 10 },
      pins: { web01: { type: 'm7i.xlarge', why: 'load test' } },
      leave: { dns01: { as: 'retire' }, nagios01: { as: 'retire' }, ad01: { as: 'retain' } },
      columns: { Arbeitsspeicher: 'memory' },
    });
    expect(storefront?.replaces).toEqual(['web01', 'web02', 'db01', 'cache01']);
  });

  it('finds the place of anything in the file', () => {
    expect(document.locate(['plan', 'pins', 'web01'])).toEqual({ line: 112, column: 11 });
    expect(document.locate(['plan', 'nothing'])).toEqual({ line: 106, column: 1 });
    expect(document.text).toBe(contract);
  });
});

describe('defaults', () => {
  const product = { environments: ['prod'], replaces: ['a'] };

  it('need only five keys', () => {
    const estate = anEstate();
    expect(estate).toMatchObject({ state: { kind: 'local' }, groups: {}, zones: {}, partners: {}, allowDestroy: [] });
    expect(estate.plan).toEqual({ freezes: [], perWave: {}, pins: {}, leave: {}, columns: {}, waive: [], set: {} });
  });

  it('need no product either: the key with nothing behind it is an empty section, as the published schema says', () => {
    const text = `schema: estate/v1
company: acme
region: us-east-1
environments:
  prod: { class: production, account: "111122223333", cidr: 10.20.0.0/16, azs: [us-east-1a, us-east-1b] }
`;
    expect(loadEstate(`${text}products: # none yet\n`)).toMatchObject({ ok: true, estate: { products: {} } });
    expect(loadEstate(text)).toMatchObject({ ok: false, problems: [{ path: 'products', code: 'missing' }] });
  });

  it('are a full cutover policy', () => {
    expect(anEstate({ products: { shop: product } }).products['shop']?.cutover).toEqual({
      env: 'prod',
      method: 'weighted',
      ttl: duration('60s'),
      steps: [1, 5, 25, 50, 100],
      bake: { step: duration('30m'), final: duration('72h'), drain: duration('7d') },
      partners: 'confirmed',
      approve: { at: ['ttl', 'shift-1', 'shift-100', 'finish', 'decommission'], need: 1 },
      onFailure: 'rollback',
      keepLegacy: duration('30d'),
      metrics: {},
      probes: {},
      tasks: [],
    });
  });

  it('of waits grow with the TTL, so that a long TTL alone is no error', () => {
    const estate = anEstate({ products: { shop: { ...product, cutover: { ttl: '1h' } } } });
    expect(estate.products['shop']?.cutover.bake.step).toBe(duration('2h'));
  });

  it('of a flip are one step and its approval', () => {
    const { cutover } =
      anEstate({ products: { shop: { ...product, cutover: { method: 'flip' } } } }).products['shop'] ?? {};
    expect(cutover?.steps).toEqual([100]);
    expect(cutover?.approve.at).toEqual(['ttl', 'shift-100', 'finish', 'decommission']);
  });

  it('run two in production and one elsewhere', () => {
    const estate = anEstate({
      environments: {
        dev: { class: 'development', account: '1'.repeat(12), cidr: '10.9.0.0/16', azs: ['us-east-1a', 'us-east-1b'] },
      },
      products: {
        shop: {
          environments: ['dev', 'prod'],
          services: { web: { image: 'shop/web' } },
          fleets: { app: { type: 'm7i.large' } },
        },
      },
    });
    const counts = estate.products['shop']?.environments.map((env) => {
      const { services, fleets } = estate.products['shop']?.in[env] ?? {};
      return [services?.['web'], fleets?.['app']].map((user) => (user && 'count' in user ? user.count.min : undefined));
    });
    expect(counts).toEqual([
      [1, 1],
      [2, 2],
    ]);
    expect(estate.products['shop']?.in['prod']?.fleets['app']).toMatchObject({
      kind: 'pool',
      ami: { kind: 'image', name: 'base' },
      os: 'linux',
      maxLifetime: duration('14d'),
    });
  });

  it('make a fleet with a zone a rehosted server', () => {
    const fleets = {
      wiki: { type: 't3.large', az: 'us-east-1a', count: 1, disks: { data: { size: '200GiB', mount: '/srv' } } },
    };
    const fleet = anEstate({ products: { intranet: { ...product, fleets } } }).products['intranet']?.in['prod']?.fleets[
      'wiki'
    ];
    expect(fleet).toMatchObject({ kind: 'rehosted', az: 'us-east-1a', disks: { data: { size: size('200GiB') } } });
    expect(fleet).not.toHaveProperty('count');
  });

  it('leave out of an environment what its overrides empty', () => {
    const estate = anEstate({
      environments: {
        dev: { class: 'development', account: '1'.repeat(12), cidr: '10.9.0.0/16', azs: ['us-east-1a', 'us-east-1b'] },
      },
    });
    expect(Object.keys(estate.environments)).toEqual(['prod', 'dev']);
    const text = `schema: estate/v1
company: acme
region: us-east-1
environments:
  prod: { class: production, account: "111122223333", cidr: 10.20.0.0/16, azs: [us-east-1a, us-east-1b] }
  dev: { class: development, account: "111122223333", cidr: 10.21.0.0/16, azs: [us-east-1a, us-east-1b] }
products:
  shop:
    environments: [dev, prod]
    services: { web: { image: shop/web }, batch: { image: shop/batch } }
    overrides: { dev: { services: { batch: } } }
`;
    const result = loadEstate(text);
    expect(result.ok && Object.keys(result.estate.products['shop']?.in['dev']?.services ?? {})).toEqual(['web']);
    expect(result.ok && Object.keys(result.estate.products['shop']?.in['prod']?.services ?? {})).toEqual([
      'web',
      'batch',
    ]);
  });

  it('give any name a clean map, so that a product named constructor is just a product', () => {
    const estate = anEstate({ products: { constructor: product } });
    expect(estate.products['constructor']?.name).toBe('constructor');
    expect(estate.products['toString']).toBeUndefined();
    expect(estate.environments['constructor']).toBeUndefined();
  });
});

it('an environment without NAT and static ingress has no stack of addresses, and a shared state has a bootstrap', () => {
  expect(stackNames(anEstate())).toEqual(['prod-addresses', 'prod-foundation']);
  expect(stackNames(anEstate({ environments: { prod: { nat: 'none' } }, state: 's3://acme-state/estate' }))).toEqual([
    'bootstrap',
    'prod-foundation',
  ]);
});
