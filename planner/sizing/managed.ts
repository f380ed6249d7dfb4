import { rdsGp3Iops } from '../pricing/lines.js';
import type { Candidate } from './candidates.js';
import type { Case } from './case.js';
import type { Sized } from './demand.js';
import type { Market } from './market.js';
import { wholeUp } from './measure.js';
import { assumed } from './price-of.js';
import { difference, needOf } from './rehost.js';
import type { Alternative, Option, RdsEngine } from './recommendation.js';
import type { RoleRow, Service } from './role-table.js';

/** A managed service that could do a server's job. */
export interface Offer {
  readonly option: Option;
  /** For sentences: `RDS db.r6g.xlarge`. */
  readonly title: string;
  /** What is assumed or given up. */
  readonly note: string;
  /** The class, where it has one: what its limits are compared with. */
  readonly candidate: Candidate | undefined;
  readonly alternatives: readonly Alternative[];
  /** Only offered: it is shared by many servers, so no single one decides. */
  readonly sharedOnly: boolean;
}

/** Multi-tenant limits of RDS storage: 20 GiB is the least for gp3; 64 TiB the most, 16 TiB for SQL Server (RDS user guide, "storage"). */
const rdsStorage = { least: 20, most: 65_536, mostSqlServer: 16_384 } as const;

/** A managed service for a server's role, sized and priced; undefined where there is none, or its engine or size is not known. */
export function offerFor(it: Case, sized: Sized | undefined, market: Market): Offer | undefined {
  const service = it.role?.row.service;
  if (it.role === undefined || service === undefined) return undefined;
  switch (service.kind) {
    case 'rds':
      return sized === undefined ? undefined : rds(it, sized, it.role.row, service, market);
    case 'elasticache':
      return sized === undefined ? undefined : cache(it, sized, service, market);
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
    default:
      return {
        ...plain(market.priced({ kind: 'none', why: service.by }), 'nothing of its own', service.by),
        sharedOnly: true,
      };
  }
}

const plain = (option: Option, title: string, note: string): Offer => ({
  option,
  title,
  note,
  candidate: undefined,
  alternatives: [],
  sharedOnly: false,
});

function rds(
  it: Case,
  sized: Sized,
  { name }: RoleRow,
  { engine }: Extract<Service, { kind: 'rds' }>,
  market: Market,
): Offer | undefined {
  const rdsEngine: RdsEngine | undefined = engine === 'sqlserver' ? it.sqlServer?.rds : engine;
  const data = dataGiB(it);
  if (rdsEngine === undefined || data === undefined) return undefined;
  const storageGiB = Math.max(rdsStorage.least, data);
  if (storageGiB > (engine === 'sqlserver' ? rdsStorage.mostSqlServer : rdsStorage.most)) return undefined;
  const { best } = market.classes(rdsEngine).cheapest(needOf(sized, it));
  if (best === undefined) return undefined;
  const instanceType = `db.${best.type.name}`;
  const iops = sized.demand.ebsIops ?? 0;
  const extra = iops > rdsGp3Iops(rdsEngine, storageGiB) ? { iops: wholeUp(iops) } : {};
  const target = { kind: 'rds', engine: rdsEngine, instanceType, multiAz: false, storageGiB, ...extra } as const;
  const option = market.priced(target);
  const standby = market.priced({ ...target, multiAz: true });
  const change = difference(standby.monthlyCents, option.monthlyCents);
  return {
    option,
    title: `RDS ${instanceType}`,
    note: `${name} without the care of its server; extensions, versions and superuser rights are limited`,
    candidate: best,
    alternatives: standby.unpriced > 0 ? [] : [{ ...standby, note: `with a standby in a second zone: ${change}` }],
    sharedOnly: false,
  };
}

/** GiB of the data: all disks but the first, which holds the operating system, where there is more than one. */
function dataGiB({ server: { disks, storageGiB } }: Case): number | undefined {
  if (disks.length === 0) return storageGiB === undefined || storageGiB <= 0 ? undefined : wholeUp(storageGiB);
  const data = disks.length > 1 ? disks.slice(1) : disks;
  return data.reduce((sum, { sizeGiB }) => sum + wholeUp(sizeGiB), 0);
}

function cache(
  it: Case,
  sized: Sized,
  { engine }: Extract<Service, { kind: 'elasticache' }>,
  market: Market,
): Offer | undefined {
  // A cache keeps nothing on disk.
  const need = { ...needOf(sized, it), ebsIops: undefined, ebsMiBps: undefined };
  const { best } = market.nodes(engine).cheapest(need);
  if (best === undefined) return undefined;
  const instanceType = `cache.${best.type.name}`;
  const option = market.priced({ kind: 'elasticache', engine, instanceType, nodes: 1 });
  const valkey =
    engine === 'redis' ? market.priced({ kind: 'elasticache', engine: 'valkey', instanceType, nodes: 1 }) : undefined;
  return {
    option,
    title: `ElastiCache ${instanceType}`,
    note: 'starts empty; one node, as today',
    candidate: best,
    alternatives:
      valkey === undefined || valkey.unpriced > 0
        ? []
        : [
            {
              ...valkey,
              note: `Valkey speaks the same protocol: ${difference(valkey.monthlyCents, option.monthlyCents)}`,
            },
          ],
    sharedOnly: false,
  };
}

/** Gigabytes an hour of one megabit a second: 3,600 s / 8 bit / 1,000. */
const gbPerHourOfMbps = 0.45;

function loadBalancer({ server, role }: Case, market: Market): Offer {
  const mbps = server.utilisation?.networkMbps?.average;
  // One capacity unit of an ALB carries 1 GB an hour; parts of one are billed as parts.
  const capacityUnits =
    mbps === undefined ? assumed.capacityUnits : Math.max(0.1, Math.round(mbps * gbPerHourOfMbps * 10) / 10);
  const type = /\bnlb|\btcp\b/i.test(`${server.name} ${server.description ?? ''}`) ? 'nlb' : 'alb';
  return plain(
    market.priced({ kind: 'lb', type, capacityUnits }),
    type.toUpperCase(),
    `${mbps === undefined ? 'traffic not measured: ' : ''}priced at ${capacityUnits} capacity units; ${role?.evidence ?? 'its'} rules must be written again`,
  );
}

function files(it: Case, market: Market): Offer | undefined {
  const size = dataGiB(it);
  if (size === undefined) return undefined;
  const smb =
    it.system.os === 'windows' || it.system.os === 'windows-byol' || /smb|samba/i.test(it.role?.evidence ?? '');
  if (smb) {
    return plain(
      market.priced({ kind: 'fsx', storageGiB: Math.max(32, size) }),
      'FSx for Windows File Server',
      `Multi-AZ SSD at ${assumed.fsxThroughputMBps} MB/s; needs an Active Directory`,
    );
  }
  // EFS bills what is stored, not what is provisioned.
  const used = it.server.disks.reduce<number | undefined>(
    (sum, { usedGiB }) => (sum === undefined || usedGiB === undefined ? undefined : sum + usedGiB),
    0,
  );
  const stored = it.server.storageUsedGiB ?? (it.server.disks.length > 0 ? used : undefined) ?? size;
  return plain(market.priced({ kind: 'efs', storageGiB: wholeUp(stored) }), 'EFS', 'NFS, billed by what is stored');
}
