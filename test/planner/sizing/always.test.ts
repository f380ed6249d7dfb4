import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import type { Measure, Server } from '../../../planner/model/server.js';
import type { InstanceType } from '../../../planner/pricing/book.js';
import { resolveSizingOptions } from '../../../planner/sizing/options.js';
import { priceOf } from '../../../planner/sizing/price-of.js';
import type { Option, Recommendation, Target } from '../../../planner/sizing/recommendation.js';
import { sizer, type SizingInputs } from '../../../planner/sizing/sizer.js';
import { aBook } from '../../support/book.js';
import { bareServer, linux, windows } from '../../support/server.js';

const book = aBook();
const maybe = <Value>(values: fc.Arbitrary<Value>) => fc.option(values, { nil: undefined, freq: 4 });

const percent = fc.double({ min: 0, max: 100, noNaN: true });
const measure: fc.Arbitrary<Measure> = fc.oneof(
  fc.record({ sample: percent }),
  fc.record({ average: percent }),
  fc.record({ average: percent, peak: percent }),
  fc
    .array(percent, { minLength: 1, maxLength: 20 })
    .map((values) => ({ series: Float64Array.from(values).toSorted() })),
);
const disk = fc.record(
  {
    label: fc.constantFrom('sda', 'sdb'),
    sizeGiB: fc.double({ min: 0.1, max: 3000, noNaN: true }),
    iops: fc.integer({ min: 0, max: 200_000 }),
    throughputMiBps: fc.integer({ min: 0, max: 3000 }),
  },
  { requiredKeys: ['label', 'sizeGiB'] },
);

const servers: fc.Arbitrary<readonly Server[]> = fc.array(
  fc
    .record({
      name: fc.constantFrom(
        'web01',
        'web7',
        'db01',
        'db2.dc.example',
        'DB3',
        'db1-2',
        'pg02',
        'cache1',
        'mail',
        'nfs3',
        'lb',
        '59',
      ),
      vcpus: maybe(fc.integer({ min: 1, max: 10 })),
      memoryGiB: maybe(fc.double({ min: 0.5, max: 70, noNaN: true })),
      os: fc.constantFrom(
        linux,
        windows,
        undefined,
        { ...linux, bits: 32 as const },
        { family: 'other' as const, name: 'AIX' },
      ),
      arch: fc.constantFrom(undefined, 'x86_64' as const, 'arm64' as const),
      software: fc.subarray(['PostgreSQL 12', 'Redis', 'nginx', 'SQL Server 2019', 'Postfix', 'BIND 9']),
      power: fc.constantFrom(undefined, 'on' as const, 'off' as const),
      disposition: maybe(
        fc.constantFrom('retire' as const, 'retain' as const, 'rehost' as const, 'replatform' as const),
      ),
      instanceType: fc.constantFrom(undefined, undefined, 'm6a.large', 'nonsense'),
      disks: fc.array(disk, { maxLength: 3 }),
      contention: maybe(fc.record({ cpuReadyPct: fc.constantFrom(1, 6), balloonedGiB: fc.constantFrom(0, 1) })),
      utilisation: maybe(
        fc.record(
          {
            cpuPct: measure,
            memoryPct: measure,
            networkMbps: measure,
            diskIops: fc.record({ peak: fc.integer({ min: 0, max: 20_000 }) }),
            diskMiBps: fc.record({ peak: fc.integer({ min: 0, max: 500 }) }),
            days: fc.constantFrom(1, 30),
            coverage: fc.constantFrom(0.5, 1),
          },
          { requiredKeys: [] },
        ),
      ),
    })
    .map((facts) => bareServer(facts)),
  { maxLength: 12 },
);
const wishes = fc.record({
  preset: fc.constantFrom('savings', 'balanced', 'default', 'performance'),
  graviton: fc.boolean(),
  windowsLicence: fc.constantFrom('included' as const, 'byol' as const),
  managed: fc.constantFrom('choose' as const, 'offer' as const),
});

const typeOf = (target: Target): InstanceType | undefined =>
  target.kind === 'ec2' ? book.instanceType(target.instanceType) : undefined;

function sized(list: readonly Server[], inputs: SizingInputs): readonly Recommendation[] {
  const sizing = sizer(inputs);
  return list.map((server) => sizing.size(server));
}

