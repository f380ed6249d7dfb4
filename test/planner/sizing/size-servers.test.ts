import { describe, expect, it } from '@jest/globals';
import type { Server, Utilisation } from '../../../planner/model/server.js';
import { resolveSizingOptions, type SizingWishes } from '../../../planner/sizing/options.js';
import { priceOf } from '../../../planner/sizing/price-of.js';
import type { Option } from '../../../planner/sizing/recommendation.js';
import { sizeServers } from '../../../planner/sizing/size-servers.js';
import { aBook, aType, type BookFacts } from '../../support/book.js';
import { aLinuxServer, bareServer, linux, windows } from '../../support/server.js';

interface World extends BookFacts {
  readonly wishes?: SizingWishes;
  readonly ports?: readonly number[];
}

function size(server: Server, { wishes = {}, ports = [], ...facts }: World = {}) {
  const book = aBook(facts);
  const inputs = { book, options: resolveSizingOptions(wishes), portsOf: () => new Set(ports) };
  const { recommendations, findings } = sizeServers([server], inputs);
  const [found] = recommendations;
  if (found === undefined) throw new Error('no recommendation');
  const alternatives = found.alternatives.map((each) => `${inShort(each)}, ${each.note}`);
  return {
    found,
    chosen: inShort(found.chosen),
    codes: findings.map(({ code }) => code),
    alternatives,
    findings,
    book,
  };
}

/** `m6a.xlarge $132.54`, with `?` where a part of the price is not known. */
function inShort({ target, monthlyCents, unpriced }: Option): string {
  const type = 'instanceType' in target ? target.instanceType : 'type' in target ? target.type : target.kind;
  return `${type} $${(monthlyCents / 100).toFixed(2)}${unpriced > 0 ? '?' : ''}`;
}

