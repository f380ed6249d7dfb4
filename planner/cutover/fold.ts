import { applied, withoutFence } from './batch.js';
import type { IntentEntry, RunEntry, SettledEntry, Stamped } from './entries.js';
import type { State, TaskState } from './state.js';
import { compareSteps, isShifting } from './steps.js';
import { adoptedBase, baseOf } from './traffic.js';
import { gateName, type Verdict } from './verdict.js';

/** One line more. Lines of a run that has not begun are ignored; they cannot be written. */
export function fold(state: State | undefined, entry: Stamped): State | undefined {
  if (entry.kind === 'run') return begin(entry);
  if (state === undefined || entry.run !== state.run) return state;
  return { ...next(state, entry), lines: state.lines + 1, lastAt: entry.at };
}

/** How far a list of lines was folded. Lists only grow, so that nothing is folded twice. */
const folded = new WeakMap<readonly Stamped[], { readonly length: number; readonly state: State | undefined }>();

/** The last run of a journal, as its lines tell it. Undefined before the first. */
export function replay(entries: readonly Stamped[]): State | undefined {
  const known = folded.get(entries) ?? { length: 0, state: undefined };
  if (known.length > entries.length) return entries.reduce<State | undefined>(fold, undefined);
  let { state } = known;
  for (let i = known.length; i < entries.length; i += 1) {
    const entry = entries[i];
    if (entry !== undefined) state = fold(state, entry);
  }
  folded.set(entries, { length: entries.length, state });
  return state;
}

function begin({ run, scope, snapshot, planHash, estateHash, outputsHash, at, step }: Stamped<RunEntry>): State {
  return {
    run,
    scope,
    hashes: { plan: planHash, estate: estateHash, outputs: outputsHash },
    startedAt: at,
    step,
    enteredAt: at,
    returned: false,
    skipped: {},
    bases: Object.fromEntries(scope.names.map((name) => [name.name, baseOf(name, snapshot[name.zone] ?? [])])),
    current: snapshot,
    legacyZones: Object.fromEntries(
      scope.names
        .filter(({ delegated }) => delegated !== undefined)
        .map(({ name }) => [name, { asked: 'asRead', shown: 'asRead' }]),
    ),
    approvals: [],
    verdicts: {},
    tasks: {},
    lines: 1,
    lastAt: at,
  };
}

function next(state: State, entry: Exclude<Stamped, RunEntry>): State {
  switch (entry.kind) {
    case 'enter':
      return enter(state, entry);
    case 'end':
      return entry.how === 'finished'
        ? { ...state, finishedAt: entry.at }
        : { ...state, back: undefined, wait: undefined, hold: undefined, ended: entry.how };
    case 'gate':
      return { ...state, verdicts: { ...state.verdicts, [gateName(entry)]: verdictOf(entry) } };
    case 'approve':
      return { ...state, approvals: [...state.approvals, entry] };
    case 'hold':
      return { ...state, hold: entry };
    case 'resume':
      return resume(state, entry);
    case 'rollback':
      return {
        ...state,
        wait: undefined,
        hold: undefined,
        settledAt: undefined,
        back: entry,
        approvals: [],
        failed: entry.cause === 'failure' ? entry.because : state.failed,
      };
    case 'intent':
      return intend(state, entry);
    case 'submitted':
      return state.pending === undefined ? state : { ...state, pending: { ...state.pending, submitted: entry } };
    case 'settled':
      return settle(state, entry);
    case 'task':
      return task(state, entry);
    case 'wait':
      return { ...state, wait: entry, claim: takenClaim(state) };
    default:
      return observe(state, entry);
  }
}

function observe(state: State, { what, owner, protection, zone, seen = [], at }: Of<'observe'>): State {
  if (what === 'owner') return { ...state, owner };
  if (what === 'protection') return { ...state, protection: protection === 'lifted' ? undefined : protection };
  return zone === undefined ? state : { ...state, drift: { zone, expected: state.current[zone] ?? [], seen, at } };
}

type Of<K extends Stamped['kind']> = Extract<Stamped, { readonly kind: K }>;

function verdictOf({ gate, id, verdict, value, limit, why, evidence }: Of<'gate'>): Verdict {
  return {
    gate,
    verdict,
    why,
    ...(id !== undefined && { id }),
    ...(value !== undefined && { value }),
    ...(limit !== undefined && { limit }),
    ...(evidence !== undefined && { evidence }),
  };
}