describe('for any servers and options', () => {
  it('every server has a recommendation, in order, and each option costs what its lines say', () => {
    fc.assert(
      fc.property(servers, wishes, (list, asked) => {
        const recommendations = sized(list, { book, options: resolveSizingOptions(asked) });
        expect(recommendations.map(({ server }) => server)).toEqual(list.map(({ id }) => id));
        for (const each of recommendations) {
          for (const option of [
            each.chosen,
            each.rehost,
            each.asIs,
            ...each.alternatives,
          ] satisfies readonly Option[]) {
            if (option.target.kind === 'none') continue;
            const { cents, gaps } = priceOf(option.target, book);
            expect([option.monthlyCents, option.unpriced]).toEqual([cents, gaps.length]);
          }
          expect(each.reason.length).toBeGreaterThan(0);
        }
      }),
    );
  });

  it('what is retired keeps its price as an alternative', () => {
    fc.assert(
      fc.property(servers, wishes, (list, asked) => {
        const recommendations = sized(list, { book, options: resolveSizingOptions(asked) });
        for (const { disposition, chosen, rehost, alternatives } of recommendations) {
          if (disposition !== 'retire' || rehost.target.kind === 'unknown') continue;
          expect(chosen.target.kind).toBe('none');
          expect(alternatives[0]).toMatchObject({ target: rehost.target, monthlyCents: rehost.monthlyCents });
        }
      }),
    );
  });

  it('the EC2 target meets the demand, in the right architecture, and no cheaper type would', () => {
    fc.assert(
      fc.property(servers, wishes, (list, asked) => {
        const recommendations = sized(list, { book, options: resolveSizingOptions(asked) });
        for (const [index, { rehost, demand, pinned }] of recommendations.entries()) {
          const type = typeOf(rehost.target);
          const server = list[index];
          if (type === undefined || demand === undefined || server === undefined || rehost.target.kind !== 'ec2')
            continue;
          // Where nothing fits, a pin stands in for the rehost.
          if (pinned !== undefined) continue;
          const { os, sqlServer } = rehost.target;
          expect(type.vcpus).toBeGreaterThanOrEqual(demand.vcpus);
          expect(type.memoryGiB + 1e-6).toBeGreaterThanOrEqual(demand.memoryGiB);
          if (server.os?.family === 'windows' && server.arch !== 'arm64') expect(type.arch).toBe('x86_64');
          if (server.arch === 'arm64') expect(type.arch).toBe('arm64');
          const bare = (name: string) =>
            priceOf(
              {
                kind: 'ec2',
                instanceType: name,
                os,
                sqlServer,
                volumes: rehost.target.kind === 'ec2' ? rehost.target.volumes : [],
              },
              book,
            );
          const cheaper = book.instanceTypes.filter(
            (other) =>
              other.arch === type.arch &&
              other.currentGeneration &&
              !other.bareMetal &&
              other.gpus === 0 &&
              !other.family.startsWith('hpc') &&
              !other.burstable &&
              other.vcpus >= demand.vcpus &&
              other.memoryGiB >= demand.memoryGiB &&
              (other.networkBaselineGbps ?? 0) >= (demand.networkGbps ?? 0) &&
              bare(other.name).gaps.length <= rehost.unpriced &&
              (demand.ebsIops ?? 0) <= (other.ebsBaselineIops ?? 0) &&
              (demand.ebsMiBps ?? 0) <= (other.ebsBaselineMiBps ?? 0) &&
              bare(other.name).cents < rehost.monthlyCents - 1, // lines are rounded one by one
          );
          expect(cheaper.map(({ name }) => name)).toEqual([]);
        }
      }),
    );
  });

  it('memory is never shrunk without memory data, nor anything a hypervisor starves', () => {
    fc.assert(
      fc.property(servers, wishes, (list, asked) => {
        const recommendations = sized(list, { book, options: resolveSizingOptions(asked) });
        for (const [index, { demand }] of recommendations.entries()) {
          const { memoryGiB, vcpus, utilisation, contention } = list[index] ?? bareServer();
          if (demand === undefined || memoryGiB === undefined || vcpus === undefined) continue;
          if (utilisation?.memoryPct === undefined || (contention?.balloonedGiB ?? 0) > 0) {
            expect(demand.memoryGiB + 1e-6).toBeGreaterThanOrEqual(memoryGiB);
          }
          if (utilisation?.cpuPct === undefined || (contention?.cpuReadyPct ?? 0) > 5) {
            expect(demand.vcpus).toBeGreaterThanOrEqual(vcpus);
          }
        }
      }),
    );
  });

  it('the same servers give the same answer, alone or among others, however often it is read', () => {
    fc.assert(
      fc.property(servers, wishes, (list, asked) => {
        const inputs = { book, options: resolveSizingOptions(asked) };
        const together = sizer(inputs);
        const first = list.map((server) => together.size(server));
        const found = JSON.stringify([first, together.findings.list()]);
        expect(JSON.stringify([list.map((server) => together.again(server)), together.findings.list()])).toBe(found);
        const another = sizer(inputs);
        expect(JSON.stringify([list.map((server) => another.size(server)), another.findings.list()])).toBe(found);
        const alone = list.map((server) => sizer(inputs).size(server));
        expect(JSON.stringify(alone)).toBe(JSON.stringify(first));
      }),
      { numRuns: 50 },
    );
  });
});

it('a machine that is right as it is has one option for both', () => {
  const server = bareServer({
    name: 'web1',
    os: linux,
    vcpus: 4,
    memoryGiB: 16,
    disks: [{ label: 'sda', sizeGiB: 80 }],
  });
  const recommendations = sized([server], { book, options: resolveSizingOptions() });
  expect(recommendations[0]?.asIs).toBe(recommendations[0]?.rehost);
});
