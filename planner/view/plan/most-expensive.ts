import type { Plan, PlannedServer } from '../../plan/plan.js';

/** The most expensive servers, most expensive first; ties in the order of the inventory. No other server is asked for. */
export function mostExpensive(
  { servers, figures }: Pick<Plan, 'servers' | 'figures'>,
  most: number,
): readonly PlannedServer[] {
  return dearest(figures.chosenCents, most).flatMap((index) => servers.at(index) ?? []);
}

/** Where the highest costs are, highest first. */
function dearest(costs: Float64Array, most: number): readonly number[] {
  const found: number[] = [];
  let least = -Infinity;
  for (let index = 0; index < costs.length; index += 1) {
    const cost = costs[index] ?? 0;
    // Of 100,000 servers only a few are listed: most are done with one look.
    if (found.length >= most && cost <= least) continue;
    const cheaper = found.findLastIndex((other) => (costs[other] ?? 0) >= cost) + 1;
    found.splice(cheaper, 0, index);
    if (found.length > most) found.pop();
    least = costs[found.at(-1) ?? index] ?? 0;
  }
  return found;
}
