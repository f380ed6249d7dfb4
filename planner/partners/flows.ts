import { overlaps, parseNetwork } from '../../estate/index.js';

/** A record of a VPC flow log, as far as evidence needs it. Addresses are those of the packets. */
export interface FlowRecord {
  readonly interface: string;
  readonly from: string;
  readonly to: string;
  readonly fromPort: number;
  readonly toPort: number;
  /** TCP flags seen in the minute, or-ed. */
  readonly flags: number;
  readonly accepted: boolean;
  /** Milliseconds since the epoch. */
  readonly start: number;
  readonly end: number;
}

const tcp = 6;
/** Source: Amazon VPC User Guide, flow log records, `tcp-flags`. */
const syn = 2;
const synAck = 18;

/**
 * Reads records by the fields that the outputs name. A record without data, of another protocol, or that is not understood is left out: the
 * stream of a log group may hold anything.
 */
export function readFlows(messages: Iterable<string>, fields: string): readonly FlowRecord[] {
  const names = fields
    .trim()
    .split(/[\s,]+/)
    .map((name) => name.replace(/^\$\{|\}$/g, ''));
  const flows: FlowRecord[] = [];
  for (const message of messages) {
    const values = message.trim().split(/\s+/);
    if (values.length !== names.length) continue;
    const value = (name: string): string => {
      const found = values[names.indexOf(name)];
      return found === undefined || found === '-' ? '' : found;
    };
    const number = (name: string): number => (value(name) === '' ? Number.NaN : Number(value(name)));
    const flow: FlowRecord = {
      interface: value('interface-id'),
      from: value('pkt-srcaddr') || value('srcaddr'),
      to: value('pkt-dstaddr') || value('dstaddr'),
      fromPort: number('srcport'),
      toPort: number('dstport'),
      flags: number('tcp-flags'),
      accepted: value('action') === 'ACCEPT',
      start: number('start') * 1000,
      end: number('end') * 1000,
    };
    const numbers = [flow.fromPort, flow.toPort, flow.flags, flow.start, flow.end];
    if (number('protocol') === tcp && numbers.every(Number.isSafeInteger) && /^(ACCEPT|REJECT)$/.test(value('action')))
      flows.push(flow);
  }
  return flows;
}

/** One of our addresses, and the network interface that has it. */
export interface OwnAddress {
  readonly ip: string;
  readonly interface: string;
}

/** What the flows of one partner show about one of our addresses. */
export interface Seen {
  readonly ip: string;
  readonly accepted: number;
  readonly refused: number;
  /** egress: connections that we began and nobody answered. */
  readonly unanswered: number;
  readonly peers: readonly string[];
  /** Milliseconds; undefined where nothing was seen. */
  readonly first?: number;
  readonly last?: number;
}

/** Whether an address lies in one of the networks. */
export function inNetworks(networks: readonly string[]): (ip: string) => boolean {
  const parsed = networks.flatMap((network) => parseNetwork(network) ?? []);
  return (ip) => {
    const address = parseNetwork(ip);
    return address !== undefined && parsed.some((network) => overlaps(network, address));
  };
}

/**
 * ingress: a partner's SYN at the interface of a service address. REJECT means that it came through their firewall, and that ours refused it.
 * @param from the partner's networks
 */
export const seenIncoming = (
  flows: readonly FlowRecord[],
  gates: readonly OwnAddress[],
  ports: readonly number[],
  from: readonly string[],
): readonly Seen[] => {
  const isTheirs = inNetworks(from);
  return gates.map((gate) => {
    const mine = flows.filter(
      (flow) =>
        flow.interface === gate.interface &&
        ports.includes(flow.toPort) &&
        (flow.flags & syn) !== 0 &&
        (flow.flags & synAck) !== synAck &&
        isTheirs(flow.from),
    );
    const accepted = mine.filter((flow) => flow.accepted);
    return seen(gate, accepted, mine.length - accepted.length, 0, mine, ({ from: peer }) => peer);
  });
};

/**
 * egress: at the interface of a source address, the partner's answer (SYN and ACK) to our SYN. A SYN of ours without such an answer means that
 * a firewall is still closed.
 * @param endpoints `address:port` of the partner
 */
export const seenOutgoing = (
  flows: readonly FlowRecord[],
  gates: readonly OwnAddress[],
  endpoints: ReadonlySet<string>,
): readonly Seen[] =>
  gates.map((gate) => {
    const mine = flows.filter((flow) => flow.interface === gate.interface);
    const answers = mine.filter(
      ({ from, fromPort, flags, accepted }) =>
        accepted && (flags & synAck) === synAck && endpoints.has(`${from}:${fromPort}`),
    );
    const knocks = mine.filter(({ to, toPort, flags }) => (flags & syn) !== 0 && endpoints.has(`${to}:${toPort}`));
    const unanswered = Math.max(knocks.length - answers.length, 0);
    return seen(gate, answers, 0, unanswered, answers, ({ from }) => from);
  });

function seen(
  { ip }: OwnAddress,
  accepted: readonly FlowRecord[],
  refused: number,
  unanswered: number,
  all: readonly FlowRecord[],
  peerOf: (flow: FlowRecord) => string,
): Seen {
  const base = { ip, accepted: accepted.length, refused, unanswered };
  const peers = [...new Set(all.map(peerOf))].toSorted().slice(0, 20);
  if (all.length === 0) return { ...base, peers };
  let first = Number.POSITIVE_INFINITY;
  let last = 0;
  for (const { start, end } of all) {
    first = Math.min(first, start);
    last = Math.max(last, end);
  }
  return { ...base, peers, first, last };
}
