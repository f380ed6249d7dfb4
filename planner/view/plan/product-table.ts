import { count, moneyText, numberText } from '../format.js';
import { line, type Line, type Look, type Signs } from '../look.js';
import type { Plan } from '../../plan/plan.js';
import { inOrder, type ProductRow, productRows } from './product-rows.js';
import { shown } from './server-table.js';
import { symbolsOf } from '../symbols.js';
import { type Column, tableLines } from '../table.js';
import { safeText } from '../text.js';

/** A date, or the week where the plan has no start. */
export const whenText = (date: string | undefined, week: number | undefined): string =>
  date ?? (week === undefined ? 'no open day' : `week ${week}`);

/** What the bill names, `≥ $545.00` where it also has items for all; empty where it names nothing. */
export const nowCostText = ({ nowCents, nowAtLeast }: ProductRow, look: Signs): string =>
  nowCents === undefined ? '' : moneyText(nowCents, nowAtLeast ? 1 : 0, look);

/** The columns of the table of products, in every output that people read; narrow ones drop some. */
export function productColumns(look: Look): readonly Column<ProductRow>[] {
  return [
    { id: 'name', title: 'PRODUCT', priority: 0, min: 10, max: 28, cell: ({ product }) => safeText(product.name) },
    {
      id: 'servers',
      title: 'SERVERS',
      priority: 5,
      align: 'right',
      cell: ({ product }) => numberText(product.servers.length, 0),
    },
    { id: 'wave', title: 'WAVE', priority: 0, align: 'right', cell: ({ product }) => product.wave },
    {
      id: 'cutover',
      title: 'CUTOVER',
      priority: 1,
      cell: ({ product }) => whenText(product.cutover, product.cutoverWeek),
    },
    {
      id: 'now',
      title: 'NOW',
      priority: 3,
      align: 'right',
      cell: (row) => nowCostText(row, look),
    },
    {
      id: 'aws',
      title: 'AWS',
      priority: 2,
      align: 'right',
      cell: ({ awsCents, unpriced }) => moneyText(awsCents, unpriced, look),
    },
    { id: 'why', title: 'WHY THIS ORDER', priority: 4, min: 24, cell: ({ product }) => shown(product.order, look) },
  ];
}

const indent = 2;
const productsListed = 40;

/** The products in the order in which they move; nothing where none was planned. */
export function productsBlock(plan: Plan, look: Look): readonly Line[] {
  const rows = inOrder(productRows(plan));
  if (rows.length === 0) return [];
  const listed = rows.slice(0, productsListed);
  const left = rows.length - listed.length;
  return [
    ...tableLines(productColumns(look), listed, { width: look.width, ellipsis: symbolsOf(look).ellipsis, indent }),
    ...(left > 0 ? [line(`  and ${count(left, 'product')} in later waves: --json lists them all`, 'quiet')] : []),
  ];
}
