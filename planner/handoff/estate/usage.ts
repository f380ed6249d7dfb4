import type { Plan } from '../../plan/plan.js';
import { ServerLookup } from '../../waves/products/lookup.js';

/** For each server, those that were seen or said to use it: `Server.id` to `Server.id`s. */
export type Users = ReadonlyMap<string, ReadonlySet<string>>;

/** Who uses the servers that become data stores, by observed traffic and by what the inventory says. */
export function usersOf({ servers, inventory }: Plan): Users {
  const users = new Map<string, Set<string>>();
  for (const { recommendation } of servers) {
    const { kind } = recommendation.chosen.target;
    if (kind === 'rds' || kind === 'elasticache' || kind === 'efs') users.set(recommendation.server, new Set());
  }
  for (const { from, to } of inventory.flows) {
    if (from !== undefined && to !== undefined && from !== to) users.get(to)?.add(from);
  }
  let lookup: ServerLookup | undefined;
  for (const { server } of servers) {
    for (const name of server.dependsOn) {
      lookup ??= new ServerLookup(Array.from(servers, (planned) => planned.server));
      const index = lookup.byName(name);
      const target = index === undefined ? undefined : lookup.servers[index]?.id;
      if (target !== undefined && target !== server.id) users.get(target)?.add(server.id);
    }
  }
  return users;
}
