import { count, numberText } from '../view/format.js';
import { line, type Line, type Look, paintAll, stack } from '../view/look.js';
import { symbolsOf } from '../view/symbols.js';
import { type Column, tableLines } from '../view/table.js';
import { safeText, wrap } from '../view/text.js';
import type { CostChange, DateChange, PlanDiff, ServerChange } from './compare.js';

const dollars = (value: number | undefined): string => (value === undefined ? '-' : `$${fixed(value)}`);

function fixed(value: number): string {
  const [whole = '0', fraction = '00'] = value.toFixed(2).split('.');
  return `${whole.replace(/\B(?=(\d{3})+$)/g, ',')}.${fraction}`;
}

function difference(before: number | undefined, after: number | undefined): string {
  if (before === undefined || after === undefined) return '';
  const cents = Math.round((after - before) * 100);
  return cents === 0 ? '=' : `${cents > 0 ? '+' : '-'}$${fixed(Math.abs(cents) / 100)}`;
}

const costColumns: readonly Column<CostChange>[] = [
  { id: 'title', title: '$/MONTH', cell: ({ title }) => safeText(title), priority: 0, min: 12 },
  { id: 'before', title: 'A', cell: ({ before }) => dollars(before), align: 'right', priority: 0 },
  { id: 'after', title: 'B', cell: ({ after }) => dollars(after), align: 'right', priority: 0 },
  {
    id: 'change',
    title: 'CHANGE',
    cell: ({ before, after }) => difference(before, after),
    align: 'right',
    priority: 1,
  },
];

const serverColumns: readonly Column<ServerChange>[] = [
  { id: 'name', title: 'SERVER', cell: ({ name }) => safeText(name), priority: 0, min: 8 },
  { id: 'before', title: 'A', cell: ({ before }) => safeText(before?.target ?? 'not there'), priority: 0, min: 8 },
  { id: 'after', title: 'B', cell: ({ after }) => safeText(after?.target ?? 'not there'), priority: 0, min: 8 },
  {
    id: 'change',
    title: 'CHANGE',
    cell: ({ before, after }) => difference(before?.monthlyUsd ?? 0, after?.monthlyUsd ?? 0),
    align: 'right',
    priority: 1,
  },
];

const dateColumns: readonly Column<DateChange>[] = [
  { id: 'product', title: 'PRODUCT', cell: ({ product }) => safeText(product), priority: 0, min: 8 },
  { id: 'before', title: 'A', cell: ({ before }) => before ?? 'not there', priority: 0 },
  { id: 'after', title: 'B', cell: ({ after }) => after ?? 'not there', priority: 0 },
];

/** Servers and findings listed at most; JSON has them all. */
const listed = 40;

/** What `compare` prints: cost first, then servers, dates and risks; what is the same is only counted. */
export function compareText(diff: PlanDiff, look: Look): string {
  const options = { width: look.width, ellipsis: symbolsOf(look).ellipsis, indent: 2 };
  const servers = diff.servers.slice(0, listed);
  const left = diff.servers.length - servers.length;
  const blocks: (readonly Line[])[] = [
    tableLines(
      costColumns,
      diff.costs.filter(({ before, after }) => before !== undefined || after !== undefined),
      options,
    ),
    [
      line(`  ${count(diff.servers.length, 'server')} differ, ${numberText(diff.sameServers, 0)} the same`),
      ...(servers.length === 0 ? [] : tableLines(serverColumns, servers, options)),
      ...(left === 0 ? [] : [line(`  and ${numberText(left, 0)} more: --json has them all`, 'quiet')]),
    ],
    diff.dates.length === 0 ? [line('  No cutover moves.')] : tableLines(dateColumns, diff.dates, options),
  ];
  const { before, after } = diff.payback;
  if (before !== after) blocks.push([line(`  Pays back: A ${before ?? 'never'}, B ${after ?? 'never'}`)]);
  blocks.push(findingLines('only in B', diff.newFindings, look), findingLines('only in A', diff.goneFindings, look));
  return paintAll(stack(blocks.filter((block) => block.length > 0)), look.colour);
}

function findingLines(where: string, findings: PlanDiff['newFindings'], look: Look): readonly Line[] {
  if (findings.length === 0) return [];
  return [
    line(`  ${count(findings.length, 'finding')} ${where}`),
    ...findings
      .slice(0, listed)
      .flatMap(({ severity, message }) =>
        wrap(`${severity}: ${safeText(message)}`, look.width - 4).map((text) => line(`    ${text}`)),
      ),
  ];
}
