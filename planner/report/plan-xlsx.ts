import { unzipSync, type Zippable, zipSync } from 'fflate';
import type { Row, Sheet, SheetData } from 'write-excel-file/node';
import { Fault } from '../model/fault.js';
import { type Cents, usd } from '../model/money.js';
import type { Plan } from '../plan/plan.js';
import type { Price } from '../pricing/quote.js';
import { priceOf } from '../sizing/price-of.js';
import { bySeverity } from '../view/finding-list.js';
import { nextStep } from '../view/next-step.js';
import { rowsSentence } from '../view/row-counts.js';
import { answerRows, planTitle, pricesText } from '../view/summary.js';
import { serverReport } from './rows.js';
import { inert } from './spreadsheet.js';

/** Rows of a sheet and characters of a cell: Excel's specifications and limits. */
const sheetRows = 1_048_576;
const cellCharacters = 32_767;

const money = '#,##0.00';
const rateFormat = '#,##0.00######';

type Cell = Row[number];

const text = (value: string | undefined): Cell =>
  value === undefined || value === '' ? null : { value: inert(value).slice(0, cellCharacters), type: String };
const number = (value: number | undefined, format?: string): Cell =>
  value === undefined ? null : format === undefined ? { value, type: Number } : { value, type: Number, format };
const dollars = (value: Cents): Cell => number(usd(value), money);
const heading = (value: string): Cell => ({ value, type: String, fontWeight: 'bold' });

/** Widths of the columns in characters, and the rows under a heading that stays in sight. */
function sheet(
  name: string,
  columns: readonly (readonly [title: string, width: number])[],
  rows: SheetData,
): Sheet<never> {
  return {
    sheet: name,
    stickyRowsCount: 1,
    columns: columns.map(([, width]) => ({ width })),
    data: [columns.map(([title]) => heading(title)), ...rows],
  };
}

function summarySheet(plan: Plan): Sheet<never> {
  const look = { ascii: false, width: 1000, colour: false };
  const rows: SheetData = answerRows(plan, look).map(({ label, cents, unpriced, change, note }) => [
    text(label),
    dollars(cents),
    number(unpriced),
    text(change === '' ? '' : change.replace('−', 'minus ').replace('+', 'plus ')),
    text(note),
  ]);
  for (const line of [
    planTitle(plan),
    `${plan.book.region} on demand, ${pricesText(plan)}`,
    rowsSentence(plan.inventory),
    `Next: ${nextStep(plan)}`,
  ])
    rows.push([text(line)]);
  return sheet(
    'Summary',
    [
      ['', 24],
      ['monthlyUsd', 14],
      ['unpricedLines', 14],
      ['change', 12],
      ['note', 60],
    ],
    rows,
  );
}

function serversSheet(plan: Plan): Sheet<never> {
  return sheet(
    'Servers',
    serverReport.map(({ title, width }) => [title, width]),
    plan.servers.map((planned) =>
      serverReport.map((column) => {
        const value = column.value(planned, plan);
        return typeof value === 'number' ? number(value, column.format) : text(value);
      }),
    ),
  );
}

function priceRows(owner: string, { quotes, gaps }: Price): SheetData {
  const known = quotes.map(({ item, rate, quantity, monthlyCents }): Row => [
    text(owner),
    text(item),
    number(quantity),
    text(rate.unit),
    number(Number(rate.usd), rateFormat),
    dollars(monthlyCents),
    text(rate.source),
    text(rate.asOf),
    text(rate.kind),
  ]);
  const unknown = gaps.map(({ item, quantity, unit, why }): Row => [
    text(owner),
    text(item),
    number(quantity),
    text(unit),
    null,
    null,
    text(why),
    null,
    text('unknown'),
  ]);
  return [...known, ...unknown];
}

function costsSheet(plan: Plan): Sheet<never> {
  const rows: SheetData = priceRows('(shared)', plan.shared);
  for (const { server, recommendation } of plan.servers) {
    const more = priceRows(server.name, priceOf(recommendation.chosen.target, plan.book));
    if (rows.length + more.length > sheetRows - 2) {
      rows.push([text('more lines than a sheet holds: plan.json has them all')]);
      break;
    }
    rows.push(...more);
  }
  return sheet(
    'Costs',
    [
      ['server', 24],
      ['item', 40],
      ['quantity', 12],
      ['unit', 14],
      ['rateUsd', 14],
      ['monthlyUsd', 14],
      ['source', 40],
      ['asOf', 12],
      ['kind', 12],
    ],
    rows,
  );
}

function findingsSheet({ findings }: Plan): Sheet<never> {
  return sheet(
    'Findings',
    [
      ['severity', 10],
      ['code', 20],
      ['file', 20],
      ['row', 8],
      ['column', 16],
      ['value', 24],
      ['server', 24],
      ['message', 70],
      ['remedy', 60],
      ['more', 8],
    ],
    bySeverity(findings)
      .slice(0, sheetRows - 1)
      .map((finding) => [
        text(finding.severity),
        text(finding.code),
        text(finding.file),
        number(finding.row),
        text(finding.column),
        text(finding.value),
        text(finding.server),
        text(finding.message),
        text(finding.remedy),
        number(finding.more),
      ]),
  );
}

/** Archives carry the time at which they were written; the same plan must be the same bytes. */
function withoutTime(archive: Uint8Array): Uint8Array {
  const epoch = new Date(1980, 0, 1);
  const entries: Zippable = {};
  for (const [name, bytes] of Object.entries(unzipSync(archive))) entries[name] = [bytes, { mtime: epoch }];
  return zipSync(entries);
}

/**
 * A workbook with the sheets Summary, Servers, Costs and Findings.
 * @throws Fault `usage` when there are more servers than a sheet has rows
 */
export async function planXlsx(plan: Plan): Promise<Uint8Array> {
  if (plan.servers.length >= sheetRows)
    throw new Fault(
      'usage',
      `${plan.servers.length} servers do not fit into a sheet of ${sheetRows} rows`,
      'Write --format csv instead.',
    );
  // 40 ms to load: only who asks for a workbook pays.
  const { default: writeXlsxFile } = await import('write-excel-file/node');
  const sheets = [summarySheet(plan), serversSheet(plan), costsSheet(plan), findingsSheet(plan)];
  return withoutTime(await writeXlsxFile(sheets).toBuffer());
}
