import type { PlannedServer } from '../../plan/plan.js';
import { instanceOf } from '../machine.js';
import { fleet, pools, type Machine } from './fleet-parts.js';
import { partName } from './names.js';
import type { Nameless, Parts, Remark } from './part.js';
import { remark } from './remarks.js';
import { cache, database, files } from './store-parts.js';

/**
 * What the servers of one product in one environment become; `namedParts` gives the names. Servers of one stem, type and system that keep nothing but their root disk are
 * one fleet with as many instances; every other server on EC2 is a fleet of its own, whose one instance keeps its disks.
 * @param product its name is left out of the names of its parts
 * @param az zone of the fleets with one instance
 */
export function partsOf(servers: readonly PlannedServer[], product: string, az: string): Parts {
  const machines: Machine[] = [];
  const stores: Nameless[] = [];
  const remarks: Remark[] = [];
  for (const planned of servers) {
    const { target } = planned.recommendation.chosen;
    const instance = instanceOf(planned);
    const name = partName(planned.server.name, product);
    if (instance !== undefined) machines.push({ planned, target: instance, name });
    else if (target.kind === 'rds') stores.push(database(planned, target, name));
    else if (target.kind === 'elasticache') stores.push(cache(planned, target, name));
    else if (target.kind === 'efs') stores.push(files(planned, name));
    else remarks.push(remark(planned, target));
  }
  const fleets = pools(machines).map((pool) => fleet(pool, az));
  return { parts: [...fleets, ...stores], remarks };
}
