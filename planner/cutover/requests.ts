import { isStepId, type StepId } from '../../estate/index.js';
import { Fault } from '../model/fault.js';
import { alwaysApproved, asksApproval, mayApprove } from './approvals.js';
import { defaultTarget, forwarderOffTask } from './back.js';
import type { ApproveEntry, Entry } from './entries.js';
import { type Identity, identityName } from './identity.js';
import type { Snapshot } from './begin.js';
import type { Scope } from './scope.js';
import type { State } from './state.js';
import { compareSteps, skipReason, specOf, stepsOf } from './steps.js';
import { dutiesOf, phaseOf } from './tasks.js';
import { type GateId, gateIds, neverWaived } from './verdict.js';

/** What people ask of a run, as lines of its journal. Each refuses with a `Fault` what the contract does not allow. */

export interface Reason {
  readonly because: string;
  /** Milliseconds since the epoch. */
  readonly until?: number;
}

/** `shift-5`, `shift-100:task:shift-100.2`, `shift-1:metrics:orders`. */
export interface GateAsked {
  readonly step: StepId;
  readonly gate: GateId;
  readonly id?: string;
}

const isGate = (text: string): text is GateId => gateIds.some((gate) => gate === text);

/** @throws Fault `usage` */
export function parseGate(text: string): GateAsked {
  const [step = '', gate = 'approval', ...rest] = text.split(':');
  const id = rest.join(':');
  if (!isStepId(step) || !isGate(gate))
    throw new Fault(
      'usage',
      `"${text}" is no gate`,
      'Write STEP (its approval), STEP:task:ID, or STEP:GATE[:ID] for a waiver, e.g. shift-5, shift-100:task:shift-100.1, shift-5:metrics:orders.',
    );
  return { step, gate, ...(id !== '' && { id }) };
}

/**
 * An approval, the confirmation of a manual task, or a waiver.
 * @throws Fault `denied` for who may not, `usage` for what cannot be approved
 */
export function approval(state: State, asked: GateAsked, who: Identity, { because, until }: Reason): ApproveEntry {
  underWay(state);
  const { scope, run } = state;
  const { step, gate, id } = asked;
  if (!stepsOf(scope).includes(step) || skipReason(scope, step) !== undefined)
    throw new Fault('usage', `${scope.product} has no step ${step}`, `Its steps: ${applying(state).join(', ')}.`);
  if (neverWaived.includes(gate))
    throw new Fault(
      'usage',
      `${gate} cannot be waived`,
      gate === 'drift'
        ? `Decide what counts: plan-migration cutover resume ${scope.product} --adopt or --restore`
        : 'Announce the new addresses to the partners, or bring the announced ones back.',
    );
  if (gate === 'approval') mustAskApproval(state, step);
  else if (gate !== 'task') mustAsk(state, asked);
  else if (!(state.back !== undefined && id === forwarderOffTask)) mustBeShown(state, step, id);
  const entry: ApproveEntry = {
    kind: 'approve',
    run,
    step,
    gate,
    who,
    because,
    ...(id !== undefined && { id }),
    ...(until !== undefined && { until }),
  };
  if (!mayApprove(scope, entry))
    throw new Fault(
      'denied',
      `${identityName(who)} is not in ${scope.policy.approve.from ?? 'the group that approves'}`,
      who.kind === 'os'
        ? 'Approve with AWS credentials of a member: an operating system user never counts as one.'
        : 'Ask somebody of that group.',
    );
  return entry;
}

/** An approval where none is asked would only look like one; an end that is approved weeks before would be taken in passing. */
function mustAskApproval(state: State, step: StepId): void {
  const { scope } = state;
  const asking = applying(state).filter((one) => asksApproval(scope, one));
  if (!asking.includes(step))
    throw new Fault(
      'usage',
      `${step} asks for no approval`,
      `The policy asks for one at ${asking.join(', ')}. A gate is waived by its name: ${step}:GATE[:ID].`,
    );
  if (!alwaysApproved.has(step)) return;
  const steps = applying(state);
  if (steps.indexOf(state.step) < steps.indexOf(step) - 1)
    throw new Fault(
      'waiting',
      `it is not the turn of ${step} yet: the run is at ${state.step}`,
      'What comes before it has to pass first; cutover status says what that is.',
    );
}

/** A waiver of what is not asked, or of nobody, would be noted and help nobody. */
function mustAsk({ scope }: State, { step, gate, id }: GateAsked): void {
  const { before, after } = specOf(step);
  const gates = [...new Set([...before, ...after])];
  if (!gates.includes(gate))
    throw new Fault('usage', `${step} does not ask ${gate}`, `It asks ${gates.join(', ') || 'nothing'}.`);
  const known = idsOf[gate]?.(scope, step);
  if (id !== undefined && known !== undefined && !known.includes(id))
    throw new Fault(
      'usage',
      `${step} has no gate ${gate}:${id}`,
      known.length === 0 ? `It has none of ${gate}.` : `It has ${known.map((one) => `${gate}:${one}`).join(', ')}.`,
    );
}

