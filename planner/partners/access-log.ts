import type { PartnerDuty } from './duties.js';
import type { Finding } from './evidence.js';
import { inNetworks } from './flows.js';

/** A line of an Application Load Balancer's access log, as far as evidence needs it. */
export interface AccessRecord {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly client: string;
  /** Status that the client got; 0 where it got none. */
  readonly status: number;
}

/** Fields: type time elb client:port target:port three-times elb_status_code … Source: ELB User Guide, access log entries. */
const entry = /^(?:https?|h2|wss?|grpcs) (\S+) \S+ (\S+):\d+ \S+ \S+ \S+ \S+ (\d{3}|-) /;

/** Lines that are no access records are left out. */
export function readAccessLog(text: string): readonly AccessRecord[] {
  return text.split('\n').flatMap((line) => {
    const [, time = '', client = '', status = ''] = entry.exec(line) ?? [];
    const at = Date.parse(time);
    return Number.isNaN(at) ? [] : [{ at, client, status: status === '-' ? 0 : Number(status) }];
  });
}

/** Requests from a partner's networks that were answered, be it with an error of the client. Undefined where there are none. */
export function accessFinding(duty: PartnerDuty, records: readonly AccessRecord[], query: string): Finding | undefined {
  const { who, partner, product, direction, addressSet: set } = duty;
  const isTheirs = inNetworks(who.products[product]?.ingress?.from ?? []);
  const theirs = records.filter(({ client, status }) => isTheirs(client) && status > 0 && status < 500);
  if (theirs.length === 0 || set === undefined) return undefined;
  const times = theirs.map(({ at }) => at).toSorted((a, b) => a - b);
  const [first = 0] = times;
  return {
    duty,
    kind: 'seen',
    why: `${theirs.length} requests reached the load balancer`,
    fact: {
      kind: 'evidence',
      partner,
      product,
      direction,
      set,
      source: 'load-balancer',
      outcome: 'accepted',
      count: theirs.length,
      first: new Date(first).toISOString(),
      last: new Date(times.at(-1) ?? first).toISOString(),
      peers: [...new Set(theirs.map(({ client }) => client))].slice(0, 20),
      query,
    },
  };
}
