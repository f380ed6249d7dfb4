import type { Effect } from './actions.js';
import { applied, ours } from './batch.js';
import type { Entry, SettledEntry } from './entries.js';
import { fenceName, isFence, readFence } from './fence.js';
import { enterRecord } from './instructions.js';
import { privateSettling } from './pace.js';
import type { Submission, Trouble } from './ports.js';
import { isAddressRecord, recordLine, sameRecords } from './record-sets.js';
import { protectedIn, protectionComment } from './protection.js';
import type { RecordSet } from './records.js';
import type { State } from './state.js';
import { problemOf } from './legacy-stage.js';
import type { World } from './world.js';

/** What became of an effect: lines for the journal, or that it has to be looked at again, or that the world could not be reached. */
export type Outcome =
  | { readonly kind: 'entries'; readonly entries: readonly Entry[] }
  /** Not there yet; a service does it. */
  | { readonly kind: 'later'; readonly why: string }
  /** Not there yet; people do it. */
  | { readonly kind: 'people'; readonly why: string; readonly todo: readonly string[] }
  | { readonly kind: 'trouble'; readonly trouble: Trouble };

const entries = (...list: readonly Entry[]): Outcome => ({ kind: 'entries', entries: list });

/** Does one thing. Never throws for what the world does wrong. */
export async function perform(effect: Effect, state: State, world: World, signal?: AbortSignal): Promise<Outcome> {
  const { run, step } = state;
  const line = { run, step } as const;
  const settled = (op: string, verdict: SettledEntry['verdict'], message?: string): Outcome =>
    entries({ kind: 'settled', ...line, op, verdict, ...(message !== undefined && { message }) });

  switch (effect.kind) {
    case 'submit':
      return submitted(await world.dns.submit(effect.zone, effect.batch, effect.comment), effect, state, world);
    case 'recover':
      return recover(effect, state, world);
    case 'poll': {
      const status = await world.dns.status(effect.changeId);
      if (status.kind === 'insync') return settled(effect.op, 'insync');
      if (status.kind === 'pending')
        return { kind: 'later', why: 'Route 53 is handing the change to its name servers' };
      if (isTrouble(status)) return { kind: 'trouble', trouble: status };
      const zone = state.pending?.intent.zone ?? '';
      return verify({ op: effect.op, zone }, state, world);
    }
    case 'verify':
      return verify(effect, state, world);
    case 'legacy': {
      const { zone, name, records } = effect.change;
      const there = problemOf(await world.legacy.seen(zone, name), records) === undefined;
      if (there) return entries({ kind: 'submitted', ...line, op: effect.op });
      const result = await world.legacy.apply(effect.change);
      if (result.kind === 'rejected') return settled(effect.op, 'rejected', result.message);
      if (isTrouble(result)) return { kind: 'trouble', trouble: result };
      return entries({ kind: 'submitted', ...line, op: effect.op });
    }
    case 'shown': {
      const { zone, name, records } = effect.change;
      const seen = await world.legacy.seen(zone, name);
      const why = problemOf(seen, records);
      if (why === undefined) return settled(effect.op, 'insync');
      return { kind: 'people', why, todo: records.map((record) => enterRecord(name, zone, recordLine(record))) };
    }
    case 'run':
    case 'undo': {
      const { kind, output } = await world.tasks.run(effect.duty, effect.kind === 'run' ? 'do' : 'undo', signal);
      const { id } = effect.duty;
      const after = effect.kind === 'run' ? 'done' : 'undone';
      if (kind === 'done') return entries({ kind: 'task', ...line, id, phase: after, output });
      if (effect.kind === 'run') return entries({ kind: 'task', ...line, id, phase: 'failed', output });
      // The records are back already; what the program left undone is for people.
      return entries({ kind: 'task', ...line, id, phase: 'undone', because: 'its undo failed: look at it', output });
    }
    case 'scale': {
      const result = await world.standby.scale(effect.unit, effect.to);
      if (result.kind !== 'done') return { kind: 'trouble', trouble: result };
      return entries({ kind: 'task', ...line, id: effect.id, phase: effect.to === 'running' ? 'done' : 'undone' });
    }
    case 'protect':
    case 'unprotect':
      return protection(effect.kind, state, world);
    default: {
      const names = state.scope.names.map(({ name }) => name);
      await world.owners.set(state.scope.product, names, effect.owner);
      return entries({ kind: 'observe', ...line, what: 'owner', owner: effect.owner });
    }
  }
}

/** A refusal stops nobody: without protection the records are as safe as before, and a batch that meets one is told so itself. */
async function protection(what: 'protect' | 'unprotect', state: State, { dns }: World): Promise<Outcome> {
  const { run, step, scope } = state;
  let message: string | undefined;
  for (const { id } of scope.zones) {
    const records = protectedIn(scope, id);
    const result =
      what === 'protect'
        ? await dns.protect(id, records, protectionComment(scope, run))
        : await dns.unprotect(id, records);
    if (result.kind === 'credentials') return { kind: 'trouble', trouble: result };
    if (result.kind === 'refused') message ??= result.message;
  }
  const became = what === 'unprotect' ? 'lifted' : message === undefined ? 'set' : 'refused';
  const told = message !== undefined && { message };
  return entries({ kind: 'observe', run, step, what: 'protection', protection: became, ...told });
}

