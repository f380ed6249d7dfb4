import { basename } from 'node:path';
import { nearest } from '../../estate/nearest.js';
import { findEstate, type FoundEstate } from '../adapters/estate.js';
import { readInputs } from '../adapters/files.js';
import { defaultRegion } from '../adapters/price-book.js';
import { openBook } from '../adapters/price-cache.js';
import { readInventory } from '../inventory/read-inventory.js';
import { Fault } from '../model/fault.js';
import type { Finding } from '../model/finding.js';
import type { Inventory } from '../model/inventory.js';
import { makePlan } from '../plan/make-plan.js';
import type { Plan, PlanOptions } from '../plan/plan.js';
import { emittedText } from '../view/plan/emitted-text.js';
import { type GlobalFlags, type Run, wantsColour, wantsScreens, widthOf, type World } from './context.js';
import { emit, emitKinds } from './emit.js';
import { exit } from './exit.js';
import { formatOf, writeResult } from './output.js';
import { planFiles } from './plan-files.js';
import { type PlanFlags, planOptions } from './plan-options.js';
import { planIn } from './plan-output.js';
import { type Progress, progressOf } from './progress.js';
import { writeRejects } from './rejects.js';
import { topLevel } from './table.js';

/** More servers than this are planned one by one at a first look; products, waves and cash flow only where asked for. */
const firstLook = 20_000;

/** `plan-migration [plan] FILE…`: screens for a person, text or a file for everyone else. */
export const plan: Run<PlanFlags> = async (files, flags, world) => {
  const format = formatOf(flags);
  const emits = flags.emit === undefined ? [] : emitKinds(flags.emit);
  const progress = progressOf(flags, world);
  const found = await findEstate(flags.estate, files[0]);
  const options = await planOptions(flags, found);
  const book = await openBook(flags.region ?? found?.estate.region ?? defaultRegion, world.env);

  const inventory = await read(files, found, progress, world);
  if (flags.rejects !== undefined) await writeRejects(inventory.rejected, flags.rejects, world, flags);
  if (inventory.servers.length === 0) throw noServers(inventory);
  progress.say(`sizing ${inventory.servers.length} servers`);
  const whole =
    emits.length > 0 ||
    inventory.servers.length <= firstLook ||
    found !== undefined ||
    flags.start !== undefined ||
    flags.waves !== undefined;
  const made = makePlan({
    inventory,
    inputs: files,
    estate: found?.estate,
    estateFile: found?.file,
    book,
    options: { ...options, scope: whole || (format ?? 'text') !== 'text' ? 'estate' : firstLookAt(flags, world) },
  });
  progress.done();

  if (found?.beside === true && flags.quiet !== true)
    world.stderr.write(`using ${found.file}, found beside ${basename(files[0] ?? '')}\n`);
  if (emits.length > 0) {
    const { files: written, findings } = await emit(emits, {
      plan: made,
      estate: found?.estate,
      out: flags.out ?? '.',
      waves: flags.waves,
    });
    world.stderr.write(
      emittedText(written, findings, { width: widthOf(flags, world), ascii: flags.ascii === true, colour: false }),
    );
  }
  if (emits.length > 0 && format === undefined && flags.events !== true) return exit.done;
  const ended = await show(made, flags, world);
  if (ended !== exit.done) return ended;
  const blocking = made.findings.some(({ severity }) => severity === 'error');
  return flags.detailedExitcode === true && blocking ? exit.findings : exit.done;
};

/** Screens go through the servers again and again; text and events only tell their sums. */
const firstLookAt = (flags: GlobalFlags, world: World): PlanOptions['scope'] =>
  wantsScreens(flags, world) ? 'servers' : 'sums';

/** What the files hold. A function of its own, so that the bytes of a large file are let go before the plan is made. */
async function read(
  files: readonly string[],
  found: FoundEstate | undefined,
  progress: Progress,
  world: World,
): Promise<Inventory> {
  const inputs = await readInputs(files, world).catch((error: unknown) => {
    throw misspelt(error, files[0]) ?? error;
  });
  progress.say(`read ${inputs.length === 1 ? (files[0] ?? '') : `${inputs.length} files`}`);
  return readInventory(inputs, { columns: found?.estate.plan.columns ?? {}, onProgress: progress.rows });
}

/** Events, screens or one format, as the flags and the terminal have it. */
async function show(made: Plan, flags: PlanFlags & GlobalFlags, world: World): Promise<number> {
  if (flags.events === true) {
    const { planEvents } = await import('../report/events.js');
    await writeResult(planEvents(made), flags, world);
    return exit.done;
  }
  if (wantsScreens(flags, world)) {
    const { launch } = await import('../tui/launch.js');
    return launch(made, {
      colour: wantsColour(world.stdout, flags, world.env),
      ascii: flags.ascii === true,
      screenReader: flags.screenReader === true,
      ...planFiles(flags.waves, flags, world),
    });
  }
  await writeResult(await planIn[formatOf(flags) ?? 'text'](made, flags, world), flags, world);
  return exit.done;
}

/** Lines under "no server was found" before the rest is counted. */
const detailLines = 5;

/** A plan needs machines: say what each file was, what is wrong with its rows, and which kind of file would bring them. */
function noServers({ findings, files, rows }: Inventory): Fault {
  const empty = files
    .filter((account) => account.rows.read === 0 && account.format !== 'unknown')
    .map(
      ({ file, sheet, format }) =>
        `${[file, sheet].filter((part) => part !== undefined).join(', ')} has a heading (${format}) and no row`,
    );
  const wrong = (test: (finding: Finding) => boolean) =>
    findings
      .filter(test)
      .map(
        ({ file, row, message, remedy }) =>
          `${[file, row].filter((part) => part !== undefined).join(':')} ${message}; ${remedy}`,
      );
  // What is said of a whole file comes first: rows of another file would hide it.
  const told = [
    ...empty,
    ...wrong(({ code }) => code === 'unknown-table'),
    ...wrong(({ severity, code }) => severity === 'error' && code !== 'no-servers'),
  ];
  const more = told.length > detailLines ? [`and ${told.length - detailLines} more`] : [];
  const details = [...told.slice(0, detailLines), ...more].map((text) => `\n  ${text}`);
  return new Fault(
    'data',
    `no server was found in ${rows.read} row${rows.read === 1 ? '' : 's'}${details.join('')}`,
    'Add a list of servers with names, vCPU, memory and disks (CSV, Excel, RVTools, Azure Migrate …). plan-migration check FILE shows how each file was read.',
  );
}

/** `plan-migration chek export.xlsx`: a first word that is no file is more likely a command. */
function misspelt(error: unknown, first = ''): Fault | undefined {
  if (!(error instanceof Fault) || error.kind !== 'missing' || /[./\\]/.test(first)) return undefined;
  const meant = nearest(first, topLevel);
  return meant === undefined
    ? undefined
    : new Fault('missing', error.message, `Check the path; or did you mean the command "${meant}"?`);
}
