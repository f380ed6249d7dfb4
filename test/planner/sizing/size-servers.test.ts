import { describe, expect, it } from '@jest/globals';
import type { Server, Utilisation } from '../../../planner/model/server.js';
import type { SizingWishes } from '../../../planner/sizing/options.js';
import { priceOf } from '../../../planner/sizing/price-of.js';
import { aType } from '../../support/book.js';
import { aLinuxServer, bareServer, linux, windows } from '../../support/server.js';
import { busy, flat, inShort, size } from '../../support/sizing.js';

describe('a server that was not measured', () => {
  it('gets the cheapest type with its vCPU and memory, and a gp3 volume for each disk', () => {
    const { found } = size(
      aLinuxServer({
        disks: [
          { label: 'sda', sizeGiB: 80 },
          { label: 'sdb', sizeGiB: 100.2 },
        ],
      }),
    );
    expect(found.chosen).toEqual({
      target: {
        kind: 'ec2',
        instanceType: 'm6a.xlarge',
        os: 'linux',
        sqlServer: undefined,
        volumes: [
          { label: 'sda', type: 'gp3', sizeGiB: 80, iops: undefined, throughputMiBps: undefined },
          { label: 'sdb', type: 'gp3', sizeGiB: 101, iops: undefined, throughputMiBps: undefined },
        ],
      },
      monthlyCents: 12_614 + 640 + 808,
      unpriced: 0,
    });
    expect(found).toMatchObject({
      disposition: 'rehost',
      confidence: 2,
      wouldChange: 'measured use: CPU and memory over 14 days',
    });
    expect(found.reason).toBe(
      '4 vCPU as allocated (CPU not measured); memory kept 16 GiB (not measured) -> m6a.xlarge, the cheapest that fits',
    );
  });

  it('is told to be measured', () => {
    expect(size(aLinuxServer()).findings).toEqual([
      {
        severity: 'warning',
        code: 'no-utilisation',
        file: 'inventory.csv',
        row: 2,
        server: 'srv01',
        message: 'srv01: no CPU figures: sized by its 4 vCPU',
        remedy: 'Add CPU and memory figures, or a metrics file, to see what it really needs.',
      },
    ]);
  });

  it('has a gap in its price where no disk size is known, and says so', () => {
    const { found, codes, book } = size(aLinuxServer({ disks: [] }));
    expect(found.chosen).toMatchObject({ monthlyCents: 12_614, unpriced: 1 });
    expect(codes).toContain('no-disk-size');
    expect(priceOf(found.chosen.target, book).gaps).toEqual([expect.objectContaining({ item: 'ebs' })]);
    expect(found.confidence).toBe(1);
  });
});

const typeAt = (cpu: number, memory: number): string =>
  size(aLinuxServer({ vcpus: 8, memoryGiB: 32, utilisation: busy(cpu, memory) })).chosen;

describe('a measured server', () => {
  const server = aLinuxServer({ vcpus: 8, memoryGiB: 32, utilisation: busy(38, 45) });

  it('is right-sized, beside what it would cost at the size it has', () => {
    const { found } = size(server);
    expect(inShort(found.chosen)).toBe('r6a.xlarge $171.96');
    expect(inShort(found.asIs)).toBe('m6a.2xlarge $258.69');
    expect(found.rehost).toBe(found.chosen);
    expect(found.reason).toBe(
      'CPU p95 38 % of 8 = 3 + 20 % headroom -> 4 vCPU; memory p95 45 % of 32 GiB + 20 % headroom -> 18 GiB -> r6a.xlarge, the cheapest that fits',
    );
    expect(found.confidence).toBe(5);
  });

  it('names the figures at which the type no longer fits', () => {
    expect(size(server).found.wouldChange).toBe('CPU p95 above 40 % or memory p95 above 80 %');
    expect([typeAt(40, 80), typeAt(41, 45), typeAt(38, 81)]).toEqual([
      'r6a.xlarge $171.96',
      'm6a.2xlarge $258.69',
      'r6a.2xlarge $337.53',
    ]);
  });

  it('counts a peak without headroom when it says what would change', () => {
    const utilisation = { cpuPct: { average: 10, peak: 45 }, memoryPct: { average: 30, peak: 40 } };
    expect(size(aLinuxServer({ utilisation })).found.wouldChange).toBe('CPU peak above 50 % or memory peak above 40 %');
  });

  it('is as it is on at least two vCPU', () => {
    const offers = [
      [aType('m7a.medium', 1, 4), '0.05'],
      [aType('m7a.large', 2, 8), '0.1'],
    ] as const;
    const { found } = size(aLinuxServer({ vcpus: 1, memoryGiB: 2 }), { offers });
    expect([inShort(found.asIs), inShort(found.rehost)]).toEqual(['m7a.large $79.40', 'm7a.large $79.40']);
  });

  it('names the runner-up of another family and Graviton as a what-if', () => {
    const { alternatives } = size(aLinuxServer({ utilisation: busy(38, 40) }));
    expect(alternatives).toEqual([
      'm6i.large $76.48, runner-up, the cheapest of another family: $7.01 more a month',
      'm6g.large $62.61, Graviton: needs arm64 builds of everything on it; $6.86 less a month',
    ]);
  });

  it('lives on CPU credits only below the baseline', () => {
    expect(size(aLinuxServer({ vcpus: 2, memoryGiB: 4, utilisation: busy(19, 40) })).chosen).toBe('t3.medium $36.77');
    expect(size(aLinuxServer({ vcpus: 2, memoryGiB: 4, utilisation: busy(21, 40) })).chosen).toBe('c6a.large $62.25');
  });

  it('moves to Graviton when that is allowed, with x86 as the alternative', () => {
    const { chosen, alternatives } = size(aLinuxServer({ utilisation: busy(38, 40) }), { wishes: { graviton: true } });
    expect(chosen).toBe('m6g.large $62.61');
    expect(alternatives).toContain('m6a.large $69.47, stay on x86: $6.86 more a month');
  });
});

