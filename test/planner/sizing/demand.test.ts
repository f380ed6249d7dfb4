import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import type { Contention, Measure, Server, Utilisation } from '../../../planner/model/server.js';
import { sizedDemand, type Workload } from '../../../planner/sizing/demand.js';
import { basisText, demandOf } from '../../../planner/sizing/demand-text.js';
import { resolveSizingOptions } from '../../../planner/sizing/options.js';
import { aLinuxServer } from '../../support/server.js';

const plain: Workload = { keepsMemory: undefined, windows: false };
const options = resolveSizingOptions();

/** Demand and its words for 8 vCPU and 64 GiB with these figures. */
function demand(facts: Partial<Server>, workload = plain, wishes = options) {
  const server = aLinuxServer({ vcpus: 8, memoryGiB: 64, ...facts });
  const sized = sizedDemand(server, workload, wishes);
  if (sized === undefined) return undefined;
  return { ...demandOf(sized, server, wishes), text: basisText(sized, server, wishes) };
}

const cpu = (cpuPct: Measure, more: Partial<Utilisation> = {}) => ({ utilisation: { cpuPct, ...more } });
const memory = (memoryPct: Measure) => ({ utilisation: { memoryPct } });
const flat = (value: number): Measure => ({ series: new Float64Array(200).fill(value) });

describe('CPU demand', () => {
  it.each<[string, Partial<Server>, number, string]>([
    ['not measured: as allocated, no headroom', {}, 8, '8 vCPU as allocated (CPU not measured)'],
    ['series: percentile with headroom', cpu(flat(38)), 4, 'CPU p95 38 % of 8 = 3 + 20 % headroom -> 4 vCPU'],
    ['exactly full after headroom', cpu(flat(40)), 4, 'CPU p95 40 % of 8 = 3.2 + 20 % headroom -> 4 vCPU'],
    ['a little more needs the next vCPU', cpu(flat(40.1)), 5, 'CPU p95 40.1 % of 8 = 3.2 + 20 % headroom -> 5 vCPU'],
    ['it may grow', cpu(flat(95)), 10, 'CPU p95 95 % of 8 = 7.6 + 20 % headroom -> 10 vCPU'],
    ['two vCPU are the least', cpu(flat(1)), 2, 'CPU p95 1 % of 8 = 0.1 + 20 % headroom -> 2 vCPU, the least'],
    [
      'average and peak: the bare peak, where it is more than the average with headroom',
      cpu({ average: 22, peak: 70 }),
      6,
      'CPU peak 70 % of 8 = 5.6, average 22 % + 20 % headroom -> 6 vCPU',
    ],
    [
      'average and peak: the average with headroom, where that is more',
      cpu({ average: 60, peak: 62 }),
      6,
      'CPU peak 62 % of 8 = 5, average 60 % + 20 % headroom -> 6 vCPU',
    ],
    ['a peak alone', cpu({ peak: 50 }), 4, 'CPU peak 50 % of 8 = 4 -> 4 vCPU'],
    [
      'an average alone shrinks to half at most',
      cpu({ average: 5 }),
      4,
      'CPU average 5 % of 8 = 0.4 + 20 % headroom -> 4 vCPU (CPU not below 50 % of 8 vCPU: an average without its peak)',
    ],
    [
      'one reading shrinks to half at most',
      cpu({ sample: 5 }),
      4,
      'CPU at one moment 5 % of 8 = 0.4 + 20 % headroom -> 4 vCPU (CPU not below 50 % of 8 vCPU: one reading)',
    ],
    ['too few samples: as allocated', cpu(flat(5), { coverage: 0.4 }), 8, '8 vCPU as allocated (CPU not measured)'],
    ['too few days: as allocated', cpu(flat(5), { days: 2 }), 8, '8 vCPU as allocated (CPU not measured)'],
    ['enough of both', cpu(flat(38), { days: 3, coverage: 0.6 }), 4, 'CPU p95 38 % of 8 = 3 + 20 % headroom -> 4 vCPU'],
  ])('%s', (_, facts, vcpus, text) => {
    expect(demand(facts)?.vcpus).toBe(vcpus);
    expect(demand(facts)?.text.split(';')[0]).toBe(text);
  });

  it.each<[Contention, number, string]>([
    [{ cpuReadyPct: 5.1 }, 8, 'CPU not shrunk: CPU ready 5.1 % > 5 %'],
    [{ cpuReadyPct: 5 }, 2, ''],
    [{ coStopPct: 3.1 }, 8, 'CPU not shrunk: co-stop 3.1 % > 3 %'],
    [{ coStopPct: 3 }, 2, ''],
  ])('with %j is %d vCPU', (contention, vcpus, note) => {
    const found = demand({ ...cpu(flat(10)), contention });
    expect(found?.vcpus).toBe(vcpus);
    expect(found?.notes.join()).toContain(note);
  });

  it('is taken at P99 for databases, and at the preset where that is higher', () => {
    const rising = { series: Float64Array.from({ length: 1000 }, (_, i) => (i < 985 ? 10 : i < 992 ? 50 : 90)) };
    const database: Workload = { keepsMemory: 'database', windows: false };
    expect(demand(cpu(rising))?.vcpus).toBe(2);
    expect(demand(cpu(rising), database)?.text).toContain('CPU p99 50 %');
    expect(demand(cpu(rising), database, resolveSizingOptions({ preset: 'performance' }))?.text).toContain(
      'p99.5 90 %',
    );
  });

  it('follows percentile and headroom of the options', () => {
    const savings = resolveSizingOptions({ preset: 'savings' });
    expect(demand(cpu(flat(50)), plain, savings)?.text).toContain('CPU p90 50 % of 8 = 4 -> 4 vCPU;');
  });
});

