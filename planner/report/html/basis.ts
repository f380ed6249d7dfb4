import type { FileAccount } from '../../model/inventory.js';
import { listAssumptions } from '../../cost/assumptions.js';
import type { Plan } from '../../plan/plan.js';
import { numberText } from '../../view/format.js';
import { reasonsText, rowsSentence } from '../../view/plan/row-counts.js';
import { pricesText } from '../../view/plan/summary.js';
import { html, type Markup } from './markup.js';
import { folded, type Section } from './section.js';
import { table, type Column } from './table.js';

type Assumed = ReturnType<typeof listAssumptions>[number];

const assumptionColumns: readonly Column<Assumed>[] = [
  { title: 'Assumption', kind: 'long', cell: ({ means }) => means },
  {
    title: 'Value',
    kind: 'number',
    cell: ({ value, unit, words }) => words?.[value] ?? `${numberText(value, 4)} ${unit}`,
  },
  { title: 'Change with', kind: 'short', cell: ({ key }) => html`<code>--set ${key}=…</code>` },
  { title: 'Source', kind: 'long', cell: ({ source, set }) => (set ? 'set for this plan' : source) },
];

const sizingFacts = ({ options: { sizing } }: Plan): readonly (readonly [fact: string, value: string])[] => [
  ['Preset', sizing.preset],
  ['Percentile of a series that counts as demand', `p${numberText(sizing.percentile)}`],
  ['Headroom, CPU', `${numberText(sizing.cpuHeadroomPct)} %`],
  ['Headroom, memory', `${numberText(sizing.memoryHeadroomPct)} %`],
  ['Graviton (arm64)', sizing.graviton ? 'allowed' : 'shown as an alternative only'],
];

/** Percentages of today's cost model matter only where it is the source. */
const applies =
  (plan: Plan) =>
  ({ key, set }: Assumed): boolean =>
    set || plan.today?.kind === 'model' || !key.startsWith('today');

function* assumptionsBody(plan: Plan): Generator<Markup> {
  yield html`<p>
    ${plan.book.region} on demand, ${pricesText(plan)}. An unknown price is a gap in every total that it touches, never
    zero.
  </p> `;
  yield* table({
    id: 't-sizing',
    caption: 'How servers are sized',
    rows: sizingFacts(plan),
    columns: [
      { title: 'Rule', cell: ([fact]) => fact },
      { title: 'Value', kind: 'long', cell: ([, value]) => value },
    ],
  });
  yield* table({
    id: 't-assumptions',
    caption: 'What no inventory says',
    rows: listAssumptions(plan.options.assumptions).filter(applies(plan)),
    columns: assumptionColumns,
  });
}

export const assumptionsSection = (plan: Plan): Section => ({
  id: 'assumptions',
  title: 'Assumptions and their sources',
  body: assumptionsBody(plan),
  ownPage: true,
});

const filesListed = 200;

const fileName = ({ file, sheet }: FileAccount): string => (sheet === undefined ? file : `${file}: ${sheet}`);
const amount = (of: (rows: FileAccount['rows']) => number) => ({
  kind: 'number' as const,
  cell: ({ rows }: FileAccount) => numberText(of(rows), 0),
});

const fileColumns: readonly Column<FileAccount>[] = [
  { title: 'File', cell: fileName },
  { title: 'Format', kind: 'short', cell: ({ format }) => format },
  { title: 'Read', ...amount(({ read }) => read) },
  { title: 'Servers', ...amount(({ servers }) => servers) },
  { title: 'Merged', ...amount(({ merged }) => merged) },
  { title: 'Attached', ...amount(({ attached }) => attached) },
  { title: 'Ignored', ...amount(({ ignored }) => ignored) },
  { title: 'Rejected', ...amount(({ rejected }) => rejected) },
  { title: 'Ignored because', kind: 'long', cell: ({ ignoredBecause }) => reasonsText(ignoredBecause) },
];

function* columnsOf(account: FileAccount, index: number): Generator<Markup> {
  yield* table({
    id: `t-columns-${index}`,
    caption: `Columns of ${fileName(account)}`,
    rows: Object.entries(account.mapped),
    columns: [
      { title: 'Column', cell: ([column]) => column },
      { title: 'Read as', kind: 'long', cell: ([, field]) => field },
    ],
  });
  if (account.unmapped.length > 0)
    yield html`<p>Not read: ${account.unmapped.map((name) => (name === '' ? '(no heading)' : name)).join(', ')}</p> `;
}

function* rowsBody({ inventory }: Plan): Generator<Markup> {
  const files = inventory.files.slice(0, filesListed);
  yield html`<p>${rowsSentence(inventory)} Every row has exactly one fate.</p> `;
  yield* table({ id: 't-files', caption: 'Rows by file and fate', columns: fileColumns, rows: files });
  if (inventory.files.length > files.length)
    yield html`<p class="quiet">
      and ${numberText(inventory.files.length - files.length, 0)} more files: <code>--json</code> lists them
    </p> `;
  for (const [index, account] of files.entries())
    yield* folded(`Columns of ${fileName(account)}`, columnsOf(account, index));
}

export const rowsSection = (plan: Plan): Section => ({
  id: 'rows',
  title: 'How every row was accounted for',
  body: rowsBody(plan),
});
