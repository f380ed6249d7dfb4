import { cents, type Cents } from '../model/money.js';
import type { Server } from '../model/server.js';
import { hoursPerMonth, type Ec2Os, type InstanceType, type PriceBook } from '../pricing/book.js';
import { instanceLines, rateLine } from '../pricing/lines.js';
import type { Price } from '../pricing/quote.js';
import { candidateIndex, isGeneralPurpose, type Candidate, type CandidateIndex } from './candidates.js';
import { remember } from './memory.js';
import { priceOf, storagePrice } from './price-of.js';
import type { Option, RdsEngine, Target, Volume } from './recommendation.js';
import type { SqlEdition, System } from './system.js';
import { volumesFor } from './volumes.js';

/** A server's volumes with their price; equal disks share one object. */
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
  /** An instance without its volumes. */
  instancePrice(type: string, system: System): Price;
  /** An EC2 target with its volumes. */
  instance(
    candidate: Pick<Candidate, 'type' | 'monthlyCents' | 'unpriced'>,
    system: System,
    volumes: VolumeSet,
  ): Option;
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

/** An index of types with a price for each. */
const index = (types: readonly InstanceType[], price: (type: InstanceType) => Price): CandidateIndex =>
  candidateIndex(
    types.map((type) => {
      const { monthlyCents, unpriced } = amountOf(price(type));
      return { type, monthlyCents, unpriced };
    }),
  );

export function openMarket(book: PriceBook): Market {
  const systems = new Map<string, System>();
  const ec2 = new Map<System, CandidateIndex>();
  const rds = new Map<RdsEngine, CandidateIndex>();
  const elasticache = new Map<CacheEngine, CandidateIndex>();
  const volumePrices = new Map<string, Amount>();
  const volumeSets = new Map<string, VolumeSet>();
  const options = new Map<string, Option>();
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
      (type) => rateLine(book, item(type), hoursPerMonth, 'h'),
    );

  const instancePrice = (instanceType: string, { os, sqlServer }: System): Price =>
    instanceLines({ instanceType, os, sqlServer }, book);

  const priceOfVolume = (volume: Volume): Amount =>
    remember(
      volumePrices,
      `${volume.type} ${volume.sizeGiB} ${volume.iops ?? ''} ${volume.throughputMiBps ?? ''}`,
      () => amountOf(storagePrice([volume], book)),
    );

  return {
    book,
    instancePrice,
    system: (os, sqlServer, arch) =>
      remember(systems, `${os} ${sqlServer ?? ''} ${arch}`, () => ({ os, sqlServer, arch })),
    types: (system) =>
      remember(ec2, system, () =>
        index(
          general.filter(({ arch }) => arch === system.arch),
          ({ name }) => instancePrice(name, system),
        ),
      ),
    classes: (engine) =>
      remember(rds, engine, () =>
        service(
          rdsFamilies,
          engine.startsWith('sqlserver'),
          ({ name }) => `rds.${engine}.db.${name}.single`,
          (type) => type,
        ),
      ),
    nodes: (engine) =>
      remember(elasticache, engine, () =>
        service(cacheFamilies, false, ({ name }) => `elasticache.${engine}.cache.${name}`, asNode),
      ),
    volumes({ disks, storageGiB }, iops, mibps) {
      let key = `${storageGiB ?? ''} ${iops ?? ''} ${mibps ?? ''}`;
      for (const { label, sizeGiB, iops: own, throughputMiBps } of disks) {
        key += `|${label} ${sizeGiB} ${own ?? ''} ${throughputMiBps ?? ''}`;
      }
      return remember(volumeSets, key, () => {
        const volumes = volumesFor({ disks, totalGiB: storageGiB, iops, mibps });
        if (volumes.length === 0) return { volumes, ...amountOf(storagePrice(volumes, book)) };
        let total = 0;
        let unpriced = 0;
        for (const volume of volumes) {
          const amount = priceOfVolume(volume);
          total += amount.monthlyCents;
          unpriced += amount.unpriced;
        }
        return { volumes, monthlyCents: cents(total), unpriced };
      });
    },
    instance: ({ type, monthlyCents, unpriced }, { os, sqlServer }, storage) => ({
      target: { kind: 'ec2', instanceType: type.name, os, sqlServer, volumes: storage.volumes },
      monthlyCents: cents(monthlyCents + storage.monthlyCents),
      unpriced: unpriced + storage.unpriced,
    }),
    priced: (target) =>
      remember(options, Object.values(target).join('|'), () => {
        const { cents: monthlyCents, gaps } = priceOf(target, book);
        return { target, monthlyCents, unpriced: gaps.length };
      }),
  };
}
