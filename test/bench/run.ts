/**
 * `npm run bench`: whole-process figures, side by side in one run. Machines are noisy: read the ratios, not the seconds.
 * `--smoke` runs everything once on small counts, to see that it works; names of parts run only those: `npm run bench -- csv growth`.
 */
import { writeFileSync } from 'node:fs';
import { rvtools, writeServers } from './data.js';
import { cutoverFigures } from './cutover.js';
import { keysFigures } from './keys.js';
import { memoryFigure, pair, print, ratioFigure, run, scratch, type Command, type Figure } from './measure.js';
import { firstScreen } from './screen.js';
import { synthFigures } from './synth.js';
import { wavesFigures } from './waves.js';

const smoke = process.argv.includes('--smoke');
const repeats = smoke ? 1 : 5;
const launcher = 'bin/plan-migration.js';

const planOf = (file: string): Command => ({ name: `plan ${file}`, argv: [launcher, file, '--no-tui'] });
const label = (count: number): string =>
  count >= 1_000_000 ? `${count / 1_000_000}M` : count >= 1000 ? `${count / 1000}k` : `${count}`;

/** csv-parse reading the same file and doing nothing with it: the yardstick of the field. */
const csvParse = (file: string): Command => {
  const script = scratch('csv-parse.mjs');
  writeFileSync(
    script,
    `import { createReadStream } from 'node:fs';
import { parse } from ${JSON.stringify(import.meta.resolve('csv-parse'))};
let rows = 0;
for await (const row of createReadStream(process.argv[2]).pipe(parse({ bom: true, relax_column_count: true }))) rows += row.length > 0 ? 1 : 0;
if (rows < 2) process.exit(1);
`,
  );
  return { name: 'csv-parse', argv: [script, file] };
};

async function againstCsvParse(count: number): Promise<Figure[]> {
  const file = scratch(`servers-${count}.csv`);
  writeServers(file, count);
  const { a, b, ratio } = await pair(planOf(file), csvParse(file), repeats);
  return [
    { what: `plan ${label(count)} servers, 27 columns, whole process`, value: `${a.seconds.toFixed(2)} s` },
    { what: `csv-parse alone on the same file`, value: `${b.seconds.toFixed(2)} s` },
    ratioFigure(`plan ${label(count)} servers against csv-parse`, ratio, 1),
    memoryFigure(`peak memory, ${label(count)} servers`, a.peakMB, 600),
  ];
}

async function growth(counts: readonly number[]): Promise<Figure[]> {
  const figures: Figure[] = [];
  let before: number | undefined;
  for (const count of counts) {
    const file = scratch(`growth-${count}.csv`);
    writeServers(file, count);
    const { seconds, peakMB } = await run(planOf(file));
    const growing = before === undefined ? '' : `, ${(seconds / before).toFixed(1)}x per decade`;
    figures.push({ what: `plan ${label(count)} servers`, value: `${seconds.toFixed(2)} s${growing}` });
    if (count === counts.at(-1)) figures.push(memoryFigure(`peak memory, ${label(count)} servers`, peakMB, 2000));
    before = seconds;
  }
  return figures;
}

async function spreadsheet(count: number): Promise<Figure[]> {
  const file = scratch('rvtools.xlsx');
  writeFileSync(file, rvtools(count));
  const { seconds, peakMB } = await run(planOf(file));
  return [
    {
      what: `plan an RVTools workbook of ${count} machines, 7 tabs`,
      value: `${seconds.toFixed(2)} s`,
      target: `${Math.round(peakMB)} MB`,
    },
  ];
}

async function startUp(): Promise<Figure[]> {
  const help: Command = { name: 'help', argv: [launcher, '--help'] };
  const { ratio } = await pair(help, { name: 'node -e 0', argv: ['-e', '0'] }, smoke ? 1 : 15);
  const helped = await run(help);
  const screen = await firstScreen([launcher, 'examples/utah/inventory.csv']);
  return [
    ratioFigure('plan-migration --help against node -e 0', ratio, 2),
    { what: 'first screen of examples/utah against --help', value: `${(screen / helped.seconds).toFixed(2)}x` },
  ];
}

/** In the order in which they are printed. Each is a name to ask for and how to get its figures. */
const parts: readonly (readonly [name: string, figures: () => Promise<readonly Figure[]> | readonly Figure[]])[] = [
  ['start', startUp],
  ['keys', () => keysFigures(smoke ? 1000 : 100_000, smoke ? 16 : 200)],
  ['workbook', () => spreadsheet(smoke ? 40 : 800)],
  ['csv', () => againstCsvParse(smoke ? 2000 : 100_000)],
  ['cutover', () => cutoverFigures(smoke ? 3 : 100, smoke ? [1, 3] : [1, 10, 30])],
  ['waves', () => wavesFigures(smoke ? [100, 1000] : [1000, 10_000, 100_000])],
  ['synth', () => synthFigures(smoke ? [1, 3] : [10, 100], smoke ? 1 : 5)],
  ['growth', () => growth(smoke ? [200, 2000] : [10_000, 100_000, 1_000_000])],
];

const wanted = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const unknown = wanted.filter((word) => !parts.some(([name]) => name === word));
if (unknown.length > 0)
  throw new Error(`no part ${unknown.join(', ')}: write ${parts.map(([name]) => name).join(', ')}`);
const figures: Figure[] = [];
for (const [name, part] of parts) if (wanted.length === 0 || wanted.includes(name)) figures.push(...(await part()));
print(figures);
