import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { arch, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { query } from '../../planner/adapters/dns/query.js';
import type { ServerAddress } from '../../planner/adapters/dns/transport.js';
import { freePort } from './emulator.js';

/** Where `.ci/bind` unpacks BIND and unbound. */
const root = resolve(process.env['BIND_ROOT'] ?? 'node_modules/.cache/dc-exit/bind');
const libraries = join(root, 'usr/lib', `${arch() === 'arm64' ? 'aarch64' : 'x86_64'}-linux-gnu`);

export interface Daemon {
  readonly at: ServerAddress;
  readonly stop: () => Promise<void>;
}

/** The TSIG key of the tests. */
export const key = { name: 'cutover', secret: 'MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=' } as const;

async function daemon(
  program: string,
  args: readonly string[],
  at: ServerAddress,
  ready: () => Promise<boolean>,
): Promise<Daemon> {
  const path = join(root, 'usr/sbin', program);
  if (!existsSync(path)) throw new Error(`no ${path}: run .ci/bind`);
  const child: ChildProcess = spawn(path, args, {
    env: { PATH: '/usr/sbin:/usr/bin', LD_LIBRARY_PATH: libraries },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let log = '';
  const keep = (data: Buffer) => (log = (log + data.toString()).slice(-8000));
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  const gone = new Promise<void>((done) => child.on('exit', () => done()));
  const deadline = Date.now() + 60_000;
  while (!(await ready())) {
    if (child.exitCode !== null || Date.now() > deadline) throw new Error(`${program} did not start: ${log}`);
    await wait(50);
  }
  return {
    at,
    stop: async () => {
      child.kill('SIGTERM');
      await gone;
    },
  };
}

const folder = (): string => mkdtempSync(join(tmpdir(), 'dc-exit-bind-'));

/** Answers a question about a zone with the rcode of one that serves it. */
const answers = (at: ServerAddress, zone: string, recursion: boolean) => async (): Promise<boolean> => {
  const reply = await query(at, { name: zone, type: 'SOA' }, { timeout: 500, tries: 1, recursion });
  return reply.kind === 'answered' && reply.rcode === 'NOERROR';
};

export interface NamedOptions {
  readonly zone: string;
  /** Lines of a zone file besides SOA and NS. */
  readonly records: readonly string[];
  /** A primary that this one copies: then it has no records of its own. */
  readonly primary?: ServerAddress;
  /** Secondaries to tell of changes. */
  readonly notify?: readonly ServerAddress[];
  /** Default a free port. */
  readonly port?: number;
}

const control = (servers: readonly ServerAddress[]) =>
  servers.map((server) => `${server.address} port ${server.port};`).join(' ');

/** A real BIND on loopback, without privileges: it serves one zone, which the key of the tests may update. */
export async function startNamed({ zone, records, primary, notify = [], port: given }: NamedOptions): Promise<Daemon> {
  const port = given ?? (await freePort());
  const home = folder();
  writeFileSync(
    join(home, 'zone'),
    [
      '$TTL 300',
      `@ SOA ns1.${zone}. admin.${zone}. 1 3600 600 86400 120`,
      `@ NS ns1.${zone}.`,
      'ns1 A 127.0.0.1',
      ...records,
      '',
    ].join('\n'),
  );
  writeFileSync(
    join(home, 'named.conf'),
    `options {
      directory "${home}"; pid-file none; session-keyfile none; managed-keys-directory "${home}";
      listen-on port ${port} { 127.0.0.1; }; listen-on-v6 { none; };
      recursion no; allow-query { any; }; allow-transfer { any; }; notify explicit; notify-delay 0; dnssec-validation no;
    };
    controls { };
    key "${key.name}" { algorithm hmac-sha256; secret "${key.secret}"; };
    zone "${zone}" { ${
      primary === undefined
        ? `type primary; file "zone"; allow-update { key "${key.name}"; }; also-notify { ${control(notify)} };`
        : `type secondary; file "copy"; primaries { ${control([primary])} }; allow-notify { any; };`
    } };\n`,
  );
  const at = { address: '127.0.0.1', port };
  return daemon('named', ['-g', '-c', join(home, 'named.conf')], at, answers(at, zone, false));
}

export interface UnboundOptions {
  /** Where to ask for each zone. */
  readonly zones: Readonly<Record<string, readonly ServerAddress[]>>;
  /** Seconds for which it keeps anything at most; default what the answer says. */
  readonly longestTtl?: number;
}

/** A real caching resolver on loopback that knows only these zones. */
export async function startUnbound({ zones, longestTtl }: UnboundOptions): Promise<Daemon> {
  const port = await freePort();
  const home = folder();
  const stubs = Object.entries(zones).map(
    ([zone, servers]) =>
      `stub-zone:\n  name: "${zone}"\n${servers.map(({ address, port: at }) => `  stub-addr: ${address}@${at}`).join('\n')}`,
  );
  writeFileSync(
    join(home, 'unbound.conf'),
    `server:
  directory: "${home}"
  chroot: ""
  username: ""
  pidfile: "${home}/pid"
  interface: 127.0.0.1@${port}
  do-ip6: no
  do-not-query-localhost: no
  module-config: "iterator"
  use-syslog: no
  verbosity: 1
${longestTtl === undefined ? '' : `  cache-max-ttl: ${longestTtl}\n  cache-max-negative-ttl: ${longestTtl}\n`}${Object.keys(
      zones,
    )
      .map((zone) => `  local-zone: "${zone}" nodefault\n  domain-insecure: "${zone}"`)
      .join('\n')}
  local-zone: "example." nodefault
  local-zone: "test." nodefault
remote-control:
  control-enable: no
${stubs.join('\n')}\n`,
  );
  const at = { address: '127.0.0.1', port };
  const [zone = '.'] = Object.keys(zones);
  return daemon('unbound', ['-d', '-p', '-c', join(home, 'unbound.conf')], at, answers(at, zone, true));
}
