import type { Authority, AuthorityRead } from '../../cutover/world.js';
import { viewsOf } from '../dns/authoritative.js';
import { LookupError, nameServersOf } from '../dns/lookup.js';
import type { DnsSettings } from '../dns/settings.js';
import type { Reply, Route53Calls, ZoneDetails } from './calls.js';
import { troubleOf } from './failure.js';

/**
 * What the name servers of a hosted zone answer, each asked for itself. Their names are asked of Route 53 once per zone. A private zone has none that
 * can be asked from here, and so no answers.
 */
export function route53Authority(calls: Route53Calls, settings: DnsSettings): Authority {
  const known = new Map<string, ZoneDetails>();
  const detailsOf = async (zone: string): Promise<Reply<ZoneDetails>> => {
    const details = known.get(zone);
    if (details !== undefined) return { kind: 'ok', value: details };
    const reply = await calls.zone(zone);
    if (reply.kind === 'ok') known.set(zone, reply.value);
    return reply;
  };
  return {
    async ask(zone, name, type): Promise<AuthorityRead> {
      const details = await detailsOf(zone);
      if (details.kind !== 'ok') return troubleOf(details);
      const { visibility, name: zoneName, nameServers } = details.value;
      if (visibility === 'private') return { kind: 'answered', servers: [] };
      try {
        const servers = await nameServersOf(zoneName, settings, nameServers);
        const views = await viewsOf(servers, name, [type]);
        const silent = views.find((view) => view.kind === 'unknown');
        return silent?.kind === 'unknown'
          ? { kind: 'unreachable', message: `name server ${silent.server}: ${silent.why}` }
          : { kind: 'answered', servers: views.flatMap((view) => (view.kind === 'answers' ? [view] : [])) };
      } catch (error) {
        if (error instanceof LookupError) return { kind: 'unreachable', message: error.message };
        throw error;
      }
    },
  };
}
