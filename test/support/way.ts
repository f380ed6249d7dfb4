import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { SimulatedRoute53 } from '../../planner/adapters/simulated/route53.js';
import { query } from '../../planner/adapters/dns/query.js';
import type { ServerAddress } from '../../planner/adapters/dns/transport.js';
import { secretOf } from '../../planner/adapters/dns/tsig.js';
import { sendUpdate, type Update } from '../../planner/adapters/dns/update.js';
import { key, startNamed, startUnbound } from './bind.js';
import { type Cloud, cloudOf } from './deployment.js';
import { freePort } from './emulator.js';
import { scratchFolder } from './program.js';
import { startNameServers } from './route53-server/name-servers.js';
import { startRoute53 } from './route53-server/server.js';
import { stsService } from './route53-server/sts.js';
import { gateway } from './stand-ins/gateway.js';
import { elasticIpOf, loadBalancers } from './way-load-balancers.js';
import { natGateways } from './way-nat-gateways.js';
import { terraformRoute53 } from './way-route53.js';

/** The zones of examples/utah, and its name that moves. */
export const oldZone = 'utah-outfitters.example';
export const newZone = 'cut.utah-aws.example';
export const shop = `shop.${oldZone}`;
export const legacyAddress = '192.0.2.10';
const account = '111122223333';

/** All that a company meets between its datacenter and AWS, on loopback. */
export interface Surroundings {
  readonly cloud: Cloud;
  readonly route53: SimulatedRoute53;
  /** For `plan-migration`, at the moment that it is here. */
  readonly env: () => Readonly<Record<string, string>>;
  /** The clock of Route 53 and of `plan-migration`, in milliseconds since the epoch. */
  readonly now: () => number;
  /** Moves it on to a moment; never back. */
  readonly go: (to: number) => void;
  /** What the load balancer's name resolves to, and what answers there. */
  readonly reach: (addresses: readonly string[]) => void;
  /** Somebody enters a record at the old provider. */
  readonly enter: (changes: Update['changes']) => Promise<void>;
  /** Asks for the name as a client behind a caching resolver. @returns how often each answer came, once told to stop */
  readonly clients: () => () => Promise<Readonly<Record<string, number>>>;
  /** What the old provider's server has at the name. */
  readonly old: () => Promise<readonly string[]>;
  readonly stop: () => Promise<void>;
}

const text = ({ address, port }: ServerAddress): string => `${address}:${port}`;

async function answerOf(resolver: ServerAddress): Promise<string> {
  const reply = await query(resolver, { name: shop, type: 'A' }, { recursion: true, timeout: 10_000 });
  if (reply.kind !== 'answered') return reply.kind;
  const addresses = reply.answers.flatMap(({ type, data }) => (type === 'A' ? [data] : []));
  return addresses.length === 0 ? reply.rcode : addresses.toSorted().join(' ');
}

function clientsOf(resolver: ServerAddress): () => Promise<Readonly<Record<string, number>>> {
  const counts: Record<string, number> = {};
  const stop = new AbortController();
  const asking = (async () => {
    while (!stop.signal.aborted) {
      const answer = await answerOf(resolver);
      counts[answer] = (counts[answer] ?? 0) + 1;
      await wait(100);
    }
  })();
  return async () => {
    stop.abort();
    await asking;
    return counts;
  };
}

