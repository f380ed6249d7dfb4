import { describe, expect, it } from '@jest/globals';
import { aType } from '../../support/book.js';
import { aLinuxServer } from '../../support/server.js';
import { busy, size } from '../../support/sizing.js';

describe('CPU normalisation', () => {
  const offers = [
    [aType('r4.large', 2, 16, { currentGeneration: false, coremarkPerVcpu: 14_000 }), '0.1'],
    [aType('m7i.large', 2, 8, { coremarkPerVcpu: 21_000 }), '0.1'],
    [aType('m7i.xlarge', 4, 16, { coremarkPerVcpu: 21_000 }), '0.2'],
  ] as const;
  const server = aLinuxServer({
    vcpus: 4,
    memoryGiB: 8,
    utilisation: busy(60, 40),
    cpuModel: 'Intel(R) Xeon(R) CPU E5-2640 v4 @ 2.30GHz',
  });

  it('counts a faster vCPU for more, and prints the factor', () => {
    const { found, chosen } = size(server, { offers, wishes: { normaliseCpu: true } });
    expect(chosen).toBe('m7i.large $79.40');
    expect(found.reason).toContain(
      'CPU normalised by 1.50 (Intel(R) Xeon(R) CPU E5-2640 v4 @ 2.30GHz scored as r4 (Broadwell): 14000 CoreMark a thread)',
    );
    expect(found.demand).toMatchObject({
      vcpus: 2,
      notes: [expect.stringContaining('a vCPU of m7i.large has 21000: factor 1.50')],
    });
  });

  it('is off by default, and 1 for a CPU that is not known', () => {
    expect(size(server, { offers }).chosen).toBe('m7i.xlarge $152.40');
    expect(size({ ...server, cpuModel: 'Unobtainium' }, { offers, wishes: { normaliseCpu: true } }).chosen).toBe(
      'm7i.xlarge $152.40',
    );
  });

  it('scales a generation by clock', () => {
    const slow = { ...server, cpuModel: 'Xeon E5-2603 v4', cpuMHz: 1150 };
    expect(size(slow, { offers, wishes: { normaliseCpu: true } }).found.reason).toContain(
      'at 1.15 of 2.3 GHz: 7000 CoreMark',
    );
  });
});
