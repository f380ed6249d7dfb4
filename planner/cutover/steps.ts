import type { StepId } from '../../estate/index.js';
import { stepIds } from '../../estate/index.js';
import type { Scope } from './scope.js';
import { percentOf } from './stage.js';
import type { GateId } from './verdict.js';

/** What a step asks, does and waits for. The order and the ids are the estate's. */
export interface StepSpec {
  /** What it is for, one line. */
  readonly about: string;
  /** Asked before anything of the step is done. */
  readonly before: readonly GateId[];
  /** Asked again after its wait: the step ends only when they pass. While it waits, a failure is acted upon. */
  readonly after: readonly GateId[];
  /** Why the step has nothing to do for this product; undefined where it applies. */
  skip(scope: Scope): string | undefined;
}

const never = (): undefined => undefined;
const noNames = (scope: Scope): string | undefined => (scope.names.length === 0 ? 'no public name moves' : undefined);
const noPartners = (scope: Scope): string | undefined =>
  scope.partners.length === 0 ? 'no partner allows this product by its addresses' : undefined;
const noAddresses = (scope: Scope): string | undefined =>
  scope.addresses.length + scope.sources.length === 0 ? 'it has no fixed address' : undefined;

const traffic: readonly GateId[] = ['drift', 'addresses', 'probes', 'metrics'];

const fixed: Readonly<Record<Exclude<StepId, `shift-${number}`>, StepSpec>> = {
  names: {
    about: 'record sets are as the estate says',
    before: ['drift'],
    after: [],
    skip: noNames,
  },
  addresses: {
    about: 'the addresses exist and match the outputs',
    before: ['addresses'],
    after: [],
    skip: noAddresses,
  },
  notice: {
    about: 'every partner was told the addresses',
    before: ['partners'],
    after: [],
    skip: noPartners,
  },
  build: {
    about: 'the new side is deployed, its certificate issued',
    before: ['certificate'],
    after: [],
    skip: never,
  },
  preview: {
    about: 'the preview host answers over TLS on the new addresses',
    before: ['probes'],
    after: [],
    skip: (scope) => noNames(scope) ?? (scope.preview === undefined ? 'cutover.preview names no host' : undefined),
  },
  partners: {
    about: 'partners have opened to the addresses',
    before: ['partners', 'addresses'],
    after: [],
    skip: noPartners,
  },
  forwarder: {
    about: 'legacy can forward to the new side: tested, then off',
    before: ['task'],
    after: [],
    skip: noNames,
  },
  killswitch: {
    about: 'the way back without Route 53 calls, tested both ways',
    before: ['task'],
    after: [],
    skip: (scope) =>
      noNames(scope) ?? (scope.killSwitch === undefined ? 'the stack of the product has no kill switch' : undefined),
  },
  drill: {
    about: 'rollback rehearsed on a dummy name',
    before: ['task'],
    after: [],
    skip: noNames,
  },
  ttl: {
    about: 'TTL lowered, the old one waited out',
    before: ['drift', 'addresses', 'window', 'approval', 'task'],
    after: ['drift'],
    skip: noNames,
  },
  delegate: {
    about: 'the old provider points the name into Route 53, which still answers legacy',
    before: ['drift', 'addresses', 'window', 'approval', 'task'],
    after: ['drift'],
    skip: (scope) =>
      noNames(scope) ??
      (scope.names.every(({ delegated }) => delegated === undefined)
        ? 'Route 53 answers for every name already'
        : undefined),
  },
  convert: {
    about: 'simple records become weighted, all on legacy',
    before: ['drift', 'addresses', 'window', 'approval', 'task'],
    after: ['drift'],
    skip: noNames,
  },
  bake: { about: 'all traffic on AWS, legacy still hot', before: ['drift', 'task'], after: traffic, skip: never },
  drain: {
    about: 'until hardly anyone comes to legacy',
    before: ['drift', 'task'],
    after: traffic,
    skip: noNames,
  },
  finish: {
    about: 'simple records again; rollback is still one batch',
    before: ['drift', 'addresses', 'window', 'approval', 'task'],
    after: ['drift', 'probes'],
    skip: never,
  },
  decommission: {
    about: 'rollback window over: records to the stack, servers may go',
    before: ['drift', 'approval', 'task'],
    after: ['drift'],
    skip: never,
  },
};

const shift: StepSpec = {
  about: 'traffic moves',
  before: ['drift', 'addresses', 'partners', 'certificate', 'probes', 'quiet', 'window', 'approval', 'task'],
  after: traffic,
  skip: never,
};

const isFixed = (step: StepId): step is keyof typeof fixed => Object.hasOwn(fixed, step);

export function specOf(step: StepId): StepSpec {
  return isFixed(step) ? fixed[step] : shift;
}

/**
 * The steps of a run, in order. Without public names nothing is shared out: there is one shift, which moves whatever its tasks move.
 */
export function stepsOf(scope: Scope): readonly StepId[] {
  return stepIds(scope.names.length === 0 ? [100] : scope.policy.steps);
}

/** Why a step does not apply to this product. */
export const skipReason = (scope: Scope, step: StepId): string | undefined => specOf(step).skip(scope);

export function stepAfter(scope: Scope, step: StepId): StepId | undefined {
  const steps = stepsOf(scope);
  return steps[steps.indexOf(step) + 1];
}

/** -1, 0 or 1: earlier, same, later. */
export const compareSteps = (scope: Scope, a: StepId, b: StepId): number => {
  const steps = stepsOf(scope);
  return Math.sign(steps.indexOf(a) - steps.indexOf(b));
};

/** Between its first share of traffic and the end of its last shift: only one product at a time. */
export const isShifting = (step: StepId): boolean => percentOf(step) !== undefined;
