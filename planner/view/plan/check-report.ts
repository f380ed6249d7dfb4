import type { FileAccount, Inventory } from '../../model/inventory.js';
import { findingsBlock } from './finding-list.js';
import { count } from '../format.js';
import { drawable, line, type Line, type Look, paintAll, span, stack } from '../look.js';
import { nextAfterCheck } from './next-step.js';
import { rowsSentence, rowsText } from './row-counts.js';
import { symbolsOf } from '../symbols.js';
import { safeText, wrap } from '../text.js';

export interface CheckOptions extends Look {
  /** What was asked for, as on the command line; default: the files of the inventory. */
  readonly inputs?: readonly string[];
  /** Findings listed at most. Default 30. */
  readonly findings?: number;
}

const label = 10;

function fact(name: string, text: string, look: Look): readonly Line[] {
  return wrap(text, look.width - 2 - label).map((part, index) => [
    span(`  ${(index === 0 ? name : '').padEnd(label)}`, 'quiet'),
    span(part),
  ]);
}

function fileBlock(account: FileAccount, look: Look): readonly Line[] {
  const { becomes } = symbolsOf(look);
  const name = safeText(account.sheet === undefined ? account.file : `${account.file} ${account.sheet}`);
  const mapped = Object.entries(account.mapped).map(([column, field]) => {
    const from = safeText(column);
    return from.toLowerCase() === field.toLowerCase() ? from : `${from} ${becomes} ${field}`;
  });
  const lines: Line[] = [[span(name, 'strong')]];
  lines.push(...fact('format', account.format === 'unknown' ? 'not recognised' : safeText(account.format), look));
  lines.push(...fact('rows', rowsText(account.rows, account.ignoredBecause), look));
  if (mapped.length > 0) lines.push(...fact('columns', mapped.join(', '), look));
  if (account.unmapped.length > 0)
    lines.push(
      ...fact('not read', account.unmapped.map((column) => safeText(column) || '(no heading)').join(', '), look),
    );
  return lines;
}

/** What `plan-migration check` prints: what each file is, what was read from it, and what became of every row. */
export function checkLines(inventory: Inventory, options: CheckOptions): readonly Line[] {
  const { files } = inventory;
  const inputs = options.inputs ?? [...new Set(files.map(({ file }) => file))];
  return stack([
    ...files.map((account) => fileBlock(account, options)),
    findingsBlock(inventory.findings, options, { most: options.findings ?? 30, perCode: 5 }),
    [
      ...(files.length > 1
        ? [
            line(
              `${count(files.length, 'table')}, ${count(inventory.servers.length, 'server')}, ${count(inventory.flows.length, 'flow')}`,
            ),
          ]
        : []),
      ...wrap(rowsSentence(inventory), options.width).map((text) => line(text)),
      [span('Next: ', 'strong'), span(nextAfterCheck(inputs, inventory))],
    ],
  ]);
}

export const checkReport = (inventory: Inventory, options: CheckOptions): string =>
  paintAll(checkLines(inventory, drawable(options)), options.colour);
