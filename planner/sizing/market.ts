import { cents, type Cents } from '../model/money.js';
import type { Server } from '../model/server.js';
import { hoursPerMonth, type InstanceType, type PriceBook } from '../pricing/book.js';
import { instanceLines, rateLine } from '../pricing/lines.js';
import type { Price } from '../pricing/quote.js';
import { candidateIndex, isGeneralPurpose, type Candidate, type CandidateIndex } from './candidates.js';
import { remember } from './memory.js';
import { priceOf, storagePrice } from './price-of.js';
import type { Option, RdsEngine, Target, Volume } from './recommendation.js';
import type { System } from './system.js';
import { volumesFor } from './volumes.js';

/** A server's volumes with their price; equal disks share one object. */
export interface VolumeSet {
  readonly volumes: readonly Volume[];
  readonly monthlyCents: Cents;
  readonly unpriced: number;
}

export type CacheEngine = 'valkey' | 'redis' | 'memcached';

/** What can be bought in one region, found and priced once and shared by all servers that need the same. */
export interface Market {
  readonly book: PriceBook;
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

const systemKey = ({ os, sqlServer, arch }: System): string => `${os} ${sqlServer ?? ''} ${arch}`;

/** An index of types with a price for each. */
const index = (types: readonly InstanceType[], price: (type: InstanceType) => Price): CandidateIndex =>
  candidateIndex(
    types.map((type) => {
      const { cents: monthlyCents, gaps } = price(type);
      return { type, monthlyCents, unpriced: gaps.length };
    }),
  );

export function openMarket(book: PriceBook): Market {
  const indices = new Map<string, CandidateIndex>();
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

  return {
    book,
    instancePrice,
    types: (system) =>
      remember(indices, systemKey(system), () =>
        index(
          general.filter(({ arch }) => arch === system.arch),
          ({ name }) => instancePrice(name, system),
        ),
      ),
    classes: (engine) =>
      remember(indices, `rds ${engine}`, () =>
        service(
          rdsFamilies,
          engine.startsWith('sqlserver'),
          ({ name }) => `rds.${engine}.db.${name}.single`,
          (type) => type,
        ),
      ),
    nodes: (engine) =>
      remember(indices, `elasticache ${engine}`, () =>
        service(cacheFamilies, false, ({ name }) => `elasticache.${engine}.cache.${name}`, asNode),
      ),
    volumes({ disks, storageGiB }, iops, mibps) {
      let key = `${storageGiB ?? ''} ${iops ?? ''} ${mibps ?? ''}`;
      for (const { label, sizeGiB, iops: own, throughputMiBps } of disks) {
        key += `|${label} ${sizeGiB} ${own ?? ''} ${throughputMiBps ?? ''}`;
      }
      return remember(volumeSets, key, () => {
        const volumes = volumesFor({ disks, totalGiB: storageGiB, iops, mibps });
        const { cents: monthlyCents, gaps } = storagePrice(volumes, book);
        return { volumes, monthlyCents, unpriced: gaps.length };
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
