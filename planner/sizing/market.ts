import { cents, lineCents, noMoney, type Cents } from '../model/money.js';
import type { Server } from '../model/server.js';
import type { Ec2Os, InstanceType, PriceBook } from '../pricing/book.js';
import { sqlServerVcpus } from '../pricing/licence.js';
import { instanceLines, rdsGp3Iops, rdsInstanceLines, rdsStorageLines } from '../pricing/lines.js';
import type { Price, Rate } from '../pricing/quote.js';
import { candidateIndex, isGeneralPurpose, type CandidateIndex } from './candidates.js';
import { memo, memoOfWhole } from './memo.js';
import { priceOf, storagePrice } from './price-of.js';
import type { Option, RdsEngine, Target, Volume } from './recommendation.js';
import type { SqlEdition, System } from './system.js';
import { gp3, volumesFor } from './volumes.js';

/** A server's volumes with their price. */
export interface VolumeSet {
  readonly volumes: readonly Volume[];
  readonly monthlyCents: Cents;
  readonly unpriced: number;
}

/** A price without its lines. */
interface Amount {
  readonly monthlyCents: Cents;
  readonly unpriced: number;
}

const amountOf = ({ cents: monthlyCents, gaps }: Price): Amount => ({ monthlyCents, unpriced: gaps.length });

const free: Amount = { monthlyCents: noMoney, unpriced: 0 };

/** What any whole number of units costs, by the line of one. */
function perUnit({ quotes: [one] }: Price): (quantity: number) => Amount {
  const unknown: Amount = { monthlyCents: noMoney, unpriced: 1 };
  return memoOfWhole((quantity) => {
    if (quantity === 0) return free;
    return one === undefined ? unknown : { monthlyCents: lineCents(one.rate.usd, quantity), unpriced: 0 };
  });
}

export type CacheEngine = 'valkey' | 'redis' | 'memcached';

/** What can be bought in one region, found and priced once and shared by all servers that need the same. */
export interface Market {
  readonly book: PriceBook;
  /** The one object for a system, so that it can be looked up by identity. */
  system(os: Ec2Os, sqlServer: SqlEdition | undefined, arch: System['arch']): System;
  /** EC2 types for a system, cheapest first. */
  types(system: System): CandidateIndex;
  /** RDS instance classes for an engine; `db.` is not part of their names here. */
  classes(engine: RdsEngine): CandidateIndex;
  /** ElastiCache node types, with the memory that is left for data; `cache.` is not part of their names here. */
  nodes(engine: CacheEngine): CandidateIndex;
  volumes(server: Server, iops: number | undefined, mibps: number | undefined): VolumeSet;
  /** An EC2 target with its volumes. */
  instance(type: InstanceType, system: System, volumes: VolumeSet): Option;
  /** Any target with its price. */
  priced(target: Target): Option;
}

/** Families that RDS and ElastiCache offer (their pages of instance classes); of these a class may be named even where its price is not known. */
const rdsFamilies = /^(?:t3|t4g|m5|m6g|m6i|m7g|m7i|m8g|r5|r6g|r6i|r7g|r7i|r8g)$/;
const cacheFamilies = /^(?:t3|t4g|m5|m6g|m7g|r5|r6g|r7g)$/;

/**
 * GiB that a cache node leaves for data: AWS's table of node types has 0.5, 1.37 and 3.09 for micro, small and medium, and from
 * 79 % (m6g.large: 6.38 of 8) to 83 % of the instance's memory above; the lowest share is taken for all.
 */
const nodeMemory: Readonly<Record<string, number>> = { micro: 0.5, small: 1.37, medium: 3.09 };
const nodeShare = 0.79;

function asNode(type: InstanceType): InstanceType {
  const size = type.name.slice(type.family.length + 1);
  const memoryGiB = nodeMemory[size] ?? type.memoryGiB * nodeShare;
  return { ...type, memoryGiB };
}

/** The same for equal targets. */
const keyOf = (target: Target): string => Object.values(target).join('|');

/** A volume of no size. */
const nothing: Volume = { label: '', type: 'gp3', sizeGiB: 0, iops: undefined, throughputMiBps: undefined };

/** Priced targets to remember: their storage may be of any size. */
const optionLimit = 50_000;

/** One object for each system, per edition of SQL Server. */
const systemsOn = (arch: System['arch']) => ({
  none: memo((os: Ec2Os): System => ({ os, sqlServer: undefined, arch })),
  web: memo((os: Ec2Os): System => ({ os, sqlServer: 'web', arch })),
  standard: memo((os: Ec2Os): System => ({ os, sqlServer: 'standard', arch })),
  enterprise: memo((os: Ec2Os): System => ({ os, sqlServer: 'enterprise', arch })),
});

/** An index of types with a price for each. */
const index = (types: readonly InstanceType[], hourlyUsd: (type: InstanceType) => number | undefined): CandidateIndex =>
  candidateIndex(types.map((type) => ({ type, hourlyUsd: hourlyUsd(type) })));

const numberOf = (rate: Rate | undefined): number | undefined => (rate === undefined ? undefined : Number(rate.usd));

