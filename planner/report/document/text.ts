import { pad, safeText, width, wrap } from '../../view/text.js';
import type { Block, TextDocument } from './document.js';

const indent = '  ';

function table(rows: readonly (readonly string[])[]): readonly string[] {
  const safe = rows.map((row) => row.map(safeText));
  const widths: number[] = [];
  for (const row of safe) for (const [at, cell] of row.entries()) widths[at] = Math.max(widths[at] ?? 0, width(cell));
  return safe.map((row) =>
    row
      .map((cell, at) => pad(cell, widths[at] ?? 0))
      .join('  ')
      .trimEnd(),
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
    case 'facts': {
      const labels = Math.max(...block.rows.map(([label]) => width(label)));
      return block.rows.flatMap(([label, value]) =>
        wrap(safeText(value), Math.max(columns - labels - 4, 20)).map(
          (part, at) => `${indent}${pad(at === 0 ? label : '', labels)}  ${part}`,
        ),
      );
    }
    case 'table':
      return table([block.head, ...block.rows]).map((row) => indent + row);
    default:
      return block.lines.map((each) => indent + safeText(each));
  }
}

/** Plain text; what is to be copied and what stands in tables is never broken. */
export function* documentText({ title, subtitle, sections }: TextDocument, columns: number): Generator<string> {
  yield `${wrap(safeText(title), columns).join('\n')}\n`;
  if (subtitle !== undefined) yield `${wrap(safeText(subtitle), columns).join('\n')}\n`;
  for (const section of sections) {
    yield `\n${safeText(section.title).toUpperCase()}\n`;
    for (const [at, block] of section.blocks.entries())
      yield `${at === 0 ? '' : '\n'}${lines(block, columns).join('\n')}\n`;
  }
}
