import { getServers } from 'node:dns';
import { isIP } from 'node:net';
import { Fault } from '../../model/fault.js';
import { route53Name } from './names.js';
import type { ServerAddress } from './transport.js';

export interface DnsSettings {
  /** Recursive resolvers, asked one after the other. */
  readonly resolvers: readonly ServerAddress[];
  /** Servers to ask for a zone, instead of those that it names: by zone in Route 53's form. */
  readonly nameServers: ReadonlyMap<string, readonly ServerAddress[]>;
}

/** Where no resolver is configured: three public ones that do not filter (1.1.1.1, 8.8.8.8) or filter only malware (9.9.9.9). */
export const publicResolvers: readonly ServerAddress[] = ['1.1.1.1', '8.8.8.8', '9.9.9.9'].map((address) => ({
  address,
  port: 53,
}));

/**
 * Whom to ask, from the environment:
 *
 * - `PLAN_MIGRATION_RESOLVERS=192.0.2.53,[2001:db8::53]:5353`; default those of this machine;
 * - `PLAN_MIGRATION_NAMESERVERS=example.com=192.0.2.1,192.0.2.2:5300;example.net=192.0.2.3`: servers of a zone that are not the ones its NS records
 *   name, e.g. a hidden primary, the inner side of a split zone, or a laboratory.
 *
 * @throws Fault `usage` for what is no address
 */
export function dnsSettings(env: Readonly<Record<string, string | undefined>>): DnsSettings {
  const { PLAN_MIGRATION_RESOLVERS: resolvers = '', PLAN_MIGRATION_NAMESERVERS: zones = '' } = env;
  const asked = addresses('PLAN_MIGRATION_RESOLVERS', resolvers === '' ? getServers().join(',') : resolvers);
  return {
    resolvers: asked.length > 0 ? asked : publicResolvers,
    nameServers: new Map(
      listOf(zones, ';').map((entry) => {
        const [zone = '', servers = ''] = entry.split('=', 2);
        return [route53Name(zone), addresses('PLAN_MIGRATION_NAMESERVERS', servers)];
      }),
    ),
  };
}

const listOf = (text: string, separator: string): readonly string[] =>
  text
    .split(separator)
    .map((one) => one.trim())
    .filter((one) => one !== '');

const addresses = (variable: string, text: string): readonly ServerAddress[] =>
  listOf(text, ',').map((one) => {
    const found = serverAddress(one);
    if (found !== undefined) return found;
    throw new Fault(
      'usage',
      `${variable}: "${one}" is not an IP address with a port`,
      'Write 192.0.2.53, 192.0.2.53:5353 or [2001:db8::53]:5353.',
    );
  });

/** `192.0.2.1`, `192.0.2.1:5353`, `2001:db8::1`, `[2001:db8::1]:5353`; port 53 where none is given. */
export function serverAddress(text: string): ServerAddress | undefined {
  if (isIP(text) !== 0) return { address: text, port: 53 };
  const [, bracketed, bare, port] = /^(?:\[([^\]]+)\]|([^:]+)):(\d{1,5})$/.exec(text) ?? [];
  const address = bracketed ?? bare ?? '';
  return isIP(address) !== 0 && Number(port) > 0 && Number(port) < 65_536 ? { address, port: Number(port) } : undefined;
}
