import { addUsd } from '../model/money.js';
import type { Commitment, CommittedRate, Ec2Os, InstanceType, PriceBook } from './book.js';
import { derivedCommitment, observedCommitment } from './commitment.js';
import type { BookFile, RegionFile, TypeRow } from './files.js';
import { type Licence, osLicence } from './licence.js';
import type { Rate } from './quote.js';

const own = <T>(table: Readonly<Record<string, T>> | undefined, key: string): T | undefined =>
  table !== undefined && Object.hasOwn(table, key) ? table[key] : undefined;

const noTiers: readonly { readonly from: number; readonly rate: Rate }[] = [];

/** A book that can also say what is in it. */
export interface ListedBook extends PriceBook {
  /** Ids of everything with a flat rate or tiers, sorted; EC2 is found through `instanceTypes`. */
  items(): readonly string[];
}

/**
 * The prices of one region, from the compiled files. A refreshed file goes over the built-in one figure by figure.
 * Rates are made when first asked for and then shared, so that a million servers hold the same few hundred objects.
 */
export function makeBook(book: BookFile, builtIn: RegionFile, refreshed?: RegionFile): ListedBook {
  const layers = refreshed === undefined ? [builtIn] : [refreshed, builtIn];
  const instanceTypes = book.types.map(instanceTypeOf);
  const byName = new Map<string, InstanceType>();
  for (const type of instanceTypes) byName.set(type.name, type);
  const instanceType = (name: string): InstanceType | undefined => byName.get(name);

  const rate = memo((item) =>
    first(layers, (file) => {
      const row = own(file.rates, item);
      return row === undefined ? undefined : rateOf(file, row[0], row[1], row[2]);
    }),
  );
  const tiers = memo((item) =>
    first(layers, (file) =>
      own(file.tiers, item)?.map(([from, usd, unit, source]) => ({ from, rate: rateOf(file, usd, unit, source) })),
    ),
  );
  const listed = (type: string, os: string): Rate | undefined =>
    first(layers, (file) => {
      const row = own(own(file.ec2, os), type);
      return row === undefined ? undefined : rateOf(file, row[0], 'h', row[1]);
    });

  const licenceOf = (type: string, os: Ec2Os): Licence | undefined => {
    const facts = instanceType(type);
    return facts === undefined || os === 'linux' || os === 'windows-byol' ? undefined : osLicence(facts, os, rate);
  };
  const perOs: Readonly<Record<Ec2Os, (type: string) => Rate | undefined>> = {
    linux: memo((type) => listed(type, 'linux')),
    'windows-byol': memo((type) => byol(instanceType(type), perOs.linux(type))),
    windows: memo((type) => listed(type, 'windows') ?? withLicence(perOs.linux(type), licenceOf(type, 'windows'))),
    rhel: memo((type) => listed(type, 'rhel') ?? withLicence(perOs.linux(type), licenceOf(type, 'rhel'))),
    sles: memo((type) => listed(type, 'sles') ?? withLicence(perOs.linux(type), licenceOf(type, 'sles'))),
  };

  const committed = (type: string, os: Ec2Os, commitment: Commitment): CommittedRate | undefined => {
    const listOs = os === 'windows-byol' ? 'linux' : os;
    const observed = first(layers, (file) => {
      const rows = own(file.reserved, `${type}|${listOs}`);
      return rows === undefined ? undefined : observedCommitment(rows, commitment, file.sources);
    });
    if (observed !== undefined) return observed;
    const facts = instanceType(type);
    const linux = perOs.linux(type);
    if (facts === undefined || linux === undefined || perOs[os](type) === undefined) return undefined;
    const licence = licenceOf(type, os);
    if (licence === undefined && listOs !== 'linux') return undefined;
    return derivedCommitment(facts.family, linux, licence, commitment, book);
  };

  return {
    region: builtIn.region,
    asOf: layers.map((file) => file.asOf).reduce((a, b) => (a > b ? a : b)),
    instanceTypes,
    instanceType,
    ec2: (type, os) => perOs[os](type),
    committed,
    rate,
    tiers: (item) => tiers(item) ?? noTiers,
    items: () =>
      [...new Set(layers.flatMap((file) => Object.keys(file.rates).concat(Object.keys(file.tiers))))].toSorted(),
  };
}

function first<T>(layers: readonly RegionFile[], find: (file: RegionFile) => T | undefined): T | undefined {
  for (const file of layers) {
    const found = find(file);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Remembers answers, unknown ones too. */
function memo<T>(make: (key: string) => T | undefined): (key: string) => T | undefined {
  const known = new Map<string, T | undefined>();
  return (key) => {
    const found = known.get(key);
    if (found !== undefined || known.has(key)) return found;
    const made = make(key);
    known.set(key, made);
    return made;
  };
}

function rateOf(file: RegionFile, usd: string, unit: string, source: number): Rate {
  const [text, asOf, kind] = file.sources[source] ?? ['', '', 'observed'];
  return { usd, unit, source: text, asOf, kind };
}

/** Bring-your-own-licence Windows runs where Windows runs, at the Linux price (seen in the price list: RunInstances:0800). */
function byol(type: InstanceType | undefined, linux: Rate | undefined): Rate | undefined {
  return type === undefined || type.arch === 'x86_64' ? linux : undefined;
}

function withLicence(linux: Rate | undefined, licence: Licence | undefined): Rate | undefined {
  if (linux === undefined || licence === undefined) return undefined;
  return {
    usd: addUsd(linux.usd, licence.rate.usd, licence.times),
    unit: linux.unit,
    source: `Linux ${linux.usd} + ${licence.how}; from: ${linux.source}; ${licence.rate.source}`,
    asOf: linux.asOf < licence.rate.asOf ? linux.asOf : licence.rate.asOf,
    kind: 'formula',
  };
}

/** AWS's Mbps of EBS bandwidth as MiB/s: 10^6 bits against 2^20 bytes. */
const mibps = (mbps: number): number => Math.floor((mbps * 1e8) / 8 / 1_048_576) / 100;

/** The first digit of the family's name, which is the generation of every family but the high-memory `u-6tb1`. */
function generationOf(family: string): number {
  for (let at = 0; at < family.length; at += 1) {
    const digit = family.charCodeAt(at) - 48;
    if (digit >= 0 && digit <= 9) return digit;
  }
  return 0;
}

function instanceTypeOf(row: TypeRow): InstanceType {
  const [
    name,
    current,
    vcpus,
    memoryGiB,
    arch,
    baselinePct,
    metal,
    gpus,
    nitro,
    ebsMbps,
    ebsIops,
    networkGbps,
    localGB,
    coremark,
  ] = row;
  const family = name.slice(0, name.indexOf('.'));
  return {
    name,
    family,
    vcpus,
    memoryGiB,
    arch,
    currentGeneration: current === 1,
    generation: generationOf(family),
    burstable: baselinePct !== null,
    baselinePct: baselinePct ?? 100,
    bareMetal: metal === 1,
    gpus,
    nitro: nitro === 1,
    ebsBaselineMiBps: ebsMbps === null ? undefined : mibps(ebsMbps),
    ebsBaselineIops: ebsIops ?? undefined,
    networkBaselineGbps: networkGbps ?? undefined,
    localStorageGB: localGB,
    coremarkPerVcpu: coremark ?? undefined,
  };
}
