import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import type { Flow } from '../../../planner/model/flow.js';
import type { Server } from '../../../planner/model/server.js';
import type { PlannedWaves } from '../../../planner/waves/plan-waves.js';
import { parseWavesCsv, wavesCsv } from '../../../planner/waves/waves-csv.js';
import { runs } from '../../support/runs.js';
import { aFlow, aMachine, declared, plan, type World } from '../../support/waves.js';

const ports = [443, 8080, 5432, 1433, 22, 53, 50_000, undefined];

/** Small estates with everything that makes planning hard: cycles, hard edges, pins, partners, freezes, large products. */
const estates: fc.Arbitrary<World> = fc
  .record({
    servers: fc.array(
      fc.record({
        product: fc.option(fc.constantFrom(...'a b c d e f g h i j k l m n'.split(' '))),
        environment: fc.constantFrom('prod', 'dev', undefined),
        criticality: fc.constantFrom('high', 'low', undefined),
        size: fc.option(fc.integer({ min: 1, max: 4000 })),
        role: fc.constantFrom(undefined, undefined, undefined, undefined, 'ad', 'monitoring'),
        disposition: fc.constantFrom(
          'rehost' as const,
          'rehost' as const,
          'rehost' as const,
          'retire' as const,
          'retain' as const,
        ),
      }),
      { maxLength: 40, size: 'max' },
    ),
    flows: fc.array(
      fc.tuple(
        fc.nat(39),
        fc.nat(39),
        fc.constantFrom(...ports),
        fc.integer({ min: 1, max: 20_000 }),
        fc.option(fc.double({ min: 0, max: 500, noNaN: true })),
      ),
      { maxLength: 50, size: 'max' },
    ),
    pins: fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.integer({ min: 1, max: 6 })),
    leads: fc.dictionary(fc.constantFrom('a', 'd'), fc.integer({ min: 0, max: 120 })),
    start: fc.option(fc.constant('2027-02-01')),
    perWave: fc.record({ servers: fc.integer({ min: 1, max: 12 }), gib: fc.integer({ min: 100, max: 9000 }) }),
  })
  .map(({ servers, flows, pins, leads, start, perWave }): World => {
    const list = servers.map(({ product, environment, criticality, size }, at) =>
      aMachine(`s${at}`, {
        product: product ?? undefined,
        environment,
        criticality,
        disks: size === null ? [] : [{ label: 'x', sizeGiB: size }],
      }),
    );
    return {
      servers: list,
      flows: flows
        .filter(([from, to]) => from < list.length && to < list.length)
        .map(([from, to, port, count, gb]) => aFlow(`s${from}`, `s${to}`, port, count, gb ?? undefined)),
      roles: Object.fromEntries(servers.flatMap(({ role }, at) => (role === undefined ? [] : [[`s${at}`, role]]))),
      dispositions: Object.fromEntries(servers.map(({ disposition }, at) => [`s${at}`, disposition])),
      inputs: {
        ...(start !== null && { start, contractEnd: '2027-12-31' }),
        freezes: [{ from: '2027-03-01', to: '2027-03-20', why: 'freeze' }],
        perWave,
        products: Object.entries(pins).map(([name, wave]) => declared(name, { wave })),
        partners: Object.entries(leads).map(([product, leadTimeDays]) => ({
          id: `p-${product}`,
          name: product,
          product,
          directions: ['ingress' as const],
          leadTimeDays,
          windows: [],
        })),
      },
    };
  });

const holds = (check: (world: World, planned: PlannedWaves) => void): void => {
  fc.assert(
    fc.property(estates, (world) => check(world, plan(world))),
    { numRuns: runs(20) },
  );
};

const numbers = ({ products }: PlannedWaves): ReadonlyMap<string, number> =>
  new Map(products.map(({ name, wave }) => [name, Number(wave.slice(1))]));

