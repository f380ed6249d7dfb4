import { createInterface } from 'node:readline/promises';
import { duration } from '../../../estate/index.js';
import { readSnapshot, runEntry, runId } from '../../cutover/begin.js';
import { replay } from '../../cutover/fold.js';
import { livePace } from '../../cutover/pace.js';
import { planOf } from '../../cutover/plan.js';
import { drive } from '../../cutover/runner.js';
import type { State } from '../../cutover/state.js';
import type { World } from '../../cutover/world.js';
import { Fault } from '../../model/fault.js';
import { paintAll } from '../../view/look.js';
import { planLines } from '../../view/cutover/plan-text.js';
import { type GlobalFlags, lookOf, type Run, wantsScreens, type World as Surroundings } from '../context.js';
import type { CutoverFlags } from './estate.js';
import { catchInterrupts } from './interrupts.js';
import { stillToMove } from './moved.js';
import { exitOf } from './outcome.js';
import {
  deskOfOne,
  hashesOf,
  journalOf,
  type Recorded,
  scopeFor,
  taskFiles,
  unread,
  whoAmI,
  worldFor,
} from './scene.js';
import { tellerOf } from './show.js';
import { screenRun } from './screen.js';

export interface RunFlags extends CutoverFlags {
  readonly plan?: string;
  readonly wait?: string;
  readonly confirm?: string;
}

type One = Awaited<ReturnType<typeof deskOfOne>>;

/** `cutover run PRODUCT`: begins a run or goes on with it, as far as its gates allow. */
export const run: Run<RunFlags> = async (names, flags, surroundings) => {
  const deadline = flags.wait === undefined ? undefined : Date.now() + waitOf(flags.wait);
  if (flags.plan !== undefined && !/^[0-9a-f]{12,64}$/.test(flags.plan))
    throw new Fault(
      'usage',
      '--plan is no hash of a plan',
      'Write what cutover plan shows last: 64 hex digits, of which the first 12 are enough.',
    );
  const desk = await deskOfOne(names, flags);
  const who = await whoAmI(desk, desk.product, flags, surroundings);
  const world = await worldFor(desk, who, flags, surroundings, {
    takeOver: flags.confirm === desk.product.name,
  });
  try {
    const { name, state } = await begun(desk, world, flags, surroundings);
    if (wantsScreens(flags, surroundings)) return await screenRun({ world, name, state, who, flags, surroundings });
    return await driven(world, name, flags, surroundings, deadline);
  } finally {
    world.close();
  }
};

/**
 * Drives until it has to wait, or with a deadline until then. Ctrl-C finishes what is atomic; a second one leaves at once.
 * @param versioned the version line of `--events` was written already
 */
export async function driven(
  world: World,
  name: string,
  flags: GlobalFlags,
  surroundings: Surroundings,
  deadline: number | undefined,
  versioned = false,
): Promise<number> {
  const teller = tellerOf(flags, surroundings, versioned);
  const interrupts = catchInterrupts(surroundings.stderr);
  try {
    const ticked = await drive(
      world,
      name,
      { pace: livePace, signal: interrupts.signal, onEntry: teller.entry, ...(deadline !== undefined && { deadline }) },
      ({ stop: why }, now) => deadline === undefined || now >= deadline || why.kind === 'ended',
    );
    if (ticked === undefined) throw new Fault('data', `${name} has no run`, 'Begin one with cutover run.');
    await teller.end(ticked);
    return ticked.stop.kind === 'interrupted' ? interrupts.code() : exitOf(ticked);
  } finally {
    interrupts.restore();
  }
}

function waitOf(text: string): number {
  try {
    return duration(text);
  } catch {
    throw new Fault('usage', `--wait ${text} is no time span`, 'Write 30m, 2h or 1d.');
  }
}

/** The run that is under way, or a new one on a plan that somebody has seen. */
async function begun(
  desk: One,
  world: World,
  flags: RunFlags & GlobalFlags,
  surroundings: Surroundings,
): Promise<{ readonly name: string; readonly state: State }> {
  const recorded = await journalOf(desk, desk.product);
  const { state } = recorded;
  if (state !== undefined && state.ended === undefined) {
    checkContinued(desk, state, flags, surroundings);
    return { name: recorded.name, state };
  }
  return { name: recorded.name, state: await beginRun(desk, recorded, world, flags, surroundings) };
}

