import { Decimal } from 'decimal.js';
import { itemLabel } from './items.js';
import type { ListedBook } from './load.js';
import type { Rate } from './quote.js';
import { operatingSystems } from './show.js';

/** A figure that two books do not have in common. */
export interface PriceChange {
  readonly item: string;
  readonly label: string;
  /** Start of the tier; 0 for a flat rate. */
  readonly from: number;
  /** `undefined`: not known in that book. */
  readonly before: Rate | undefined;
  readonly after: Rate | undefined;
  /** Change in percent, one decimal; undefined when one of them is not known. */
  readonly changePct: number | undefined;
}

export interface BookDiff {
  readonly region: string;
  readonly asOfBefore: string;
  readonly asOfAfter: string;
  /** How many figures are the same in both. */
  readonly same: number;
  readonly changes: readonly PriceChange[];
}

interface Figure {
  readonly item: string;
  readonly from: number;
  readonly rate: Rate;
}

/**
 * Figures of two books of one region that differ in dollars or unit, or that only one of them has, sorted by item. A figure that
 * only its source or date changed is the same. Formula rates are left out where both books compute them: they follow from the others.
 */
export function diffBooks(before: ListedBook, after: ListedBook): BookDiff {
  const old = figuresOf(before);
  const fresh = figuresOf(after);
  const changes: PriceChange[] = [];
  let same = 0;
  for (const key of [...new Set([...old.keys(), ...fresh.keys()])].toSorted()) {
    const a = old.get(key);
    const b = fresh.get(key);
    const shown = b ?? a;
    if (shown === undefined || (a?.rate.kind === 'formula' && b?.rate.kind === 'formula')) continue;
    if (a !== undefined && b !== undefined && equal(a.rate, b.rate)) same += 1;
    else
      changes.push({
        item: shown.item,
        label: itemLabel(shown.item),
        from: shown.from,
        before: a?.rate,
        after: b?.rate,
        changePct: pct(a?.rate, b?.rate),
      });
  }
  return { region: after.region, asOfBefore: before.asOf, asOfAfter: after.asOf, same, changes };
}

const equal = (a: Rate, b: Rate): boolean => a.unit === b.unit && new Decimal(a.usd).equals(b.usd);

function pct(before: Rate | undefined, after: Rate | undefined): number | undefined {
  if (before === undefined || after === undefined || before.unit !== after.unit || Number(before.usd) === 0)
    return undefined;
  return new Decimal(after.usd).div(before.usd).minus(1).times(100).toDecimalPlaces(1).toNumber();
}

function figuresOf(book: ListedBook): Map<string, Figure> {
  const figures = new Map<string, Figure>();
  const add = (item: string, from: number, rate: Rate | undefined): void => {
    if (rate !== undefined) figures.set(`${item} ${from.toString().padStart(12, '0')}`, { item, from, rate });
  };
  for (const item of book.items()) {
    add(item, 0, book.rate(item));
    for (const tier of book.tiers(item)) add(item, tier.from, tier.rate);
  }
  for (const { name } of book.instanceTypes)
    for (const os of operatingSystems) if (os !== 'windows-byol') add(`ec2.${name}.${os}`, 0, book.ec2(name, os));
  return figures;
}