describe('Graviton is never offered', () => {
  it.each<[string, Partial<Server>]>([
    ['to Windows', { os: windows }],
    ['to an unknown system', { os: undefined }],
    ['to a 32-bit system', { os: { ...linux, bits: 32 } }],
    ['to SAP', { software: ['SAP NetWeaver'] }],
    ['to Oracle', { software: ['Oracle Database 19c'] }],
  ])('%s', (_, facts) => {
    const { chosen, alternatives } = size(aLinuxServer(facts), { wishes: { graviton: true } });
    expect([chosen, ...alternatives].join()).not.toMatch(/m6g|r6g|t4g/);
  });

  it('but an arm64 source stays on it', () => {
    const { chosen, alternatives } = size(aLinuxServer({ arch: 'arm64' }));
    expect(chosen).toBe('m6g.xlarge $118.82');
    expect(alternatives.join()).not.toContain('Graviton');
  });
});

const sql = (text: string) => size(aLinuxServer({ os: windows, software: [text] }));

describe('licences', () => {
  it.each<[string, Partial<Server>, SizingWishes, string, string]>([
    ['Windows is rented', { os: windows }, {}, 'windows', 'm6a.xlarge $266.86'],
    ['Windows is brought', { os: windows }, { windowsLicence: 'byol' }, 'windows-byol', 'm6a.xlarge $132.54'],
    ['RHEL is rented', { os: { family: 'rhel', name: 'RHEL 8' } }, {}, 'rhel', 'm6a.xlarge $174.59'],
    ['SLES is rented', { os: { family: 'sles', name: 'SLES 15' } }, {}, 'sles', 'm6a.xlarge $214.30'],
  ])('%s', (_, facts, wishes, os, chosen) => {
    const sized = size(aLinuxServer(facts), { wishes });
    expect(sized.found.chosen.target).toMatchObject({ kind: 'ec2', os });
    expect(sized.chosen).toBe(chosen);
  });

  it.each([
    ['SQL Server 2019 Standard', 'standard', false],
    ['SQL Server 2016 Web Edition', 'web', false],
    ['SQL Server 2019 Express', undefined, false],
    ['SQL Server 2019 Developer', undefined, false],
    ['SQL Server 2019', 'standard', true],
  ])('%s is edition %p on EC2, a guess: %p', (text, edition, guess) => {
    const { found, codes } = sql(text);
    expect(found.rehost.target).toMatchObject({ kind: 'ec2', sqlServer: edition });
    expect(codes.includes('sql-edition')).toBe(guess);
  });

  it('counts the SQL Server licence, and offers to bring it', () => {
    const { found, alternatives } = sql('SQL Server 2019 Standard');
    expect(found.rehost.monthlyCents).toBe(26_046 + 35_040 + 640);
    expect(alternatives.join()).toContain(
      'm6a.xlarge $266.86, bring the SQL Server licence (needs Software Assurance): $350.40 less a month',
    );
  });

  it('counts none that only a name suggests, and says so', () => {
    const { found, codes } = size(aLinuxServer({ os: windows, name: 'sql01' }));
    expect(found.rehost.target).toMatchObject({ sqlServer: undefined });
    expect(codes).toContain('sql-licence');
  });
});

const seen = (days?: number, coverage?: number): Utilisation => ({
  cpuPct: flat(30),
  memoryPct: flat(30),
  ...(days !== undefined && { days }),
  ...(coverage !== undefined && { coverage }),
});