/** A certificate for names, signed by itself. @returns the files of key and certificate */
function certificate(names: readonly string[]): { readonly key: string; readonly cert: string } {
  const folder = scratchFolder();
  const [keyFile, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  execFileSync(
    'openssl',
    [
      ...'req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=shop -addext'.split(' '),
      `subjectAltName=${names.map((name) => `DNS:${name}`).join(',')}`,
      '-keyout',
      keyFile,
      '-out',
      cert,
    ],
    { stdio: 'ignore' },
  );
  return { key: keyFile, cert };
}

/** The shop itself, as AWS would serve it once it is deployed. */
async function startShop() {
  const { key: keyFile, cert } = certificate([shop, `shop-new.${newZone}`]);
  const server = createServer({ key: readFileSync(keyFile), cert: readFileSync(cert) }, ({ url }, response) => {
    response.writeHead(url === '/healthz' ? 200 : 404).end();
  });
  const port = await freePort();
  await new Promise<void>((done) => server.listen(port, '127.0.0.1', done));
  return {
    port,
    cert,
    stop: async () => {
      server.closeAllConnections();
      await new Promise<void>((done) => server.close(() => done()));
    },
  };
}

/** Starts AWS (MiniStack, moto, a simulated Route 53), the old provider's BIND, a caching resolver, and the shop. */
export async function startSurroundings(): Promise<Surroundings> {
  const random = Math.random;
  let ahead = 0;
  const now = (): number => Date.now() + ahead;
  const cloud = await cloudOf(account);
  let addresses: readonly string[] = [];
  const route53 = new SimulatedRoute53({
    random,
    propagationMilliseconds: () => 200,
    rateLimits: 'off',
    alias: () => ({ addresses: [...addresses], healthy: true, ttl: 60 }),
  });
  const caller = () => ({ account, arn: `arn:aws:sts::${account}:assumed-role/ops/jo`, userId: 'AROA:jo' });
  const api = await startRoute53({ route53, now, others: [stsService(caller), terraformRoute53(route53)] });
  const emulator = cloud.env['AWS_ENDPOINT_URL'] ?? '';
  const balancers = await gateway(emulator, loadBalancers(elasticIpOf(emulator)));
  // Before the stand-in that the deployment has there already.
  const network = await gateway(cloud.env['AWS_ENDPOINT_URL_EC2'] ?? emulator, natGateways(elasticIpOf(emulator)));
  const nameServers = await startNameServers({ route53, now, random });
  const old = await startNamed({ zone: oldZone, records: [`shop 3600 A ${legacyAddress}`] });
  const news = nameServers.map(({ at }) => at);
  const resolver = await startUnbound({ zones: { [oldZone]: [old.at], [newZone]: news }, longestTtl: 1 });
  const site = await startShop();
  const routes = join(scratchFolder(), 'routes.json');
  const reach = (reached: readonly string[]): void => {
    addresses = reached;
    writeFileSync(routes, JSON.stringify(Object.fromEntries(reached.map((ip) => [`${ip}:443`, site.port]))));
  };
  reach([]);
  const env = {
    ...cloud.env,
    AWS_ENDPOINT_URL_ROUTE_53: api.url,
    AWS_ENDPOINT_URL_STS: api.url,
    AWS_ENDPOINT_URL_EC2: network.url,
    AWS_ENDPOINT_URL_ELASTIC_LOAD_BALANCING_V2: balancers.url,
  };
  const stops = [site, resolver, old, api, balancers, network, ...nameServers, cloud];
  return {
    cloud: { ...cloud, env },
    route53,
    now,
    go: (to) => {
      ahead = Math.max(ahead, to - Date.now());
    },
    env: () => ({
      ...env,
      NODE_OPTIONS: `--import=${resolve('test/support/way-preload.js')}`,
      NODE_EXTRA_CA_CERTS: site.cert,
      WAY_AHEAD: String(ahead),
      WAY_ROUTES: routes,
      PLAN_MIGRATION_RESOLVERS: text(resolver.at),
      PLAN_MIGRATION_NAMESERVERS: `${oldZone}=${text(old.at)};${newZone}=${news.map(text).join(',')}`,
    }),
    reach,
    enter: async (changes) => {
      const tsig = { name: key.name, secret: secretOf(key.secret) ?? new Uint8Array() };
      const result = await sendUpdate(
        old.at,
        { zone: oldZone, conditions: [], changes },
        { key: tsig, now: Date.now() },
      );
      if (result.kind !== 'done') throw new Error(result.message);
    },
    old: async () => {
      const reply = await query(old.at, { name: shop, type: 'A' }, { timeout: 10_000 });
      return reply.kind === 'answered' ? reply.answers.map(({ type, data }) => `${type} ${data}`) : [reply.kind];
    },
    clients: () => clientsOf(resolver.at),
    stop: async () => void (await Promise.all(stops.map((one) => one.stop()))),
  };
}
