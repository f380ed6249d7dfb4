import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { loadEstate } from '../../../estate/index.js';
import { environmentExamples, planExamples } from '../../../planner/handoff/estate/examples.js';
import { emitEstate } from '../../../planner/handoff/emit-estate.js';
import type { Inventory } from '../../../planner/model/inventory.js';
import type { Server } from '../../../planner/model/server.js';
import { golden } from '../../support/golden.js';
import { estateOf, inventoryOf, newEstate, planWith, sorted, utahPlan } from '../../support/handoff.js';
import { aServer } from '../../support/plan.js';
import { runs } from '../../support/runs.js';

const inventoryWith = (servers: readonly Server[]): Inventory => ({ ...inventoryOf({}), servers });

/** Products of a plan and their servers. */
const productsOf = (plan: ReturnType<typeof planWith>): unknown =>
  plan.waves.products.map(({ name, servers }) => ({ name, servers }));

describe('a new estate file', () => {
  it('of examples/utah is the golden one', () => {
    expect(newEstate(utahPlan())).toBe(golden(import.meta.url, 'utah-estate.yaml', newEstate(utahPlan())));
  });

  it('loads, and planning with it gives the same products', () => {
    const plan = utahPlan();
    const text = newEstate(plan);
    expect(loadEstate(text)).toMatchObject({ ok: true, warnings: [] });
    expect(productsOf(utahPlan(text))).toEqual(productsOf(plan));
  });

  it('says what stands for something that no inventory holds', () => {
    const { findings } = emitEstate(utahPlan());
    expect(findings.map(({ severity, code, value, server }) => `${severity} ${code} ${value ?? server ?? ''}`)).toEqual(
      [
        'warning estate-fill-in my-company',
        'info estate-fill-in prod',
        'info estate-fill-in products.db.data.db',
        'info estate-fill-in products.etl.fleets.etl',
        'info estate-fill-in products.files.fleets.files',
        'warning estate-unwritten mail01',
        'info estate-fill-in products.portal.fleets.db',
      ],
    );
  });

  it('has the company that was told', () => {
    const { files, findings } = emitEstate(utahPlan(), undefined, { company: 'Utah Outfitters, Inc.' });
    expect(files[0]?.text).toContain('\ncompany: utah-outfitters-inc\n');
    expect(findings.some(({ value }) => value === 'my-company')).toBe(false);
  });

  it('has nothing active that nobody told: no name, address, partner or bill', () => {
    const { zones, groups, partners, plan, products } = estateOf(newEstate(utahPlan()));
    expect({ zones, groups, partners, bill: plan.bill }).toEqual({
      zones: {},
      groups: {},
      partners: {},
      bill: undefined,
    });
    for (const product of Object.values(products)) expect(product.names).toEqual({});
  });

  it('has examples that load when they are uncommented', () => {
    const sections = ['groups:', 'zones:', 'partners:', ...environmentExamples, ...planExamples];
    let inside = false;
    const text = newEstate(utahPlan())
      .split('\n')
      .map((line) => {
        const [, margin = '', rest = ''] = /^(\s*)# (.*)$/.exec(line) ?? [];
        if (rest === '') inside = false;
        else if (sections.some((start) => rest.startsWith(start))) inside = true;
        else if (!rest.startsWith('  ')) inside = false;
        return inside ? `${margin}${rest}` : line;
      })
      .join('\n');
    const { zones, groups, partners, plan } = estateOf(text);
    expect([zones, groups, partners].map((section) => Object.keys(section))).toEqual([
      ['example.com', 'cut.example.net'],
      ['ops'],
      ['agency'],
    ]);
    expect(plan.start).toBe('2027-02-01');
  });
});

const shop = `Name,Environment,Application,Owner,vCPU,RAM (GB),OS,Software,Disk 1 (GB),Disk 2 (GB),IP
prd-shop-web01,Production,Shop,web,2,8,Ubuntu 22.04,nginx,50,,10.20.1.1
prd-shop-web02,Production,Shop,web,2,8,Ubuntu 22.04,nginx,50,,10.21.1.1
prd-shop-db01,Production,Shop,web,4,32,Ubuntu 22.04,PostgreSQL 15.4,50,200,
dev-shop-web01,Dev,Shop,web,2,4,Ubuntu 22.04,nginx,50,,
dev-shop-db01,Dev,Shop,web,2,8,Ubuntu 22.04,MySQL 5.7,50,20,
dev-shop-etl,Dev,Shop,web,2,8,Ubuntu 22.04,,50,20,
uat-crm,UAT,CRM,,2,8,Windows Server 2019,,50,20,
`;

