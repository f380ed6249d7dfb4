import type { InstanceCount } from '../cost/instances.js';
import type { PriceBook } from '../pricing/book.js';
import { instanceLines, volumeLines } from '../pricing/lines.js';
import type { Price, Quote } from '../pricing/quote.js';
import type { Recommendation, Target, Volume } from '../sizing/recommendation.js';
import { priceOf } from '../sizing/price-of.js';

/** How many price figures a plan rests on, by how each came to be, and how many lines have no known price. */
export interface PriceLines {
  readonly observed: number;
  readonly derived: number;
  readonly formula: number;
  readonly unknown: number;
}

/**
 * Counts each figure once, however many servers it prices: "412 observed" means 412 numbers that someone could check.
 * Of targets that rest on the same figures the first is kept, and its price opened at the end; sizes only change quantities.
 */
export class PricedTargets {
  #unknown = 0;
  /** The first gp3 volume of each kind: it costs a line each for size, IOPS and throughput, so they are told apart by which of these they have. */
  readonly #gp3: (Volume | undefined)[] = [undefined, undefined, undefined, undefined];
  /** Targets that are no instance, and instances with a volume that is no gp3: io2 has tiers. By what tells most of them apart. */
  readonly #others = new Map<string, Target[]>();

  add({ chosen: { target, unpriced } }: Recommendation): void {
    this.#unknown += unpriced;
    if (target.kind === 'ec2') this.#addVolumes(target);
    else this.#addOther(sizeOf(target), target);
  }

  /** @param instances of the same servers: an instance costs the same with every volume */
  lines(instances: InstanceCount, shared: Price, book: PriceBook): PriceLines {
    const figures = new Map<string, Quote['rate']['kind']>();
    const open = ({ quotes }: Price) => {
      for (const { item, rate } of quotes) figures.set(`${item} ${rate.usd}`, rate.kind);
    };
    open(shared);
    for (const kind of instances.kinds()) if (kind.chosen > 0) open(instanceLines(kind, book));
    for (const volume of this.#gp3) if (volume !== undefined) open(volumeLines(volume, book));
    for (const targets of this.#others.values()) for (const target of targets) open(priceOf(target, book));
    const counts = { observed: 0, derived: 0, formula: 0, unknown: this.#unknown + shared.gaps.length };
    for (const kind of figures.values()) counts[kind] += 1;
    return counts;
  }

  #addVolumes(target: Ec2): void {
    for (const volume of target.volumes) {
      if (volume.type !== 'gp3') return this.#addOther(glued(target), target);
      const kind = (volume.iops === undefined ? 0 : 1) + (volume.throughputMiBps === undefined ? 0 : 2);
      this.#gp3[kind] ??= volume;
    }
  }

  #addOther(key: string, target: Target): void {
    let known = this.#others.get(key);
    if (known === undefined) this.#others.set(key, (known = []));
    for (const other of known) if (restOnTheSame(other, target)) return;
    known.push(target);
  }
}

type Ec2 = Extract<Target, { kind: 'ec2' }>;

const glued = ({ instanceType, os, sqlServer, volumes }: Ec2): string =>
  [
    instanceType,
    os,
    sqlServer,
    ...volumes.map(
      ({ type, iops, throughputMiBps }) =>
        `${type}${iops === undefined ? '' : 'i'}${throughputMiBps === undefined ? '' : 't'}`,
    ),
  ].join(' ');

/** A string that the target has already: nothing is glued together for each of a hundred thousand. */
function sizeOf(target: Exclude<Target, Ec2>): string {
  switch (target.kind) {
    case 'rds':
    case 'elasticache':
      return target.instanceType;
    case 'lb':
      return target.type;
    default:
      return target.kind;
  }
}

/** Whether two targets under the same key have the same price lines. */
function restOnTheSame(a: Target, b: Target): boolean {
  if (a.kind === 'rds') return b.kind === 'rds' && a.engine === b.engine && a.multiAz === b.multiAz;
  return a.kind === 'elasticache' ? b.kind === 'elasticache' && a.engine === b.engine : a.kind === b.kind;
}