const troubles: ReadonlySet<string> = new Set(['credentials', 'denied', 'throttled', 'unreachable', 'invalid']);
const isTrouble = (result: { readonly kind: string }): result is Trouble => troubles.has(result.kind);

type Op = { readonly op: string; readonly zone: string };

async function submitted(result: Submission, { op, zone }: Op, state: State, world: World): Promise<Outcome> {
  const { run, step } = state;
  const settled = (verdict: SettledEntry['verdict'], message: string): Outcome => ({
    kind: 'entries',
    entries: [{ kind: 'settled', run, step, op, verdict, message }],
  });
  if (result.kind === 'submitted') {
    const { changeId, at } = result;
    return entries(
      { kind: 'submitted', run, step, op, changeId, served: at },
      ...wrongClock(state, Date.parse(at), world.clock.now()),
    );
  }
  if (result.kind === 'unknown') return settled('lost', result.message);
  if (result.kind !== 'rejected') return { kind: 'trouble', trouble: result };
  if (result.reason !== 'stale') return settled('rejected', result.message);
  // "Already exists" may be our own batch, sent twice by a network in trouble: the zone decides.
  return found({ op, zone }, state, world, result.message);
}

/** Waits are counted on our own clock: one that differs from the service's by more than this would end them too early. Milliseconds. */
const mostSkew = 300_000;

function wrongClock({ run, step }: State, served: number, now: number): readonly Entry[] {
  const skew = now - served;
  if (!(Math.abs(skew) > mostSkew)) return [];
  const because = `the clock of this machine is ${Math.round(Math.abs(skew) / 1000)} s ${skew > 0 ? 'ahead of' : 'behind'} AWS: set it, then resume`;
  return [{ kind: 'hold', run, step, cause: 'failure', because }];
}

/** After a crash or a lost answer: landed, to be sent again, or somebody was faster. */
async function recover({ op, zone }: Op, state: State, world: World): Promise<Outcome> {
  return found({ op, zone }, state, world, undefined);
}

async function found({ op, zone }: Op, state: State, world: World, refusal: string | undefined): Promise<Outcome> {
  const { run, step, scope, pending } = state;
  const intent = pending?.intent;
  if (intent?.target !== 'route53') return { kind: 'entries', entries: [] };
  const read = await world.dns.read(zone, namesIn(state, zone));
  if (read.kind !== 'read') return { kind: 'trouble', trouble: read };
  const seen = ours(scope, zone, read.recordSets);
  const before = state.current[zone] ?? [];
  if (hasLanded(op, seen, applied(before, intent.batch), intent.fence.to !== undefined))
    return { kind: 'entries', entries: [{ kind: 'submitted', run, step, op }] };
  if (refusal === undefined && sameRecords(seen, before)) {
    const comment = `dc-exit run=${run} op=${op} step=${step}`;
    return submitted(await world.dns.submit(zone, intent.batch, comment), { op, zone }, state, world);
  }
  const fenced = seen.filter(isFence).some((record) => (readFence(record)?.gen ?? 0) > intent.fence.from);
  return {
    kind: 'entries',
    entries: [
      {
        kind: 'settled',
        run,
        step,
        op,
        verdict: fenced ? 'fenced' : 'stale',
        message: refusal ?? 'the zone is not as it was left',
        seen,
      },
    ],
  };
}

/** The fence names the operation; a batch that takes the fence away has landed when the zone is as wanted. */
function hasLanded(op: string, seen: readonly RecordSet[], wanted: readonly RecordSet[], fenced: boolean): boolean {
  if (!fenced) return sameRecords(seen, wanted);
  return seen.filter(isFence).some((record) => readFence(record)?.op === op);
}

/** Every name server answers the fence of the operation; where the fence is taken away, the address records. */
async function verify({ op, zone }: Op, state: State, world: World): Promise<Outcome> {
  const { run, step, scope, pending } = state;
  const intent = pending?.intent;
  const name = scope.names.find((item) => item.zone === zone);
  if (name === undefined || intent?.target !== 'route53') return { kind: 'entries', entries: [] };
  const inSync: Outcome = { kind: 'entries', entries: [{ kind: 'settled', run, step, op, verdict: 'insync' }] };
  if (scope.zones.some(({ id, private: hidden }) => id === zone && hidden)) {
    const since = Date.parse(pending?.submitted?.at ?? state.lastAt);
    return world.clock.now() - since >= privateSettling
      ? inSync
      : { kind: 'later', why: 'the servers of a private zone cannot be asked: two minutes are waited out' };
  }
  const answer = await world.authority.ask(zone, fenceName(name.record), 'TXT');
  if (answer.kind !== 'answered') return { kind: 'trouble', trouble: answer };
  const all = answer.servers.every(({ records }) =>
    intent.fence.to === undefined ? records.length === 0 : records.some((record) => readFence(record)?.op === op),
  );
  if (!all || answer.servers.length === 0) return { kind: 'later', why: 'not every name server answers it yet' };
  return inSync;
}

/** Our names in a zone, and their fences. */
export const namesIn = ({ scope }: State, zone: string): readonly string[] =>
  scope.names.filter((name) => name.zone === zone).flatMap(({ record }) => [record, fenceName(record)]);

/** `shop.example. A 192.0.2.10 ttl 60`, for people. */
export const shownRecords = (records: readonly RecordSet[]): readonly string[] =>
  records.filter(isAddressRecord).map((record) => `${record.Name} ${recordLine(record)}`);
