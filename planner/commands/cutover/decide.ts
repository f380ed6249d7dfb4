import { isStepId, type StepId } from '../../../estate/index.js';
import { readSnapshot } from '../../cutover/begin.js';
import type { Entry } from '../../cutover/entries.js';
import { replay } from '../../cutover/fold.js';
import type { Identity } from '../../cutover/identity.js';
import {
  approval,
  hold as holding,
  parseGate,
  type Reason,
  resume as resuming,
  rollback as going,
  underWay,
} from '../../cutover/requests.js';
import type { State } from '../../cutover/state.js';
import type { World } from '../../cutover/world.js';
import { Fault } from '../../model/fault.js';
import type { GlobalFlags, Run, World as Surroundings } from '../context.js';
import { exit } from '../exit.js';
import { formatOf } from '../output.js';
import { untilOf } from '../partners-scene.js';
import type { CutoverFlags } from './estate.js';
import { driven } from './run.js';
import { deskOfOne, hashesOf, journalOf, scopeFor, unread, whoAmI, worldFor } from './scene.js';
import { version } from './show.js';

export interface DecideFlags extends CutoverFlags {
  readonly because?: string;
  readonly until?: string;
  readonly to?: string;
  readonly adopt?: boolean;
  readonly restore?: boolean;
  readonly confirm?: string;
}

type One = Awaited<ReturnType<typeof deskOfOne>>;

/** What a decision is made from: the run as it stands under our lease. */
interface Case {
  readonly desk: One;
  readonly state: State;
  readonly who: Identity;
  readonly world: World;
  readonly reason: Reason;
  readonly flags: DecideFlags & GlobalFlags;
  /** Second argument of the command. */
  readonly asked: string | undefined;
}

/** Writes what somebody decided into the run's journal; `go`: then goes on with the run, as far as its gates allow. */
function deciding(decide: (one: Case) => Promise<Entry> | Entry, go: boolean): Run<DecideFlags> {
  return async (names, flags, surroundings) => {
    const desk = await deskOfOne(names.slice(0, 1), flags);
    const reason = reasonOf(flags);
    // Looked at before anything is opened: a decision about nothing leaves no trace.
    const { name, state: known } = await journalOf(desk, desk.product);
    if (known === undefined) throw noRun(desk.product.name);
    const who = await whoAmI(desk, desk.product, flags, surroundings);
    const world = await worldFor(desk, who, flags, surroundings);
    try {
      const journal = await world.journals.open(name);
      try {
        const state = replay(journal.entries);
        if (state === undefined) throw noRun(desk.product.name);
        const entry = await decide({ desk, state, who, world, reason, flags, asked: names[1] });
        await journal.append(entry);
        noted(entry, go, desk, flags, surroundings);
      } finally {
        await journal.close();
      }
      return go ? await driven(world, name, flags, surroundings, undefined, true) : exit.done;
    } finally {
      world.close();
    }
  };
}

const noRun = (product: string): Fault =>
  new Fault('usage', `${product} has no run`, `Begin one: plan-migration cutover run ${product}`);

/** What was noted; as one document only where nothing follows that is one itself. */
function noted(entry: Entry, goesOn: boolean, { product }: One, flags: GlobalFlags, { stdout }: Surroundings): void {
  if (flags.events === true)
    for (const line of [version, { type: 'decision', product: product.name, entry }])
      stdout.write(`${JSON.stringify(line)}\n`);
  else if (formatOf(flags) !== 'json') {
    if (flags.quiet !== true) stdout.write(`${product.name}: ${wordOf(entry)} at ${entry.step} noted\n`);
  } else if (!goesOn)
    stdout.write(`${JSON.stringify({ schema: 'cutover-decision/v1', product: product.name, entry }, null, 2)}\n`);
}

/** As the command is called: an abort is a way back that ends the run. */
const wordOf = (entry: Entry): string => (entry.kind === 'rollback' && entry.end ? 'abort' : entry.kind);

function reasonOf({ because = '', until }: DecideFlags): Reason {
  const text = because.trim();
  if (text === '' || text.length > 4096)
    throw new Fault(
      'usage',
      text === '' ? '--because is missing' : '--because is longer than 4096 characters',
      'Say why, an audit will read it: --because "go, all on call"',
    );
  return { because: text, ...(until !== undefined && { until: Date.parse(untilOf(until, Date.now())) }) };
}

/** Moves that cannot be taken back by another command need the product's name once more; a run that is over needs none. */
function mustConfirm({ desk, state, flags }: Case, what: string): void {
  underWay(state);
  if (flags.confirm === desk.product.name) return;
  throw new Fault('usage', `${what} has to be confirmed`, `Add --confirm ${desk.product.name}`);
}

function stepOf(text: string | undefined): StepId | undefined {
  if (text === undefined || isStepId(text)) return text;
  throw new Fault('usage', `--to ${text} is no step`, 'Write a step that the run has passed, e.g. convert or shift-5.');
}

/** `cutover approve PRODUCT STEP | STEP:task:ID | STEP:GATE[:ID]` */
export const approve = deciding(({ state, who, reason, asked }) => {
  if (asked === undefined)
    throw new Fault(
      'usage',
      'approve what?',
      `The run is at ${state.step}: cutover approve ${state.scope.product} ${state.step} --because …`,
    );
  return approval(state, parseGate(asked), who, reason);
}, false);

/** `cutover hold PRODUCT` */
export const hold = deciding(({ state, reason }) => holding(state, reason), false);

/** `cutover resume PRODUCT [--adopt | --restore]` */
export const resume = deciding(async (one) => {
  const { state, flags, desk, world, reason } = one;
  if (flags.adopt === true && flags.restore === true)
    throw new Fault('usage', '--adopt and --restore exclude each other', 'Write one of them.');
  if (flags.restore === true) mustConfirm(one, 'putting our records back over a foreign edit');
  if (flags.adopt !== true && flags.restore !== true) return resuming(state, 'plain', reason, undefined);
  const read = await readSnapshot(state.scope, world);
  if (read.kind !== 'read') throw unread(read, 'Nothing was decided.');
  if (flags.restore === true) return resuming(state, 'restore', reason, read.snapshot);
  const { estateHash } = hashesOf(desk, desk.product);
  const edited = estateHash === state.hashes.estate ? {} : { scope: scopeFor(desk, desk.product), estateHash };
  return resuming(state, 'adopt', reason, read.snapshot, edited);
}, false);

/** `cutover rollback PRODUCT [--to STEP]`: traffic back at once; the run goes on. */
export const rollback = deciding((one) => {
  const { state, flags, reason } = one;
  if (state.pointOfNoReturn !== undefined)
    mustConfirm(one, `a rollback after task ${state.pointOfNoReturn}, which has no return,`);
  return going(state, stepOf(flags.to), false, reason);
}, true);

/** `cutover abort PRODUCT`: everything back to legacy, and the run is over. */
export const abort = deciding((one) => {
  mustConfirm(one, 'an abort');
  return going(one.state, 'names', true, one.reason);
}, true);

/** `cutover finish PRODUCT`, `cutover decommission PRODUCT`: approves that step and runs through it. */
const approving = (step: 'finish' | 'decommission'): Run<DecideFlags> =>
  deciding(({ state, who, reason }) => approval(state, { step, gate: 'approval' }, who, reason), true);

export const finish = approving('finish');
export const decommission = approving('decommission');
