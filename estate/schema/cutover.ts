import { checked, defaulted, listOf, mapOf, object, optional, required } from '../shape.js';
import { nearest } from '../nearest.js';
import type { Infer } from '../shape.js';
import type { Duration } from '../units.js';
import { duration, formatDuration, milliseconds } from '../units.js';
import { amount, dnsName, durationWord, flag, integer, line, oneOf, word } from '../words.js';
import type { Metric } from './metrics.js';
import { metric } from './metrics.js';
import { environmentName, groupName, ruleName } from './names.js';
import type { StepId } from './steps.js';
import { isStepId, stepIds } from './steps.js';
import type { ChangeWindow } from './windows.js';
import { changeWindow } from './windows.js';

/** How one product is cut over. */
export interface CutoverPolicy {
  readonly env: string;
  readonly method: 'weighted' | 'flip';
  /** A host that shows the new side before anyone is moved. */
  readonly preview?: string;
  /** TTL of the names while they move. */
  readonly ttl: Duration;
  /** Percentages of the traffic, rising to 100. */
  readonly steps: readonly number[];
  readonly bake: { readonly step: Duration; readonly final: Duration; readonly drain: Duration };
  readonly window?: ChangeWindow;
  /** confirmed: the partner said so; evidenced: traffic was seen. */
  readonly partners: 'confirmed' | 'evidenced';
  readonly approve: { readonly at: readonly StepId[]; readonly need: number; readonly from?: string };
  readonly onFailure: 'rollback' | 'freeze' | 'ask';
  /** How long rollback stays possible after finish. */
  readonly keepLegacy: Duration;
  readonly metrics: Readonly<Record<string, Metric>>;
  readonly probes: Readonly<Record<string, Probe>>;
  /** What `drain` measures: the number that the command prints must fall below. */
  readonly legacyTraffic?: { readonly run: readonly string[]; readonly below: number };
  readonly tasks: readonly Task[];
}

export interface Probe {
  readonly get: string;
  /** HTTP status. */
  readonly expect: number;
}

/** What people or scripts must do before a step's batch. */
export type Task = {
  readonly id: string;
  readonly before: StepId;
  /** After it nothing is rolled back automatically. */
  readonly pointOfNoReturn: boolean;
} & (
  | { readonly kind: 'manual'; readonly text: string }
  | {
      readonly kind: 'run';
      readonly argv: readonly string[];
      readonly undo?: readonly string[];
      readonly timeout: Duration;
    }
);

const argv = listOf(line, { min: 1 });

const probe = object('probe', {
  get: required(
    word({
      type: 'URL',
      json: { pattern: '^https?://' },
      remedy: 'write https://shop.example.com/healthz',
      parse: (text) =>
        /^https?:\/\/[a-z0-9.-]+(:\d{1,5})?(\/[!-~]*)?$/.test(text) && URL.canParse(text) ? text : undefined,
    }),
    'URL that is asked, on the new addresses',
  ),
  expect: defaulted(integer('HTTP status', 100, 599), 200, 'HTTP status that passes', '200'),
});

const stepName = word<StepId>({
  type: 'step',
  json: { pattern: '^[a-z]+(-\\d{1,3})?$' },
  remedy: (text) => {
    const close = nearest(text, stepIds(usualSteps('weighted')));
    return close === undefined
      ? `write the id of a step: ${stepIds(usualSteps('weighted')).join(', ')}`
      : `did you mean "${close}"?`;
  },
  parse: (text) => (isStepId(text) ? text : undefined),
});

const task = checked(
  object('task', {
    id: optional(ruleName, 'its name in commands and the journal', '<step>.<n>'),
    before: required(stepName, 'step whose batch waits for it'),
    manual: optional(line, 'what a person does; confirmed by `approve STEP:task:ID`. Or `run`'),
    run: optional(argv, 'program and arguments, no shell, in this folder. Or `manual`'),
    undo: optional(argv, 'program and arguments that take `run` back at a rollback'),
    timeout: optional(durationWord, 'limit for `run`', '10m'),
    pointOfNoReturn: defaulted(flag, false, 'after it nothing is rolled back automatically'),
  }),
  ({ manual, run, undo, timeout }, problem) => {
    if ((manual === undefined) === (run === undefined))
      problem(
        [run === undefined ? 'manual' : 'run'],
        run === undefined ? 'missing' : 'a task is done by people or by a program',
        'write either manual: a sentence, or run: [program, arguments]',
        run === undefined ? 'missing' : 'conflict',
      );
    if (run === undefined && undo !== undefined)
      problem(['undo'], 'belongs to run', 'write a second manual task, or run', 'conflict');
    if (run === undefined && timeout !== undefined) problem(['timeout'], 'belongs to run', 'remove it', 'conflict');
  },
);

const percentages = checked(listOf(integer('percentage', 1, 100), { min: 1 }), (value, problem) => {
  value.forEach((percent, i) => {
    if (percent <= (value[i - 1] ?? 0))
      problem([String(i)], 'does not rise', 'write rising percentages: [1, 5, 25, 50, 100]');
  });
  if (value.at(-1) !== 100) problem([String(value.length - 1)], 'does not end at 100', 'let the last step be 100');
});

