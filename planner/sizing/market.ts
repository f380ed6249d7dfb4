import { cents, sumCents, type Cents } from '../model/money.js';
import type { Server } from '../model/server.js';
import type { PriceBook } from '../pricing/book.js';
import { candidateIndex, isGeneralPurpose, type Candidate, type CandidateIndex } from './candidates.js';
import { instanceLines, volumeLines } from './price-of.js';
import type { Option, Volume } from './recommendation.js';
import type { System } from './system.js';
import { volumesFor } from './volumes.js';

/** A server's volumes with their price; equal disks share one object. */
export interface VolumeSet {
  readonly volumes: readonly Volume[];
  readonly monthlyCents: Cents;
  readonly unpriced: number;
}

/** What can be bought in one region, found and priced once and shared by all servers that need the same. */
export interface Market {
  /** Types for a system, cheapest first. */
  types(system: System): CandidateIndex;
  volumes(server: Server, iops: number | undefined, mibps: number | undefined): VolumeSet;
  /** An EC2 target with its volumes. */
  instance(
    candidate: Pick<Candidate, 'type' | 'monthlyCents' | 'unpriced'>,
    system: System,
    volumes: VolumeSet,
  ): Option;
}

const systemKey = ({ os, sqlServer, arch }: System): string => `${os} ${sqlServer ?? ''} ${arch}`;

export function openMarket(book: PriceBook): Market {
  const indices = new Map<string, CandidateIndex>();
  const volumeSets = new Map<string, VolumeSet>();

  function index(system: System): CandidateIndex {
    return candidateIndex(
      book.instanceTypes
        .filter((type) => type.arch === system.arch && isGeneralPurpose(type))
        .map((type) => {
          const { quotes, gaps } = instanceLines(type.name, system.os, system.sqlServer, book);
          return {
            type,
            monthlyCents: sumCents(quotes.map(({ monthlyCents }) => monthlyCents)),
            unpriced: gaps.length,
          };
        }),
    );
  }

  return {
    types: (system) => remember(indices, systemKey(system), () => index(system)),
    volumes({ disks, storageGiB }, iops, mibps) {
      let key = `${storageGiB ?? ''} ${iops ?? ''} ${mibps ?? ''}`;
      for (const disk of disks)
        key += `|${disk.label} ${disk.sizeGiB} ${disk.iops ?? ''} ${disk.throughputMiBps ?? ''}`;
      return remember(volumeSets, key, () => {
        const volumes = volumesFor({ disks, totalGiB: storageGiB, iops, mibps });
        const { quotes, gaps } = volumeLines(volumes, book);
        return {
          volumes,
          monthlyCents: sumCents(quotes.map(({ monthlyCents }) => monthlyCents)),
          unpriced: gaps.length,
        };
      });
    },
    instance: (
      { type, monthlyCents, unpriced },
      { os, sqlServer },
      { volumes, monthlyCents: storage, unpriced: gaps },
    ) => ({
      target: { kind: 'ec2', instanceType: type.name, os, sqlServer, volumes },
      monthlyCents: cents(monthlyCents + storage),
      unpriced: unpriced + gaps,
    }),
  };
}

/** Memories are emptied when they have grown to this: a million different disks must not all stay. */
const memoryLimit = 100_000;

function remember<Value>(memory: Map<string, Value>, key: string, make: () => Value): Value {
  const known = memory.get(key);
  if (known !== undefined) return known;
  const value = make();
  if (memory.size >= memoryLimit) memory.clear();
  memory.set(key, value);
  return value;
}
