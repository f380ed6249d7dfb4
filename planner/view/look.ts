/** How something is shown: the same content in every look. */
export interface Look {
  /** Columns. */
  readonly width: number;
  /** Only ASCII signs, for terminals and fonts without others. */
  readonly ascii: boolean;
  readonly colour: boolean;
  /** For screen readers: one fact a line, words instead of signs and bars. */
  readonly linear?: boolean;
}

/** Narrower makes no sense, and some terminals say 0 where they do not know. */
const leastWidth = 20;

/** A look that can be drawn in. */
export const drawable = <T extends Look>(look: T): T =>
  look.width >= leastWidth ? look : { ...look, width: leastWidth };

/** The part of a look that decides which signs are used. */
export type Signs = Pick<Look, 'ascii' | 'linear'>;

/** Meaning of a piece of text. Colour only repeats what a word or sign already says. */
export type Tone = 'plain' | 'strong' | 'quiet' | 'good' | 'warning' | 'bad' | 'accent' | 'selected';

export interface Span {
  readonly text: string;
  readonly tone: Tone;
}

/** A line of a view: spans one after the other. */
export type Line = readonly Span[];

export const span = (text: string, tone: Tone = 'plain'): Span => ({ text, tone });
export const line = (text: string, tone: Tone = 'plain'): Line => [{ text, tone }];
export const blank: Line = [];

const codes: Readonly<Record<Tone, readonly [on: string, off: string] | undefined>> = {
  plain: undefined,
  strong: ['\u001B[1m', '\u001B[22m'],
  quiet: ['\u001B[2m', '\u001B[22m'],
  good: ['\u001B[32m', '\u001B[39m'],
  warning: ['\u001B[33m', '\u001B[39m'],
  bad: ['\u001B[31m', '\u001B[39m'],
  accent: ['\u001B[36m', '\u001B[39m'],
  selected: ['\u001B[7m', '\u001B[27m'],
};

/** A line as a string; with `colour`, by the eight ANSI colours that every terminal lets its owner choose. */
export function paint(spans: Line, colour: boolean): string {
  let result = '';
  for (const { text, tone } of spans) {
    const code = colour && text !== '' ? codes[tone] : undefined;
    result += code === undefined ? text : code[0] + text + code[1];
  }
  return result;
}

/** Lines as text, without trailing spaces, each ended by a newline. */
export function paintAll(lines: readonly Line[], colour: boolean): string {
  let result = '';
  for (const spans of lines) result += `${colour ? paint(spans, true) : paint(spans, false).trimEnd()}\n`;
  return result;
}

/** Blocks of lines with an empty line between them; empty blocks leave no trace. */
export function stack(blocks: readonly (readonly Line[])[]): readonly Line[] {
  const lines: Line[] = [];
  for (const block of blocks) {
    if (block.length === 0) continue;
    if (lines.length > 0) lines.push(blank);
    lines.push(...block);
  }
  return lines;
}
