import { isAbsolute } from 'node:path/posix';
import { checkVariable, classDefaults, literal, mergedVariables } from '../core/index.js';
import type { EnvironmentClass, UsesByName } from '../core/index.js';
import { whyIdle } from './idle.js';
import type { Image, ResolvedImage } from './image.js';
import { resolveImage } from './image.js';
import { checkFargateSize } from './sizes.js';
import type { TaskSize } from './sizes.js';

/** Where the value of a secret variable is: never here. */
export type SecretRef =
  /** ARN of a parameter of Parameter Store. */
  | { readonly parameter: string }
  /** ARN of a secret of Secrets Manager, and one key of it if it is JSON. */
  | { readonly secret: string; readonly key?: string };

/** A destination outside the security groups that `uses` opens. */
export interface Egress {
  readonly port: number;
  /** @default 0.0.0.0/0 */
  readonly cidr?: string;
}

/** What a container runs on. */
export type Capacity =
  /** `spot`: may be stopped at two minutes' notice, for about a third of the price. */
  | { readonly kind: 'fargate'; readonly price?: 'onDemand' | 'spot' }
  /** Machines of a capacity provider of the cluster. */
  | { readonly kind: 'ec2'; readonly capacityProvider: string };

/** One container: the same for services and jobs. */
export interface TaskSpec {
  readonly image: Image;
  /** @default 512 CPU units, 1024 MiB */
  readonly size?: TaskSize;
  /** @default X86_64 */
  readonly architecture?: 'X86_64' | 'ARM64';
  /** @default the image's */
  readonly command?: readonly string[];
  /** Plain variables. Text as it is: `${…}` means nothing here. @default none */
  readonly env?: Readonly<Record<string, string>>;
  /** Variable to where its value is. @default none */
  readonly secrets?: Readonly<Record<string, SecretRef>>;
  /** What it uses, by name. @default nothing */
  readonly uses?: UsesByName;
  /** What else it may connect to, by name. HTTPS to anywhere is always open: image, logs and secrets come that way. @default nothing */
  readonly egress?: Readonly<Record<string, Egress>>;
  /** Directories of a read-only root file system that can be written; lost with the task. @default /tmp */
  readonly writable?: readonly string[];
  /** @default readOnly */
  readonly rootFileSystem?: 'readOnly' | 'writable';
  /** `aws ecs execute-command`. @default by class: refused in production */
  readonly shellAccess?: 'allowed' | 'refused';
  /** @default by class: 365, 90, 30 and 3 days */
  readonly logRetentionDays?: number;
  /**
   * A command inside the container that ends with 0 while it is well: `['curl', '-f', 'http://localhost/']`. For what no load balancer looks at.
   * @default none
   */
  readonly healthCommand?: readonly string[];
  /** Between SIGTERM and SIGKILL, at most 120. @default 30 */
  readonly stopSeconds?: number;
  /** @default Fargate, on demand */
  readonly capacity?: Capacity;
}

export interface TaskSettings {
  readonly image: ResolvedImage;
  readonly size: TaskSize;
  readonly architecture: 'X86_64' | 'ARM64';
  readonly command?: readonly string[];
  readonly variables: Readonly<Record<string, string>>;
  readonly secrets: Readonly<Record<string, SecretRef>>;
  readonly uses: UsesByName;
  readonly egress: Readonly<Record<string, Required<Egress>>>;
  /** Directories that get an empty volume. */
  readonly writable: readonly string[];
  readonly rootFileSystem: 'readOnly' | 'writable';
  readonly shellAccess: 'allowed' | 'refused';
  readonly logRetentionDays: number;
  readonly healthCommand?: readonly string[];
  readonly stopSeconds: number;
  readonly capacity: Capacity;
}

/** The agent of `execute-command` writes here, also where the root file system is read-only. */
const shellDirectories = ['/var/lib/amazon', '/var/log/amazon'];

