import { rdsGp3Iops } from '../pricing/lines.js';
import type { Candidate } from './candidates.js';
import type { Case } from './case.js';
import type { Sized } from './demand.js';
import type { Market } from './market.js';
import { wholeUp } from './measure.js';
import { assumed } from './price-of.js';
import { difference, needOf } from './rehost.js';
import type { Alternative, Option, RdsEngine } from './recommendation.js';
import type { Service } from './role-table.js';
import { isWindows } from './system.js';

/** A managed service that could do a server's job. */
export interface Offer {
  readonly option: Option;
  /** For sentences: `RDS db.r6g.xlarge`. */
  readonly title: string;
  /** What is assumed or given up. */
  readonly note: string;
  /** The class, where it has one: what its limits are compared with. */
  readonly candidate: Candidate | undefined;
  /** It is shared by many servers, so no single one decides: only offered. */
  readonly shared: boolean;
}

/** Least for gp3, and most (RDS user guide, "storage"). */
const rdsStorage = { least: 20, most: 65_536, mostSqlServer: 16_384 } as const;
const fsxLeastGiB = 32;

/** A managed service for a server's role, sized and priced; undefined where there is none, or its engine or size is not known. */
export function offerFor(it: Case, market: Market): Offer | undefined {
  const service = it.role?.row.service;
  if (service === undefined) return undefined;
  switch (service.kind) {
    case 'rds':
      return it.sized === undefined ? undefined : rds(it, it.sized, service, market);
    case 'elasticache':
      return it.sized === undefined ? undefined : cache(it, it.sized, service, market);
    case 'lb':
      return loadBalancer(it, market);
    case 'ses':
      return plain(market.priced({ kind: 'ses' }), 'SES', 'priced at 10,000 mails a month');
    case 'cloudwatch':
      return plain(
        market.priced({ kind: 'cloudwatch' }),
        'CloudWatch',
        `priced at ${assumed.alarms} alarms and ${assumed.dashboards} dashboard; its checks must be made again`,
      );
    case 'files':
      return files(it, market);
    default: {
      const option = market.priced({ kind: 'none', why: service.by });
      return { option, title: 'nothing of its own', note: service.by, candidate: undefined, shared: true };
    }
  }
}

const plain = (option: Option, title: string, note: string): Offer => ({
  option,
  title,
  note,
  candidate: undefined,
  shared: false,
});

type ServiceOf<Kind extends Service['kind']> = Extract<Service, { kind: Kind }>;

function rds(it: Case, sized: Sized, { engine }: ServiceOf<'rds'>, market: Market): Offer | undefined {
  const rdsEngine: RdsEngine | undefined = engine === 'sqlserver' ? it.sqlServer?.rds : engine;
  const data = dataGiB(it);
  if (rdsEngine === undefined || data === undefined) return undefined;
  const storageGiB = Math.max(rdsStorage.least, data);
  if (storageGiB > (engine === 'sqlserver' ? rdsStorage.mostSqlServer : rdsStorage.most)) return undefined;
  const best = market.classes(rdsEngine).cheapest(needOf(sized, it));
  if (best === undefined) return undefined;
  const instanceType = `db.${best.type.name}`;
  const iops = sized.ebsIops ?? 0;
  const target = { kind: 'rds', engine: rdsEngine, instanceType, multiAz: false, storageGiB } as const;
  const option = market.priced(iops > rdsGp3Iops(rdsEngine, storageGiB) ? { ...target, iops: wholeUp(iops) } : target);
  return {
    option,
    title: `RDS ${instanceType}`,
    note: 'without the care of its server; extensions, versions and superuser rights are limited',
    candidate: best,
    shared: false,
  };
}

/** GiB of the data: all disks but the first, which holds the operating system, where there is more than one. */
export function dataGiB({ server: { disks, storageGiB } }: Case): number | undefined {
  if (disks.length === 0) return storageGiB === undefined || storageGiB <= 0 ? undefined : wholeUp(storageGiB);
  let sum = 0;
  for (let i = disks.length > 1 ? 1 : 0; i < disks.length; i += 1) sum += wholeUp(disks[i]?.sizeGiB ?? 0);
  return sum;
}

function cache(it: Case, sized: Sized, { engine }: ServiceOf<'elasticache'>, market: Market): Offer | undefined {
  // A cache keeps nothing on disk.
  const best = market.nodes(engine).cheapest({ ...needOf(sized, it), ebsIops: undefined, ebsMiBps: undefined });
  if (best === undefined) return undefined;
  const instanceType = `cache.${best.type.name}`;
  return {
    option: market.priced({ kind: 'elasticache', engine, instanceType, nodes: 1 }),
    title: `ElastiCache ${instanceType}`,
    note: 'starts empty; one node, as today',
    candidate: best,
    shared: false,
  };
}

/** Gigabytes an hour of one megabit a second: 3,600 s / 8 bit / 1,000. */
const gbPerHourOfMbps = 0.45;

function loadBalancer({ server }: Case, market: Market): Offer {
  const mbps = server.utilisation?.networkMbps?.average;
  // One capacity unit of an ALB carries 1 GB an hour; parts of one are billed as parts.
  const capacityUnits =
    mbps === undefined ? assumed.capacityUnits : Math.max(0.1, Math.round(mbps * gbPerHourOfMbps * 10) / 10);
  const type = /\bnlb|\btcp\b/i.test(`${server.name} ${server.description ?? ''}`) ? 'nlb' : 'alb';
  const traffic = mbps === undefined ? 'traffic not measured: ' : '';
  return plain(
    market.priced({ kind: 'lb', type, capacityUnits }),
    type.toUpperCase(),
    `${traffic}priced at ${capacityUnits} capacity units; its rules must be written again`,
  );
}

function files(it: Case, market: Market): Offer | undefined {
  const size = dataGiB(it);
  if (size === undefined) return undefined;
  if (isWindows(it.system.os) || /smb|samba/i.test(it.role?.said.evidence ?? '')) {
    return plain(
      market.priced({ kind: 'fsx', storageGiB: Math.max(fsxLeastGiB, size) }),
      'FSx for Windows File Server',
      `Multi-AZ SSD at ${assumed.fsxThroughputMBps} MB/s; needs an Active Directory`,
    );
  }
  const stored = wholeUp(storedGiB(it) ?? size);
  return plain(market.priced({ kind: 'efs', storageGiB: stored }), 'EFS', 'NFS, billed by what is stored');
}

/** EFS bills what is stored, not what is provisioned. */
function storedGiB({ server: { disks, storageUsedGiB } }: Case): number | undefined {
  if (storageUsedGiB !== undefined || disks.length === 0) return storageUsedGiB;
  let sum = 0;
  for (const { usedGiB } of disks) {
    if (usedGiB === undefined) return undefined;
    sum += usedGiB;
  }
  return sum;
}

/** Variants of an offer: a standby for RDS, Valkey for Redis. */
export function offerAlternatives({ option }: Offer, market: Market): readonly Alternative[] {
  const { target, monthlyCents } = option;
  if (target.kind === 'rds') {
    const standby = market.priced({ ...target, multiAz: true });
    const note = `with a standby in a second zone: ${difference(standby.monthlyCents, monthlyCents)}`;
    return standby.unpriced > 0 ? [] : [{ ...standby, note }];
  }
  if (target.kind === 'elasticache' && target.engine === 'redis') {
    const valkey = market.priced({ ...target, engine: 'valkey' });
    const note = `Valkey speaks the same protocol: ${difference(valkey.monthlyCents, monthlyCents)}`;
    return valkey.unpriced > 0 ? [] : [{ ...valkey, note }];
  }
  return [];
}
