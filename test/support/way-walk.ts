import { CloudWatchClient, type MetricDatum, PutMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Surroundings } from './way.js';

export interface Said {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Who walks in a working folder. */
export interface Walker {
  /** The real program, in a process of its own, at the surroundings' moment. */
  readonly planMigration: (...args: readonly string[]) => Promise<Said>;
  /** What clients make the load balancer count in the quarter of an hour before now, and what the shop itself reports. */
  readonly customers: (loadBalancer: string) => Promise<void>;
}

const minute = 60_000;

export function aWalker({ env, cloud, now }: Surroundings, folder: string): Walker {
  // The program that was built together with the folder's stacks: another build meanwhile changes nothing.
  const { app }: { app: string } = JSON.parse(readFileSync(join(folder, 'cdktf.json'), 'utf8'));
  const program = join(dirname(app.replace(/^node /, '')), 'plan-migration.js');
  return {
    planMigration: (...args) =>
      new Promise((done) => {
        const options = { cwd: folder, env: { ...env(), HOME: folder }, maxBuffer: 1 << 26 };
        execFile(process.execPath, [program, ...args], options, (error, stdout, stderr) => {
          done({ code: error === null ? 0 : typeof error.code === 'number' ? error.code : -1, stdout, stderr });
        });
      }),
    customers: async (loadBalancer) => {
      const client = new CloudWatchClient({
        region: 'us-east-1',
        endpoint: cloud.env['AWS_ENDPOINT_URL_CLOUDWATCH'] ?? '',
        credentials: { accessKeyId: '111122223333', secretAccessKey: 'test' },
      });
      const last = Math.floor(now() / minute);
      const times = Array.from({ length: 16 }, (_, ago) => new Date((last - ago) * minute));
      const Dimensions = [{ Name: 'LoadBalancer', Value: loadBalancer }];
      const put = (Namespace: string, MetricData: readonly MetricDatum[]): Promise<unknown> =>
        client.send(new PutMetricDataCommand({ Namespace, MetricData: [...MetricData] }));
      await put(
        'AWS/ApplicationELB',
        times.map((Timestamp) => ({ MetricName: 'RequestCount', Timestamp, Value: 120, Dimensions })),
      );
      await put(
        'Shop',
        times.map((Timestamp) => ({ MetricName: 'OrdersPlaced', Timestamp, Value: 2 })),
      );
      client.destroy();
    },
  };
}

/** What `cutover run --json` says in the end, as far as people act upon it. */
export interface Stop {
  readonly step: string;
  readonly stop: string;
  readonly ended?: string;
  readonly waiting?: {
    readonly for: string;
    readonly why: string;
    readonly until?: number;
    readonly todo: readonly string[];
    readonly verdicts: readonly { readonly gate: string; readonly id?: string; readonly verdict: string }[];
  };
}

export interface Cutover {
  readonly product: string;
  /** Hash of the reviewed plan. */
  readonly plan: string;
  /** Of CloudWatch: `app/name/id`. */
  readonly loadBalancer: string;
  /** What somebody does where the run stands still; nothing else is done there if it gives true. */
  readonly meddle?: (stop: Stop) => Promise<boolean>;
}

/** Runs, and does what the run asks people for, until it has ended. @throws Error where nobody knows what to do */
export async function walk(walker: Walker, surroundings: Surroundings, cutover: Cutover): Promise<Stop> {
  const { product, plan } = cutover;
  for (let turn = 0; turn < 100; turn += 1) {
    const { code, stdout, stderr } = await walker.planMigration('cutover', 'run', product, '--plan', plan, '--json');
    if (code !== 0 && code !== 75) throw new Error(`exit ${code}: ${stderr}${stdout}`);
    const stop: Stop = JSON.parse(stdout);
    if (stop.ended !== undefined) return stop;
    if ((await cutover.meddle?.(stop)) === true) continue;
    if (!(await acted(stop, walker, surroundings, cutover))) throw new Error(`nobody knows what to do: ${stdout}`);
  }
  throw new Error('the run does not end');
}

async function acted(
  { step, waiting }: Stop,
  walker: Walker,
  surroundings: Surroundings,
  { product, loadBalancer }: Cutover,
): Promise<boolean> {
  if (waiting === undefined) return false;
  const approve = async (gate: string, because: string): Promise<void> => {
    const { code, stderr } = await walker.planMigration('cutover', 'approve', product, gate, '--because', because);
    if (code !== 0) throw new Error(`${gate}: exit ${code}: ${stderr}`);
  };
  // What is asked for ends there; a waiver goes on to say what it does, and is nobody's duty.
  const asked = waiting.todo.flatMap((todo) => /cutover approve \S+ (\S+) --because …$/.exec(todo)?.[1] ?? []);
  for (const gate of asked) await approve(gate, 'done');
  if (asked.length > 0) return true;
  if (waiting.for === 'people') return entered(waiting.todo, surroundings);
  if (waiting.until !== undefined) {
    surroundings.go(waiting.until + 500);
    return true;
  }
  const missing = waiting.verdicts.filter(({ gate, verdict }) => gate === 'metrics' && verdict === 'inconclusive');
  if (missing.length === 0) return false;
  await walker.customers(loadBalancer);
  if (missing.some(({ id }) => id === 'latency')) await approve(`${step}:metrics:latency`, 'moto has no percentiles');
  return true;
}

/** A person reads "Enter in zone Z: NAME TYPE VALUE ttl N", and enters it. */
async function entered(todo: readonly string[], { enter }: Surroundings): Promise<boolean> {
  let found = false;
  for (const text of todo) {
    const [, name, type, value, ttl] = /^Enter in zone \S+: (\S+) (A|CNAME) (\S+) ttl (\d+)$/.exec(text) ?? [];
    if (name === undefined || type === undefined || value === undefined) continue;
    await enter([
      { kind: 'delete', name, type: 'A' },
      { kind: 'delete', name, type: 'CNAME' },
      { kind: 'add', recordSet: { Name: name, Type: type, TTL: Number(ttl), ResourceRecords: [{ Value: value }] } },
    ]);
    found = true;
  }
  return found;
}
