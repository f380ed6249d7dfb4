import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { bar } from '../../../planner/view/bars.js';
import { makeList } from '../../../planner/view/list.js';
import { serverList } from '../../../planner/view/plan/server-list.js';
import { width } from '../../../planner/view/text.js';
import { aPlan, aRecommendation, aServer, anOption, ec2 } from '../../support/plan.js';

interface Row {
  readonly name: string;
  readonly cost: number | undefined;
  readonly os: string | undefined;
}

const rows: readonly Row[] = [
  { name: 'web10', cost: 20, os: 'Windows Server 2019' },
  { name: 'web2', cost: undefined, os: 'Ubuntu' },
  { name: 'DB1', cost: 100, os: undefined },
  { name: 'app1', cost: 20, os: 'Windows 10' },
];
const list = makeList<Row>({
  rows,
  sortBy: { name: ({ name }) => name, cost: ({ cost }) => cost, os: ({ os }) => os },
  fields: { name: ({ name }) => name, cost: ({ cost }) => cost, os: ({ os }) => os },
  haystack: ({ name, os }) => `${name} ${os ?? ''}`,
});
const names = (sort: Parameters<typeof list.view>[0], filter = ''): readonly (string | undefined)[] =>
  Array.from(list.view(sort, filter), (index) => list.row(index)?.name);

describe('sorting', () => {
  it.each([
    ['the order of the file', undefined, ['web10', 'web2', 'DB1', 'app1']],
    ['names as people count, case-blind', { column: 'name', descending: false }, ['app1', 'DB1', 'web2', 'web10']],
    ['figures, ties in the order of the file', { column: 'cost', descending: false }, ['web10', 'app1', 'DB1', 'web2']],
    ['the largest first, unknown still last', { column: 'cost', descending: true }, ['DB1', 'web10', 'app1', 'web2']],
    ['texts, unknown last', { column: 'os', descending: true }, ['web10', 'app1', 'web2', 'DB1']],
  ] as const)('%s', (_, sort, wanted) => {
    expect(names(sort)).toEqual(wanted);
  });
});

describe('a filter', () => {
  it.each([
    ['', ['web10', 'web2', 'DB1', 'app1']],
    ['WEB', ['web10', 'web2']],
    ['web windows', ['web10']],
    ['"windows server"', ['web10']],
    ['windows server', ['web10']],
    ['!windows', ['web2', 'DB1']],
    ['os:windows', ['web10', 'app1']],
    ['!os:windows', ['web2', 'DB1']],
    ['os:"windows 10"', ['app1']],
    ['cost:>20', ['DB1']],
    ['cost:>=20', ['web10', 'DB1', 'app1']],
    ['cost:<=20 web', ['web10']],
    ['cost:20', ['web10', 'app1']],
    ['cost:', ['web10', 'web2', 'DB1', 'app1']],
    ['cost:>', []],
    ['nosuch:field', []],
    ['!', ['web10', 'web2', 'DB1', 'app1']],
    ['"', ['web10', 'web2', 'DB1', 'app1']],
    ['constructor:x', []],
  ] as const)('%j', (filter, wanted) => {
    expect(names(undefined, filter)).toEqual(wanted);
  });

  it('and its opposite share the rows between them, whatever the order', () => {
    const word = fc.constantFrom('web', 'os:win', 'cost:>10', '1', 'server', 'name:b');
    const sort = fc.constantFrom(
      undefined,
      { column: 'cost', descending: true },
      { column: 'name', descending: false },
    );
    fc.assert(
      fc.property(word, sort, (text, order) => {
        const both = [...names(order, text), ...names(order, `!${text}`)];
        expect(both).toHaveLength(rows.length);
        expect(new Set(both)).toEqual(new Set(names(undefined)));
      }),
    );
  });

  it('never throws on what people type', () => {
    fc.assert(fc.property(fc.string(), (text) => list.view(undefined, text).length <= rows.length));
  });
});

describe('the list of servers', () => {
  const { servers } = aPlan();
  const plan = aPlan({
    servers: [
      ...servers,
      {
        server: aServer({ name: 'mail01', ips: ['192.168.0.9'], product: 'mail' }),
        recommendation: aRecommendation({
          chosen: anOption({ kind: 'ses' }, 1240),
          role: { id: 'mail', evidence: 'port 25' },
        }),
      },
      {
        server: aServer({ name: 'big01' }),
        recommendation: aRecommendation({ chosen: anOption(ec2('r7i.2xlarge'), 90_000) }),
      },
    ],
  });
  const found = (filter: string): readonly (string | undefined)[] => {
    const all = serverList(plan);
    return Array.from(all.view({ column: 'cost', descending: true }, filter), (index) => all.row(index)?.server.name);
  };

  it.each([
    ['kind:ses', ['mail01']],
    ['192.168.0.9', ['mail01']],
    ['role:mail', ['mail01']],
    ['cost:>500', ['big01']],
    ['target:r7i', ['big01']],
    ['product:storefront', ['srv000001']],
    ['conf:>3', ['srv000001']],
  ] as const)('finds %s', (filter, wanted) => {
    expect(found(filter)).toEqual(wanted);
  });
});

describe('a bar', () => {
  it('is drawn in eighths of a column, and never longer than its room', () => {
    expect(bar(1, 2, 4, { ascii: false })).toBe('██');
    expect(bar(9, 16, 4, { ascii: false })).toBe('██▎');
    expect(bar(1, 2, 4, { ascii: true })).toBe('##');
    expect(bar(0, 2, 4, { ascii: false })).toBe('');
    expect(bar(1, 100_000, 4, { ascii: false })).toBe('▏');
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1e9, noNaN: true }), fc.nat(60), fc.boolean(), (value, columns, ascii) => {
        expect(width(bar(value, 1e6, columns, { ascii }))).toBeLessThanOrEqual(columns);
      }),
    );
  });
});
