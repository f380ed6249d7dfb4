import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterEach } from '@jest/globals';
import type { RecordSet } from '../../planner/cutover/records.js';
import { announced, type Lab, legacyAddress, newZone, startLab } from './lab.js';
import { addressesFile, foundationFile } from './outputs.js';
import { productFile } from './product-output.js';
import { type Ran, scratchFolder } from './program.js';
import { simple } from './route53.js';

/** The name that moves, and its record. */
export const name = `shop.${newZone.name}`;
export const record = `${name}.`;

/** A product whose name is in Route 53 already, and waits that a test can sit out. */
const estate = `schema: estate/v1
company: acme
region: us-east-1
environments:
  prod: { class: production, account: "111122223333", cidr: 10.0.0.0/16, azs: [us-east-1a, us-east-1b], nat: none }
zones:
  ${newZone.name}: { at: route53, in: prod }
products:
  shop:
    environments: [prod]
    ingress: { kind: static, to: { "/": web } }
    services: { web: { image: shop/web, port: 8080, size: { cpu: 256, memory: 1GiB }, count: 1 } }
    names: { ${name}: { legacy: { A: [${legacyAddress}], ttl: 2s } } }
    cutover: { ttl: 1s, steps: [50, 100], bake: { step: 2s, final: 2s, drain: 2s }, keepLegacy: 1s, approve: { at: [] } }
`;

const foundation = foundationFile({
  company: 'acme',
  zones: { [newZone.name]: { id: newZone.id, nameServers: ['ns-1.example'] } },
  certificates: { shop: [name] },
});

/** A program that has ended, by itself or by a signal. */
export interface Gone extends Ran {
  readonly signal: string | null;
}

export interface Started {
  readonly send: (signal: NodeJS.Signals) => void;
  readonly gone: Promise<Gone>;
}

/** A working folder with an estate and outputs, and the laboratory that they speak of. */
export interface Site {
  readonly lab: Lab;
  readonly folder: string;
  readonly journal: string;
  readonly program: (args: readonly string[], env?: Readonly<Record<string, string>>) => Promise<Gone>;
  /** The same, while it runs. */
  readonly started: (args: readonly string[], env?: Readonly<Record<string, string>>) => Started;
  /** Through `/bin/sh`, after these commands: for what only a shell can prepare. */
  readonly shell: (before: string, args: readonly string[]) => Promise<Gone>;
  /** Whole lines of the journal; a torn one is none. */
  readonly lines: () => readonly Line[];
}

export interface Line {
  readonly kind: string;
  readonly step: string;
  readonly id?: string;
  readonly phase?: string;
  readonly gate?: string;
}

const sites: Site[] = [];
afterEach(async () => {
  await Promise.all(sites.splice(0).map(({ lab }) => lab.stop()));
});

/** Its laboratory is stopped after the test. */
export async function aSite(): Promise<Site> {
  const lab = await startLab({ random: Math.random, recordSets: [simple(record, 'A', 2, legacyAddress)] });
  const folder = scratchFolder();
  writeFileSync(join(folder, 'estate.yaml'), estate);
  mkdirSync(join(folder, 'outputs'));
  const outputs = {
    'prod-addresses': addressesFile({ ingress: { shop: announced } }),
    'prod-foundation': foundation,
    'shop-prod': productFile({ product: 'shop' }),
  };
  for (const [stack, text] of Object.entries(outputs)) writeFileSync(join(folder, 'outputs', `${stack}.json`), text);
  const journal = join(folder, '.cutover', 'shop-prod.journal');
  const site: Site = {
    lab,
    folder,
    journal,
    lines: () =>
      existsSync(journal)
        ? readFileSync(journal, 'utf8')
            .split('\n')
            .slice(0, -1)
            .map((line): Line => JSON.parse(line.slice(9)))
        : [],
    program: (args, env = {}) => launched(process.execPath, [launcher, ...args], folder, { ...lab.env, ...env }).gone,
    started: (args, env = {}) => launched(process.execPath, [launcher, ...args], folder, { ...lab.env, ...env }),
    shell: (before, args) =>
      launched('/bin/sh', ['-c', `${before}; exec "$0" "$@"`, process.execPath, launcher, ...args], folder, lab.env)
        .gone,
  };
  sites.push(site);
  return site;
}

const launcher = resolve('bin/plan-migration.js');

function launched(
  command: string,
  args: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>>,
): Started {
  const { PATH = '' } = process.env;
  const child = spawn(command, args, { cwd, env: { PATH, HOME: cwd, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (data: Buffer) => (stdout += data.toString()));
  child.stderr.on('data', (data: Buffer) => (stderr += data.toString()));
  return {
    send: (signal) => void child.kill(signal),
    gone: new Promise((done, fail) => {
      child.on('error', fail);
      child.on('close', (code, signal) => done({ code, signal, stdout, stderr }));
    }),
  };
}

/** The hash of the plan as it is now. */
export async function planned({ program }: Site): Promise<string> {
  const { stdout, stderr, code } = await program(['cutover', 'plan', 'shop', '--json']);
  const [, hash] = /"hash": ?"([0-9a-f]{64})"/.exec(stdout) ?? [];
  if (hash === undefined) throw new Error(`no plan: ${code} ${stderr}${stdout}`);
  return hash;
}

/** What people do: they confirm the task that is shown, and approve the end. */
export async function confirmed({ program, lines }: Site): Promise<void> {
  const last = lines().findLast((line) => line.kind === 'task' || line.kind === 'gate' || line.kind === 'wait');
  const asked =
    last?.kind === 'task' && last.phase === 'intent'
      ? `${last.step}:task:${last.id ?? ''}`
      : last?.kind === 'gate' && last.gate === 'approval'
        ? last.step
        : undefined;
  if (asked !== undefined) await program(['cutover', 'approve', 'shop', asked, '--because', 'done']);
}

/** Processes are started one after the other, on a machine that may be busy. Milliseconds. */
export const patience = 15 * 60_000;

/** Runs until the end, again and again; every process may be given something that kills it. */
export async function walked(
  site: Site,
  kill: (turn: number) => Readonly<Record<string, string>>,
): Promise<{ readonly processes: number; readonly killed: number }> {
  const hash = await planned(site);
  let killed = 0;
  for (let turn = 1; turn < 400; turn += 1) {
    const { code, signal, stderr } = await site.program(['cutover', 'run', 'shop', '--plan', hash], kill(turn));
    if (signal === 'SIGKILL') killed += 1;
    else if (code !== 0 && code !== 75) throw new Error(`exit ${code}: ${stderr}`);
    if (site.lines().at(-1)?.kind === 'end') return { processes: turn, killed };
    if (code === 75) await confirmed(site);
  }
  throw new Error('the run does not end');
}

/** Address records and fences of the zone. */
export const zoneOf = ({ lab }: Site): readonly RecordSet[] =>
  [...(lab.route53.zones[0]?.recordSets.values() ?? [])].filter(({ Type }) => Type !== 'NS' && Type !== 'SOA');
