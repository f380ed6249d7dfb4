import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { awsEnvironment, miniStack, moto } from './emulator.js';
import { applicationAutoScaling } from './stand-ins/application-auto-scaling.js';
import { autoScaling } from './stand-ins/auto-scaling.js';
import { backup } from './stand-ins/backup.js';
import { ec2 } from './stand-ins/ec2.js';
import { elastiCache } from './stand-ins/elasticache.js';
import { gateway } from './stand-ins/gateway.js';
import { rds } from './stand-ins/rds.js';
import { route53 } from './stand-ins/route53.js';
import { ses } from './stand-ins/ses.js';
import type { PlannedChange, Ran } from './terraform.js';
import { plannedChanges, run, stackFolder, terraformEnvironment } from './terraform.js';

/** The emulators of one account: MiniStack, and moto for the services that it is the better one for. */
export interface Cloud {
  readonly env: Readonly<Record<string, string>>;
  /** Database instances to the snapshots that they were restored from. */
  readonly restored: ReadonlyMap<string, string>;
  readonly stop: () => Promise<void>;
}

/** What stands before MiniStack, by the SDK's name of the service. */
const standIns = (restored: Map<string, string>) => ({
  APPLICATION_AUTO_SCALING: applicationAutoScaling(),
  AUTO_SCALING: autoScaling(),
  BACKUP: backup(),
  EC2: ec2(),
  ELASTICACHE: elastiCache(),
  RDS: rds(restored),
  ROUTE_53: route53,
  SESV2: ses(),
});

export async function cloudOf(account: string): Promise<Cloud> {
  const main = await miniStack();
  const metrics = await moto(account);
  const restored = new Map<string, string>();
  const gateways = await Promise.all(
    Object.entries(standIns(restored)).map(async ([service, standIn]) => ({
      service,
      server: await gateway(main.url, standIn),
    })),
  );
  const env = await terraformEnvironment({
    ...awsEnvironment(main.url, account),
    AWS_ENDPOINT_URL_CLOUDWATCH: metrics.url,
    ...Object.fromEntries(gateways.map(({ service, server }) => [`AWS_ENDPOINT_URL_${service}`, server.url])),
  });
  const servers = [main, metrics, ...gateways.map(({ server }) => server)];
  return { env, restored, stop: async () => void (await Promise.all(servers.map((server) => server.stop()))) };
}

/** The real `cdktf`, in a working folder. Says on stderr how long it took: a deployment of everything is long, and one wants to know where it is. */
export async function cdktf(folder: string, args: readonly string[], cloud: Cloud): Promise<Ran> {
  const started = Date.now();
  const ran = await run('cdktf', args, folder, cloud.env);
  const seconds = Math.round((Date.now() - started) / 1000);
  process.stderr.write(
    `cdktf ${args.filter((one) => !one.startsWith('--') && !one.startsWith('outputs/')).join(' ')}: ${ran.code === 0 ? 'done' : 'refused or failed'} in ${seconds} s\n`,
  );
  return ran;
}

export async function deploy(folder: string, stack: string, cloud: Cloud): Promise<Ran> {
  const outputs = join('outputs', `${stack}.json`);
  return cdktf(folder, ['deploy', stack, '--auto-approve', '--skip-provider-lock', '--outputs-file', outputs], cloud);
}

/** One attribute that a second plan wants to change. */
export interface Drift {
  readonly type: string;
  readonly attribute: string;
  readonly action: string;
}

const differs = (a: unknown, b: unknown) => JSON.stringify(a) !== JSON.stringify(b);

/** What the plan after a deployment wants to change although nothing was changed. */
export async function drift(folder: string, stack: string, cloud: Cloud): Promise<readonly Drift[]> {
  const at = stackFolder(folder, stack);
  const planned = await run('terraform', ['plan', '-input=false', '-no-color', '-out=plan'], at, cloud.env);
  if (planned.code !== 0) throw new Error(`plan of ${stack} failed: ${planned.text.slice(-3000)}`);
  return (await plannedChanges(folder, stack, cloud.env)).flatMap(driftOf);
}

/** What one planned change wants of which attributes. */
export function driftOf({ type, change }: PlannedChange): readonly Drift[] {
  const { actions, before, after, after_unknown: unknown } = change;
  const action = actions.join(' and ');
  if (action === 'no-op' || action === 'read') return [];
  const keys = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {}), ...Object.keys(unknown)]);
  return [...keys]
    .filter((key) => unknown[key] === true || differs(before?.[key], after?.[key]))
    .map((attribute) => ({ type, attribute, action }));
}

interface StateFile {
  readonly resources: readonly {
    readonly type: string;
    readonly name: string;
    readonly instances: readonly { readonly attributes: Readonly<Record<string, unknown>> }[];
  }[];
}

/** The attributes of the only resource of a type, below a construct, in the local state of a stack; undefined where none is there. */
export function stateOf(folder: string, stack: string) {
  const { resources }: StateFile = JSON.parse(readFileSync(join(folder, 'tf', `${stack}.tfstate`), 'utf8'));
  return (type: string, construct: string): Readonly<Record<string, unknown>> | undefined =>
    resources.find((resource) => resource.type === type && resource.name.startsWith(construct))?.instances[0]
      ?.attributes;
}
