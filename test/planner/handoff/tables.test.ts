import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { emitCmf } from '../../../planner/handoff/emit-cmf.js';
import { emitMgn } from '../../../planner/handoff/emit-mgn.js';
import { emitWaves } from '../../../planner/handoff/emit-waves.js';
import type { Server } from '../../../planner/model/server.js';
import { parseWavesCsv } from '../../../planner/waves/waves-csv.js';
import { golden } from '../../support/golden.js';
import { estateOf, inventoryOf, planWith, utahFile, utahPlan } from '../../support/handoff.js';
import { aServer } from '../../support/plan.js';

const utah = utahFile('estate.yaml');
const plan = utahPlan(utah);

const textOf = ({ files }: ReturnType<typeof emitMgn>): string => files[0]?.text ?? '';

describe('the hand-off tables of examples/utah', () => {
  it.each([
    ['mgn.csv', emitMgn(plan, estateOf(utah))],
    ['cmf.csv', emitCmf(plan, estateOf(utah))],
    ['waves.csv', emitWaves(plan)],
  ])('%s is the golden one', (name, made) => {
    expect(made.files.map(({ path }) => path)).toEqual([name]);
    expect(textOf(made)).toBe(golden(import.meta.url, `utah-${name}`, textOf(made)));
  });

  it('are read again by our own readers', () => {
    const mgn = inventoryOf({ 'mgn.csv': textOf(emitMgn(plan)) });
    expect(mgn.files[0]?.format).toBe('mgn');
    const web01 = { name: 'web01', product: 'storefront', instanceType: 't3a.large', os: { family: 'linux' } };
    expect(mgn.servers.find(({ name }) => name === 'web01')).toMatchObject(web01);
    const cmf = inventoryOf({ 'cmf.csv': textOf(emitCmf(plan)) });
    expect(cmf.files[0]?.format).toBe('cmf');
    expect(cmf.rows).toMatchObject({ read: 12, servers: 12 });
    expect(cmf.servers.find(({ name }) => name === 'db01')).toMatchObject({
      product: 'storefront',
      disposition: 'replatform',
      fqdn: 'db01.utah-outfitters.example',
      environment: 'production',
    });
  });

  it('keep the waves when they are passed back', () => {
    const { edits, findings } = parseWavesCsv(textOf(emitWaves(plan)));
    expect(findings).toEqual([]);
    const again = planWith(inventoryOf({ 'inventory.csv': utahFile('inventory.csv') }), { estate: utah, edits });
    expect(again.waves.products.map(({ name, wave }) => [name, wave])).toEqual(
      plan.waves.products.map(({ name, wave }) => [name, wave]),
    );
  });
});

const planOf = (servers: readonly Server[]): ReturnType<typeof planWith> => planWith({ ...inventoryOf({}), servers });

describe('mgn.csv', () => {
  it('leaves out servers without an address that MGN takes, and counts them', () => {
    const facts = { vcpus: 2, memoryGiB: 8, product: 'shop' };
    const made = emitMgn(
      planOf([
        aServer({ ...facts, name: 'a', fqdn: 'a.corp.example' }),
        aServer({ ...facts, name: 'b', ips: ['fe80::1', '10.0.0.2'] }),
        aServer({ ...facts, name: 'c', ips: ['fe80::1'], source: { file: 'x.csv', row: 7 } }),
      ]),
    );
    const [header = '', ...rows] = textOf(made).trim().split('\r\n');
    const at = header.split(',').indexOf('mgn:server:fqdn-for-action-framework');
    expect(rows.map((row) => row.split(',')[at])).toEqual(['a.corp.example', '10.0.0.2']);
    expect(made.findings).toMatchObject([
      { severity: 'warning', code: 'mgn-no-address', server: 'c', file: 'x.csv', row: 7 },
      { code: 'mgn-servers', message: expect.stringContaining('2 of 3 servers of products; 0 become a service') },
    ]);
  });

  it('names the licence of Windows only', () => {
    const windows = { family: 'windows', name: 'Windows Server 2019' } as const;
    const facts = { vcpus: 2, memoryGiB: 8, ips: ['10.0.0.2'], product: 'shop' };
    const text = textOf(
      emitMgn(planOf([aServer({ ...facts, name: 'a' }), aServer({ ...facts, name: 'b', os: windows })])),
    );
    expect(
      text
        .split('\r\n')
        .slice(1, 3)
        .map((row) => row.slice(row.lastIndexOf(',') + 1)),
    ).toEqual(['', 'LI']);
    expect(text).toContain(',b,WINDOWS,');
  });
});

describe('cmf.csv', () => {
  it('tells which cells of the form are not known', () => {
    const { files, findings } = emitCmf(
      planOf([
        aServer({ name: 'p7', product: 'erp', vcpus: 2, memoryGiB: 8, os: { family: 'other', name: 'Plan 9' } }),
      ]),
    );
    expect(files[0]?.text).toContain(',p7,,Plan 9,,');
    expect(findings.map(({ code, message }) => `${code}: ${message}`)).toEqual([
      'cmf-incomplete: p7 has no server_fqdn and no server_os_family in cmf.csv, which the intake form asks for',
      'cmf-no-account: 1 of 1 rows of cmf.csv have no aws_accountid',
    ]);
  });

  it('has tags as the form takes them', () => {
    const tags = { owner: 'web', 'a;b': 'x', cost: '1;2', team: 'a=b' };
    const text = textOf(emitCmf(planOf([aServer({ name: 'a', product: 'shop', vcpus: 2, memoryGiB: 8, tags })])));
    expect(text).toContain(',"owner=web;team=a=b"\r\n');
  });
});

describe('no cell of any of them', () => {
  const hostile = fc
    .tuple(fc.constantFrom('=', '+', '-', '@', '\uFF1D', ' =', "'=", '\t='), fc.stringMatching(/^[\w"',;() ]{1,12}$/))
    .map((parts) => parts.join(''));

  it('is a formula, whatever servers and products are called', () => {
    fc.assert(
      fc.property(hostile, hostile, hostile, (name, product, os) => {
        const server = aServer({
          name,
          product,
          vcpus: 2,
          memoryGiB: 8,
          ips: ['10.0.0.1'],
          os: { family: 'linux', name: os },
        });
        const made = planOf([server]);
        for (const { files } of [emitMgn(made), emitCmf(made), emitWaves(made)])
          for (const { text } of files) expect(text).not.toMatch(/(^|[,\n])"?\s*[=+\-@\uFF1D]/);
      }),
      { numRuns: 40 },
    );
  });

  it('loses a name that begins like a formula on the way back', () => {
    for (const name of ['=web01', '+web01', '-web01', '@web01']) {
      const made = planOf([aServer({ name, product: 'shop', vcpus: 2, memoryGiB: 8, ips: ['10.0.0.1'] })]);
      for (const [file, text] of [
        ['mgn.csv', textOf(emitMgn(made))],
        ['cmf.csv', textOf(emitCmf(made))],
      ] as const)
        expect(inventoryOf({ [file]: text }).servers.map((server) => server.name)).toEqual([name]);
    }
  });
});