describe('products of the inventory', () => {
  const text = newEstate(planWith(inventoryOf({ 'inventory.csv': shop })));
  const estate = estateOf(text);

  it('have the environments that their machines name', () => {
    expect(Object.values(estate.environments).map(({ name, class: kind }) => `${name} ${kind}`)).toEqual([
      'dev development',
      'uat staging',
      'prod production',
    ]);
    expect(estate.products['shop']?.environments).toEqual(['dev', 'prod']);
  });

  it('live in networks that hold no address of the inventory', () => {
    expect(Object.values(estate.environments).map(({ cidr }) => cidr)).toEqual([
      '10.22.0.0/16',
      '10.23.0.0/16',
      '10.24.0.0/16',
    ]);
  });

  it('are what production is, with what differs below overrides', () => {
    expect(text).toContain(`
  shop:
    owner: web
    environments: [dev, prod]
    replaces: [dev-shop-db01, dev-shop-etl, dev-shop-web01, prd-shop-db01, prd-shop-web01, prd-shop-web02]
    fleets:
      # prd-shop-web01, prd-shop-web02: Ubuntu 22.04, 2 vCPU, 8 GiB
      web: { type: m5a.large, count: 2, uses: { db: rw } }
    data:
      # prd-shop-db01: Ubuntu 22.04, 4 vCPU, 32 GiB
      db: { kind: postgres, version: "15", type: db.r6g.xlarge, storage: 200GiB }
    overrides:
      dev:
        fleets:
          web: { type: c6a.large, count: 1, az: us-east-1a }
          etl:
            type: m5a.large
            count: 1
            az: us-east-1a
            disks: { disk-2: { size: 20GiB, mount: /mnt/disk2 } }
            uses: { db: rw }
        data: { db: { kind: mysql, version: "8.4", type: db.m6g.large, storage: 20GiB } }
`);
    const { prod, dev } = estate.products['shop']?.in ?? {};
    expect([prod, dev].map((deployment) => Object.keys(deployment?.fleets ?? {}))).toEqual([['web'], ['web', 'etl']]);
    expect(dev?.data['db']).toMatchObject({ kind: 'mysql' });
  });

  it('keep the disks of a machine that has some, and recycle machines that are alike and have none', () => {
    const { prod, dev } = estate.products['shop']?.in ?? {};
    expect(prod?.fleets['web']).toMatchObject({ kind: 'pool', count: { min: 2, max: 2 } });
    expect(dev?.fleets['etl']).toMatchObject({ kind: 'rehosted', az: 'us-east-1a', disks: { 'disk-2': {} } });
  });
});

/** Names as exports have them, and worse. */
const name = fc.oneof(
  fc.constantFrom(
    'web01',
    'web02',
    'db01',
    'prd-crm-app1',
    'prd-crm-app2',
    'dev-crm-db',
    'PORTAL-SQL01.corp.example',
    '123',
  ),
  fc.stringMatching(/^[a-z]{1,6}-?[a-z]{0,6}\d{0,2}$/).filter((text) => text !== ''),
  fc.string({ minLength: 1, maxLength: 20, unit: 'binary' }),
  fc.constantFrom(
    'prod',
    'all',
    '__proto__',
    'a: b',
    '- x',
    '# c',
    '"q',
    "it's",
    '{x}',
    'null',
    'true',
    '1e3',
    'a\u202Eb',
    '=1+1',
  ),
);

const server = fc.record({
  name,
  environment: fc.constantFrom(undefined, 'Production', 'prod', 'DEV', 'uat', 'demo', 'Zone 4', 'all'),
  product: fc.constantFrom(undefined, undefined, 'Shop', 'prod', 'CRM (EU)', 'Infrastructure', '日本'),
  software: fc.constantFrom(
    [],
    ['PostgreSQL 9.6'],
    ['MariaDB 10.11'],
    ['redis 6'],
    ['SQL Server 2016'],
    ['Postfix'],
    ['Samba'],
    ['nfsd'],
    ['haproxy'],
  ),
  os: fc.constantFrom(
    undefined,
    { family: 'linux', name: 'Ubuntu' } as const,
    { family: 'windows', name: 'Windows Server 2012' } as const,
    { family: 'other', name: 'AIX 7' } as const,
  ),
  disks: fc.array(
    fc.record({
      label: fc.constantFrom('C:', 'D:', '/srv', 'Hard disk 1', '日', ''),
      sizeGiB: fc.integer({ min: 1, max: 3000 }),
    }),
    { maxLength: 28 },
  ),
  owner: fc.constantFrom(undefined, 'ops', 'a: b # c', '\u001b[31m'),
  power: fc.constantFrom(undefined, 'on' as const, 'off' as const),
  ips: fc.constantFrom([], ['10.20.3.4'], ['192.168.0.1', 'fe80::1']),
});

const servers = fc
  .uniqueArray(server, { maxLength: 14, selector: (facts) => facts.name.toLowerCase() })
  .map((list) => list.map((facts) => aServer({ ...facts, vcpus: 2, memoryGiB: 8 })));

describe('a new estate file of any inventory', () => {
  it('loads, names every server once, gives the same products again, and is not changed by emitting again', () => {
    fc.assert(
      fc.property(servers, (list) => {
        const plan = planWith(inventoryWith(list));
        const { files, findings } = emitEstate(plan);
        const text = files[0]?.text ?? '';
        const estate = estateOf(text);
        const named = [
          ...Object.values(estate.products).flatMap(({ replaces }) => replaces),
          ...Object.keys(estate.plan.leave),
        ];
        const left = findings.flatMap(({ code, server: id }) =>
          code === 'estate-unnameable' && id !== undefined ? [id] : [],
        );
        expect(sorted([...named, ...left])).toEqual(sorted(list.map(({ id }) => id)));
        const again = planWith(inventoryWith(list.filter(({ id }) => !left.includes(id))), { estate: text });
        expect(again.waves.products.map(({ name: product }) => product)).toEqual(sorted(Object.keys(estate.products)));
        for (const product of Object.values(estate.products))
          expect(again.waves.products.find((other) => other.name === product.name)?.servers).toEqual(product.replaces);
        expect(emitEstate(again, { text, file: 'estate.yaml' }).files[0]?.text).toBe(text);
      }),
      { numRuns: runs(8) },
    );
  });
});
