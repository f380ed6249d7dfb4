import { describe, expect, it } from '@jest/globals';
import type { Server, Utilisation } from '../../../planner/model/server.js';
import { aLinuxServer, linux } from '../../support/server.js';
import { inShort, size } from '../../support/sizing.js';

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
