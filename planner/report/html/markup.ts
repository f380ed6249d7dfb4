import { safeText } from '../../view/text.js';

/** HTML that is safe to put into a page. Only `html` makes it, so nothing that a file says can become one. */
class Safe {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}
export type Markup = Safe;

/** What a template may hold: texts and numbers are escaped, markup stays as it is, nothing is nothing. */
export type Value = string | number | Markup | undefined | readonly Value[];

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text for element content and for quoted attributes; control characters and bidirectional overrides become visible. */
export const escaped = (text: string): string => safeText(text).replace(/[&<>"']/g, (sign) => entities[sign] ?? '');

function render(value: Value): string {
  if (typeof value === 'string') return escaped(value);
  if (typeof value === 'number') return String(value);
  if (value === undefined) return '';
  if (value instanceof Safe) return value.text;
  let result = '';
  for (const each of value) result += render(each);
  return result;
}

const known = new WeakMap<TemplateStringsArray, readonly string[]>();

/** The text of a template without the indentation that it has in the source. */
function trimmed(parts: TemplateStringsArray): readonly string[] {
  let result = known.get(parts);
  if (result === undefined) {
    result = parts.map((part) => part.replace(/\n\s+/g, '\n'));
    known.set(parts, result);
  }
  return result;
}

/** A template of HTML or SVG. Its own text is trusted, every value in it is escaped; attributes are quoted with `"`. */
export function html(parts: TemplateStringsArray, ...values: readonly Value[]): Markup {
  const texts = trimmed(parts);
  let result = texts[0] ?? '';
  for (const [index, value] of values.entries()) result += render(value) + (texts[index + 1] ?? '');
  return new Safe(result);
}

/** Nothing, for a part of a page that does not apply. */
export const nothing: Markup = html``;

/** A style sheet: only its own text, no values. */
export const css = (parts: TemplateStringsArray): Markup => new Safe(trimmed(parts).join(''));
