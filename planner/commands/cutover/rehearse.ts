import { setTimeout as pass } from 'node:timers/promises';
import { nearest } from '../../../estate/index.js';
import { faults, isFault } from '../../adapters/simulated/world/faults.js';
import { rehearse as play } from '../../adapters/simulated/world/rehearse.js';
import { Fault } from '../../model/fault.js';
import { rehearsalLines } from '../../view/cutover/rehearsal-text.js';
import { rehearsalView, type RehearsalView } from '../../view/cutover/rehearsal.js';
import { paintAll } from '../../view/look.js';
import { watched, watchedLines } from '../../view/cutover/watch.js';
import { pad } from '../../view/text.js';
import { type GlobalFlags, lookOf, type Run, type World } from '../context.js';
import { exit } from '../exit.js';
import { formatOf, writeResult } from '../output.js';
import { type CutoverFlags, cutoverEstate, productsOf } from './estate.js';

interface RehearseFlags extends CutoverFlags {
  readonly fault?: string;
  readonly seed?: number;
  /** Virtual days per real second; without it the rehearsal is told as soon as it is played. */
  readonly speed?: number;
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
    throw new Fault(
      'usage',
      `no fault "${fault}"`,
      [meant(fault, Object.keys(faults)), '--fault help lists all.'].join(''),
    );
  checkForm(flags);
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

const meant = (text: string, known: readonly string[]): string => {
  const close = nearest(text, known);
  return close === undefined ? '' : `Did you mean ${close}? `;
};

/** Before anything is played: a rehearsal of many products takes its time. */
function checkForm(flags: RehearseFlags & GlobalFlags): void {
  const format = formatOf(flags) ?? 'text';
  if (format !== 'text' && format !== 'json')
    throw new Fault('usage', `a rehearsal has no ${format} output`, 'Write --format text or json.');
  const streams = flags.events === true || format === 'text';
  if (flags.speed !== undefined && (!streams || flags.output !== undefined))
    throw new Fault('usage', '--speed is for who watches', 'Leave --json and -o out; --events goes with it.');
}

const faultHelp = (): string =>
  Object.entries(faults)
    .map(([name, what]) => `${pad(name, 18)}${what}\n`)
    .join('');

/** A piece of output, and how long to wait before it, milliseconds. */
interface Part {
  readonly pause: number;
  readonly text: string;
}

async function write(view: RehearsalView, flags: RehearseFlags & GlobalFlags, world: World): Promise<void> {
  const parts = flags.events === true ? eventParts(view, flags.speed) : textParts(view, flags, world);
  if (flags.speed === undefined)
    return writeResult(
      parts.map(({ text }) => text),
      flags,
      world,
    );
  for (const { pause, text } of parts) {
    if (pause > 0) await pass(pause);
    await writeResult([text], flags, world);
  }
}

/** The result; before it, for who watches, one thing after the other. */
function textParts(view: RehearsalView, flags: RehearseFlags & GlobalFlags, world: World): readonly Part[] {
  if (formatOf(flags) === 'json') return [{ pause: 0, text: `${JSON.stringify(view, null, 2)}\n` }];
  const look = lookOf(flags, world);
  const result = { pause: 0, text: paintAll(rehearsalLines(view, look), look.colour) };
  if (flags.speed === undefined) return [result];
  const told = watched(view, flags.speed).map((one): Part => {
    return { pause: one.pause, text: paintAll(watchedLines(one, view, look), look.colour) };
  });
  return [...told, { pause: 0, text: '\n' }, result];
}

const part = (value: object, pause = 0): Part => ({ pause, text: `${JSON.stringify(value)}\n` });

/** In the order of time. */
function eventParts(view: RehearsalView, speed = Infinity): readonly Part[] {
  const { products, ...rest } = view;
  return [
    part({ type: 'version', schema: 'events/v1', tool: 'plan-migration' }),
    ...watched(view, speed).map(({ pause, ...told }) => part({ type: 'told', ...told }, pause)),
    // The story was told above.
    ...products.map((product) => part({ type: 'product', ...product, story: undefined })),
    part({ type: 'rehearsal', ...rest }),
  ];
}
