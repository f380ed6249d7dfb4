import type { Plan } from '../../plan/plan.js';
import { findingsBlock } from './finding-list.js';
import { count, moneyText } from '../format.js';
import { drawable, line, type Line, type Look, paintAll, span, stack } from '../look.js';
import { mostExpensive } from './most-expensive.js';
import { nextStep } from './next-step.js';
import { productsBlock } from './product-table.js';
import { rowsSentence } from './row-counts.js';
import { serverColumns, shown } from './server-table.js';
import { answerLines, movingLines, titleLines } from './summary.js';
import { symbolsOf } from '../symbols.js';
import { headerLine, layout, rowLine } from '../table.js';
import { safeText, wrap } from '../text.js';

export interface TextOptions extends Look {
  /** Servers listed at most, the most expensive ones first; the rest is counted. Default: all of up to 40, else 20. */
  readonly servers?: number;
  /** Findings listed at most. Default 12. */
  readonly findings?: number;
}

const indent = 2;
const listedWhole = 40;
const listedOfMany = 20;

/** One row a server, and under it why: reasons are too long for a column. */
function serversBlock(plan: Plan, look: Look, most: number): readonly Line[] {
  if (plan.servers.length === 0) return [];
  const listed = mostExpensive(plan, most);
  const options = { width: look.width, ellipsis: symbolsOf(look).ellipsis, indent };
  const columns = serverColumns(plan, look).filter(({ id }) => id !== 'why');
  const placed = layout(columns, listed, options);
  const lines: Line[] = [headerLine(placed, options)];
  for (const row of listed) {
    lines.push(rowLine(placed, row, options));
    for (const part of wrap(shown(row.recommendation.reason, look), look.width - 6))
      lines.push(line(`      ${part}`, 'quiet'));
  }
  const left = plan.servers.length - listed.length;
  if (left > 0) lines.push(line(`  and ${count(left, 'server')} that cost less: --format csv lists them all`, 'quiet'));
  return lines;
}

/** What the first word of a price item stands for. */
const shares: Readonly<Record<string, string>> = {
  vpc: 'network',
  elb: 'load balancers',
  transfer: 'traffic',
  cloudwatch: 'monitoring',
  route53: 'DNS',
  kms: 'keys',
  s3: 'storage',
  support: 'support',
};

function sharedBlock({ shared }: Plan, look: Look): readonly Line[] {
  const items = [...shared.quotes, ...shared.gaps].map(({ item }) => item.split(/[. ]/, 1)[0] ?? item);
  if (items.length === 0) return [];
  const names = Array.from(new Set(items), (item) => shares[item] ?? safeText(item)).join(', ');
  const money = moneyText(shared.cents, shared.gaps.length, look);
  return wrap(`Shared by all: ${money} / month, in every total (${names})`, look.width - indent).map((text) =>
    line(`  ${text}`),
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
    [...answerLines(plan, options), ...movingLines(plan, options)],
    productsBlock(plan, options),
    serversBlock(plan, options, options.servers ?? (plan.servers.length > listedWhole ? listedOfMany : listedWhole)),
    sharedBlock(plan, options),
    findingsBlock(plan.findings, options, { most: options.findings ?? 12, perCode: 2 }),
    [
      ...wrap(rowsSentence(plan.inventory), options.width - indent).map((text) => line(`  ${text}`)),
      ...labelled('Next: ', nextStep(plan), options),
    ],
  ]);
}

/** The plan for pipes, CI logs and `--no-tui`. */
export const textReport = (plan: Plan, options: TextOptions): string =>
  paintAll(reportLines(plan, drawable(options)), options.colour);
