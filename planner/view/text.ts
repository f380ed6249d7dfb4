import stringWidth from 'string-width';

const hostile =
  /[\u0000-\u001F\u007F-\u009F\u00AD\u061C\u180E\u200B\u200E\u200F\u2028-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB\u{E0000}-\u{E007F}]|[\uD800-\uDFFF]/gu;

/** `^[` for ESC, as `cat -v` and `less` write it; `<U+202E>` for the others. ASCII, so that it shows on every terminal. */
function visible(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20) return `^${String.fromCodePoint(code + 0x40)}`;
  if (code === 0x7f) return '^?';
  return `<U+${code.toString(16).toUpperCase().padStart(4, '0')}>`;
}

/**
 * Text from a file, made harmless for a terminal: control characters, escape sequences, bidirectional overrides, invisible
 * characters and lone surrogates become visible replacements. Everything that people see of a file goes through here.
 */
export const safeText = (text: string): string => (plainAscii.test(text) ? text : text.replace(hostile, visible));

const plainAscii = /^[\x20-\x7E]*$/;

/** ASCII and the signs that reports are drawn with: of each it is known that it takes one column. */
const singleWidth = /^[\x20-\x7E·…→−≥●○─—–×]*$/;

/** Columns that a text takes on a terminal: wide characters count two, combining marks none. */
export const width = (text: string): number => (singleWidth.test(text) ? text.length : stringWidth(text));

let segmenter: Intl.Segmenter | undefined;

/** Made when a text first needs it: its tables take a while to load. */
const graphemes = (text: string): Iterable<Intl.SegmentData> =>
  (segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' })).segment(text);

/** The longest start of a text that fits into so many columns; never splits what people see as one character. */
function start(text: string, columns: number): string {
  if (singleWidth.test(text)) return text.slice(0, columns);
  let taken = 0;
  let end = 0;
  for (const { segment, index } of graphemes(text)) {
    taken += stringWidth(segment);
    if (taken > columns) break;
    end = index + segment.length;
  }
  return text.slice(0, end);
}

/** One character that is wider than a whole line still has to go somewhere. */
function firstCharacter(text: string): string {
  for (const { segment } of graphemes(text)) return segment;
  return text;
}

/** Shortens a text to so many columns; `ellipsis` shows that something is missing. */
export function truncate(text: string, columns: number, ellipsis: string): string {
  if (width(text) <= columns) return text;
  const kept = columns - width(ellipsis);
  return kept <= 0 ? start(text, Math.max(columns, 0)) : start(text, kept).trimEnd() + ellipsis;
}

export type Align = 'left' | 'right';

/** Fills a text with spaces up to so many columns; longer texts are left as they are. */
export function pad(text: string, columns: number, align: Align = 'left'): string {
  const missing = columns - width(text);
  if (missing <= 0) return text;
  return align === 'left' ? text + ' '.repeat(missing) : ' '.repeat(missing) + text;
}

/** Breaks a text at spaces into lines of at most so many columns, all indented as the first one; a word that is longer than a line is cut. */
export function wrap(text: string, columns: number): readonly string[] {
  const [indent = ''] = /^ */.exec(text) ?? [];
  if (indent !== '' && indent.length < columns)
    return wrap(text.slice(indent.length), columns - indent.length).map((part) => indent + part);
  const room = Math.max(columns, 1);
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (width(longer) <= room) {
      line = longer;
      continue;
    }
    if (line !== '') lines.push(line);
    line = word;
    while (width(line) > room) {
      const head = start(line, room) || firstCharacter(line);
      lines.push(head);
      line = line.slice(head.length);
    }
  }
  if (line !== '' || lines.length === 0) lines.push(line);
  return lines;
}
