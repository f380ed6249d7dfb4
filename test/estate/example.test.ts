import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { formatProblem, loadEstate, stackNames } from '../../estate/index.js';

const folder = new URL('../../examples/utah/', import.meta.url);
const text = (name: string) => readFileSync(new URL(name, folder), 'utf8');

describe('the example', () => {
  const loaded = loadEstate(text('estate.yaml'));
  if (!loaded.ok) throw new Error(loaded.problems.map(formatProblem).join('\n'));
  const { estate, warnings } = loaded;
  const products = Object.values(estate.products);

  it('loads without a warning', () => {
    expect(warnings).toEqual([]);
  });

  it('gives each server of the inventory one fate', () => {
    const inventory = text('inventory.csv')
      .split('\n')
      .slice(1)
      .map((row) => row.split(',')[0] ?? '');
    const known = new Set(inventory.filter((name) => /^[a-z]+\d\d$/.test(name)));
    const fates = [...products.flatMap(({ replaces }) => replaces), ...Object.keys(estate.plan.leave)];
    expect(fates.toSorted()).toEqual([...known].toSorted());
    expect(fates).toHaveLength(15);
  });

  it('has a bill whose servers are in the inventory', () => {
    expect(estate.plan.bill).toEqual({ kind: 'file', file: 'bill.csv' });
    const rows = text('bill.csv')
      .trimEnd()
      .split('\n')
      .map((row) => row.split(','));
    expect(rows[0]).toEqual(['item', 'scope', 'server', 'monthlyUsd', 'until']);
    expect(rows.slice(1).reduce((sum, row) => sum + Number(row[3]), 0)).toBe(6400);
    for (const [, scope, server] of rows.slice(1))
      expect(scope === 'server' ? text('inventory.csv') : '').toContain(server);
  });

  it('needs more Elastic IPs in production than the default quota of 5', () => {
    const prod = estate.environments['prod'];
    const ingress = products
      .map((product) => product.in['prod']?.ingress)
      .flatMap((one) => (one?.kind === 'static' ? one.azs : []));
    expect((prod?.nat === 'perAz' ? prod.azs.length : 0) + ingress.length).toBe(6);
  });

  it('has the stacks that it should', () => {
    expect(stackNames(estate)).toEqual([
      ...['prod', 'dev'].flatMap((env) => [`${env}-addresses`, `${env}-foundation`]),
      ...['storefront', 'portal', 'reports'].flatMap((name) => [`${name}-dev`, `${name}-prod`]),
      'mail-prod',
      'intranet-prod',
    ]);
  });
});