/** @throws where Fargate does not sell the size, a variable is set twice, or a directory is none */
export function resolveTask(spec: TaskSpec, environment: { readonly class: EnvironmentClass }): TaskSettings {
  const { size = { cpu: 512, memoryMiB: 1024 }, uses = {}, env = {}, secrets = {}, stopSeconds = 30 } = spec;
  const capacity = spec.capacity ?? { kind: 'fargate' };
  if (capacity.kind === 'fargate') checkFargateSize(size);
  if (stopSeconds < 2 || stopSeconds > 120) throw new Error(`stopSeconds: ${stopSeconds}; ECS takes 2 to 120`);
  const variables = mergedVariables({
    ...Object.fromEntries(Object.entries(uses).map(([name, use]) => [`uses.${name}`, use.variables])),
    env: Object.fromEntries(Object.entries(env).map(([name, value]) => [name, literal(value)])),
  });
  for (const name of Object.keys(secrets)) {
    checkVariable(name);
    if (Object.hasOwn(variables, name)) throw new Error(`${name} is a secret and a plain variable; rename one of them`);
  }
  const defaults = classDefaults[environment.class];
  const shellAccess = spec.shellAccess ?? defaults.shellAccess;
  const rootFileSystem = spec.rootFileSystem ?? 'readOnly';
  const writable = spec.writable ?? ['/tmp'];
  for (const directory of writable)
    if (!isAbsolute(directory)) throw new Error(`writable: ${directory} is not a directory; write /var/cache/app`);
  return {
    image: resolveImage(spec.image),
    size,
    architecture: spec.architecture ?? 'X86_64',
    ...(spec.command !== undefined && { command: spec.command.map(literal) }),
    variables,
    secrets,
    uses,
    egress: Object.fromEntries(
      Object.entries(spec.egress ?? {}).map(([name, { port, cidr = '0.0.0.0/0' }]) => [name, { port, cidr }]),
    ),
    writable:
      rootFileSystem === 'writable' ? [] : [...writable, ...(shellAccess === 'allowed' ? shellDirectories : [])],
    rootFileSystem,
    shellAccess,
    logRetentionDays: spec.logRetentionDays ?? defaults.logRetentionDays,
    ...(spec.healthCommand !== undefined && { healthCommand: spec.healthCommand.map(literal) }),
    stopSeconds,
    capacity,
  };
}

/** How many tasks: a fixed number, or a range that load decides in. */
export interface Count {
  readonly min: number;
  readonly max: number;
}

export interface Scaling {
  /** Average CPU of the tasks that it aims at. @default 60 */
  readonly cpuPercent?: number;
  /** @default 75 */
  readonly memoryPercent?: number;
  /** Requests a minute for each task, where a load balancer counts them. @default not looked at */
  readonly requestsPerTask?: number;
}

export type ServiceSpec = TaskSpec & {
  /** Port that it listens on. @default listens on nothing */
  readonly port?: number;
  /** @default 2 in production, else 1 */
  readonly count?: Count;
  /** What a range of `count` goes by. */
  readonly scaling?: Scaling;
  /** Stays at 0 until somebody else scales it; afterwards the count is left alone. @default active */
  readonly start?: 'active' | 'standby';
  /** How long a new task may fail its load balancer's health check. @default 60 */
  readonly graceSeconds?: number;
};

export interface ServiceSettings {
  readonly task: TaskSettings;
  readonly count: Count;
  readonly scaling?: Scaling & { readonly cpuPercent: number; readonly memoryPercent: number };
  /** What the service has at its first deploy. */
  readonly desired: number;
  /** Arguments that others change. */
  readonly left: readonly ('desired_count' | 'task_definition')[];
  readonly graceSeconds: number;
  /** Why nothing runs at first, and what to do. */
  readonly idle?: string;
}

/** @throws as `resolveTask`, and where the count is none */
export function resolveService(
  name: string,
  spec: ServiceSpec,
  environment: { readonly class: EnvironmentClass },
): ServiceSettings {
  const task = resolveTask(spec, environment);
  const usual = classDefaults[environment.class].minimumCount;
  const count = spec.count ?? { min: usual, max: usual };
  if (
    !Number.isInteger(count.min) ||
    !Number.isInteger(count.max) ||
    count.min < 0 ||
    count.max < count.min ||
    count.max < 1
  )
    throw new Error(`count ${count.min}..${count.max}; write at least 1, the smaller first`);
  const idle = whyIdle(name, spec.start, task.image);
  const ranges = count.max > count.min;
  return {
    task,
    count,
    ...(ranges && { scaling: { cpuPercent: 60, memoryPercent: 75, ...spec.scaling } }),
    desired: idle === undefined ? count.min : 0,
    left: [
      ...(ranges || spec.start === 'standby' || task.image.owner === 'pipeline' ? (['desired_count'] as const) : []),
      ...(task.image.owner === 'pipeline' ? (['task_definition'] as const) : []),
    ],
    graceSeconds: spec.graceSeconds ?? 60,
    ...(idle !== undefined && { idle }),
  };
}
