import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import {
  candidateIndex,
  fits,
  isGeneralPurpose,
  type CandidateIndex,
  type Need,
} from '../../../planner/sizing/candidates.js';
import type { InstanceType } from '../../../planner/pricing/book.js';
import { aType } from '../../support/book.js';

const aNeed = (facts: Partial<Need> = {}): Need => ({
  vcpus: 2,
  memoryGiB: 4,
  meanVcpus: undefined,
  ebsIops: undefined,
  ebsMiBps: undefined,
  networkGbps: undefined,
  work: undefined,
  ...facts,
});

const index = (...priced: (readonly [InstanceType, number | undefined])[]): CandidateIndex =>
  candidateIndex(priced.map(([type, hourlyUsd]) => ({ type, hourlyUsd })));

const names = (found: CandidateIndex, need: Need) => {
  const best = found.cheapest(need);
  const why = best === undefined ? found.whyNothingFits(need) : undefined;
  return [best?.type.name, found.runnerUp(need)?.type.name, why];
};

describe('the cheapest type', () => {
  it('is the one that fits, and the runner-up is of another family', () => {
    const types = index(
      [aType('m6a.large', 2, 8), 100],
      [aType('m6a.xlarge', 4, 16), 200],
      [aType('c6a.large', 2, 4), 90],
      [aType('r6a.large', 2, 16), 250],
    );
    expect(names(types, aNeed())).toEqual(['c6a.large', 'm6a.large', undefined]);
    expect(names(types, aNeed({ memoryGiB: 8 }))).toEqual(['m6a.large', 'r6a.large', undefined]);
    expect(names(types, aNeed({ vcpus: 3 }))).toEqual(['m6a.xlarge', undefined, undefined]);
  });

  it('of two at one price is the newer generation, then the earlier name', () => {
    expect(
      names(
        index([aType('m6b.large', 2, 8), 100], [aType('m7a.large', 2, 8), 100], [aType('m6a.large', 2, 8), 100]),
        aNeed(),
      ),
    ).toEqual(['m7a.large', 'm6a.large', undefined]);
  });

  it('without a price is taken only when no priced one fits, the smallest first', () => {
    const types = index(
      [aType('m7a.xlarge', 4, 16), undefined],
      [aType('m7a.large', 2, 8), undefined],
      [aType('m6a.large', 2, 8), 999],
    );
    expect(names(types, aNeed())[0]).toBe('m6a.large');
    expect(names(types, aNeed({ memoryGiB: 9 }))[0]).toBe('m7a.xlarge');
    expect(
      names(index([aType('m7a.xlarge', 4, 16), undefined], [aType('m7a.large', 2, 8), undefined]), aNeed())[0],
    ).toBe('m7a.large');
  });

  it.each<[string, Partial<Need>, string]>([
    ['EBS operations', { ebsIops: 4001 }, 'm6a.xlarge'],
    ['EBS throughput', { ebsMiBps: 201 }, 'm6a.xlarge'],
    ['network', { networkGbps: 1.1 }, 'm6a.xlarge'],
    ['all within the smaller one', { ebsIops: 4000, ebsMiBps: 200, networkGbps: 1 }, 'm6a.large'],
  ])('meets %s', (_, need, name) => {
    const types = index([aType('m6a.large', 2, 8), 100], [aType('m6a.xlarge', 4, 16), 200]);
    expect(names(types, aNeed(need))[0]).toBe(name);
  });

  it('does not count on limits that are not known', () => {
    const types = index(
      [aType('m6a.large', 2, 8, { ebsBaselineIops: undefined }), 100],
      [aType('m6i.large', 2, 8), 200],
    );
    expect(names(types, aNeed({ ebsIops: 1 }))[0]).toBe('m6i.large');
    expect(names(types, aNeed())[0]).toBe('m6a.large');
  });
});

describe('a burstable type', () => {
  const types = index(
    [aType('t3.large', 2, 8, { burstable: true, baselinePct: 30 }), 50],
    [aType('m6a.large', 2, 8), 100],
  );
  it.each([
    ['below its baseline', 0.59, 't3.large'],
    ['at its baseline', 0.6, 't3.large'],
    ['above its baseline', 0.61, 'm6a.large'],
    ['without a measured average', undefined, 'm6a.large'],
  ])('%s: average %p vCPU -> %s', (_, meanVcpus, name) => {
    expect(names(types, aNeed({ meanVcpus }))[0]).toBe(name);
  });

  it('and a flex type is one too, with a baseline of 40 %', () => {
    const flex = index([aType('m7i-flex.large', 2, 8), 50], [aType('m6a.large', 2, 8), 100]);
    expect(names(flex, aNeed({ meanVcpus: 0.8 }))[0]).toBe('m7i-flex.large');
    expect(names(flex, aNeed({ meanVcpus: 0.81 }))[0]).toBe('m6a.large');
    expect(names(flex, aNeed())[0]).toBe('m6a.large');
  });
});

describe('CPU normalisation', () => {
  const slow = aType('m5a.large', 2, 8, { coremarkPerVcpu: 13_000 });
  const fast = aType('m7a.large', 2, 8, { coremarkPerVcpu: 32_000 });
  const types = index([slow, 80], [fast, 100], [aType('x1.xlarge', 4, 16), 300]);

  it.each([
    [3, 20_000, 'm7a.large'],
    [2, 10_000, 'm5a.large'],
    [4, 20_000, 'x1.xlarge'],
  ])('%d vCPU of %d CoreMark fit on %s', (vcpus, coremarkPerVcpu, name) => {
    expect(names(types, aNeed({ work: { vcpus, coremarkPerVcpu } }))[0]).toBe(name);
  });
});

