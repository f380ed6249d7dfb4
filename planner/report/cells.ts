import type { Row, Sheet, SheetData } from 'write-excel-file/node';
import { type Cents, usd } from '../model/money.js';
import { inert } from './spreadsheet.js';

/** Characters of a cell: Excel's specifications and limits. */
const cellCharacters = 32_767;

const moneyFormat = '#,##0.00';
export const rateFormat = '#,##0.00######';

export type Cell = Row[number];

/** A sheet, and what its formulas come to, in the order in which they stand: programs that do not calculate show these. */
export interface Page {
  readonly sheet: Sheet<never>;
  readonly results: readonly number[];
}

export const text = (value: string | undefined): Cell =>
  value === undefined || value === '' ? null : { value: inert(value).slice(0, cellCharacters), type: String };
export const number = (value: number | undefined, format?: string): Cell =>
  value === undefined ? null : format === undefined ? { value, type: Number } : { value, type: Number, format };
export const dollars = (value: Cents): Cell => number(usd(value), moneyFormat);
const heading = (value: string): Cell => ({ value, type: String, fontWeight: 'bold' });

/** Sums of money that a spreadsheet computes again when a figure before them is changed. Only our own formulas, never text of a file. */
export class Formulas {
  readonly results: number[] = [];

  cell(formula: string, result: Cents): Cell {
    this.results.push(usd(result));
    return { value: formula, type: 'Formula', format: moneyFormat };
  }
}

/** Widths of the columns in characters, and the rows under a heading that stays in sight. */
export function page(
  name: string,
  columns: readonly (readonly [title: string, width: number])[],
  rows: SheetData,
  formulas: Formulas = new Formulas(),
): Page {
  return {
    sheet: {
      sheet: name,
      stickyRowsCount: 1,
      columns: columns.map(([, width]) => ({ width })),
      data: [columns.map(([title]) => heading(title)), ...rows],
    },
    results: formulas.results,
  };
}