function checkContinued(
  { product, estate, ...desk }: One,
  { hashes, scope, run: id }: State,
  flags: RunFlags & GlobalFlags,
  surroundings: Surroundings,
): void {
  needsPlan(product.name, flags, surroundings, hashes.plan);
  if (flags.plan !== undefined && !matches(hashes.plan, flags.plan))
    throw new Fault(
      'changed',
      `run ${id} goes by plan ${hashes.plan.slice(0, 12)}, not by ${flags.plan.slice(0, 12)}`,
      `Go on with --plan ${hashes.plan}`,
    );
  if (hashesOf({ ...desk, estate, products: desk.products }, product).estateHash !== hashes.estate)
    throw new Fault(
      'changed',
      `the estate file has changed since ${scope.product} began run ${id}; the run keeps the policy that it began with`,
      `Undo the edit, or let it count: plan-migration cutover resume ${scope.product} --adopt --because …`,
    );
}

/** Off a terminal nobody sees a plan: it has to be named. */
function needsPlan(product: string, flags: RunFlags & GlobalFlags, { stdin }: Surroundings, known?: string): void {
  if (flags.plan !== undefined || (flags.input && stdin.isTTY === true)) return;
  throw new Fault(
    'usage',
    'off a terminal a run needs --plan HASH of a reviewed plan',
    known === undefined
      ? `plan-migration cutover plan ${product} shows it and its hash.`
      : `This run goes by --plan ${known}`,
  );
}

/** A prefix is enough. */
const matches = (hash: string, given: string): boolean => hash.startsWith(given);

async function beginRun(
  desk: One,
  recorded: Recorded,
  world: World,
  flags: RunFlags & GlobalFlags,
  surroundings: Surroundings,
): Promise<State> {
  const { product, estate } = desk;
  stillToMove([product], [product.name]);
  needsPlan(product.name, flags, surroundings);
  const scope = scopeFor(desk, product);
  if (scope.policy.approve.need > 1 && estate.state.kind !== 's3')
    throw new Fault(
      'data',
      `${product.name} needs ${scope.policy.approve.need} approvals, and a journal on one machine cannot tell people apart`,
      'Write state: s3://BUCKET/PREFIX, or need: 1.',
    );
  const read = await readSnapshot(scope, world);
  if (read.kind !== 'read') throw unread(read, 'Nothing was written.');
  const plan = planOf(scope, read.snapshot, await taskFiles(desk, scope));
  if (flags.plan === undefined) await confirmed(plan, flags, surroundings);
  else if (!matches(plan.hash, flags.plan))
    throw new Fault(
      'changed',
      `the plan is ${plan.hash.slice(0, 12)} now, not ${flags.plan.slice(0, 12)}: records, policy or files of tasks have changed`,
      `Look at it again: plan-migration cutover plan ${product.name}`,
    );
  const journal = await world.journals.open(recorded.name);
  try {
    const id = runId(journal.entries, world.clock.now());
    const endpoint = surroundings.env['AWS_ENDPOINT_URL_ROUTE_53'] ?? surroundings.env['AWS_ENDPOINT_URL'];
    const entry = runEntry(id, scope, read.snapshot, { planHash: plan.hash, ...hashesOf(desk, product) }, endpoint);
    const state = replay([await journal.append(entry)]);
    if (state === undefined) throw new Error('a run that began is none');
    return state;
  } finally {
    await journal.close();
  }
}

/** On a terminal the plan is shown, and the product typed. */
async function confirmed(
  plan: ReturnType<typeof planOf>,
  flags: GlobalFlags,
  surroundings: Surroundings,
): Promise<void> {
  const { stdin, stdout } = surroundings;
  stdout.write(paintAll(planLines(plan, lookOf(flags, surroundings)), lookOf(flags, surroundings).colour));
  const ask = createInterface({ input: stdin, output: stdout });
  try {
    const typed = await ask.question(`Type ${plan.product} to begin: `);
    if (typed.trim() !== plan.product) throw new Fault('usage', 'not begun', 'Nothing was written.');
  } finally {
    ask.close();
  }
}
