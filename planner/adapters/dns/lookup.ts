import { isIP } from 'node:net';
import type { Answered, Asked, Question } from './query.js';
import { query } from './query.js';
import { route53Name } from './names.js';
import type { DnsSettings } from './settings.js';
import type { ServerAddress } from './transport.js';

/** A name server of a zone, and where it listens. */
export interface NameServer {
  /** Host name without the final dot, or the address where only that is known. */
  readonly host: string;
  readonly at: ServerAddress;
}

/** Servers of one zone at most: a zone names its own, and nobody needs more. */
const mostServers = 16;

/** A lookup that found nothing to work with: who was asked, and what came. */
export class LookupError extends Error {
  override readonly name = 'LookupError';
}

/** Asks the resolvers one after the other until one answers. @throws LookupError when none does */
export async function resolve(question: Question, { resolvers }: DnsSettings): Promise<Answered> {
  const failures: string[] = [];
  for (const resolver of resolvers) {
    const reply: Asked = await query(resolver, question, { recursion: true });
    if (reply.kind === 'answered' && (reply.rcode === 'NOERROR' || reply.rcode === 'NXDOMAIN')) return reply;
    failures.push(reply.kind === 'answered' ? `${reply.rcode} from ${reply.server.address}` : reply.message);
  }
  throw new LookupError(`${question.type} of ${question.name}: ${failures.join('; ') || 'no resolver is set'}`);
}

/**
 * The name servers of a zone: those that the settings give, else those that the zone names (or `hosts`, where the caller knows them), with their
 * addresses. IPv4 first: not every machine has IPv6, and one address per server is enough.
 *
 * @throws LookupError when there is none, or one has no address
 */
export async function nameServersOf(
  zone: string,
  settings: DnsSettings,
  hosts?: readonly string[],
): Promise<readonly NameServer[]> {
  const given = settings.nameServers.get(route53Name(zone));
  if (given !== undefined) return given.map((at) => ({ host: at.address, at }));
  const named = hosts ?? (await valuesOf({ name: zone, type: 'NS' }, settings));
  if (named.length === 0) throw new LookupError(`${zone} has no name servers that the resolver knows`);
  const servers = named.slice(0, mostServers).map((host) => host.replace(/\.$/, ''));
  return Promise.all(
    servers.map(async (host) => ({ host, at: { address: await addressOf(host, settings), port: 53 } })),
  );
}

async function addressOf(host: string, settings: DnsSettings): Promise<string> {
  if (isIP(host) !== 0) return host;
  for (const type of ['A', 'AAAA']) {
    const [address] = await valuesOf({ name: host, type }, settings);
    if (address !== undefined) return address;
  }
  throw new LookupError(`name server ${host} has no address`);
}

async function valuesOf(question: Question, settings: DnsSettings): Promise<readonly string[]> {
  const { answers } = await resolve(question, settings);
  return answers.filter(({ type }) => type === question.type).map(({ data }) => data);
}
