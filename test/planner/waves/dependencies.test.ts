import { describe, expect, it } from '@jest/globals';
import type { Disk } from '../../../planner/model/server.js';
import { joinProducts, weakestEdges } from '../../../planner/waves/products/groups.js';
import type { Edge } from '../../../planner/waves/products/edges.js';
import { flowStrength } from '../../../planner/waves/products/strength.js';
import { aFlow, aMachine, codes, condition, machines, plan, waveOf } from '../../support/waves.js';

describe('the strength of traffic', () => {
  it.each([
    ['store', 1, 0, 0.6],
    ['store', 463, 0, 0.8],
    ['store', 10_000, 0, 0.9],
    ['store', 1, 99, 0.9],
    ['store', 1, 20.6, 0.8],
    ['service', 1, 0, 0.4],
    ['service', 1e9, 1e9, 0.7],
    ['unknown', 1, 0, 0.3],
    ['unknown', 1e9, 0, 0.6],
  ] as const)('%s, %d times, %d GB a day: %d', (kind, count, gb, strength) => {
    expect(flowStrength(kind, count, gb)).toBe(strength);
  });
});

describe('dependencies between products', () => {
  const pair = machines({ a: 1, b: 1 });
  const usesOf = (flows: Parameters<typeof plan>[0]['flows'] = []) => plan({ servers: pair, flows }).products[0]?.uses;

  it('fold all flows into one, with ports and volume', () => {
    expect(
      usesOf([aFlow('a-1', 'b-1', 8443, 5, 1.5), aFlow('a-1', 'b-1', 443, 5, 0.25), aFlow('a-1', 'b-1', 443, 5)]),
    ).toEqual([{ product: 'b', strength: 0.49, source: 'flows', bond: 'ordered', ports: [443, 8443], gbPerDay: 1.75 }]);
  });

  it('add up volumes to the same sum in any order', () => {
    const volumes = [1 / 3, 1 / 3, 1 / 3, 0.1].map((gb) => aFlow('a-1', 'b-1', 443, 1, gb));
    expect(usesOf(volumes)?.[0]?.gbPerDay).toBe(1.099_999);
    expect(usesOf(volumes.toReversed())?.[0]?.gbPerDay).toBe(1.099_999);
  });

  it('are hard where a data store is used much, and then move in one wave', () => {
    const planned = plan({
      servers: machines({ a: 3, b: 3 }),
      flows: [aFlow('a-1', 'b-1', 5432, 5000)],
      inputs: { perWave: { servers: 6, gib: 1e6 } },
    });
    expect(planned.products[0]).toMatchObject({ uses: [{ bond: 'hard' }], movesWith: ['a', 'b'] });
    expect(waveOf(planned)).toEqual({ a: 'W1', b: 'W1' });
  });

  it('leave out noise, but show it with its reason', () => {
    const planned = plan({
      servers: pair,
      flows: [aFlow('a-1', 'b-1', 22), aFlow('a-1', 'b-1', 3389), aFlow('b-1', 'a-1', 53)],
    });
    expect(planned.products.map(({ uses, ignored }) => ({ uses, ignored }))).toEqual([
      { uses: [], ignored: [{ to: 'b', ports: [22, 3389], why: 'remote administration' }] },
      { uses: [], ignored: [{ to: 'a', ports: [53], why: 'name resolution' }] },
    ]);
    expect(planned.noise).toEqual([
      { port: 22, why: 'remote administration', flows: 1 },
      { port: 53, why: 'name resolution', flows: 1 },
      { port: 3389, why: 'remote administration', flows: 1 },
    ]);
  });

  it('come from a column too, and are certain', () => {
    const planned = plan({
      servers: [aMachine('a', { product: 'a', dependsOn: ['B', 'ghost'] }), aMachine('b', { product: 'b' })],
    });
    expect(planned.products[0]?.uses).toMatchObject([
      { product: 'b', strength: 1, source: 'declared', bond: 'ordered' },
    ]);
    expect(codes(planned)).toContain('unknown-dependency ghost');
  });

  it.each<[string, string, string, string[]]>([
    ['a LUN joins any two machines', 'a1', 'naa.600', ['a', 'b']],
    ['a label of its own joins machines of one stem', 'sql01', 'Hard disk 2', ['a', 'b']],
    ['a label of its own joins no others', 'a1', 'Hard disk 2', []],
  ])('come from shared disks: %s', (_, first, label, movesWith) => {
    const disks: Disk[] = [{ label, sizeGiB: 500, shared: true }];
    const planned = plan({
      servers: [aMachine(first, { product: 'a', disks }), aMachine('sql02', { product: 'b', disks })],
    });
    expect(planned.products[0]?.movesWith).toEqual(movesWith);
  });

  it('to a machine that is to be retired are reported', () => {
    const planned = plan({
      servers: [...pair, aMachine('old')],
      flows: [aFlow('a-1', 'old', 8080)],
      dispositions: { old: 'retire' },
    });
    expect(codes(planned)).toContain('retired-but-used');
    expect(planned.products[0]?.usesOutside).toEqual([{ server: 'old', ports: [8080], source: 'flows' }]);
  });

  it('of an undetermined or dynamic port are loose', () => {
    expect(usesOf([aFlow('a-1', 'b-1', undefined, 1)])).toMatchObject([{ strength: 0.3, bond: 'loose', ports: [] }]);
    expect(usesOf([aFlow('a-1', 'b-1', 50_123, 1)])).toMatchObject([{ strength: 0.3, bond: 'loose', ports: [50_123] }]);
  });
});