export const cutover = checked(
  object('cutover', {
    env: optional(
      environmentName,
      'environment that takes over',
      'the last production environment of the product, else its last',
    ),
    method: defaulted(oneOf('weighted', 'flip'), 'weighted', 'weighted, or flip (same as steps: [100])'),
    preview: optional(
      dnsName,
      'a name in a Route 53 zone that shows the new side first; a stack makes it, also in the certificate',
      'no preview step',
    ),
    ttl: defaulted(durationWord, duration('60s'), 'TTL of the names while they move', '60s'),
    steps: optional(percentages, 'percentages, rising to 100', '[1, 5, 25, 50, 100]; [100] with method flip'),
    bake: defaulted(
      object('bake', {
        step: optional(durationWord, 'wait after each shift', '30m'),
        final: optional(durationWord, 'wait at 100 %', '72h'),
        drain: optional(durationWord, 'longest wait for the last legacy traffic', '7d'),
      }),
      {},
      'waits, each at least 2 x `ttl`',
    ),
    window: optional(changeWindow, 'when records may be changed', 'any time'),
    partners: defaulted(
      oneOf('confirmed', 'evidenced'),
      'confirmed',
      'what a partner must have done: confirmed (said so) or evidenced (traffic seen); all, or waived by name',
    ),
    approve: defaulted(
      object('approval', {
        at: optional(
          listOf(stepName, { unique: true }),
          'steps that wait for approval',
          '[ttl, first shift, shift-100, finish, decommission]',
        ),
        need: defaulted(integer('count', 1, 20), 1, 'how many people; more than one needs `state: s3://`', '1'),
        from: optional(groupName, 'group whose members approve', 'anyone who may run it'),
      }),
      { need: 1 },
      'who approves, and where',
    ),
    onFailure: defaulted(oneOf('rollback', 'freeze', 'ask'), 'rollback', 'what a failed gate does'),
    keepLegacy: defaulted(durationWord, duration('30d'), 'rollback window after finish', '30d'),
    metrics: optional(mapOf(ruleName, metric), 'numbers that a shift is judged by; no data holds', 'none'),
    probes: optional(mapOf(ruleName, probe), 'requests that must pass', 'none'),
    legacyTraffic: optional(
      object('measure of legacy traffic', {
        run: required(argv, 'program and arguments, in this folder; prints a number'),
        below: required(amount('limit'), 'drained when the number is below'),
      }),
      'what `drain` measures',
      'a confirmed statement',
    ),
    tasks: defaulted(listOf(task), [], 'what people or scripts must do at a step: moving data and writes'),
  }),
  ({ method, steps, ttl, bake, approve, tasks }, problem) => {
    if (method === 'flip' && steps !== undefined && steps.length > 1)
      problem(['steps'], 'a flip has one step', 'remove it, or write method: weighted', 'conflict');
    for (const key of ['step', 'final', 'drain'] as const) {
      const value = bake[key];
      if (value !== undefined && value < 2 * ttl)
        problem(
          ['bake', key],
          `${formatDuration(value)} is shorter than two TTLs`,
          `write at least ${formatDuration(milliseconds(2 * ttl))}`,
        );
    }
    const known: readonly string[] = stepIds(steps ?? usualSteps(method));
    const check = (step: string, path: readonly string[]) => {
      if (!known.includes(step))
        problem(path, `no step "${step}" here`, `write one of: ${known.join(', ')}`, 'reference');
    };
    approve.at?.forEach((step, i) => check(step, ['approve', 'at', String(i)]));
    const ids = new Set<string>();
    tasks.forEach(({ before, id }, i) => {
      check(before, ['tasks', String(i), 'before']);
      if (id !== undefined && ids.has(id))
        problem(['tasks', String(i), 'id'], `two tasks "${id}"`, 'give each its own id', 'conflict');
      if (id !== undefined) ids.add(id);
    });
  },
);

/** The policy of a product that writes none. */
export const noPolicy: Infer<typeof cutover> = {
  method: 'weighted',
  ttl: duration('60s'),
  bake: {},
  partners: 'confirmed',
  approve: { need: 1 },
  onFailure: 'rollback',
  keepLegacy: duration('30d'),
  tasks: [],
};

function usualSteps(method: 'weighted' | 'flip'): readonly number[] {
  return method === 'flip' ? [100] : [1, 5, 25, 50, 100];
}

/** A wait that is not written grows with the TTL, so that a long TTL alone is no error. */
function atLeastTwice(ttl: Duration, usual: string): Duration {
  return milliseconds(Math.max(duration(usual), 2 * ttl));
}

/** A policy with its defaults. `env` is the environment that takes over when the policy names none. */
export function resolveCutover(written: Infer<typeof cutover>, env: string): CutoverPolicy {
  const { bake, approve, tasks, metrics = {}, probes = {}, ...rest } = written;
  const steps = written.steps ?? usualSteps(written.method);
  const at: readonly StepId[] = approve.at ?? [
    'ttl',
    `shift-${steps[0] ?? 100}`,
    'shift-100',
    'finish',
    'decommission',
  ];
  return {
    ...rest,
    env: written.env ?? env,
    steps,
    metrics,
    probes,
    bake: {
      step: bake.step ?? atLeastTwice(written.ttl, '30m'),
      final: bake.final ?? atLeastTwice(written.ttl, '72h'),
      drain: bake.drain ?? atLeastTwice(written.ttl, '7d'),
    },
    approve: { ...approve, at: [...new Set(at)] },
    tasks: resolveTasks(tasks),
  };
}

function resolveTasks(tasks: Infer<typeof cutover>['tasks']): readonly Task[] {
  const counted = new Map<string, number>();
  return tasks.map(({ id, before, manual, run, undo, timeout = duration('10m'), pointOfNoReturn }): Task => {
    const n = (counted.get(before) ?? 0) + 1;
    counted.set(before, n);
    const base = { id: id ?? `${before}.${n}`, before: before, pointOfNoReturn };
    if (run === undefined) return { ...base, kind: 'manual', text: manual ?? '' };
    return { ...base, kind: 'run', argv: run, timeout, ...(undo && { undo }) };
  });
}
