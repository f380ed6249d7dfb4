import { decodeMessage, encodeMessage, recordOf } from '../../../planner/adapters/dns/message.js';
import type { SimulatedRoute53 } from '../../../planner/adapters/simulated/route53.js';
import { type DnsServer, startDnsServer } from '../dns-server.js';

export interface NameServersOptions {
  readonly route53: SimulatedRoute53;
  /** Milliseconds since the epoch; default the clock of this machine. */
  readonly now?: () => number;
  /** From 0 to below 1: the draw of weighted routing. */
  readonly random: () => number;
}

/** Bytes of an answer over UDP; what is longer is truncated. */
const longestDatagram = 1232;

/** The four name servers of a simulated Route 53 on loopback, each answering from what has reached it. */
export const startNameServers = ({
  route53,
  now = Date.now,
  random,
}: NameServersOptions): Promise<readonly DnsServer[]> =>
  Promise.all(
    [0, 1, 2, 3].map((index) =>
      startDnsServer((bytes, transport) => {
        const { id, questions } = decodeMessage(bytes);
        const [question] = questions;
        if (question === undefined) return undefined;
        const { rcode, authoritative, answers, authority } = route53.answer(index, question, now(), random);
        const reply = { id, kind: 'response', question, rcode, authoritative } as const;
        const whole = encodeMessage({ ...reply, answers: answers.map(recordOf), authority: authority.map(recordOf) });
        return transport === 'udp' && whole.length > longestDatagram
          ? encodeMessage({ ...reply, truncated: true })
          : whole;
      }),
    ),
  );
