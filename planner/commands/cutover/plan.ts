import { readSnapshot } from '../../cutover/begin.js';
import { type CutoverPlan, planOf } from '../../cutover/plan.js';
import { Fault } from '../../model/fault.js';
import { planLines } from '../../view/cutover/plan-text.js';
import { paintAll } from '../../view/look.js';
import { lookOf, type Run } from '../context.js';
import { exit } from '../exit.js';
import { formatOf, writeResult } from '../output.js';
import type { CutoverFlags } from './estate.js';
import { stillToMove } from './moved.js';
import { deskOf, journalOf, scopeFor, taskFiles, whoAmI, worldFor } from './scene.js';

/** `cutover plan [PRODUCT…]`: what a run would do from here, and the hash that `run --plan` takes. Reads only. */
export const plan: Run<CutoverFlags> = async (names, flags, surroundings) => {
  const format = formatOf(flags) ?? 'text';
  if (format !== 'text' && format !== 'json')
    throw new Fault('usage', `a cutover plan has no ${format} output`, 'Write --format text or json.');
  const desk = await deskOf(names, flags);
  const plans: CutoverPlan[] = [];
  for (const product of stillToMove(desk.products, names)) {
    const { state } = await journalOf(desk, product);
    if (state !== undefined && state.ended === undefined)
      throw new Fault(
        'usage',
        `${product.name} has a run under way, ${state.run}, at ${state.step}`,
        `It goes by --plan ${state.hashes.plan}`,
      );
    const scope = scopeFor(desk, product);
    const who = await whoAmI(desk, product, flags);
    const world = await worldFor(desk, who, flags, surroundings);
    try {
      const read = await readSnapshot(scope, world);
      if (read.kind !== 'read')
        throw new Fault(
          read.kind === 'credentials' || read.kind === 'denied' ? 'denied' : 'unreachable',
          read.message,
          'A plan is made from the records as they are: cutover rehearse needs none.',
        );
      plans.push(planOf(scope, read.snapshot, await taskFiles(desk, scope)));
    } finally {
      world.close();
    }
  }
  const look = lookOf(flags, surroundings);
  const text =
    format === 'json'
      ? `${JSON.stringify(plans.length === 1 ? plans[0] : plans, null, 2)}\n`
      : plans.map((one) => paintAll(planLines(one, look), look.colour)).join('\n');
  await writeResult([text], flags, surroundings);
  return flags.detailedExitcode === true ? exit.findings : exit.done;
};