const edge = (from: number, to: number, strength = 0.5, bond: Edge['bond'] = 'ordered'): Edge => ({
  from,
  to,
  strength,
  bond,
  source: 'flows',
  ports: [],
  gbPerDay: undefined,
});

describe('groups', () => {
  it('join hard edges and cycles, also cycles through joined products, and number targets first', () => {
    // 0 = 1 hard; 1 -> 2 -> 0 closes a cycle only because 0 and 1 are joined; 3 -> 2.
    const { groupOf, members } = joinProducts(5, [
      edge(0, 1, 0.9, 'hard'),
      edge(1, 2),
      edge(2, 0),
      edge(3, 2),
      edge(4, 4),
    ]);
    expect(members).toEqual([[0, 1, 2], [3], [4]]);
    expect([...groupOf]).toEqual([0, 0, 0, 1, 2]);
  });

  it('do not join over loose and waived edges', () => {
    expect(joinProducts(2, [edge(0, 1, 0.3, 'loose'), edge(1, 0, 0.9, 'waived')]).members).toHaveLength(2);
  });

  it('survive a chain and a ring of 30,000 products', () => {
    const chain = Array.from({ length: 29_999 }, (_, at) => edge(at, at + 1));
    expect(joinProducts(30_000, chain).members).toHaveLength(30_000);
    expect(joinProducts(30_000, [...chain, edge(29_999, 0)]).members).toHaveLength(1);
  });

  it('that are too large name the weakest links, and are not split', () => {
    const servers = machines({ a: 3, b: 3, c: 3 });
    const flows = [
      aFlow('a-1', 'b-1', 443, 5000),
      aFlow('b-1', 'a-1', 443, 5000),
      aFlow('b-1', 'c-1', 443, 2),
      aFlow('c-1', 'b-1', 443, 9000),
    ];
    const planned = plan({ servers, flows, inputs: { perWave: { servers: 6, gib: 1e6 } } });
    expect(waveOf(planned)).toEqual({ a: 'W1', b: 'W1', c: 'W1' });
    expect(planned.findings.find(({ code }) => code === 'group-too-large')?.message).toBe(
      '3 products with 9 machines depend on each other and must move together, a wave holds 6; ' +
        'weakest links: b -> c (0.42). Without them the largest part has 6 machines',
    );
    expect(condition(planned, 'W1', 'servers')).toMatchObject({ verdict: 'broken', reason: '9 of 6 machines' });
  });

  it('are cut only where the ends then lie apart', () => {
    const sizes = [1, 1, 1, 1];
    const ring = [
      edge(0, 1, 0.4),
      edge(1, 0, 0.5),
      edge(1, 2, 0.41),
      edge(2, 1, 0.7),
      edge(2, 3, 0.8),
      edge(3, 2, 0.8),
      edge(3, 2, 0.35),
    ];
    const { edges, fits, largestPart } = weakestEdges([0, 1, 2, 3], ring, (product) => sizes[product] ?? 0, 2);
    expect({ cut: edges.map(({ from, to }) => [from, to]), fits, largestPart }).toEqual({
      cut: [
        [0, 1],
        [1, 2],
      ],
      fits: true,
      largestPart: 2,
    });
  });

  it('a single product over the limit is named too', () => {
    const planned = plan({ servers: machines({ big: 7 }), inputs: { perWave: { servers: 6, gib: 1e6 } } });
    expect(codes(planned)).toContain('product-too-large big');
  });
});
