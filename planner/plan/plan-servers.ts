import { eachOf, type Listing, mapped } from '../model/listing.js';
import type { Server } from '../model/server.js';
import type { Recommendation } from '../sizing/recommendation.js';
import type { Sizer } from '../sizing/sizer.js';
import type { PlannedServer } from './plan.js';
import type { Totals } from './totals.js';

/**
 * Sizes every server once and shows it to the totals.
 * @param keep `no`: nothing is kept of a server, and who asks for one has it sized again
 * @returns the servers in their order
 */
export function planServers(
  servers: Listing<Server>,
  sizer: Sizer,
  totals: Totals,
  keep: 'yes' | 'no',
): Listing<PlannedServer> {
  const { findings } = sizer;
  const size = (server: Server, index: number): Recommendation => {
    const noted = findings.size;
    const recommendation = sizer.size(server);
    totals.add(index, server, recommendation, findings.size > noted);
    return recommendation;
  };
  if (keep === 'yes') return Array.from(servers, (server, index) => ({ server, recommendation: size(server, index) }));
  eachOf(servers, size);
  return mapped(servers, (server) => ({ server, recommendation: sizer.again(server) }));
}