describe('when nothing fits', () => {
  const types = index([aType('m6a.large', 2, 8), 100], [aType('c6a.4xlarge', 16, 32), 400]);
  it.each<[Partial<Need>, string]>([
    [{ vcpus: 17 }, 'needs 17 vCPU, the largest type has 16'],
    [{ memoryGiB: 100 }, 'needs 100 GiB of memory, the largest type has 32'],
    [{ networkGbps: 100 }, 'needs 100 Gbit/s of network, the largest type has 8'],
  ])('%j is named as the tightest constraint', (need, why) => {
    expect(names(types, aNeed(need))).toEqual([undefined, undefined, why]);
  });

  it('names the one without which something would fit', () => {
    const split = index([aType('m6a.large', 2, 64), 100], [aType('c6a.4xlarge', 16, 32), 400]);
    expect(names(split, aNeed({ vcpus: 4, memoryGiB: 60 }))[2]).toBe('no type with the rest of it has enough vCPU');
  });

  it('says what was asked for, not what was asked for before', () => {
    expect(names(types, aNeed({ vcpus: 18 }))[2]).toContain('needs 18 vCPU');
    expect(names(types, aNeed({ vcpus: 19 }))[2]).toContain('needs 19 vCPU');
  });

  it('says so when there is no type at all', () => {
    expect(names(index(), aNeed())[2]).toBe('no instance type is known for it in this region');
  });
});

it.each<[string, Partial<InstanceType>, boolean]>([
  ['m6a.large', {}, true],
  ['m4.large', { currentGeneration: false }, false],
  ['t2.micro', { nitro: false }, false],
  ['m6a.metal', { bareMetal: true }, false],
  ['g6.xlarge', { gpus: 1 }, false],
  ['g6f.large', {}, false],
  ['hpc7a.12xlarge', {}, false],
  ['inf2.xlarge', {}, false],
  ['trn1.2xlarge', {}, false],
  ['mac2.metal', {}, false],
  ['p5.48xlarge', {}, false],
  ['f2.6xlarge', {}, false],
  ['i4i.large', {}, true],
  ['im4gn.large', {}, true],
])('%s with %j may be chosen: %p', (name, facts, expected) => {
  expect(isGeneralPurpose(aType(name, 2, 8, facts))).toBe(expected);
});

const wanted = (max: number) => fc.option(fc.double({ min: 0, max, noNaN: true }), { nil: undefined });

describe('always', () => {
  const family = fc.constantFrom('m5a', 'm6a', 'm7i', 'm7i-flex', 'r6a', 'c6a', 't3');
  const offers = fc.uniqueArray(
    fc.tuple(
      fc.record({
        family,
        vcpus: fc.constantFrom(1, 2, 4, 8),
        ratio: fc.constantFrom(1, 2, 4),
        limit: fc.integer({ min: 1, max: 9 }),
      }),
      fc.option(fc.integer({ min: 1, max: 12 }), { nil: undefined }),
    ),
    { maxLength: 14, selector: ([{ family: name, vcpus, ratio }]) => `${name}.${vcpus}x${ratio}` },
  );
  const needs = fc.array(
    fc.record({
      vcpus: fc.integer({ min: 1, max: 9 }),
      memoryGiB: fc.double({ min: 0.5, max: 34, noNaN: true }),
      meanVcpus: wanted(8),
      ebsIops: wanted(10),
      ebsMiBps: wanted(10),
      networkGbps: wanted(10),
      work: fc.constant(undefined),
    }),
    { minLength: 1, maxLength: 30 },
  );

  it('is the same as looking at every type, also when asked many things one after another', () => {
    fc.assert(
      fc.property(offers, needs, (list, questions) => {
        const priced = list.map(([{ family: name, vcpus, ratio, limit }, price]) => {
          const limits = { ebsBaselineIops: limit, ebsBaselineMiBps: 10 - limit, networkBaselineGbps: limit / 2 };
          const burst = name === 't3' ? { burstable: true, baselinePct: 20 } : {};
          return [aType(`${name}.${vcpus}x${ratio}`, vcpus, vcpus * ratio, { ...limits, ...burst }), price] as const;
        });
        const types = index(...priced);
        for (const need of questions) {
          const best = types.cheapest(need);
          expect(types.ofSize(need.vcpus, need.memoryGiB)).toBe(
            types.cheapest(aNeed({ vcpus: need.vcpus, memoryGiB: need.memoryGiB })),
          );
          const fitting = priced.filter(([type]) => fits(type, need));
          expect(best === undefined).toBe(fitting.length === 0);
          if (best === undefined) {
            expect(types.whyNothingFits(need)).toBeTruthy();
            continue;
          }
          expect(best.type.vcpus).toBeGreaterThanOrEqual(need.vcpus);
          expect(best.type.memoryGiB * (1 + 1e-9)).toBeGreaterThanOrEqual(need.memoryGiB);
          expect(best.type.ebsBaselineIops).toBeGreaterThanOrEqual(need.ebsIops ?? 0);
          const prices = fitting.flatMap(([, price]) => price ?? []);
          expect(best.hourlyUsd).toBe(prices.length === 0 ? undefined : Math.min(...prices));
        }
      }),
    );
  });
});
