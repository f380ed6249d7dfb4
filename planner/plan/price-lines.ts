import type { PriceBook } from '../pricing/book.js';
import type { Price, Quote } from '../pricing/quote.js';
import type { Recommendation, Target } from '../sizing/recommendation.js';
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
 * One target of each make is opened; the sizes of its volumes only change quantities.
 */
export function priceLines(recommendations: readonly Recommendation[], shared: Price, book: PriceBook): PriceLines {
  const makes = makesSeen();
  const figures = new Map<string, Quote['rate']['kind']>();
  let unknown = shared.gaps.length;
  const add = ({ quotes }: Price) => {
    for (const { item, rate } of quotes) figures.set(`${item} ${rate.usd}`, rate.kind);
  };
  add(shared);
  for (const { chosen } of recommendations) {
    unknown += chosen.unpriced;
    if (makes.isNew(chosen.target)) add(priceOf(chosen.target, book));
  }
  const counts = { observed: 0, derived: 0, formula: 0, unknown };
  for (const kind of figures.values()) counts[kind] += 1;
  return counts;
}

interface Makes {
  /** True the first time that the instance, or a kind of volume, of a target is seen. */
  isNew(target: Target): boolean;
}

/**
 * A hundred thousand targets are asked for: instances are looked up by the strings that they are made of, without gluing them together.
 * What gp3 volumes cost is a line each for size, IOPS and throughput, so they are told apart by which of these they have; io2 has tiers, so
 * a target with other volumes counts as a make of its own.
 */
function makesSeen(): Makes {
  const instances = new Map<string, Map<string, Set<string | undefined>>>();
  const others = new Set<string>();

  function isNewInstance({ instanceType, os, sqlServer }: Ec2): boolean {
    let systems = instances.get(instanceType);
    if (systems === undefined) instances.set(instanceType, (systems = new Map<string, Set<string | undefined>>()));
    let editions = systems.get(os);
    if (editions === undefined) systems.set(os, (editions = new Set<string | undefined>()));
    if (editions.has(sqlServer)) return false;
    editions.add(sqlServer);
    return true;
  }

  function isNewMake(make: string): boolean {
    if (others.has(make)) return false;
    others.add(make);
    return true;
  }

  return {
    isNew(target) {
      if (target.kind !== 'ec2') return isNewMake(makeOf(target));
      const { volumes } = target;
      if (!volumes.every(({ type }) => type === 'gp3')) return isNewMake(glued(target));
      let isNew = isNewInstance(target);
      for (const { iops, throughputMiBps } of volumes) {
        const kind = (iops === undefined ? 0 : 1) + (throughputMiBps === undefined ? 0 : 2);
        if (isNewMake(gp3Makes[kind] ?? 'gp3')) isNew = true;
      }
      return isNew;
    },
  };
}

type Ec2 = Extract<Target, { kind: 'ec2' }>;

/** Constants, so that nothing is made for each volume. */
const gp3Makes = ['gp3', 'gp3 iops', 'gp3 throughput', 'gp3 iops throughput'] as const;

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

function makeOf(target: Exclude<Target, Ec2>): string {
  switch (target.kind) {
    case 'rds':
      return `rds ${target.engine} ${target.instanceType} ${target.multiAz ? 'multi' : 'single'}`;
    case 'elasticache':
      return `${target.engine} ${target.instanceType}`;
    case 'lb':
      return target.type;
    default:
      return target.kind;
  }
}