describe('confidence', () => {
  it.each<[string, Partial<Server>, number]>([
    ['long and complete series', { utilisation: seen(14, 0.9) }, 5],
    ['a shorter series', { utilisation: seen(13.9, 1) }, 4],
    ['a series with gaps', { utilisation: seen(30, 0.89) }, 4],
    ['a series of unknown length', { utilisation: seen() }, 4],
    ['a series of CPU alone', { utilisation: { cpuPct: flat(30), days: 30 } }, 4],
    [
      'the same for a database, which keeps its memory',
      { utilisation: { cpuPct: flat(30), days: 30 }, name: 'db01' },
      5,
    ],
    ['average and peak', { utilisation: { cpuPct: { average: 1, peak: 2 }, memoryPct: { average: 1, peak: 2 } } }, 3],
    ['series of CPU with an average of memory', { utilisation: { ...seen(30, 1), memoryPct: { average: 5 } } }, 2],
    ['an average alone', { utilisation: { cpuPct: { average: 1 } } }, 2],
    ['one reading', { utilisation: { cpuPct: { sample: 1 } } }, 2],
    ['allocation', {}, 2],
    ['too thin a series', { utilisation: seen(1, 1) }, 2],
    ['an unknown system', { os: undefined, utilisation: seen(14, 0.9) }, 4],
    ['unknown disks', { disks: [], utilisation: seen(14, 0.9) }, 4],
    ['neither', { os: undefined, disks: [] }, 1],
  ])('of %s', (_, facts, confidence) => {
    expect(size(aLinuxServer(facts)).found.confidence).toBe(confidence);
  });
});

describe('a server without vCPU or memory', () => {
  it.each<[Partial<Server>, string]>([
    [{}, 'vCPU and memory are not known'],
    [{ vcpus: 4 }, 'memory is not known'],
    [{ memoryGiB: 4 }, 'vCPU is not known'],
  ])('%j is kept with an unknown target', (facts, why) => {
    const { found, codes } = size(bareServer({ os: linux, ...facts }));
    expect(found).toMatchObject({
      chosen: { target: { kind: 'unknown', why }, monthlyCents: 0, unpriced: 1 },
      confidence: 1,
      reason: why,
    });
    expect(codes).toEqual(['not-sized']);
  });

  it('takes the type that its row names', () => {
    const { found, chosen } = size(bareServer({ os: linux, instanceType: 'm6a.large' }));
    expect(chosen).toBe('m6a.large $63.07?');
    expect(found).toMatchObject({ pinned: 'pinned to m6a.large (named in its row)', disposition: 'rehost' });
  });

  it('is unknown when that type does not exist', () => {
    const { chosen, codes } = size(bareServer({ os: linux, instanceType: 'm6a.gigantic' }));
    expect(chosen).toBe('unknown $0.00?');
    expect(codes).toEqual(['bad-pin', 'not-sized']);
  });
});

describe('a region with gaps', () => {
  it('still names a type, with its price unknown', () => {
    const { found, codes } = size(aLinuxServer(), { offers: [[aType('m6a.xlarge', 4, 16), undefined]] });
    expect(inShort(found.chosen)).toBe('m6a.xlarge $6.40?');
    expect(codes).toContain('no-price');
  });

  it('names the tightest constraint where nothing fits', () => {
    const { found } = size(aLinuxServer({ memoryGiB: 4000 }));
    expect(found.chosen.target).toEqual({ kind: 'unknown', why: 'needs 4000 GiB of memory, the largest type has 64' });
  });
});

it('findings name shared and striped disks, thin observations and single readings', () => {
  expect(size(aLinuxServer({ disks: [{ label: 'q', sizeGiB: 10, shared: true }] })).codes).toContain('shared-disk');
  expect(size(aLinuxServer({ disks: [{ label: 'q', sizeGiB: 70_000 }] })).codes).toContain('striped-disk');
  expect(size(aLinuxServer({ utilisation: { ...busy(30, 30), days: 1 } })).codes).toContain('thin-utilisation');
  expect(size(aLinuxServer({ utilisation: { cpuPct: { sample: 30 } } })).codes).toContain('one-reading');
  expect(size(aLinuxServer({ os: windows }), { wishes: { windowsLicence: 'byol' } }).codes).toContain('windows-byol');
});

it('a recommendation turns into JSON with everything in it', () => {
  const { found } = size(aLinuxServer());
  const { reason, alternatives, demand, wouldChange } = found;
  expect(JSON.parse(JSON.stringify(found))).toMatchObject(
    JSON.parse(JSON.stringify({ reason, alternatives, demand, wouldChange, server: 'srv01' })),
  );
});
