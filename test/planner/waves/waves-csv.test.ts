import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { parseWavesCsv, wavesCsv } from '../../../planner/waves/waves-csv.js';
import { aFlow, aMachine, codes, declared, machines, plan, waveOf, type World } from '../../support/waves.js';

const world: World = {
  servers: [...machines({ reports: 2, shop: 1 }), aMachine('ad01'), aMachine('nagios01')],
  flows: [aFlow('reports-1', 'shop-1', 8080)],
  roles: { ad01: 'ad' },
  inputs: { leave: new Map([['nagios01', 'retire']]), perWave: { servers: 2, gib: 1e6 }, start: '2027-02-01' },
};

const replan = (text: string, from: World = world) => {
  const { edits, findings } = parseWavesCsv(text);
  return { planned: plan({ ...from, inputs: { ...from.inputs, edits } }), findings };
};

describe('waves.csv', () => {
  it('has a row for every machine', () => {
    expect(wavesCsv(plan(world)).split('\r\n')).toEqual([
      'wave,product,server,class,cutover,note',
      'W1,shop,shop-1,development,2027-02-15,low risk (score 340): goes first',
      'W2,reports,reports-1,development,2027-03-01,"after or with shop, which it needs"',
      'W2,reports,reports-2,development,2027-03-01,"after or with shop, which it needs"',
      'shared,,ad01,,,its role is ad',
      'retire,,nagios01,,,plan.leave of the estate',
      '',
    ]);
  });

  it('read again changes nothing', () => {
    const before = plan(world);
    const { planned, findings } = replan(wavesCsv(before));
    expect(findings).toEqual([]);
    expect(planned.placements).toEqual(before.placements);
    expect(planned.waves).toEqual(before.waves);
    expect(planned.sharedServices).toMatchObject([{ server: 'ad01', role: 'ad' }]);
  });

  it.each<[string, string, object]>([
    ['another wave moves the product', 'wave,product,server\nW3,shop,', { shop: 'W3', reports: 'W4' }],
    ['a number is a wave', 'product;wave;server\nshop;3;\n', { shop: 'W3', reports: 'W4' }],
    [
      'an empty wave leaves it to the planner',
      '\uFEFFwave\tproduct\tserver\r\n\tshop\tshop-1\r\n',
      { shop: 'W1', reports: 'W2' },
    ],
    [
      'another product regroups a machine',
      'wave,product,server\nW2,New App,reports-2',
      { 'new-app': 'W2', shop: 'W1', reports: 'W1' },
    ],
    ['retire takes a machine out', 'wave,product,server\nretire,,shop-1', { reports: 'W1' }],
  ])('is read as people leave it: %s', (_, text, waves) => {
    expect(waveOf(replan(text).planned)).toEqual(waves);
  });

  it.each([
    ['wave,server\nW1,x', 'bad-header', 1],
    ['', 'bad-header', 1],
    ['wave,product,server\n\nW0,shop,', 'bad-wave', 3],
    ['wave,product,server\nsoon,shop,', 'bad-wave', 2],
    ['wave,product,server\nW1,,web01', 'no-product', 2],
    ['wave,product,server\nW1,shop,a\nW2,shop,b', 'product-split', 3],
    ['wave,product,server\nW1,shop,a\nW1,crm,a', 'server-twice', 3],
  ])('says what is wrong and in which row: %j', (text, code, row) => {
    expect(parseWavesCsv(text).findings).toMatchObject([{ code, row, file: 'waves.csv' }]);
  });

  it('names of products and machines that do not exist are reported with their row', () => {
    const { planned } = replan('wave,product,server\nW1,shop,shop-1\nW2,nix,\nW1,shop,shop-9\n');
    expect(planned.findings.filter(({ file }) => file === 'waves.csv')).toMatchObject([
      { code: 'unknown-server', row: 4, value: 'shop-9', remedy: 'write shop-1, or remove it' },
      { code: 'unknown-product', row: 3, value: 'nix' },
    ]);
  });

  it('does not overrule the estate, and says so', () => {
    const { planned } = replan('wave,product,server\nW3,shop,shop-1\n', {
      ...world,
      inputs: {
        ...world.inputs,
        products: [declared('shop', { wave: 2, replaces: ['shop-1'] }), declared('crm', { replaces: ['reports-1'] })],
      },
    });
    expect(waveOf(planned)['shop']).toBe('W2');
    expect(codes(planned)).toContain('edit-overruled W3');
  });

  it.each(['=cmd|x', '+1', '-1', '@x', "'=x", "''=x", '\uFF1Dx', "'plain", 'a,"b";c'])(
    'no cell is a formula, and %j survives',
    (name) => {
      const text = wavesCsv(plan({ servers: [aMachine(name, { product: 'shop' })] }));
      for (const line of text.split('\r\n'))
        for (const cell of line.split(',')) expect(cell).not.toMatch(/^"?[=+\-@\uFF1D]/);
      expect([...parseWavesCsv(text).edits.servers.keys()]).toEqual([name]);
    },
  );

  it('any text is read without an exception', () => {
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.constantFrom('W', '1', ',', ';', '"', '\n', '\r', 'wave', 'product', 'server', '=', 'x'),
        }),
        (text) => {
          expect(parseWavesCsv(text).edits.file).toBe('waves.csv');
        },
      ),
    );
  });
});
