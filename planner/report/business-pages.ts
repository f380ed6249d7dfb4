import type { SheetData } from 'write-excel-file/node';
import { type Cents, cents, sumCents } from '../model/money.js';
import type { Plan } from '../plan/plan.js';
import { dollars, Formulas, number, page, type Page, text } from './cells.js';

/** Products with wave, dates and cost; no page where only servers were planned. */
export function productsPage({ waves, servers }: Plan): readonly Page[] {
  if (waves.products.length === 0) return [];
  const costs = new Map<string, Cents>();
  for (const { server, recommendation } of servers) costs.set(server.id, recommendation.chosen.monthlyCents);
  const formulas = new Formulas();
  const sums = waves.products.map((product) => sumCents(product.servers.flatMap((id) => costs.get(id) ?? [])));
  const rows: SheetData = waves.products.map((product, index) => [
    text(product.name),
    text(product.wave),
    text(product.cutover ?? (product.cutoverWeek === undefined ? undefined : `week ${product.cutoverWeek}`)),
    number(product.servers.length),
    dollars(sums[index] ?? cents(0)),
    text(product.order),
    text(product.why),
  ]);
  rows.push([text('total'), null, null, null, formulas.cell(`SUM(E2:E${rows.length + 1})`, sumCents(sums))]);
  return [
    page(
      'Products',
      [
        ['product', 24],
        ['wave', 8],
        ['cutover', 12],
        ['servers', 10],
        ['awsMonthlyUsd', 16],
        ['why this wave', 50],
        ['why a product', 50],
      ],
      rows,
      formulas,
    ),
  ];
}

/** The cash flow by month: change what is paid, and totals and the running sum follow. */
export function cashFlowPage({ business }: Plan): readonly Page[] {
  if (business === undefined) return [];
  const formulas = new Formulas();
  const { months } = business.cashFlow;
  const rows: SheetData = months.map((month, index) => {
    const row = index + 2;
    return [
      text(month.month),
      dollars(month.legacyCents),
      dollars(month.awsCents),
      dollars(month.oneOffCents),
      formulas.cell(`B${row}+C${row}+D${row}`, month.totalCents),
      formulas.cell(index === 0 ? `E${row}` : `F${row - 1}+E${row}`, month.cumulativeCents),
      dollars(month.stayCents),
      formulas.cell(`G${row}-E${row}`, cents(month.stayCents - month.totalCents)),
    ];
  });
  const last = rows.length + 1;
  const sum = (column: string, of: (month: (typeof months)[number]) => number) =>
    formulas.cell(`SUM(${column}2:${column}${last})`, cents(months.reduce((total, month) => total + of(month), 0)));
  rows.push([
    text('total'),
    sum('B', (month) => month.legacyCents),
    sum('C', (month) => month.awsCents),
    sum('D', (month) => month.oneOffCents),
    sum('E', (month) => month.totalCents),
    null,
    sum('G', (month) => month.stayCents),
    sum('H', (month) => month.stayCents - month.totalCents),
  ]);
  return [
    page(
      'Cash flow',
      [
        ['month', 10],
        ['legacyUsd', 14],
        ['awsUsd', 14],
        ['oneOffUsd', 14],
        ['totalUsd', 14],
        ['cumulativeUsd', 16],
        ['ifNothingMovedUsd', 18],
        ['savedUsd', 14],
      ],
      rows,
      formulas,
    ),
  ];
}
