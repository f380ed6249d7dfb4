import type { Plain } from '../../../estate/index.js';
import { flowText } from '../../../estate/render.js';
import type { PlainMap } from './part.js';

/** Longest line before a map or a list is broken over several. */
const widest = 130;

const isMap = (value: Plain | undefined): value is PlainMap =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Texts that mean themselves in YAML without quotes, whatever stands around them. */
const plainText = /^(?:[A-Za-z/][\w./-]*|\d+[A-Z]iB)$/;
/** Words of YAML's core schema. */
const words: ReadonlySet<string> = new Set(['true', 'false', 'null']);

/** A text, number or key as it stands in flow style, quoted where it must be. Asking the YAML library takes a hundred times longer. */
function scalar(value: Plain): string {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value);
  if (typeof value === 'string' && plainText.test(value) && !words.has(value.toLowerCase())) return value;
  return flowText([value]).slice(1, -1).trim();
}

/** Flow style as people write it: `{ a: 1, b: [x, y] }`. */
function flow(value: Plain): string {
  if (isMap(value)) {
    const entries = Object.entries(value).flatMap(([key, part]) =>
      part === undefined ? [] : [`${scalar(key)}: ${flow(part)}`],
    );
    return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
  }
  if (!Array.isArray(value)) return scalar(value);
  const items: readonly Plain[] = value;
  return `[${items.map(flow).join(', ')}]`;
}

/**
 * An entry of a YAML map, in one line where it fits, else a key a line.
 * @param indent columns before it
 */
export function entryLines(key: string, value: Plain, indent: number): readonly string[] {
  const margin = ' '.repeat(indent);
  const head = `${margin}${scalar(key)}:`;
  const line = `${head} ${flow(value)}`;
  if (line.length <= widest) return [line];
  if (isMap(value)) {
    const entries = Object.entries(value).flatMap(([inner, part]) =>
      part === undefined ? [] : entryLines(inner, part, indent + 2),
    );
    return [head, ...entries];
  }
  if (!Array.isArray(value)) return [line];
  const items: readonly Plain[] = value;
  return [head, ...items.map((item) => `${margin}  - ${flow(item)}`)];
}

/** A comment, a line each. */
export const commentLines = (text: string, indent: number): readonly string[] =>
  text.split('\n').map((line) => `${' '.repeat(indent)}# ${line}`.trimEnd());