describe('for every estate', () => {
  it('every machine is in exactly one place', () => {
    holds(({ servers = [] }, planned) => {
      const places = [
        ...planned.products.flatMap((product) => product.servers),
        ...planned.sharedServices.map(({ server }) => server),
        ...planned.left.map(({ server }) => server),
      ];
      expect(places.toSorted()).toEqual(servers.map(({ id }) => id).toSorted());
      expect([...planned.placements.keys()].toSorted()).toEqual(places.toSorted());
    });
  });

  it('no product is split: each is in exactly one wave', () => {
    holds((_, planned) => {
      expect(planned.waves.flatMap(({ products }) => products).toSorted()).toEqual(
        planned.products.map(({ name }) => name),
      );
      for (const { id, products } of planned.waves) {
        for (const name of products) expect(planned.products.find((product) => product.name === name)?.wave).toBe(id);
      }
    });
  });

  it('no dependency is broken unless its wave says so', () => {
    holds((_, planned) => {
      const wave = numbers(planned);
      const broken = new Set<string>();
      for (const { name, uses } of planned.products) {
        for (const { product, bond } of uses) {
          const [from, to] = [wave.get(name) ?? 0, wave.get(product) ?? 0];
          if (bond !== 'loose' && to > from) broken.add(`dependencies W${from}`);
          if (bond === 'hard' && to !== from) for (const torn of [from, to]) broken.add(`together W${torn}`);
        }
      }
      const reported = planned.waves.flatMap(({ id, conditions }) =>
        conditions
          .filter((condition) => condition.verdict === 'broken' && ['dependencies', 'together'].includes(condition.id))
          .map((condition) => `${condition.id} ${id}`),
      );
      expect(reported.toSorted()).toEqual([...broken].toSorted());
    });
  });

  it('without pins no dependency is broken', () => {
    fc.assert(
      fc.property(estates, (world) => {
        const { waves } = plan({ ...world, inputs: { ...world.inputs, products: [] } });
        const verdicts = waves.flatMap(({ conditions }) =>
          conditions.filter(({ id }) => id === 'dependencies' || id === 'together').map(({ verdict }) => verdict),
        );
        expect(new Set(verdicts)).toEqual(new Set(waves.length === 0 ? [] : ['met']));
      }),
      { numRuns: runs(25) },
    );
  });

  it('capacity is kept, or the wave says that it is not', () => {
    holds((_, planned) => {
      const { perWave } = planned.built.model.inputs;
      for (const { servers, products, conditions } of planned.waves) {
        const verdict = (id: string) => conditions.find((condition) => condition.id === id)?.verdict;
        expect(verdict('servers')).toBe(servers > perWave.servers ? 'broken' : 'met');
        if (verdict('servers') !== 'broken' && verdict('storage') !== 'broken') continue;
        // Only what cannot be divided, or pins, may be too much.
        const [first] = products;
        const together = new Set([first, ...(planned.products.find(({ name }) => name === first)?.movesWith ?? [])]);
        const pinned = planned.products.some(({ name, pin }) => products.includes(name) && pin !== undefined);
        expect(pinned || products.every((name) => together.has(name) || isEmpty(planned, name))).toBe(true);
      }
    });
  });

  it('pins are kept', () => {
    holds(({ inputs }, planned) => {
      const wave = numbers(planned);
      for (const { name, wave: pin } of inputs?.products ?? []) expect(wave.get(name)).toBe(pin);
    });
  });

  it('nobody is cut over in a freeze, nor before the partners are ready', () => {
    holds(({ inputs }, planned) => {
      for (const { cutover } of planned.products) {
        if (inputs?.start === undefined) expect(cutover).toBeUndefined();
        else expect(cutover === undefined || cutover < '2027-03-01' || cutover > '2027-03-20').toBe(true);
      }
      for (const { cutover, earliestCutover } of planned.partners) {
        if (cutover !== undefined && earliestCutover !== undefined) expect(cutover >= earliestCutover).toBe(true);
      }
    });
  });

  it('the order of the rows does not matter, to the last byte', () => {
    fc.assert(
      fc.property(estates, fc.nat(), (world, seed) => {
        const { servers = [], flows = [] } = world;
        const again = plan({
          ...world,
          servers: shuffled<Server>(servers, seed),
          flows: shuffled<Flow>(flows, seed + 1),
        });
        expect(bytes(again)).toBe(bytes(plan(world)));
      }),
      { numRuns: runs(15) },
    );
  });

  it('the waves file read again gives the same waves', () => {
    holds((world, planned) => {
      const { edits, findings } = parseWavesCsv(wavesCsv(planned));
      const again = plan({ ...world, inputs: { ...world.inputs, edits } });
      expect(findings).toEqual([]);
      expect(numbers(again)).toEqual(numbers(planned));
      expect(again.products.map(({ servers, cutover }) => [servers, cutover])).toEqual(
        planned.products.map(({ servers, cutover }) => [servers, cutover]),
      );
    });
  });
});

const isEmpty = ({ products }: PlannedWaves, name: string): boolean =>
  products.find((product) => product.name === name)?.servers.length === 0;

function bytes({ products, sharedServices, left, waves, partners, noise, placements, findings }: PlannedWaves): string {
  return JSON.stringify({
    products,
    sharedServices,
    left,
    waves,
    partners,
    noise,
    placements: [...placements],
    findings,
  });
}

/** A permutation that depends on the seed only. */
function shuffled<T>(items: readonly T[], seed: number): T[] {
  const keyed = items.map((item, at) => ({ item, key: Math.imul((at + 1) * 2_654_435_761, seed * 2 + 1) >>> 7 }));
  return keyed.toSorted((a, b) => a.key - b.key).map(({ item }) => item);
}
