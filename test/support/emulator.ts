import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { pythonWith } from './python.js';

/** The versions that docs/emulator.md was written for. */
const packages = { miniStack: 'ministack==1.5.33', moto: 'moto[server]==5.2.5' } as const;

/** A server that speaks the AWS API on this machine. */
export interface Emulator {
  /** `http://127.0.0.1:PORT`. The IP, not a name: the SDKs then ask S3 by path. */
  readonly url: string;
  /** Forgets everything. */
  readonly reset: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** A port that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  await new Promise<void>((done) => server.close(() => done()));
  if (typeof address !== 'object' || address === null) throw new Error('no port');
  return address.port;
}

interface Start {
  readonly python: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly port: number;
  readonly health: string;
  readonly reset: string;
}

async function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    ({ ok }) => ok,
    () => false,
  );
}

async function ready(child: ChildProcess, url: string, log: () => string): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (!(await answers(url))) {
    if (child.exitCode !== null || Date.now() > deadline) throw new Error(`no emulator at ${url}: ${log()}`);
    await wait(20);
  }
}

async function start({ python, args, env, port, health, reset }: Start): Promise<Emulator> {
  const url = `http://127.0.0.1:${port}`;
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(python, args, { env: { PATH, HOME, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  let log = '';
  const keep = (data: Buffer) => (log = (log + data.toString()).slice(-4000));
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const gone = new Promise<void>((done) => child.on('exit', () => done()));
  await ready(child, `${url}${health}`, () => log);
  return {
    url,
    reset: async () => {
      const response = await fetch(`${url}${reset}`, { method: 'POST' });
      if (!response.ok) throw new Error(`reset of ${url} failed with ${response.status}`);
    },
    stop: async () => {
      child.kill('SIGTERM');
      await gone;
    },
  };
}

/** MiniStack: an access key of 12 digits is the account id, so that tests of several accounts share a server. */
export async function miniStack(): Promise<Emulator> {
  const port = await freePort();
  return start({
    python: pythonWith(packages.miniStack),
    args: ['-m', 'ministack'],
    env: { BIND_HOST: '127.0.0.1', GATEWAY_PORT: String(port), LOG_LEVEL: 'WARNING' },
    port,
    health: '/_ministack/health',
    reset: '/_ministack/reset',
  });
}

/** moto's server, one account each. What it lacks answers 400 at once; its own 500 would be retried for minutes. */
export async function moto(account: string): Promise<Emulator> {
  const port = await freePort();
  return start({
    python: pythonWith(packages.moto),
    args: [resolve('test/support/moto-server.py'), String(port)],
    env: { MOTO_ACCOUNT_ID: account, MOTO_IAM_LOAD_MANAGED_POLICIES: 'true' },
    port,
    health: '/moto-api/data.json',
    reset: '/moto-api/reset',
  });
}

/** The environment that sends AWS SDKs and Terraform to an emulator, as an account of MiniStack. */
export function awsEnvironment(url: string, account = '111122223333'): Readonly<Record<string, string>> {
  return {
    AWS_ENDPOINT_URL: url,
    AWS_ACCESS_KEY_ID: account,
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_REGION: 'us-east-1',
    AWS_EC2_METADATA_DISABLED: 'true',
  };
}
