import { cents, type Cents } from '../../model/money.js';
import type { Plan } from '../../plan/plan.js';
import type { ProductPlan } from '../../waves/wave-plan.js';
import { costGroups } from './costs.js';
import { productOf } from './product.js';

/** A product as tables show it: its place in the order, and its cost on both sides. */
export interface ProductRow {
  readonly product: ProductPlan;
  /** What the bill names its servers for, a month; undefined where nothing does. */
  readonly nowCents: Cents | undefined;
  /** There is more on the bill that belongs to no product alone: `nowCents` is a lower bound. */
  readonly nowAtLeast: boolean;
  readonly awsCents: Cents;
  readonly unpriced: number;
}

/** `W3` -> 3 */
export const waveNumberOf = ({ wave }: Pick<ProductPlan, 'wave'>): number => Number(wave.slice(1));

/** The products, by name. */
export function productRows(plan: Plan): readonly ProductRow[] {
  const { products } = plan.waves;
  if (products.length === 0) return [];
  const now = nowByProduct(plan);
  const nowAtLeast = plan.today?.items.some(({ servers }) => servers.length === 0) ?? false;
  const aws = new Map(
    costGroups(plan.servers, (planned) => productOf(plan, planned) ?? '').map((group) => [group.name, group]),
  );
  return products.map((product) => {
    const group = aws.get(product.name);
    return {
      product,
      nowCents: now.get(product.name),
      nowAtLeast,
      awsCents: group?.cents ?? cents(0),
      unpriced: group?.unpriced ?? 0,
    };
  });
}

/** First the waves, then the days, then the names: the order in which people live through them. */
export const inOrder = (rows: readonly ProductRow[]): readonly ProductRow[] =>
  rows.toSorted(
    ({ product: a }, { product: b }) =>
      waveNumberOf(a) - waveNumberOf(b) ||
      (a.cutoverWeek ?? Infinity) - (b.cutoverWeek ?? Infinity) ||
      compare(a.cutover ?? '', b.cutover ?? '') ||
      compare(a.name, b.name),
  );

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * Today's cost by product, as far as the bill says which servers an item is for: an item for several servers (a rack) in equal parts.
 * What is paid for the whole datacenter belongs to no product.
 */
function nowByProduct({ today, waves }: Plan): ReadonlyMap<string, Cents> {
  const exact = new Map<string, number>();
  for (const { servers, monthlyCents } of today?.items ?? [])
    for (const server of servers) {
      const placement = waves.placements.get(server);
      if (placement?.kind !== 'product') continue;
      exact.set(placement.product, (exact.get(placement.product) ?? 0) + monthlyCents / servers.length);
    }
  return new Map(Array.from(exact, ([name, value]) => [name, cents(Math.round(value))]));
}
