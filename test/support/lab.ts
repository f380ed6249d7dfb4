import { setTimeout as wait } from 'node:timers/promises';
import { query } from '../../planner/adapters/dns/query.js';
import type { ServerAddress } from '../../planner/adapters/dns/transport.js';
import { secretOf, type TsigKey } from '../../planner/adapters/dns/tsig.js';
import { sendUpdate, type Update } from '../../planner/adapters/dns/update.js';
import { SimulatedRoute53 } from '../../planner/adapters/simulated/route53.js';
import type { RecordSet } from '../../planner/cutover/records.js';
import { type Daemon, key, startNamed, startUnbound } from './bind.js';
import type { DnsServer } from './dns-server.js';
import { freePort } from './emulator.js';
import { startNameServers } from './route53-server/name-servers.js';
import { type Route53Server, startRoute53 } from './route53-server/server.js';
import { stackServices } from './route53-server/stack-services.js';
import { stsService } from './route53-server/sts.js';

/** The zones of the laboratory: the old provider's, and the one in Route 53 that its names move into. */
export const oldZone = 'old.example';
export const newZone = { name: 'new.example', id: 'Z1NEWEXAMPLE0' } as const;
export const shop = `shop.${oldZone}`;

/** What clients may be led to. */
export const legacyAddress = '192.0.2.10';
export const announced = ['203.0.113.11', '203.0.113.12'] as const;
export const loadBalancer = { dnsName: 'shop-1.elb.us-east-1.amazonaws.com', zoneId: 'Z26RNL4JYFTOTI' } as const;

/** Real servers on loopback: an old provider's BIND and its secondary, Route 53 over HTTP and DNS, a caching resolver. */
export interface Lab {
  readonly route53: SimulatedRoute53;
  readonly api: Route53Server;
  readonly primary: Daemon;
  /** For programs: where to find everything. */
  readonly env: Readonly<Record<string, string>>;
  /** What a client gets now: `NXDOMAIN`, or addresses. */
  readonly client: (name?: string) => Promise<readonly string[]>;
  /** Somebody else writes at the old provider. */
  readonly foreignUpdate: (changes: Update['changes']) => Promise<void>;
  /** What the old provider's primary has at the name. */
  readonly old: () => Promise<readonly string[]>;
  readonly stop: () => Promise<void>;
}

export interface LabOptions {
  /** Of Route 53, in milliseconds since the epoch; default the clock of this machine. */
  readonly now?: () => number;
  readonly random: () => number;
  /** Milliseconds until a name server of Route 53 follows. */
  readonly propagation?: number;
  readonly caller?: Parameters<typeof stsService>[0];
  /** Record sets of the new zone before the cutover. */
  readonly recordSets?: readonly RecordSet[];
}

const tsig: TsigKey = { name: key.name, secret: secretOf(key.secret) ?? new Uint8Array() };
const text = ({ address, port }: ServerAddress): string => `${address}:${port}`;

const anybody = () => ({
  account: '111122223333',
  arn: 'arn:aws:sts::111122223333:assumed-role/ops/jo',
  userId: 'AROA:jo',
});

export async function startLab(options: LabOptions): Promise<Lab> {
  const { now = Date.now, random, propagation = 0, caller = anybody, recordSets = [] } = options;
  const secondaryPort = await freePort();
  const primary = await startNamed({
    zone: oldZone,
    records: [`shop 300 A ${legacyAddress}`],
    notify: [{ address: '127.0.0.1', port: secondaryPort }],
  });
  const secondary = await startNamed({ zone: oldZone, records: [], primary: primary.at, port: secondaryPort });
  const route53 = new SimulatedRoute53({
    random,
    propagationMilliseconds: () => propagation,
    alias: ({ DNSName }) =>
      DNSName === `${loadBalancer.dnsName}.` ? { addresses: announced, healthy: true, ttl: 60 } : undefined,
  });
  route53.addZone({ id: newZone.id, name: newZone.name, recordSets });
  const nameServers = await startNameServers({ route53, now, random });
  const api = await startRoute53({
    route53,
    now,
    others: [
      stsService(caller),
      stackServices({
        addresses: Object.fromEntries(announced.map((ip, at) => [`eipalloc-${at}`, ip])),
        names: [shop, `shop.${newZone.name}`],
      }),
    ],
  });
  const olds = [primary.at, secondary.at];
  const news = nameServers.map(({ at }) => at);
  const resolver = await startUnbound({ zones: { [oldZone]: olds, [newZone.name]: news }, longestTtl: 1 });
  const stops: readonly (Daemon | DnsServer | Route53Server)[] = [resolver, secondary, primary, api, ...nameServers];
  return {
    route53,
    api,
    primary,
    env: {
      AWS_ENDPOINT_URL: api.url,
      AWS_ACCESS_KEY_ID: '111122223333',
      AWS_SECRET_ACCESS_KEY: 'test',
      AWS_REGION: 'us-east-1',
      AWS_EC2_METADATA_DISABLED: 'true',
      TSIG_CUTOVER: key.secret,
      PLAN_MIGRATION_RESOLVERS: text(resolver.at),
      PLAN_MIGRATION_NAMESERVERS: `${oldZone}=${olds.map(text).join(',')};${newZone.name}=${news.map(text).join(',')}`,
    },
    client: async (name = shop) => {
      const reply = await query(resolver.at, { name, type: 'A' }, { recursion: true, timeout: 10_000 });
      if (reply.kind !== 'answered') return [reply.kind];
      const addresses = reply.answers.filter(({ type }) => type === 'A').map(({ data }) => data);
      return reply.rcode === 'NOERROR' && addresses.length > 0 ? addresses : [`${reply.rcode} without an address`];
    },
    foreignUpdate: async (changes) => {
      const result = await sendUpdate(
        primary.at,
        { zone: oldZone, conditions: [], changes },
        { key: tsig, now: Date.now() },
      );
      if (result.kind !== 'done') throw new Error(result.message);
    },
    old: async () => {
      const reply = await query(primary.at, { name: shop, type: 'A' }, { timeout: 10_000 });
      return reply.kind === 'answered' ? reply.answers.map(({ type, data }) => `${type} ${data}`) : [reply.kind];
    },
    stop: async () => {
      await Promise.all(stops.map((one) => one.stop()));
    },
  };
}

/** Asks as a client all the time. @returns how often each answer came, once told to stop */
export function clientsOf(lab: Lab, name = shop): () => Promise<Readonly<Record<string, number>>> {
  const counts: Record<string, number> = {};
  const told = new AbortController();
  const asking = (async () => {
    while (!told.signal.aborted) {
      const answer = (await lab.client(name)).toSorted().join(' ');
      counts[answer] = (counts[answer] ?? 0) + 1;
      await wait(25);
    }
  })();
  return async () => {
    told.abort();
    await asking;
    return counts;
  };
}
