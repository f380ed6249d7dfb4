import { strFromU8, strToU8, unzipSync, type Zippable, zipSync } from 'fflate';
import type { Row, SheetData } from 'write-excel-file/node';
import { Fault } from '../model/fault.js';
import { type Cents, sumCents } from '../model/money.js';
import type { Plan } from '../plan/plan.js';
import type { Price } from '../pricing/quote.js';
import { priceOf } from '../sizing/price-of.js';
import { bySeverity } from '../model/finding.js';
import { nextStep } from '../view/plan/next-step.js';
import { rowsSentence } from '../view/plan/row-counts.js';
import { answerRows, planTitle, pricesText } from '../view/plan/summary.js';
import { cashFlowPage, productsPage } from './business-pages.js';
import { dollars, Formulas, number, page, type Page, rateFormat, text } from './cells.js';
import { serverReport } from './rows.js';

/** Rows of a sheet: Excel's specifications and limits. */
const sheetRows = 1_048_576;

function summaryPage(plan: Plan): Page {
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
  return page(
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

function serversPage(plan: Plan): Page {
  return page(
    'Servers',
    serverReport.map(({ title, width }) => [title, width]),
    Array.from(plan.servers, (planned) =>
      serverReport.map((column) => {
        const value = column.value(planned, plan);
        return typeof value === 'number' ? number(value, column.format) : text(value);
      }),
    ),
  );
}

/** Lines of one owner; each sum is computed from its quantity and rate. */
function priceRows(owner: string, { quotes, gaps }: Price, before: number, formulas: Formulas): SheetData {
  const known = quotes.map(({ item, rate, quantity, monthlyCents }, index): Row => {
    // The heading is row 1.
    const row = before + index + 2;
    return [
      text(owner),
      text(item),
      number(quantity),
      text(rate.unit),
      number(Number(rate.usd), rateFormat),
      formulas.cell(`ROUND(C${row}*E${row},2)`, monthlyCents),
      text(rate.source),
      text(rate.asOf),
      text(rate.kind),
    ];
  });
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

function costsPage(plan: Plan): Page {
  const formulas = new Formulas();
  const owners = [
    { name: '(shared)', price: () => plan.shared },
    ...Array.from(plan.servers, ({ server, recommendation }) => ({
      name: server.name,
      price: () => priceOf(recommendation.chosen.target, plan.book),
    })),
  ];
  const rows: SheetData = [];
  const sums: Cents[] = [];
  for (const { name, price } of owners) {
    const lines = price();
    if (rows.length + lines.quotes.length + lines.gaps.length > sheetRows - 3) {
      rows.push([text('more lines than a sheet holds: plan.json has them all')]);
      break;
    }
    rows.push(...priceRows(name, lines, rows.length, formulas));
    sums.push(lines.cents);
  }
  const total = formulas.cell(`SUM(F2:F${rows.length + 1})`, sumCents(sums));
  rows.push([text('total'), null, null, null, null, total]);
  return page(
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
    formulas,
  );
}

function findingsPage({ findings }: Plan): Page {
  return page(
    'Findings',
    [
      ['severity', 10],
      ['code', 20],
      ['file', 20],
      ['row', 8],
      ['column', 16],
      ['value', 24],
      ['server', 24],
      ['owner', 14],
      ['due', 12],
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
        text(finding.owner),
        text(finding.due),
        text(finding.message),
        text(finding.remedy),
        number(finding.more),
      ]),
  );
}

/**
 * Archives carry the time at which they were written; the same plan must be the same bytes. Formulas get what they come to beside them.
 */
function finished(archive: Uint8Array, pages: readonly Page[]): Uint8Array {
  const epoch = new Date(1980, 0, 1);
  const entries: Zippable = {};
  for (const [name, bytes] of Object.entries(unzipSync(archive))) {
    const [, sheet] = /^xl\/worksheets\/sheet(\d+)\.xml$/.exec(name) ?? [];
    const results = sheet === undefined ? [] : (pages[Number(sheet) - 1]?.results ?? []);
    entries[name] = [results.length === 0 ? bytes : withResults(bytes, results), { mtime: epoch }];
  }
  return zipSync(entries);
}

function withResults(sheet: Uint8Array, results: readonly number[]): Uint8Array {
  let at = 0;
  return strToU8(
    strFromU8(sheet).replace(/<\/f>/g, () => {
      const value = results[at];
      at += 1;
      return value === undefined ? '</f>' : `</f><v>${value}</v>`;
    }),
  );
}

/**
 * A workbook for finance: Summary, Products, Cash flow, Servers, Costs, Findings. Sums are formulas over the figures beside them.
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
  const pages = [
    summaryPage(plan),
    ...productsPage(plan),
    ...cashFlowPage(plan),
    serversPage(plan),
    costsPage(plan),
    findingsPage(plan),
  ];
  return finished(await writeXlsxFile(pages.map(({ sheet }) => sheet)).toBuffer(), pages);
}
