import type { BookFile, RegionFile } from '../../planner/pricing/files.js';
import { type ListedBook, makeBook } from '../../planner/pricing/load.js';

/** A book of one region with flat rates given as `item: [usd, unit]`, all from one source, and nothing else. */
export function aRatesBook(
  rates: Readonly<Record<string, readonly [usd: string, unit: string]>>,
  region = 'test-1',
): ListedBook {
  const rows = Object.entries(rates).map(([item, [usd, unit]]) => [item, [usd, unit, 0] as const] as const);
  return makeBook(noTypes, { ...aRegionFile(region), rates: Object.fromEntries(rows) });
}

export const noTypes: BookFile = {
  schema: 'price-book/1',
  regions: [],
  types: [],
  commitments: {},
  commitmentSources: [
    ['test', '2026'],
    ['test', '2026'],
  ],
};

export const aRegionFile = (region = 'test-1'): RegionFile => ({
  schema: 'price-book/1',
  region,
  asOf: '2026-10',
  sources: [['test', '2026-10', 'observed']],
  ec2: {},
  rates: {},
  tiers: {},
});
