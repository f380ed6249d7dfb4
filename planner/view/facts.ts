import { line, type Line, type Look, span, type Span, type Tone } from './look.js';
import { pad, width, wrap } from './text.js';

/** A labelled fact: `Why   PostgreSQL 9.6; memory kept`. Long texts wrap under themselves. */
export interface Fact {
  readonly label: string;
  readonly text: string;
  readonly tone?: Tone;
}

const labelColumns = 9;

/** Facts one under the other; labels in a column of their own where there is room. A repeated label is shown once. */
export function factLines(facts: readonly Fact[], look: Look): readonly Line[] {
  const narrow = look.width < 60;
  const lines: Line[] = [];
  let before = '';
  for (const { label, text, tone = 'plain' } of facts) {
    const title = label === before ? '' : label;
    before = label;
    if (narrow) {
      if (title !== '') lines.push(line(` ${title}`, 'quiet'));
      for (const part of wrap(text, look.width - 3)) lines.push([span('  '), span(part, tone)]);
      continue;
    }
    const parts = wrap(text, look.width - labelColumns - 2);
    for (const [index, part] of parts.entries())
      lines.push([span(` ${pad(index === 0 ? title : '', labelColumns)}`, 'quiet'), span(part, tone)]);
  }
  return lines;
}

/** Spans at the left and at the right end of a line; the right ones go first when there is no room for both. */
export function ends(left: readonly Span[], right: readonly Span[], columns: number): Line {
  const taken = [...left, ...right].reduce((total, { text }) => total + width(text), 0);
  return taken + 1 > columns ? left : [...left, span(' '.repeat(columns - taken)), ...right];
}
