import { inertMarkdown } from '../../view/inert-markdown.js';

/** A cell or sentence of our own, with `code` in it; texts of files go through `inertMarkdown` instead. */
export type Markdown = string;

export const row = (cells: readonly Markdown[]): Markdown => `| ${cells.join(' | ')} |`;

export const table = (head: readonly Markdown[], rows: readonly (readonly Markdown[])[]): readonly Markdown[] => [
  row(head),
  row(head.map(() => '---')),
  ...rows.map((cells) => row(cells)),
];

/** A text of a file where Markdown has code marks of ours around it: everything but those marks is made harmless. */
export function withCode(text: string): Markdown {
  return text
    .split('`')
    .map((part, index) => (index % 2 === 0 ? inertMarkdown(part) : `\`${part.replaceAll(/[|\n\r]/g, ' ')}\``))
    .join('');
}
