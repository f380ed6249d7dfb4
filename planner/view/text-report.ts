import type { Plan } from '../plan/plan.js';
import { findingsBlock } from './finding-list.js';
import { count } from './format.js';
import { line, type Line, type Look, paintAll, span, stack } from './look.js';
import { mostExpensive } from './most-expensive.js';
import { nextStep } from './next-step.js';
import { rowsSentence } from './row-counts.js';
import { serverColumns } from './server-table.js';
import { answerLines, titleLines } from './summary.js';
import { symbolsOf } from './symbols.js';
import { tableLines } from './table.js';
import { safeText, wrap } from './text.js';

export interface TextOptions extends Look {
  /** Servers listed at most, the most expensive ones first; the rest is counted. Default 200. */
  readonly servers?: number;
  /** Findings listed at most. Default 12. */
  readonly findings?: number;
}

const indent = 2;

function serversBlock(plan: Plan, look: Look, most: number): readonly Line[] {
  if (plan.servers.length === 0) return [];
  const listed = mostExpensive(plan.servers, most);
  const { ellipsis } = symbolsOf(look);
  const lines = tableLines(serverColumns(plan, look), listed, { width: look.width, ellipsis, indent });
  const left = plan.servers.length - listed.length;
  if (left === 0) return lines;
  const rest = `  and ${count(left, 'server')} that cost less: --format csv lists them all`;
  return [...lines, line(rest, 'quiet')];
}

function sharedLine(plan: Plan, look: Look): readonly Line[] {
  const { quotes, gaps } = plan.shared;
  if (quotes.length + gaps.length === 0) return [];
  const items = [...quotes, ...gaps].map(({ item }) => safeText(item)).join(', ');
  return wrap(`Shared, in every total but no server: ${items}`, look.width - indent).map((text) =>
    line(`  ${text}`, 'quiet'),
  );
}

function labelled(label: string, text: string, look: Look): readonly Line[] {
  const room = look.width - indent - label.length;
  const lead = ' '.repeat(indent);
  return wrap(text, room).map((part, index) =>
    index === 0 ? [span(lead + label, 'strong'), span(part)] : line(lead + ' '.repeat(label.length) + part),
  );
}

/** The plan as lines: the answer first, then why, then what is open, then what became of every row, then what to do next. */
export function reportLines(plan: Plan, options: TextOptions): readonly Line[] {
  return stack([
    titleLines(plan, options),
    answerLines(plan, options),
    [...serversBlock(plan, options, options.servers ?? 200), ...sharedLine(plan, options)],
    findingsBlock(plan.findings, options, { most: options.findings ?? 12, perCode: 2 }),
    [
      ...wrap(rowsSentence(plan.inventory), options.width - indent).map((text) => line(`  ${text}`)),
      ...labelled('Next: ', nextStep(plan), options),
    ],
  ]);
}

/** The plan for pipes, CI logs and `--no-tui`. */
export const textReport = (plan: Plan, options: TextOptions): string =>
  paintAll(reportLines(plan, options), options.colour);
