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
  const makes = new Set<string>();
  const figures = new Map<string, Quote['rate']['kind']>();
  let unknown = shared.gaps.length;
  const add = ({ quotes }: Price) => {
    for (const { item, rate } of quotes) figures.set(`${item} ${rate.usd}`, rate.kind);
  };
  add(shared);
  for (const { chosen } of recommendations) {
    unknown += chosen.unpriced;
    const make = makeOf(chosen.target);
    if (makes.has(make)) continue;
    makes.add(make);
    add(priceOf(chosen.target, book));
  }
  const counts = { observed: 0, derived: 0, formula: 0, unknown };
  for (const kind of figures.values()) counts[kind] += 1;
  return counts;
}

function makeOf(target: Target): string {
  switch (target.kind) {
    case 'ec2': {
      let volumes = '';
      for (const { type, iops, throughputMiBps } of target.volumes) {
        volumes += ` ${type}${iops === undefined ? '' : 'i'}${throughputMiBps === undefined ? '' : 't'}`;
      }
      return `${target.instanceType} ${target.os} ${target.sqlServer ?? ''}${volumes}`;
    }
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