/** Of gates that there are several of. */
const idsOf: Readonly<Partial<Record<GateId, (scope: Scope, step: StepId) => readonly string[]>>> = {
  partners: ({ partners }) => partners.map(({ partner, direction }) => `${partner}.${direction}`),
  probes: ({ policy }, step) => (step === 'preview' ? ['preview'] : Object.keys(policy.probes)),
  metrics: ({ policy }) => [
    ...Object.keys(policy.metrics),
    ...(policy.legacyTraffic === undefined ? [] : ['legacyTraffic']),
  ],
};

function mustBeShown(state: State, step: StepId, id: string | undefined): void {
  const duties = dutiesOf(state.scope, step).filter(({ kind }) => kind === 'manual');
  const duty = duties.find((one) => one.id === id);
  if (duty === undefined)
    throw new Fault(
      'usage',
      `${step} has no task "${id ?? ''}" that people confirm`,
      duties.length === 0 ? 'Nothing is to be confirmed there.' : `It has: ${duties.map((one) => one.id).join(', ')}.`,
    );
  if (state.step !== step || phaseOf(state, duty) === 'open')
    throw new Fault(
      'waiting',
      `it is not the turn of ${duty.id} yet: the run is at ${state.step}`,
      'What comes before it has to pass first; cutover status says what that is.',
    );
}

export function hold(state: State, { because, until }: Reason): Entry {
  underWay(state);
  const { run, step } = state;
  return { kind: 'hold', run, step, cause: 'operator', because, ...(until !== undefined && { until }) };
}

/** @param zones as they are now, for adopt and restore */
export function resume(
  state: State,
  mode: 'plain' | 'adopt' | 'restore',
  { because }: Reason,
  zones: Snapshot | undefined,
  edited?: Pick<Extract<Entry, { readonly kind: 'resume' }>, 'scope' | 'estateHash'>,
): Entry {
  underWay(state);
  const { run, step, scope, drift } = state;
  if (mode === 'plain' && drift === undefined && state.hold === undefined && state.back === undefined)
    throw new Fault(
      'usage',
      `${scope.product} is not held: the run is at ${step}`,
      `plan-migration cutover status ${scope.product} says what it waits for.`,
    );
  if (mode === 'plain' && drift !== undefined)
    throw new Fault(
      'changed',
      `somebody else has changed the records of ${scope.product}`,
      'Add --adopt (their values become the base) or --restore (ours are put back).',
    );
  if (mode === 'restore' && drift === undefined)
    throw new Fault('usage', 'there is no foreign edit to undo', 'Leave --restore out.');
  return { kind: 'resume', run, step, mode, because, ...(zones && { zones }), ...edited };
}

/**
 * The way back. `end`: to everything on legacy, and the run is over.
 * @throws Fault `changed` while a foreign edit is undecided: nothing may be written then
 */
export function rollback(state: State, to: StepId | undefined, end: boolean, { because }: Reason): Entry {
  underWay(state);
  const { run, step, scope, drift } = state;
  if (drift !== undefined)
    throw new Fault(
      'changed',
      `somebody else has changed the records of ${scope.product}: a rollback would overwrite that`,
      `Decide first (cutover resume --adopt or --restore). Meanwhile the kill switch moves all traffic: ${scope.killSwitch === undefined ? 'this product has none' : `aws s3 rm ${scope.killSwitch.object}`}.`,
    );
  const target = to ?? defaultTarget(state);
  if (!end && to === undefined && compareSteps(scope, target, step) > 0)
    throw new Fault(
      'usage',
      `nothing of ${scope.product} has moved yet: there is nothing to roll back`,
      `To end the run: plan-migration cutover abort ${scope.product} --confirm ${scope.product} --because …`,
    );
  if (!end && (!applying(state).includes(target) || compareSteps(scope, target, step) > 0))
    throw new Fault(
      'usage',
      `there is no way back to ${target} from ${step}`,
      `Write one of: ${applying(state)
        .filter((one) => compareSteps(scope, one, step) <= 0)
        .join(', ')}.`,
    );
  return { kind: 'rollback', run, step, to: target, end, cause: 'operator', because };
}

const applying = ({ scope }: State): readonly StepId[] =>
  stepsOf(scope).filter((step) => skipReason(scope, step) === undefined);

/** @throws Fault `usage` for a run that is over */
export function underWay({ ended, scope }: State): void {
  if (ended === undefined) return;
  throw new Fault(
    'usage',
    `the last run of ${scope.product} is over (${ended})`,
    `plan-migration cutover plan ${scope.product} shows what a new one would do.`,
  );
}
