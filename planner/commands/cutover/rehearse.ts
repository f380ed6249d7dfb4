import { faults, isFault } from '../../adapters/simulated/world/faults.js';
import { rehearse as play } from '../../adapters/simulated/world/rehearse.js';
import { Fault } from '../../model/fault.js';
import { rehearsalLines } from '../../view/cutover/rehearsal-text.js';
import { rehearsalView, type RehearsalView } from '../../view/cutover/rehearsal.js';
import { paintAll } from '../../view/look.js';
import { pad } from '../../view/text.js';
import { type GlobalFlags, lookOf, type Run, type World } from '../context.js';
import { exit } from '../exit.js';
import { formatOf, writeResult } from '../output.js';
import { type CutoverFlags, cutoverEstate, productsOf } from './estate.js';

interface RehearseFlags extends CutoverFlags {
  readonly fault?: string;
  readonly seed?: number;
}

/** Where the plan names no start: a Monday, so that every run is the same. */
const usualStart = '2027-01-04';

/** `cutover rehearse [PRODUCT…]` */
export const rehearse: Run<RehearseFlags> = async (names, flags, world) => {
  const { fault } = flags;
  if (fault === 'help') {
    await writeResult([faultHelp()], flags, world);
    return exit.done;
  }
  if (fault !== undefined && !isFault(fault))
    throw new Fault('usage', `no fault "${fault}"`, 'Write --fault help for the list.');
  const { estate } = await cutoverEstate(flags);
  const products = productsOf(estate, names, flags.env);
  const started = performance.now();
  const result = await play(estate, products, {
    seed: flags.seed ?? 1,
    start: Date.parse(`${estate.plan.start ?? usualStart}T16:00:00Z`),
    ...(fault !== undefined && { fault }),
  });
  const view = rehearsalView(result);
  await write(view, flags, world);
  if (flags.quiet !== true && world.stderr.isTTY === true)
    world.stderr.write(`played in ${((performance.now() - started) / 1000).toFixed(1)} s\n`);
  if (view.products.some(({ rolledBack }) => rolledBack)) return exit.rolledBack;
  if (view.products.every(({ done, wrong }) => done && wrong.length === 0)) return exit.done;
  return flags.detailedExitcode === true ? exit.findings : exit.done;
};

const faultHelp = (): string =>
  Object.entries(faults)
    .map(([name, what]) => `${pad(name, 18)}${what}\n`)
    .join('');

async function write(view: RehearsalView, flags: GlobalFlags, world: World): Promise<void> {
  const format = flags.events === true ? 'events' : (formatOf(flags) ?? 'text');
  if (format === 'events') {
    await writeResult(eventLines(view), flags, world);
    return;
  }
  if (format !== 'text' && format !== 'json')
    throw new Fault('usage', `a rehearsal has no ${format} output`, 'Write --format text or json.');
  const look = lookOf(flags, world);
  const text =
    format === 'json' ? `${JSON.stringify(view, null, 2)}\n` : paintAll(rehearsalLines(view, look), look.colour);
  await writeResult([text], flags, world);
}

function* eventLines({ products, ...rest }: RehearsalView): Generator<string> {
  yield `${JSON.stringify({ type: 'version', schema: 'events/v1', tool: 'plan-migration' })}\n`;
  for (const { story, ...product } of products) {
    for (const told of story) yield `${JSON.stringify({ type: 'told', product: product.product, ...told })}\n`;
    yield `${JSON.stringify({ type: 'product', ...product })}\n`;
  }
  yield `${JSON.stringify({ type: 'rehearsal', ...rest })}\n`;
}
