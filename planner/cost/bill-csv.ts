import { delimiterOf, readCsv } from '../inventory/source/csv.js';
import { evidence, numberIn, takeApart, type Notation } from '../inventory/numbers.js';
import { FindingLog, type Finding } from '../model/finding.js';
import { lineCents, type Cents } from '../model/money.js';
import { billScopes, type Bill, type BillItem, type BillScope } from './bill.js';
import { parseDay } from '../model/day.js';

export const billColumns = ['item', 'scope', 'server', 'monthlyUsd', 'until'] as const;
type BillColumn = (typeof billColumns)[number];

export interface BillFile {
  /** Undefined when no row could be read. */
  readonly bill: Bill | undefined;
  readonly findings: readonly Finding[];
}

/** Other spellings of the columns; spaces, case and signs do not matter. */
const spellings: Readonly<Record<string, BillColumn>> = {
  item: 'item',
  description: 'item',
  scope: 'scope',
  server: 'server',
  servers: 'server',
  monthlyusd: 'monthlyUsd',
  usdmonth: 'monthlyUsd',
  usdpermonth: 'monthlyUsd',
  until: 'until',
};

const columnOf = (heading: string): BillColumn | undefined => {
  const key = heading.toLowerCase().replaceAll(/[^a-z]/g, '');
  return Object.hasOwn(spellings, key) ? spellings[key] : undefined;
};

interface Row {
  readonly number: number;
  cell(column: BillColumn): string;
}

/**
 * Reads a hosting bill: CSV with the columns `item, scope (flat | server | rack), server, monthlyUsd, until`.
 * A row that cannot be used is left out and found; the others count.
 * @param file name for the findings
 */
export function parseBill(text: string, file: string): BillFile {
  const log = new FindingLog();
  const rows = rowsOf(text, file, log);
  if (rows === undefined) return { bill: undefined, findings: log.list() };
  const notation = notationOf(rows);
  const items = rows.flatMap((row) => itemOf(row, notation, file, log) ?? []);
  if (items.length === 0)
    log.add({
      severity: 'error',
      code: 'bill-empty',
      file,
      message: `${file} has no line of a bill`,
      remedy: `Write rows of ${billColumns.join(',')}, for example: Rack 7,rack,web01;web02,1200,2027-08-31`,
    });
  return {
    bill: items.length === 0 ? undefined : { kind: 'items', items, source: file },
    findings: log.list(),
  };
}

function rowsOf(text: string, file: string, log: FindingLog): readonly Row[] | undefined {
  const plain = text.replace(/^\uFEFF/, '');
  const newline = plain.includes('\n') ? '\n' : '\r';
  const delimiter = delimiterOf(plain.split(newline, 2), (name) => columnOf(name) !== undefined);
  const records: { readonly number: number; readonly cells: readonly string[] }[] = [];
  readCsv([plain], delimiter, newline, (cells, number) => {
    if (cells.some((cell) => cell.trim() !== '') && !/^sep=.$/i.test(cells[0] ?? '')) records.push({ number, cells });
    return true;
  });
  const [header, ...body] = records;
  const places = new Map<BillColumn, number>();
  for (const [at, heading] of (header?.cells ?? []).entries()) {
    const column = columnOf(heading);
    if (column !== undefined && !places.has(column)) places.set(column, at);
  }
  if (!places.has('monthlyUsd')) {
    log.add({
      severity: 'error',
      code: 'bill-header',
      file,
      row: header?.number ?? 1,
      column: 'monthlyUsd',
      message: `${file} has no column monthlyUsd`,
      remedy: `Write as the first row: ${billColumns.join(',')}`,
    });
    return undefined;
  }
  return body.map(({ number, cells }) => ({
    number,
    cell: (column) => {
      const at = places.get(column);
      return at === undefined ? '' : (cells[at] ?? '').trim();
    },
  }));
}

/** One notation for the column: a decimal comma anywhere makes it the decimal sign. */
const notationOf = (rows: readonly Row[]): Notation =>
  rows.some((row) => evidence(takeApart(row.cell('monthlyUsd'))?.number ?? '') === ',') ? ',' : '.';

function itemOf(row: Row, notation: Notation, file: string, log: FindingLog): BillItem | undefined {
  const reject = (column: BillColumn, message: string, remedy: string): undefined => {
    log.add({
      severity: 'error',
      code: `bill-${column.toLowerCase()}`,
      file,
      row: row.number,
      column,
      value: row.cell(column),
      message: `${message}; the row is left out`,
      remedy,
    });
    return undefined;
  };
  const amount = amountOf(row.cell('monthlyUsd'), notation);
  if (amount === undefined)
    return reject(
      'monthlyUsd',
      'not an amount in US dollars a month',
      'Write dollars from 0 on, for example 1200 or 89.50.',
    );
  const servers = row
    .cell('server')
    .split(/[;,|]/)
    .map((name) => name.trim())
    .filter((name) => name !== '');
  const scope = scopeOf(row.cell('scope'), servers);
  if (scope === undefined) return reject('scope', 'not a scope', `Write one of: ${billScopes.join(', ')}.`);
  if (scope === 'server' && servers.length !== 1)
    return reject(
      'server',
      servers.length === 0 ? 'a server item names no server' : 'a server item names several servers',
      'Write the name of one server; for several use a row each, or the scope rack with names separated by ";".',
    );
  if (scope === 'flat' && servers.length > 0)
    return reject('server', 'a flat item names a server', 'Leave it empty, or write the scope server or rack.');
  const until = row.cell('until');
  if (until !== '' && parseDay(until) === undefined)
    return reject(
      'until',
      'not a date',
      'Write the last paid day as YYYY-MM-DD, for example 2027-08-31, or leave it empty.',
    );
  return {
    item: row.cell('item') === '' ? `row ${row.number}` : row.cell('item'),
    scope,
    servers,
    monthlyCents: amount,
    until: until === '' ? undefined : until,
    row: row.number,
  };
}

const scopeOf = (text: string, servers: readonly string[]): BillScope | undefined =>
  text === ''
    ? servers.length === 1
      ? 'server'
      : servers.length === 0
        ? 'flat'
        : 'rack'
    : billScopes.find((scope) => scope === text.toLowerCase());

/** Cents of `1200`, `$1,200.50`, `89,50 USD`; undefined for anything else, other currencies and credits included. */
function amountOf(text: string, notation: Notation): Cents | undefined {
  const parts = takeApart(text);
  if (parts === undefined) return undefined;
  const { before, number, unit } = parts;
  if (/^(€|£|EUR)$/i.test(before) || !/^(\$|USD|US\$)?$/i.test(unit)) return undefined;
  const usd = numberIn(number, notation);
  if (usd === undefined || usd < 0 || usd > 1e9) return undefined;
  return lineCents(String(usd), 1);
}
