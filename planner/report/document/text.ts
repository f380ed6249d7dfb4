import { pad, safeText, width, wrap } from '../../view/text.js';
import type { Block, TextDocument } from './document.js';

const indent = '  ';

/** Cells under their titles; where that is wider than the page, one row after the other, each cell with its title. */
function table(head: readonly string[], rows: readonly (readonly string[])[], columns: number): readonly string[] {
  const safe = [head, ...rows].map((row) => row.map(safeText));
  const widths: number[] = [];
  for (const row of safe) for (const [at, cell] of row.entries()) widths[at] = Math.max(widths[at] ?? 0, width(cell));
  const whole = widths.reduce((sum, each) => sum + each + 2, 0);
  if (whole <= columns || columns < 40)
    return safe.map(
      (row) =>
        indent +
        row
          .map((cell, at) => pad(cell, widths[at] ?? 0))
          .join('  ')
          .trimEnd(),
    );
  return rows.flatMap((row, number) => [
    ...(number === 0 ? [] : ['']),
    ...facts(
      row.flatMap((cell, at): readonly Fact[] => (cell === '' ? [] : [[(head[at] ?? '').toLowerCase(), cell]])),
      columns,
    ),
  ]);
}

type Fact = readonly [label: string, value: string];

function facts(rows: readonly Fact[], columns: number): readonly string[] {
  const labels = Math.max(0, ...rows.map(([label]) => width(label)));
  return rows.flatMap(([label, value]) =>
    wrap(safeText(value), Math.max(columns - labels - 4, 20)).map(
      (part, at) => `${indent}${pad(at === 0 ? label : '', labels)}  ${part}`,
    ),
  );
}

function lines(block: Block, columns: number): readonly string[] {
  switch (block.kind) {
    case 'text':
      return wrap(safeText(block.text), columns);
    case 'list':
      return block.items.flatMap((item) =>
        wrap(safeText(item), columns - 4).map((part, at) => (at === 0 ? `  - ${part}` : `    ${part}`)),
      );
    case 'facts':
      return facts(block.rows, columns);
    case 'table':
      return table(block.head, block.rows, columns);
    default:
      return block.lines.map((each) => indent + safeText(each));
  }
}

/** Plain text; what is to be copied is never broken. */
export function* documentText({ title, subtitle, sections }: TextDocument, columns: number): Generator<string> {
  yield `${wrap(safeText(title), columns).join('\n')}\n`;
  if (subtitle !== undefined) yield `${wrap(safeText(subtitle), columns).join('\n')}\n`;
  for (const section of sections) {
    yield `\n${safeText(section.title).toUpperCase()}\n`;
    for (const [at, block] of section.blocks.entries())
      yield `${at === 0 ? '' : '\n'}${lines(block, columns).join('\n')}\n`;
  }
}
