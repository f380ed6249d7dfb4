import { describe, expect, it } from '@jest/globals';
import type { Server } from '../../../planner/model/server.js';
import type { SizingWishes } from '../../../planner/sizing/options.js';
import { aLinuxServer, windows } from '../../support/server.js';
import { busy, flat, size } from '../../support/sizing.js';

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
