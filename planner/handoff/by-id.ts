import type { Listing } from '../model/listing.js';
import type { PlannedServer } from '../plan/plan.js';

/** The servers of a plan by `Server.id`. */
export function byId(servers: Listing<PlannedServer>): ReadonlyMap<string, PlannedServer> {
  const found = new Map<string, PlannedServer>();
  for (const planned of servers) found.set(planned.server.id, planned);
  return found;
}