function enter(state: State, { step, at, skip, back }: Of<'enter'>): State {
  const tasks = Object.entries(state.tasks).filter(([, known]) => compareSteps(state.scope, known.step, step) <= 0);
  return {
    ...state,
    step,
    enteredAt: at,
    returned: back === true,
    verdicts: {},
    // A way that was gone back has to be gone again: its tasks too.
    tasks: Object.fromEntries(tasks),
    wait: undefined,
    settledAt: undefined,
    back: undefined,
    failed: back === true ? state.failed : undefined,
    claim: isShifting(step) ? (state.claim ?? { since: Date.parse(at), taken: false }) : undefined,
    ...(skip !== undefined && { skipped: { ...state.skipped, [step]: skip } }),
  };
}

/** From the first change or wait of a shift on, nobody else may begin. */
const takenClaim = ({ claim }: State): State['claim'] => claim && { ...claim, taken: true };

function intend(state: State, entry: Of<'intent'>): State {
  const pending = { ...state, claim: takenClaim(state), pending: { intent: entry, lost: false } };
  if (entry.target !== 'legacy') return pending;
  const { name, to } = entry.change;
  const known = state.legacyZones[name] ?? { asked: 'asRead', shown: 'asRead' };
  return { ...pending, legacyZones: { ...state.legacyZones, [name]: { ...known, asked: to } } };
}

function settle(state: State, entry: Stamped<SettledEntry>): State {
  const { pending } = state;
  if (pending === undefined || pending.intent.op !== entry.op) return state;
  if (entry.verdict === 'lost') return { ...state, pending: { ...pending, lost: true } };
  const done = { ...state, pending: undefined };
  if (entry.verdict === 'dropped') return done;
  if (entry.verdict !== 'insync' && entry.verdict !== 'overtaken') return refused(done, pending.intent, entry);
  const after = landed(done, pending.intent);
  const { intent } = pending;
  return intent.target === 'legacy' || intent.purpose === 'step' ? { ...after, settledAt: entry.at } : after;
}

function landed(state: State, intent: Stamped<IntentEntry>): State {
  if (intent.target === 'legacy') {
    const { name, to } = intent.change;
    return { ...state, legacyZones: { ...state.legacyZones, [name]: { asked: to, shown: to } } };
  }
  const { zone, batch } = intent;
  return {
    ...state,
    restoring: undefined,
    current: { ...state.current, [zone]: applied(state.current[zone] ?? [], batch) },
  };
}

/** Nothing was changed. Only a zone that is not as it was left is a foreign edit; a batch that breaks a rule holds the run. */
function refused(state: State, intent: Stamped<IntentEntry>, entry: Stamped<SettledEntry>): State {
  const { verdict, seen, at, message = verdict } = entry;
  if ((verdict === 'stale' || verdict === 'fenced') && intent.target === 'route53')
    return {
      ...state,
      drift: { zone: intent.zone, expected: state.current[intent.zone] ?? [], seen: seen ?? [], at },
    };
  const { run, step, n, prev, by, lease } = entry;
  return {
    ...state,
    hold: { kind: 'hold', run, step, n, prev, by, lease, at, cause: 'failure', because: message },
  };
}

function task(state: State, { id, phase, at, step, n, because }: Of<'task'>): State {
  const { [id]: _, ...others } = state.tasks;
  if (phase === 'undone') {
    const { pointOfNoReturn } = state;
    return { ...state, tasks: others, pointOfNoReturn: pointOfNoReturn === id ? undefined : pointOfNoReturn };
  }
  const known: TaskState = { phase, at, step, order: n, ...(because !== undefined && { because }) };
  const begun = state.scope.policy.tasks.some((item) => item.id === id && item.pointOfNoReturn);
  return {
    ...state,
    tasks: { ...others, [id]: known },
    ...(begun && { pointOfNoReturn: id }),
  };
}

function resume(state: State, { mode, zones = {}, scope = state.scope, estateHash }: Of<'resume'>): State {
  const free = { ...state, hold: undefined, failed: undefined };
  const { drift } = state;
  // Nothing to undo: what it says of the zones is about an edit that somebody has decided before.
  if (mode === 'plain' || (mode === 'restore' && drift === undefined)) return free;
  const found = { ...free, drift: undefined, current: { ...state.current, ...zones } };
  if (mode === 'restore')
    return { ...found, restoring: drift && { zone: drift.zone, records: withoutFence(drift.expected) } };
  // What was done at this step is not known any more: its gates are asked again, and its records compared with what is there.
  const bases = scope.names.map((name) => [
    name.name,
    adoptedBase(scope, name, state.bases[name.name], zones[name.zone]),
  ]);
  return {
    ...found,
    wait: undefined,
    settledAt: undefined,
    returned: false,
    verdicts: {},
    scope,
    bases: Object.fromEntries(bases),
    hashes: { ...state.hashes, estate: estateHash ?? state.hashes.estate },
  };
}
