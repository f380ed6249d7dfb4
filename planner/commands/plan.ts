import { basename } from 'node:path';
import { findEstate, type FoundEstate } from '../adapters/estate.js';
import { nearest } from '../../estate/nearest.js';
import { defaultRegion } from '../adapters/price-book.js';
import { readInputs } from '../adapters/files.js';
import { openBook } from '../adapters/price-cache.js';
import { assume } from '../cost/assumptions.js';
import { readInventory } from '../inventory/read-inventory.js';
import { Fault } from '../model/fault.js';
import type { Inventory } from '../model/inventory.js';
import { makePlan } from '../plan/make-plan.js';
import { pinsOf } from '../plan/from-estate.js';
import type { Plan, PlanOptions } from '../plan/plan.js';
import { resolveSizingOptions } from '../sizing/options.js';
import { textReport } from '../view/text-report.js';
import { wantsColour, wantsScreens, widthOf, type Format, type GlobalFlags, type Run, type World } from './context.js';
import { exit } from './exit.js';
import { formatOf, writeResult } from './output.js';
import { progressOf } from './progress.js';
import { writeRejects } from './rejects.js';
import { topLevel } from './table.js';

export interface PlanFlags {
  readonly region?: string;
  readonly preset?: string;
  readonly percentile?: number;
  readonly headroom?: number;
  readonly graviton?: boolean;
  readonly set?: readonly string[];
  readonly start?: string;
  readonly rejects?: string;
}

/** `plan-migration [plan] FILE…`: screens for a person, text or a file for everyone else. */
export const plan: Run<PlanFlags> = async (files, flags, world) => {
  const format = formatOf(flags);
  const progress = progressOf(flags, world);
  const found = await findEstate(flags.estate, files[0]);
  const options = optionsOf(flags, found);
  const book = await openBook(flags.region ?? found?.estate.region ?? defaultRegion, world.env);

  const inputs = await readInputs(files, world.stdin).catch((error: unknown) => {
    throw misspelt(error, files[0]) ?? error;
  });
  progress.say(`read ${inputs.length === 1 ? (files[0] ?? '') : `${inputs.length} files`}`);
  const inventory = readInventory(inputs, { columns: found?.estate.plan.columns ?? {}, onProgress: progress.rows });
  if (flags.rejects !== undefined) await writeRejects(inventory.rejected, flags.rejects, world, flags);
  if (inventory.servers.length === 0) throw noServers(inventory);
  progress.say(`sizing ${inventory.servers.length} servers`);
  const made = makePlan({ inventory, inputs: files, estate: found?.estate, estateFile: found?.file, book, options });
  progress.done();

  if (found?.beside === true && flags.quiet !== true)
    world.stderr.write(`using ${found.file}, found beside ${basename(files[0] ?? '')}\n`);
  if (flags.events === true) {
    const { planEvents } = await import('../report/events.js');
    await writeResult(planEvents(made), flags, world);
  } else if (wantsScreens(flags, world)) {
    const { launch } = await import('../tui/launch.js');
    return launch(made, {
      colour: wantsColour(world.stdout, flags, world.env),
      ascii: flags.ascii === true,
      screenReader: flags.screenReader === true,
    });
  } else {
    await writeResult(await write[format ?? 'text'](made, flags, world), flags, world);
  }
  return flags.detailedExitcode === true && made.findings.some(({ severity }) => severity === 'error')
    ? exit.findings
    : exit.done;
};

type Write = (plan: Plan, flags: GlobalFlags, world: World) => Promise<Iterable<string | Uint8Array>>;

const write: Readonly<Record<Format, Write>> = {
  text: async (made, flags, world) => [
    textReport(made, {
      width: widthOf(flags, world),
      ascii: flags.ascii === true,
      colour: flags.output === undefined && wantsColour(world.stdout, flags, world.env),
    }),
  ],
  json: async (made) => (await import('../report/plan-json.js')).planJson(made),
  md: async (made) => (await import('../report/plan-markdown.js')).planMarkdown(made),
  csv: async (made) => (await import('../report/plan-csv.js')).planCsv(made),
  xlsx: async (made, flags) => {
    if (flags.output === undefined)
      throw new Fault('usage', '--format xlsx cannot go to the terminal', 'Name a file: -o plan.xlsx');
    return [await (await import('../report/plan-xlsx.js')).planXlsx(made)];
  },
  html: async () => {
    throw new Fault('usage', 'a plan has no HTML report yet', 'Write one of: text, json, md, csv, xlsx.');
  },
};

/** Flags win over the estate file, which wins over the defaults. */
function optionsOf(flags: PlanFlags, found: FoundEstate | undefined): PlanOptions {
  const { estate } = found ?? {};
  return {
    sizing: resolveSizingOptions({
      preset: flags.preset,
      percentile: flags.percentile,
      cpuHeadroomPct: flags.headroom,
      memoryHeadroomPct: flags.headroom,
      graviton: flags.graviton,
      pins: pinsOf(estate),
    }),
    commitment: { kind: 'compute-savings-plan', years: 1, payment: 'none' },
    assumptions: assume(flags.set ?? []),
    start: flags.start,
    edits: undefined,
    bill: estate?.plan.bill?.kind === 'total' ? estate.plan.bill : undefined,
  };
}

/** A plan needs machines: say which kind of file would bring them. */
function noServers({ findings, rows }: Inventory): Fault {
  const told = findings.filter(({ severity }) => severity === 'error').slice(0, 5);
  const details = told.map(
    ({ file, row, message, remedy }) =>
      `\n  ${[file, row].filter((part) => part !== undefined).join(':')} ${message}; ${remedy}`,
  );
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