const flat = (value: number) => ({ series: new Float64Array(200).fill(value) });
const busy = (cpu: number, memory: number): Utilisation => ({
  cpuPct: flat(cpu),
  memoryPct: flat(memory),
  days: 30,
  coverage: 1,
});

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
    const at = (cpu: number, memory: number) =>
      size(aLinuxServer({ vcpus: 8, memoryGiB: 32, utilisation: busy(cpu, memory) })).chosen;
    expect([at(40, 80), at(41, 45), at(38, 81)]).toEqual([
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

describe('confidence', () => {
  const seen = (days?: number, coverage?: number): Utilisation => ({
    cpuPct: flat(30),
    memoryPct: flat(30),
    ...(days !== undefined && { days }),
    ...(coverage !== undefined && { coverage }),
  });
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

describe('a managed service', () => {
  const postgres = aLinuxServer({
    name: 'db01',
    vcpus: 8,
    memoryGiB: 32,
    software: ['PostgreSQL 9.6'],
    disks: [
      { label: 'sda', sizeGiB: 40 },
      { label: 'sdb', sizeGiB: 360 },
    ],
    utilisation: busy(30, 20),
  });

  it('is chosen for a role that was seen, with EC2 beside it', () => {
    const { found, chosen, alternatives } = size(postgres);
    expect(chosen).toBe('db.r6g.xlarge $369.90');
    expect(found.chosen.target).toEqual({
      kind: 'rds',
      engine: 'postgres',
      instanceType: 'db.r6g.xlarge',
      multiAz: false,
      storageGiB: 360,
    });
    expect(found).toMatchObject({ disposition: 'replatform', role: { id: 'postgres', evidence: 'PostgreSQL 9.6' } });
    expect(found.reason).toBe(
      'PostgreSQL (PostgreSQL 9.6) -> RDS db.r6g.xlarge; CPU p99 30 % of 8 = 2.4 + 20 % headroom -> 3 vCPU; memory kept 32 GiB (database)',
    );
    expect(found.wouldChange).toBe('CPU p99 above 40 %, or a move off PostgreSQL');
    expect(alternatives[0]).toBe('r6a.xlarge $197.56, rehost on EC2: $172.34 less a month');
    expect(found.rehost.target).toMatchObject({ kind: 'ec2', instanceType: 'r6a.xlarge' });
  });

  it('is recognised by the port it answers on', () => {
    expect(size({ ...postgres, software: [] }, { ports: [5432] }).found.role).toEqual({
      id: 'postgres',
      evidence: 'port 5432',
    });
  });

  it.each<[string, Partial<Server>, SizingWishes, string]>([
    ['only offered on request', {}, { managed: 'offer' }, 'only offered'],
    ['only offered on weak evidence', { software: [], name: 'pg01' }, {}, 'only its name suggests it'],
    ['not chosen against its row', { disposition: 'rehost' }, {}, 'its row says rehost'],
    ['not chosen without a price', { software: ['MySQL 8'] }, {}, 'its price is not known'],
    [
      'not chosen beside an application',
      { software: ['PostgreSQL 12', 'Tomcat 9'] },
      {},
      'only PostgreSQL 12 beside Tomcat 9 suggests it',
    ],
  ])('is %s', (_, facts, wishes, why) => {
    const { found, alternatives } = size({ ...postgres, ...facts }, { wishes });
    expect(found.chosen).toBe(found.rehost);
    expect(alternatives[0]).toContain(`(${why})`);
    expect(found.disposition).toBe('rehost');
  });

  it('is chosen on weak evidence when its row says replatform', () => {
    const { found } = size({ ...postgres, software: [], name: 'pg01', disposition: 'replatform' });
    expect(found.chosen.target.kind).toBe('rds');
  });

  it('is not proposed for a database whose engine nobody knows, which keeps its memory all the same', () => {
    const { found, codes } = size({ ...postgres, software: [] });
    expect(found.role).toEqual({ id: 'database', evidence: 'its name' });
    expect(found.reason).toContain('memory kept 32 GiB (database)');
    expect(found.alternatives.every(({ target }) => target.kind === 'ec2')).toBe(true);
    expect(codes).toContain('unknown-engine');
  });

  it('is offered with a standby, and with the IOPS it needs', () => {
    const small = aLinuxServer({
      software: ['PostgreSQL'],
      memoryGiB: 8,
      utilisation: { ...busy(20, 50), diskIops: flat(3500) },
    });
    const { found, alternatives } = size(small);
    expect(found.chosen.target).toMatchObject({ instanceType: 'db.m6g.large', storageGiB: 80, iops: 3500 });
    expect(alternatives.join()).toContain(
      'db.m6g.large $270.54, with a standby in a second zone: $135.27 more a month',
    );
    const still = size(aLinuxServer({ software: ['PostgreSQL'], memoryGiB: 8, utilisation: busy(20, 50) }));
    expect(still.alternatives.join()).toContain('with a standby in a second zone: $125.27 more a month');
  });

  it.each<[string, Partial<Server>, string]>([
    [
      'a cache by its memory',
      { software: ['Redis 6'], memoryGiB: 8, utilisation: busy(20, 60) },
      'cache.m6g.large $108.77',
    ],
    ['mail', { software: ['Postfix'] }, 'ses $1.00'],
    ['a load balancer', { software: ['HAProxy'] }, 'alb $22.27'],
    [
      'a load balancer by its traffic',
      { software: ['HAProxy'], utilisation: { networkMbps: { average: 10 } } },
      'alb $42.71',
    ],
    ['monitoring', { software: ['Nagios 4'] }, 'cloudwatch $13.00'],
    [
      'files on Linux, by what is stored',
      { software: ['nfs-kernel-server'], disks: [{ label: 'a', sizeGiB: 500, usedGiB: 90.5 }] },
      'efs $27.30',
    ],
  ])('takes over %s', (_, facts, expected) => {
    const { chosen, found } = size(aLinuxServer(facts), { wishes: { pins: {} } });
    expect([chosen, found.disposition]).toEqual([expected, 'replatform']);
  });

  it('is not chosen where it costs much more than EC2', () => {
    const files = aLinuxServer({
      os: windows,
      memoryGiB: 8,
      vcpus: 2,
      software: ['File Server'],
      disks: [
        { label: 'C:', sizeGiB: 80 },
        { label: 'D:', sizeGiB: 1200 },
      ],
    });
    const { chosen, alternatives } = size(files);
    expect(chosen).toBe('m6a.large $232.63');
    expect(alternatives[0]).toContain('fsx $420.00, FSx for Windows File Server (1.8 x the price of EC2)');
  });

  it('that many servers share is only offered', () => {
    const { found, alternatives } = size(aLinuxServer({ software: ['BIND 9'] }));
    expect(found.chosen.target.kind).toBe('ec2');
    expect(alternatives[0]).toBe(
      'none $0.00, nothing of its own (decide once for all): Route 53 and its resolver answer names',
    );
  });

  it('takes over a cache however busy its disks are', () => {
    const utilisation = { diskIops: { peak: 60_000 }, diskMiBps: { peak: 3000 } };
    const { alternatives } = size(aLinuxServer({ software: ['Redis'], vcpus: 2, memoryGiB: 6, utilisation }));
    expect(alternatives.join()).toContain('cache.m6g.large $87.02, Valkey');
  });

  it('offers Valkey beside Redis', () => {
    const { alternatives } = size(aLinuxServer({ software: ['Redis'], vcpus: 2, memoryGiB: 6 }));
    expect(alternatives.join()).toContain(
      'cache.m6g.large $87.02, Valkey speaks the same protocol: $21.75 less a month',
    );
  });
});

describe('dispositions', () => {
  it.each<[string, Partial<Server>, string, string, readonly string[]]>([
    ['powered off', { power: 'off' }, 'retire', 'none $0.00', ['powered-off']],
    ['suspended', { power: 'suspended' }, 'retire', 'none $0.00', ['powered-off']],
    [
      'no activity at all',
      { utilisation: { cpuPct: { average: 0, peak: 0 }, networkMbps: { average: 0, peak: 0 } } },
      'retire',
      'none $0.00',
      ['zombie'],
    ],
    ['decided: retire', { disposition: 'retire' }, 'retire', 'none $0.00', []],
    ['decided: retain', { disposition: 'retain' }, 'retain', 'none $0.00', []],
    ['decided: repurchase', { disposition: 'repurchase' }, 'repurchase', 'none $0.00?', []],
    [
      'decided to move although it is off',
      { disposition: 'rehost', power: 'off' },
      'rehost',
      'm6a.xlarge $132.54',
      ['no-utilisation'],
    ],
    ['decided: relocate', { disposition: 'relocate' }, 'relocate', 'm6a.xlarge $132.54', ['no-utilisation']],
    [
      'a hypervisor host',
      { os: { family: 'other', name: 'VMware ESXi 7.0' } },
      'retire',
      'none $0.00',
      ['hypervisor-host'],
    ],
    ['an OS for no EC2 type', { os: { family: 'other', name: 'AIX 7.2' } }, 'retain', 'unknown $0.00?', ['no-ec2-os']],
    [
      'a SPARC machine',
      { os: { family: 'other', name: 'Oracle Solaris 11' }, arch: 'other' },
      'retain',
      'unknown $0.00?',
      ['no-ec2-os'],
    ],
    [
      'a 32-bit system',
      { os: { ...linux, bits: 32 } },
      'replatform',
      'm6a.xlarge $132.54',
      ['32-bit-os', 'no-utilisation'],
    ],
    [
      'an OS without a price of its own',
      { os: { family: 'other', name: 'FreeBSD 13' } },
      'rehost',
      'm6a.xlarge $132.54',
      ['unlisted-os', 'no-utilisation'],
    ],
    ['an unknown OS', { os: undefined }, 'rehost', 'm6a.xlarge $132.54', ['unknown-os', 'no-utilisation']],
  ])('%s', (_, facts, disposition, chosen, codes) => {
    const sized = size(aLinuxServer(facts));
    expect([sized.found.disposition, sized.chosen, sized.codes]).toEqual([disposition, chosen, codes]);
  });

  it('keep the price of moving beside a proposal to retire', () => {
    const { found, alternatives } = size(aLinuxServer({ power: 'off' }));
    expect(found.reason).toBe('it is powered off: proposed to be retired');
    expect(inShort(found.rehost)).toBe('m6a.xlarge $132.54');
    expect(alternatives.slice(0, 2)).toEqual([
      'm6a.xlarge $132.54, rehost on EC2: $132.54 more a month',
      'm6i.xlarge $146.56, runner-up, the cheapest of another family: $14.02 more a month',
    ]);
  });

  it.each<[string, Utilisation]>([
    ['the network was not watched', { cpuPct: { average: 0, peak: 0 } }],
    ['there is one reading', { cpuPct: { sample: 0 }, networkMbps: { sample: 0 } }],
    ['the network is used', { cpuPct: { average: 0, peak: 0 }, networkMbps: { peak: 1 } }],
    ['memory is in use', { cpuPct: { average: 0, peak: 0 }, networkMbps: { peak: 0 }, memoryPct: { average: 30 } }],
    ['the CPU had a busy moment', { cpuPct: { average: 0, peak: 60 }, networkMbps: { peak: 0 } }],
  ])('call nothing a zombie when %s', (_, utilisation) => {
    expect(size(aLinuxServer({ utilisation })).found.disposition).toBe('rehost');
  });

  it('flag a machine that is hardly used, unless that is its role', () => {
    const utilisation = { cpuPct: { average: 1, peak: 4 }, memoryPct: { average: 50 }, networkMbps: { average: 1 } };
    expect(size(aLinuxServer({ utilisation })).codes).toEqual(['idle']);
    expect(size(aLinuxServer({ utilisation, software: ['BIND 9'] })).codes).toEqual([]);
    expect(size(aLinuxServer({ utilisation: { ...utilisation, networkMbps: { average: 30 } } })).codes).toEqual([]);
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

const pin = (type: string) => ({ wishes: { pins: { WEB01: { type, why: 'load test' } } } });

describe('a pin', () => {
  const web = aLinuxServer({ name: 'web01', id: 'web01', utilisation: busy(38, 40) });

  it('wins over the figures, which stay beside it, whatever the case of the name', () => {
    const { found, chosen, alternatives, codes } = size(web, pin('m6i.2xlarge'));
    expect(chosen).toBe('m6i.2xlarge $286.72');
    expect(found).toMatchObject({ pinned: 'pinned to m6i.2xlarge (load test)', wouldChange: 'taking the pin away' });
    expect(found.reason).toContain('pinned to m6i.2xlarge (load test); its figures ask for m6a.large (CPU p95');
    expect(inShort(found.rehost)).toBe('m6a.large $69.47');
    expect(alternatives[0]).toBe('m6a.large $69.47, rehost on EC2: $217.25 less a month');
    expect(codes).toEqual([]);
  });

  it('of a person outranks the type in the row', () => {
    expect(size({ ...web, instanceType: 'm6a.xlarge' }, pin('m6i.2xlarge')).chosen).toBe('m6i.2xlarge $286.72');
    expect(size({ ...web, instanceType: 'm6a.xlarge' }).chosen).toBe('m6a.xlarge $132.54');
  });

  it('keeps a machine that is off', () => {
    expect(size({ ...web, power: 'off' }, pin('m6i.large')).found.disposition).toBe('rehost');
  });

  it.each<[string, string, Partial<Server>, string]>([
    ['a type that does not exist', 'm99.large', {}, 'bad-pin'],
    ['arm64 for Windows', 'm6g.large', { os: windows }, 'bad-pin'],
    ['a database class without an engine', 'db.m6g.large', {}, 'bad-pin'],
    ['too small a type', 't3.micro', {}, 'small-pin'],
    ['an old type', 'm4.large', {}, 'old-pin'],
  ])('to %s is told', (_, type, facts, code) => {
    const { found, codes } = size({ ...web, ...facts }, pin(type));
    expect(codes).toContain(code);
    expect(found.pinned === undefined).toBe(code === 'bad-pin');
  });

  it('may name a class of RDS or ElastiCache where the engine is known', () => {
    expect(size({ ...web, software: ['PostgreSQL'] }, pin('db.m6g.large')).chosen).toBe('db.m6g.large $125.27');
    expect(size({ ...web, software: ['Redis'] }, pin('cache.m6g.large')).chosen).toBe('cache.m6g.large $108.77');
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
