import { readSnapshot, runEntry } from '../../cutover/begin.js';
import { missingStacks } from '../../cutover/deployed.js';
import { replay } from '../../cutover/fold.js';
import { ipv6 } from '../../cutover/instructions.js';
import { judge } from '../../cutover/judge.js';
import { Lookout } from '../../cutover/look.js';
import { needsAt } from '../../cutover/needs.js';
import { preflightRemedies } from '../../cutover/remedies.js';
import type { Scope } from '../../cutover/scope.js';
import type { State } from '../../cutover/state.js';
import { skipReason, specOf, stepsOf } from '../../cutover/steps.js';
import { gateName, neverWaived, passes } from '../../cutover/verdict.js';
import type { World } from '../../cutover/world.js';
import { type Checked, preflightLines } from '../../view/cutover/preflight.js';
import { type GlobalFlags, lookOf, type Run, type World as Surroundings } from '../context.js';
import { exit } from '../exit.js';
import type { CutoverFlags } from './estate.js';
import { checkListing, writeListing } from './listing.js';
import { stillToMove } from './moved.js';
import {
  type Desk,
  deskOf,
  hashesOf,
  journalOf,
  scopeFor,
  shortPatience,
  taskFiles,
  unread,
  whoAmI,
  worldFor,
} from './scene.js';

type Product = Desk['products'][number];

/**
 * `cutover preflight [PRODUCT…]`: asks every gate now that needs no traffic, and says which would hold. Reads only.
 * 82 where stacks are missing, or records and addresses are not what the estate and the outputs say.
 */
export const preflight: Run<CutoverFlags> = async (names, flags, surroundings) => {
  checkListing('preflight', flags);
  const desk = await deskOf(names, flags);
  const products: Checked[] = [];
  for (const product of stillToMove(desk.products, names)) {
    const missing = missingStacks(desk.estate, product, desk.outputs);
    const verdicts = missing.length > 0 ? [] : await checked(desk, product, flags, surroundings);
    const notes = missing.length > 0 ? [] : ipv6(scopeFor(desk, product));
    const ready = missing.length === 0 && verdicts.every(passes);
    products.push({ product: product.name, env: product.cutover.env, ready, missing, notes, verdicts });
  }
  const look = lookOf(flags, surroundings);
  const lines = products.flatMap((one) => preflightLines(one, look));
  await writeListing({ about: 'preflight', schema: 'cutover-preflight/v1', products, lines }, flags, surroundings);
  if (products.some(differs)) return exit.changed;
  return flags.detailedExitcode === true && products.some(({ ready }) => !ready) ? exit.findings : exit.done;
};

/** No policy and no waiver helps: the world is not as planned. */
const differs = ({ missing, verdicts }: Checked): boolean =>
  missing.length > 0 || verdicts.some(({ gate, verdict }) => verdict === 'fail' && neverWaived.includes(gate));

async function checked(
  desk: Desk,
  product: Product,
  flags: CutoverFlags & GlobalFlags,
  surroundings: Surroundings,
): Promise<Checked['verdicts']> {
  const scope = scopeFor(desk, product);
  const world = await worldFor(desk, await whoAmI(desk, product, flags, surroundings), flags, surroundings, {
    patience: shortPatience,
  });
  try {
    const { state: known } = await journalOf(desk, product);
    const programs = await missingPrograms(desk, scope);
    if (known !== undefined && known.ended === undefined)
      return [...told(known, await allGates(known, world), true), ...programs];
    const read = await readSnapshot(scope, world);
    if (read.kind !== 'read') throw unread(read, 'Nothing was changed.');
    const begun = runEntry('preflight', scope, read.snapshot, { planHash: '', ...hashesOf(desk, product) });
    const at = new Date(world.clock.now()).toISOString();
    const state = replay([{ ...begun, n: 1, prev: '', at, by: '', lease: 1 }]);
    return state === undefined ? programs : [...told(state, await allGates(state, world), false), ...programs];
  } finally {
    world.close();
  }
}

/** With what to do about each that would hold. */
const told = ({ scope }: State, verdicts: Checked['verdicts'], run: boolean): Checked['verdicts'] =>
  verdicts.map((verdict) => {
    const todo = preflightRemedies({ scope, step: verdict.step }, verdict, run);
    return todo.length === 0 ? verdict : { ...verdict, todo };
  });

/** Programs of tasks that are not in the folder of the estate; those that the PATH finds are not looked for. */
async function missingPrograms(desk: Desk, scope: Scope): Promise<Checked['verdicts']> {
  const files = await taskFiles(desk, scope);
  return scope.policy.tasks.flatMap((task): Checked['verdicts'] => {
    if (task.kind !== 'run') return [];
    const gone = [task.argv, task.undo ?? []].flatMap(([program = '']) =>
      program.includes('/') && files[program] === undefined ? [program] : [],
    );
    const why = `${gone.join(', ')} cannot be read from the folder of the estate`;
    return gone.length === 0 ? [] : [{ step: task.before, gate: 'task', id: task.id, verdict: 'fail', why }];
  });
}

/** Each gate once, at the first step that asks it; of a run that is under way, from its step on. Approvals and tasks are people's, and metrics need traffic. */
async function allGates(state: State, world: World): Promise<Checked['verdicts']> {
  const lookout = new Lookout(world);
  const found = new Map<string, Checked['verdicts'][number]>();
  const now = world.clock.now();
  const steps = stepsOf(state.scope);
  for (const step of steps.slice(steps.indexOf(state.step))) {
    if (skipReason(state.scope, step) !== undefined) continue;
    const at: State = { ...state, step };
    const gates = specOf(step).before.filter((gate) => !people.has(gate));
    const seen = await lookout.look(at, needsAt(at, gates));
    for (const gate of gates)
      for (const verdict of judge(gate, at, seen, now)) {
        const key = `${gateName(verdict)} ${gate === 'partners' ? (verdict.limit ?? '') : ''}`;
        if (!found.has(key)) found.set(key, { step, ...verdict });
      }
  }
  return [...found.values()];
}

const people: ReadonlySet<string> = new Set(['approval', 'task', 'quiet', 'metrics']);