describe('memory demand', () => {
  it.each<[string, Partial<Server>, number, string]>([
    ['is kept where it was not measured', {}, 64, 'memory kept 64 GiB (not measured)'],
    ['has headroom', memory(flat(60)), 48, 'memory p95 60 % of 64 GiB + 20 % headroom -> 48 GiB'],
    [
      'has headroom on the peak too',
      memory({ average: 10, peak: 60 }),
      48,
      'memory peak 60 % of 64 GiB + 20 % headroom -> 48 GiB',
    ],
    ['may grow', memory(flat(90)), 72, 'memory p95 90 % of 64 GiB + 20 % headroom -> 72 GiB'],
    [
      'is not shrunk below half',
      memory(flat(10)),
      32,
      'memory p95 10 % of 64 GiB + 20 % headroom -> 32 GiB (memory not below 50 % of 64 GiB)',
    ],
    [
      'is not shrunk below a reservation',
      { ...memory(flat(10)), contention: { reservedMemoryGiB: 40 } },
      40,
      'memory p95 10 % of 64 GiB + 20 % headroom -> 40 GiB (memory not below the reservation of 40 GiB)',
    ],
    [
      'is not shrunk while ballooning',
      { ...memory(flat(10)), contention: { balloonedGiB: 0.5 } },
      64,
      'memory p95 10 % of 64 GiB + 20 % headroom -> 64 GiB (memory not shrunk: 0.5 GiB ballooned)',
    ],
    [
      'is not shrunk while swapping',
      { ...memory(flat(10)), contention: { swappedGiB: 1 } },
      64,
      'memory p95 10 % of 64 GiB + 20 % headroom -> 64 GiB (memory not shrunk: 1 GiB swapped)',
    ],
  ])('%s', (_, facts, memoryGiB, text) => {
    expect(demand(facts)?.memoryGiB).toBe(memoryGiB);
    expect(demand(facts)?.text.split('; ').slice(1).join('; ')).toBe(text);
  });

  it('shrinks to a quarter under the savings preset, but one reading never below half', () => {
    const savings = resolveSizingOptions({ preset: 'savings' });
    expect(demand(memory(flat(1)), plain, savings)?.memoryGiB).toBe(16);
    expect(demand(memory({ sample: 1 }), plain, savings)?.memoryGiB).toBe(32);
  });

  it.each(['database', 'SAP'] as const)('of a %s is kept, whatever was measured', (keepsMemory) => {
    for (const value of [1, 99]) {
      const found = demand(memory(flat(value)), { keepsMemory, windows: false });
      expect(found).toMatchObject({
        memoryGiB: 64,
        text: expect.stringContaining(`memory kept 64 GiB (${keepsMemory})`),
      });
    }
  });

  it.each([
    [false, 1],
    [true, 2],
  ])('is at least what the system runs with (Windows: %s)', (windows, least) => {
    expect(demand({ memoryGiB: 0.5 }, { keepsMemory: undefined, windows })?.memoryGiB).toBe(least);
  });
});

