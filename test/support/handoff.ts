import { readFileSync } from 'node:fs';
import { formatProblem, loadEstate } from '../../estate/index.js';
import type { Estate } from '../../estate/index.js';
import { loadBook } from '../../planner/adapters/price-book.js';
import { readInventory } from '../../planner/inventory/read-inventory.js';
import { emitEstate } from '../../planner/handoff/emit-estate.js';
import type { Inventory } from '../../planner/model/inventory.js';
import { makePlan } from '../../planner/plan/make-plan.js';
import type { Plan, PlanOptions } from '../../planner/plan/plan.js';
import { resolveSizingOptions } from '../../planner/sizing/options.js';
import type { WaveEdits } from '../../planner/waves/inputs.js';
import { pinsOf } from '../../planner/plan/from-estate.js';
import { whole, type WholeInventory } from './fixtures.js';

/** Text of a file of examples/utah. */
export const utahFile = (name: string): string =>
  readFileSync(new URL(`../../examples/utah/${name}`, import.meta.url), 'utf8');

/** An estate that loads. @throws Error with the loader's problems */
export function estateOf(text: string): Estate {
  const loaded = loadEstate(text, 'estate.yaml');
  if (!loaded.ok) throw new Error(loaded.problems.map(formatProblem).join('\n'));
  return loaded.estate;
}

/** An inventory from the text of files: `{ 'inventory.csv': 'name,vcpu\nweb01,2\n' }`. */
export const inventoryOf = (files: Readonly<Record<string, string>>): WholeInventory =>
  whole(readInventory(Object.entries(files).map(([name, text]) => ({ name, bytes: new TextEncoder().encode(text) }))));

const book = loadBook();

/** The plan of an inventory with the built-in prices, as the command makes it. */
export function planWith(
  inventory: Inventory,
  {
    estate: text,
    start,
    edits,
    scope = 'estate',
  }: {
    readonly estate?: string;
    readonly start?: string;
    readonly edits?: WaveEdits;
    readonly scope?: PlanOptions['scope'];
  } = {},
): Plan {
  const estate = text === undefined ? undefined : estateOf(text);
  return makePlan({
    inventory,
    inputs: ['inventory.csv'],
    estate,
    estateFile: estate === undefined ? undefined : 'estate.yaml',
    book,
    options: {
      sizing: resolveSizingOptions({ pins: pinsOf(estate) }),
      commitment: { kind: 'compute-savings-plan', years: 1, payment: 'none' },
      assumptions: {},
      bill: undefined,
      start: start ?? estate?.plan.start,
      edits,
      findings: [],
      scope,
    },
  });
}

/** The plan of examples/utah, with or without its estate file. */
export const utahPlan = (estate?: string): Plan =>
  planWith(inventoryOf({ 'inventory.csv': utahFile('inventory.csv') }), estate === undefined ? {} : { estate });

/** Text of the new estate file of a plan. */
export const newEstate = (plan: Plan): string => emitEstate(plan).files[0]?.text ?? '';

/** In the order of code units, as everything of the planner is. */
export const sorted = (texts: readonly string[]): readonly string[] =>
  texts.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0));

/** examples/utah and further servers: name, product, operating system, software. */
export const utahWith = (
  ...rows: readonly (readonly [name: string, product: string, os?: string, software?: string])[]
): Inventory =>
  inventoryOf({
    'inventory.csv': utahFile('inventory.csv'),
    'more.csv': [
      'Name,Application,OS,Software,vCPU,RAM (GB),Disk 1 (GB)',
      ...rows.map(
        ([name, product, os = 'Ubuntu 22.04', software = '']) => `${name},${product},${os},${software},2,8,40`,
      ),
    ].join('\n'),
  });
