import type { ParsedNode } from 'yaml';
import { isMap, isSeq } from 'yaml';

/** One change of a text: at `offset`, `removed` units out, `inserted` in. Every other byte stays. */
export interface Splice {
  readonly offset: number;
  readonly removed: number;
  readonly inserted: string;
}

export function apply(text: string, { offset, removed, inserted }: Splice): string {
  return text.slice(0, offset) + inserted + text.slice(offset + removed);
}

/** The line break that the file uses. */
export function lineBreak(text: string): string {
  return text[text.indexOf('\n') - 1] === '\r' ? '\r\n' : '\n';
}

/** How far into its line an offset is. */
export function columnOf(text: string, offset: number): number {
  return offset - (text.lastIndexOf('\n', offset - 1) + 1);
}

/** Where the content of a node ends: before the comment and the blank lines after it. */
export function endOf(node: ParsedNode): number {
  if (isMap(node) && node.flow !== true) {
    const last = node.items.at(-1);
    if (last === undefined) return node.range[1];
    const isBlank = last.value === null || last.value.range[0] === last.value.range[1];
    return isBlank || last.value === null ? last.key.range[1] : endOf(last.value);
  }
  if (isSeq(node) && node.flow !== true) {
    const last = node.items.at(-1);
    return last === undefined ? node.range[1] : endOf(last);
  }
  return node.range[1];
}

/** New lines after the line that holds `offset`, with its comment. */
export function linesAfter(text: string, offset: number, lines: readonly string[]): Splice {
  const eol = lineBreak(text);
  const block = lines.join(eol);
  // The content of a block scalar ends with its line break: the next line begins right here.
  if (offset === 0 ? text === '' : text[offset - 1] === '\n') return { offset, removed: 0, inserted: `${block}${eol}` };
  const end = text.indexOf('\n', offset);
  if (end < 0) return { offset: text.length, removed: 0, inserted: `${eol}${block}${eol}` };
  return { offset: end + 1, removed: 0, inserted: `${block}${eol}` };
}

/** Lines moved to the right; empty lines stay empty. */
export function indented(lines: readonly string[], by: number): readonly string[] {
  return lines.map((line) => (line === '' ? line : ' '.repeat(by) + line));
}
