import { inertMarkdown } from '../../view/inert-markdown.js';
import { safeText } from '../../view/text.js';
import type { Block, TextDocument } from './document.js';

const row = (cells: readonly string[]): string => `| ${cells.map(inertMarkdown).join(' | ')} |`;

/** A fence that no line of the text can close. */
function fenced(lines: readonly string[]): string {
  const longest = Math.max(0, ...lines.flatMap((line) => [...line.matchAll(/`+/g)].map(([run]) => run.length)));
  const fence = '`'.repeat(Math.max(3, longest + 1));
  return [fence, ...lines.map(safeText), fence].join('\n');
}

function markdown(block: Block): string {
  switch (block.kind) {
    case 'text':
      return inertMarkdown(block.text);
    case 'list':
      return block.items.map((item) => `- ${inertMarkdown(item)}`).join('\n');
    case 'facts':
      return ['| | |', '| --- | --- |', ...block.rows.map(row)].join('\n');
    case 'table':
      return [row(block.head), `|${' --- |'.repeat(block.head.length)}`, ...block.rows.map(row)].join('\n');
    default:
      return fenced(block.lines);
  }
}

/** GitHub's Markdown; no text in it can become markup, a link or a mention. */
export function* documentMarkdown({ title, subtitle, sections }: TextDocument): Generator<string> {
  yield `# ${inertMarkdown(title)}\n`;
  if (subtitle !== undefined) yield `\n${inertMarkdown(subtitle)}\n`;
  for (const section of sections) {
    yield `\n## ${inertMarkdown(section.title)}\n`;
    for (const block of section.blocks) yield `\n${markdown(block)}\n`;
  }
}
