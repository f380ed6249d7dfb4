import { describe, expect, it } from '@jest/globals';
import { presets, resolveSizingOptions } from '../../../planner/sizing/options.js';

describe('sizing options', () => {
  it.each([
    ['savings', 90, 0, 10],
    ['balanced', 95, 30, 30],
    ['default', 95, 20, 20],
    ['performance', 99.5, 30, 30],
  ] as const)('preset %s is P%d with %d %% CPU and %d %% memory headroom', (preset, percentile, cpu, memory) => {
    expect(resolveSizingOptions({ preset })).toMatchObject({
      preset,
      percentile,
      cpuHeadroomPct: cpu,
      memoryHeadroomPct: memory,
    });
  });

  it('without wishes is the default preset on x86, with rented licences and managed services', () => {
    expect(resolveSizingOptions()).toEqual({
      preset: 'default',
      percentile: 95,
      cpuHeadroomPct: 20,
      memoryHeadroomPct: 20,
      graviton: false,
      windowsLicence: 'included',
      normaliseCpu: false,
      managed: 'choose',
      pins: {},
    });
  });

  it('lets figures win over their preset', () => {
    const options = resolveSizingOptions({ preset: 'savings', percentile: 99, memoryHeadroomPct: 0 });
    expect(options).toMatchObject({ percentile: 99, cpuHeadroomPct: 0, memoryHeadroomPct: 0 });
  });

  it.each([
    [{ preset: 'cheap' }, '"cheap" is not a preset', `Write one of: ${Object.keys(presets).join(', ')}.`],
    [{ preset: 'toString' }, '"toString" is not a preset', 'Write one of'],
    [{ percentile: 49.9 }, 'percentile 49.9 is not between 50 and 100', 'from 50 to 100'],
    [{ percentile: 100.1 }, 'percentile 100.1 is not', 'from 50 to 100'],
    [{ percentile: Number.NaN }, 'percentile NaN is not', 'from 50 to 100'],
    [{ cpuHeadroomPct: -1 }, 'CPU headroom -1 is not between 0 and 90', 'from 0 to 90'],
    [{ memoryHeadroomPct: 91 }, 'memory headroom 91 is not', 'from 0 to 90'],
  ])('refuses %j', (wishes, message, remedy) => {
    expect(() => resolveSizingOptions(wishes)).toThrow(
      expect.objectContaining({
        kind: 'usage',
        message: expect.stringContaining(message),
        remedy: expect.stringContaining(remedy),
      }),
    );
  });
});
