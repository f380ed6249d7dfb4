import { readSnapshot } from '../../cutover/begin.js';
import { missingStacks } from '../../cutover/deployed.js';
import { type CutoverPlan, planOf } from '../../cutover/plan.js';
import { Fault } from '../../model/fault.js';
import { planLines } from '../../view/cutover/plan-text.js';
import { type GlobalFlags, lookOf, type Run, type World as Surroundings } from '../context.js';
import { exit } from '../exit.js';
import { formatOf, writeResult } from '../output.js';
import type { CutoverFlags } from './estate.js';
import { checkListing, writeListing } from './listing.js';
import { stillToMove } from './moved.js';
import { type Desk, deskOf, journalOf, scopeFor, shortPatience, taskFiles, unread, whoAmI, worldFor } from './scene.js';

type Product = Desk['products'][number];

/** `cutover plan [PRODUCT…]`: what a run would do from here, and the hash that `run --plan` takes. Reads only. */
export const plan: Run<CutoverFlags> = async (names, flags, surroundings) => {
  checkListing('plan', flags);
  const desk = await deskOf(names, flags);
  const asked = stillToMove(desk.products, names);
  // Of all products those that can be planned; who names one wants to hear why not.
  const plannable: Product[] = [];
  for (const product of asked) {
    const why = names.length > 0 ? undefined : await whyNot(desk, product);
    if (why === undefined) plannable.push(product);
    else if (flags.quiet !== true) surroundings.stderr.write(`left out: ${why}\n`);
  }
  const products: CutoverPlan[] = [];
  for (const product of plannable.length > 0 ? plannable : asked)
    products.push(await planned(desk, product, flags, surroundings));
  const look = lookOf(flags, surroundings);
  const lines = products.flatMap((one, at) => [...(at === 0 ? [] : [[]]), ...planLines(one, look)]);
  const [only] = products;
  // The plan of the one product that was named is a document of its own.
  if (names.length === 1 && only !== undefined && formatOf(flags) === 'json' && flags.events !== true)
    await writeResult([`${JSON.stringify(only, null, 2)}\n`], flags, surroundings);
  else await writeListing({ about: 'plan', schema: 'cutover-plans/v1', products, lines }, flags, surroundings);
  return flags.detailedExitcode === true ? exit.findings : exit.done;
};

async function whyNot(desk: Desk, product: Product): Promise<string | undefined> {
  const missing = missingStacks(desk.estate, product, desk.outputs);
  if (missing.length > 0) return `${product.name}, without ${missing.join(', ')}`;
  const { state } = await journalOf(desk, product);
  return state === undefined || state.ended !== undefined
    ? undefined
    : `${product.name}, which has run ${state.run} under way`;
}

async function planned(
  desk: Desk,
  product: Product,
  flags: CutoverFlags & GlobalFlags,
  surroundings: Surroundings,
): Promise<CutoverPlan> {
  const { state } = await journalOf(desk, product);
  if (state !== undefined && state.ended === undefined)
    throw new Fault(
      'usage',
      `${product.name} has a run under way, ${state.run}, at ${state.step}`,
      `It goes by --plan ${state.hashes.plan}`,
    );
  const scope = scopeFor(desk, product);
  const world = await worldFor(desk, await whoAmI(desk, product, flags, surroundings), flags, surroundings, {
    patience: shortPatience,
  });
  try {
    const read = await readSnapshot(scope, world);
    if (read.kind !== 'read')
      throw unread(read, 'A plan is made from the records as they are: cutover rehearse needs none.');
    return planOf(scope, read.snapshot, await taskFiles(desk, scope));
  } finally {
    world.close();
  }
}