export function openMarket(book: PriceBook): Market {
  const systems = { x86_64: systemsOn('x86_64'), arm64: systemsOn('arm64') };
  const noVolumes: VolumeSet = { volumes: [], ...amountOf(storagePrice([], book)) };
  const general = book.instanceTypes.filter(isGeneralPurpose);

  const service = (
    families: RegExp,
    x86Only: boolean,
    item: (type: InstanceType) => string,
    as: (type: InstanceType) => InstanceType,
  ): CandidateIndex =>
    index(
      general
        .filter(
          (type) =>
            (!x86Only || type.arch === 'x86_64') && (families.test(type.family) || book.rate(item(type)) !== undefined),
        )
        .map(as),
      (type) => numberOf(book.rate(item(type))),
    );

  /** Instance and SQL Server licence; exact prices are made when a type is chosen. */
  function hourlyUsd({ name, vcpus }: InstanceType, { os, sqlServer }: System): number | undefined {
    const instance = numberOf(book.ec2(name, os));
    if (sqlServer === undefined || instance === undefined) return instance;
    const licence = numberOf(book.rate(`licence.sqlserver.${sqlServer}`));
    return licence === undefined ? undefined : instance + licence * sqlServerVcpus(sqlServer, vcpus);
  }

  const instances = memo(({ os, sqlServer }: System) =>
    memo(({ name }: InstanceType) => amountOf(instanceLines({ instanceType: name, os, sqlServer }, book))),
  );

  // Size, IOPS and throughput of gp3 are lines of their own: 12,000 different ones of 100,000 servers were 20 ms as lists of quotes.
  const gp3Price = (facts: Partial<Volume>): Price => storagePrice([{ ...nothing, ...facts }], book);
  const sizePrice = perUnit(gp3Price({ sizeGiB: 1 }));
  const iopsPrice = perUnit(gp3Price({ iops: gp3.freeIops + 1 }));
  const throughputPrice = perUnit(gp3Price({ throughputMiBps: gp3.freeMiBps + 1 }));

  function pricedVolumes(volumes: readonly Volume[]): VolumeSet {
    if (volumes.length === 0) return noVolumes;
    let total = 0;
    let unpriced = 0;
    for (const volume of volumes) {
      const { type, sizeGiB, iops, throughputMiBps } = volume;
      const amount = type === 'gp3' ? sizePrice(sizeGiB) : amountOf(storagePrice([volume], book));
      total += amount.monthlyCents;
      unpriced += amount.unpriced;
      if (type !== 'gp3' || (iops === undefined && throughputMiBps === undefined)) continue;
      const operations = iopsPrice(Math.max(0, (iops ?? 0) - gp3.freeIops));
      const throughput = throughputPrice(Math.max(0, (throughputMiBps ?? 0) - gp3.freeMiBps));
      total += operations.monthlyCents + throughput.monthlyCents;
      unpriced += operations.unpriced + throughput.unpriced;
    }
    return { volumes, monthlyCents: cents(total), unpriced };
  }

  // Databases are all of different sizes: instance and storage are lines of their own, and each is priced once.
  const database = memo((engine: RdsEngine) =>
    memo((instanceType: string) => amountOf(rdsInstanceLines({ engine, instanceType, multiAz: false }, book))),
  );
  const plainData = { engine: 'postgres', multiAz: false, storageGiB: 0 } as const;
  const dataPrice = perUnit(rdsStorageLines({ ...plainData, storageGiB: 1 }, book));
  const dataIopsPrice = perUnit(rdsStorageLines({ ...plainData, iops: rdsGp3Iops('postgres', 0) + 1 }, book));

  /** A database in one zone. */
  function plainDatabase(target: Extract<Target, { kind: 'rds' }>): Option {
    const { engine, instanceType, storageGiB, iops = 0 } = target;
    const instance = database(engine)(instanceType);
    const storage = dataPrice(storageGiB);
    const more = dataIopsPrice(Math.max(0, iops - rdsGp3Iops(engine, storageGiB)));
    return {
      target,
      monthlyCents: cents(instance.monthlyCents + storage.monthlyCents + more.monthlyCents),
      unpriced: instance.unpriced + storage.unpriced + more.unpriced,
    };
  }

  const options = new Map<string, Option>();

  function price(key: string, target: Target): Option {
    const option = { target, ...amountOf(priceOf(target, book)) };
    if (options.size >= optionLimit) options.clear();
    options.set(key, option);
    return option;
  }

  return {
    book,
    system: (os, sqlServer, arch) => systems[arch][sqlServer ?? 'none'](os),
    types: memo((system: System) =>
      index(
        general.filter(({ arch }) => arch === system.arch),
        (type) => hourlyUsd(type, system),
      ),
    ),
    classes: memo((engine: RdsEngine) =>
      service(
        rdsFamilies,
        engine.startsWith('sqlserver'),
        ({ name }) => `rds.${engine}.db.${name}.single`,
        (type) => type,
      ),
    ),
    nodes: memo((engine: CacheEngine) =>
      service(cacheFamilies, false, ({ name }) => `elasticache.${engine}.cache.${name}`, asNode),
    ),
    volumes: ({ disks, storageGiB }, iops, mibps) =>
      pricedVolumes(volumesFor({ disks, totalGiB: storageGiB, iops, mibps })),
    instance(type, system, { volumes, monthlyCents, unpriced }) {
      const amount = instances(system)(type);
      return {
        target: { kind: 'ec2', instanceType: type.name, os: system.os, sqlServer: system.sqlServer, volumes },
        monthlyCents: cents(amount.monthlyCents + monthlyCents),
        unpriced: amount.unpriced + unpriced,
      };
    },
    priced(target) {
      if (target.kind === 'rds' && !target.multiAz) return plainDatabase(target);
      const key = keyOf(target);
      return options.get(key) ?? price(key, target);
    },
  };
}
