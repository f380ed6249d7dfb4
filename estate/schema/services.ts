import { checked, defaulted, listOf, looksSecret, mapOf, object, optional, required, secretRemedy } from '../shape.js';
import type { Infer } from '../shape.js';
import type { Count, Size } from '../units.js';
import { formatSize, size } from '../units.js';
import { countWord, flag, integer, line, oneOf, pattern, port, sizeWord, text, word } from '../words.js';
import type { Environment } from './environments.js';
import { dataName, serviceName, variableName } from './names.js';

/** What a service or fleet may do with a data store. */
export type UseLevel = 'r' | 'rw' | 'send' | 'receive' | 'both';

/** Containers: a service that runs all the time, or a job on a schedule. */
export type Service = LongRunningService | Job;

interface Container {
  readonly name: string;
  /** Its name before, so that it is renamed and not replaced. */
  readonly was?: string;
  /** A repository of this estate, `storefront/web`, or a full image name with a registry. */
  readonly image: string;
  readonly port?: number;
  /** CPU in units of 1/1024, and memory, as Fargate sells them. */
  readonly size: { readonly cpu: number; readonly memory: Size };
  /** Replaces the image's command. */
  readonly command?: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly uses: Readonly<Record<string, UseLevel>>;
  /** Stays at count 0 until `shift-100`. */
  readonly standby: boolean;
}

export interface LongRunningService extends Container {
  readonly kind: 'service';
  readonly count: Count;
}

export interface Job extends Container {
  readonly kind: 'job';
  /** Five cron fields, UTC. */
  readonly schedule: string;
}

export const uses = mapOf(dataName, oneOf('r', 'rw', 'send', 'receive', 'both'));

/**
 * What Fargate sells: CPU units to memory (from, to, step).
 * Source: Amazon ECS Developer Guide, "Task CPU and memory".
 */
const fargate: Readonly<Record<string, readonly [from: Size, to: Size, step: Size]>> = {
  256: [size('512MiB'), size('2GiB'), size('512MiB')],
  512: [size('1GiB'), size('4GiB'), size('1GiB')],
  1024: [size('2GiB'), size('8GiB'), size('1GiB')],
  2048: [size('4GiB'), size('16GiB'), size('1GiB')],
  4096: [size('8GiB'), size('30GiB'), size('1GiB')],
  8192: [size('16GiB'), size('60GiB'), size('4GiB')],
  16384: [size('32GiB'), size('120GiB'), size('8GiB')],
};

const containerSize = checked(
  object('size', {
    cpu: required(
      integer('number of CPU units', 256, 16_384),
      'CPU in units of 1/1024: 256, 512, 1024, 2048, 4096, 8192 or 16384',
    ),
    memory: required(sizeWord, 'memory'),
  }),
  ({ cpu, memory }, problem) => {
    const range = fargate[cpu];
    if (range === undefined) {
      problem(['cpu'], `${cpu} is not sold`, `write one of: ${Object.keys(fargate).join(', ')}`);
      return;
    }
    const [from, to, step] = range;
    // 256 CPU units come with 512 MiB, 1 GiB or 2 GiB: no 1.5 GiB.
    const fits = memory >= from && memory <= to && memory % step === 0 && !(cpu === 256 && memory === 1536);
    if (!fits)
      problem(
        ['memory'],
        `${formatSize(memory)} is not sold with ${cpu} CPU units`,
        `write ${formatSize(from)} to ${formatSize(to)} in steps of ${formatSize(step)}`,
      );
  },
);

const cronRanges = [
  [0, 59],
  [0, 23],
  [1, 31],
  [1, 12],
  [0, 7],
] as const;

/** True for five fields of numbers, ranges, lists and steps. */
function isCron(expression: string): boolean {
  const fields = expression.split(' ');
  return (
    fields.length === 5 &&
    fields.every((field, i) =>
      field.split(',').every((part) => {
        const [, all, from, to, step] = /^(?:(\*)|(\d{1,2})(?:-(\d{1,2}))?)(?:\/(\d{1,2}))?$/.exec(part) ?? [];
        const [low, high] = cronRanges[i] ?? [0, 0];
        const inside = (value: string | undefined) =>
          value === undefined || (Number(value) >= low && Number(value) <= high);
        if (all === undefined && from === undefined) return false;
        return (
          inside(from) &&
          inside(to) &&
          Number(from ?? 0) <= Number(to ?? high) &&
          (step === undefined || Number(step) > 0)
        );
      }),
    )
  );
}

const cron = word({
  type: 'schedule',
  json: { pattern: '^\\S+ \\S+ \\S+ \\S+ \\S+$' },
  remedy: 'write five cron fields in UTC, minute hour day month weekday: "0 3 * * *"',
  parse: (value) => (isCron(value) ? value : undefined),
});

export const image = pattern(
  'image',
  /^[a-z0-9][a-z0-9._:/-]{0,254}(@sha256:[0-9a-f]{64})?$/,
  'write a repository of this estate, storefront/web, or a full image name with registry and tag',
);

const env = checked(mapOf(variableName, text), (value, problem) => {
  for (const key of Object.keys(value))
    if (looksSecret(key)) problem([key], 'looks like a secret with its value', secretRemedy, 'secret');
});

export const service = checked(
  object('service', {
    was: optional(serviceName, 'its name before: renames instead of replacing'),
    image: required(image, 'a repository of this estate, storefront/web, or a full image name'),
    port: optional(port, 'port that it listens on; required when `ingress.to` names it'),
    size: defaulted(
      containerSize,
      { cpu: 512, memory: size('1GiB') },
      'CPU and memory as Fargate sells them',
      '{ cpu: 512, memory: 1GiB }',
    ),
    count: optional(countWord, 'how many: 2, or 2..6', '2 in production, else 1'),
    schedule: optional(cron, 'makes it a job: five cron fields, UTC; instead of `count`'),
    standby: defaulted(flag, false, 'count 0 until `shift-100`, so that jobs and consumers never run on both sides'),
    command: optional(listOf(line, { min: 1 }), "replaces the image's command"),
    env: optional(env, 'plain variables; secrets are named in `secrets`', 'none'),
    uses: optional(uses, 'data of this product: r or rw; queues send, receive or both; mail send', 'nothing'),
  }),
  ({ count, schedule, port: listens }, problem) => {
    if (schedule === undefined) return;
    if (count !== undefined) problem(['count'], 'a job runs on its schedule', 'keep `schedule` or `count`', 'conflict');
    if (listens !== undefined)
      problem(['port'], 'a job listens on nothing', 'remove it, or remove `schedule`', 'conflict');
  },
);

export function resolveService(name: string, written: Infer<typeof service>, environment: Environment): Service {
  const { count, schedule, env: variables = {}, uses: used = {}, ...rest } = written;
  const container = { name, ...rest, env: variables, uses: used };
  if (schedule !== undefined) return { ...container, kind: 'job', schedule };
  return { ...container, kind: 'service', count: count ?? usualCount(environment) };
}

/** Two in production, so that one may fail or be replaced. */
export function usualCount(environment: Environment): Count {
  return environment.class === 'production' ? { min: 2, max: 2 } : { min: 1, max: 1 };
}
