import type { PlannedServer } from '../../plan/plan.js';

const cost = ({ recommendation }: PlannedServer): number => recommendation.chosen.monthlyCents;

/** The most expensive servers, most expensive first; ties in the order of the inventory. */
export function mostExpensive(servers: readonly PlannedServer[], most: number): readonly PlannedServer[] {
  const dearest: PlannedServer[] = [];
  let least = -Infinity;
  for (const server of servers) {
    const costs = cost(server);
    // Of 100,000 servers only a few are listed: most are done with one look.
    if (dearest.length >= most && costs <= least) continue;
    const cheaper = dearest.findLastIndex((other) => cost(other) >= costs) + 1;
    dearest.splice(cheaper, 0, server);
    if (dearest.length > most) dearest.pop();
    const last = dearest.at(-1);
    if (last !== undefined) least = cost(last);
  }
  return dearest;
}
