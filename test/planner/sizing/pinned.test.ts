import { describe, expect, it } from '@jest/globals';
import type { Server } from '../../../planner/model/server.js';
import { aLinuxServer, windows } from '../../support/server.js';
import { busy, inShort, size } from '../../support/sizing.js';

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