describe('storage and network demand', () => {
  it('takes the figures of the machine, else the sum of its disks, without headroom', () => {
    const disks = [
      { label: 'a', sizeGiB: 10, iops: 100, throughputMiBps: 5 },
      { label: 'b', sizeGiB: 10, iops: 50 },
    ];
    expect(demand({ disks })).toMatchObject({ ebsIops: 150, ebsMiBps: 5, networkGbps: undefined });
    const utilisation = { diskIops: { peak: 500 }, diskMiBps: { average: 7 }, networkMbps: { peak: 2500 } };
    expect(demand({ disks, utilisation })).toMatchObject({ ebsIops: 500, ebsMiBps: 7, networkGbps: 2.5 });
  });

  it('asks for nothing where nothing or 0 was measured', () => {
    const utilisation = { diskIops: { peak: 0 }, networkMbps: { peak: 0 } };
    expect(demand({ utilisation })).toMatchObject({ ebsIops: undefined, ebsMiBps: undefined, networkGbps: undefined });
  });
});

it.each([{ vcpus: undefined }, { memoryGiB: undefined }])('there is no demand without %j', (facts) => {
  expect(demand(facts)).toBeUndefined();
});

const utilisation = (cpuPct: Measure | undefined, memoryPct: Measure | undefined): Utilisation => ({
  ...(cpuPct && { cpuPct }),
  ...(memoryPct && { memoryPct }),
});

describe('always', () => {
  const percent = fc.double({ min: 0, max: 100, noNaN: true });
  const measure = fc.oneof(
    fc.constant(undefined),
    fc.record({ sample: percent }),
    fc.record({ average: percent }),
    fc.record({ average: percent, peak: percent }),
    fc
      .array(percent, { minLength: 1, maxLength: 30 })
      .map((values) => ({ series: Float64Array.from(values).toSorted() })),
  );
  const facts = fc.record({
    cpuPct: measure,
    memoryPct: measure,
    vcpus: fc.integer({ min: 1, max: 64 }),
    memoryGiB: fc.integer({ min: 1, max: 512 }),
  });

  it('covers the use with headroom, and shrinks nothing that was not measured', () => {
    fc.assert(
      fc.property(facts, ({ cpuPct, memoryPct, vcpus, memoryGiB }) => {
        const found = demand({ vcpus, memoryGiB, utilisation: utilisation(cpuPct, memoryPct) });
        if (found === undefined) throw new Error('no demand');
        if (cpuPct === undefined) expect(found.vcpus).toBeGreaterThanOrEqual(vcpus);
        if (memoryPct === undefined) expect(found.memoryGiB).toBeGreaterThanOrEqual(memoryGiB);
        expect(found.memoryGiB).toBeGreaterThanOrEqual(memoryGiB / 2);
        if (memoryPct !== undefined && 'average' in memoryPct) {
          expect(found.memoryGiB + 1e-6).toBeGreaterThanOrEqual((memoryGiB * memoryPct.average) / 100);
        }
        expect(Number.isInteger(found.vcpus) && found.vcpus >= 2).toBe(true);
      }),
    );
  });
});
