import type { Plan } from '../../plan/plan.js';
import type { Confidence } from '../../sizing/recommendation.js';
import { barLines } from '../bars.js';
import { findingsBlock } from './finding-list.js';
import { confidenceDots, moneyText, numberText } from '../format.js';
import { line, type Line, type Look, span, stack } from '../look.js';
import { nextStep } from './next-step.js';
import { rowsSentence } from './row-counts.js';
import { shown } from './server-table.js';
import { answerRows, bestScenario, movingLines, pricesText, serviceCounts } from './summary.js';
import { symbolsOf } from '../symbols.js';
import { serviceNames } from './target.js';
import { width, wrap } from '../text.js';

function answerBars(plan: Plan, look: Look): readonly Line[] {
  const best = bestScenario(plan);
  const dot = ` ${symbolsOf(look).separator} `;
  const rows = answerRows(plan, look).map(({ id, label, cents, unpriced, change, note }) => ({
    label,
    value: cents,
    text: moneyText(cents, unpriced, look),
    note: [change, note].filter((part) => part !== '').join(dot),
    best: id === best?.id,
  }));
  return [line('  Every month', 'strong'), ...barLines(rows, look)];
}

function whereBars(plan: Plan, look: Look): readonly Line[] {
  const rows = serviceCounts(plan).map(({ kind, servers }) => ({
    label: serviceNames[kind],
    value: servers,
    text: numberText(servers, 0),
    note: '',
  }));
  return rows.length === 0 ? [] : [line('  Where the servers go', 'strong'), ...barLines(rows, look)];
}

function confidenceBars(plan: Plan, look: Look): readonly Line[] {
  const counts: Record<Confidence, number> = { 1: 0, 2: 0, 3: 0, 4: 0, 5: 0 };
  for (const { recommendation } of plan.servers) counts[recommendation.confidence] += 1;
  const levels: readonly Confidence[] = [5, 4, 3, 2, 1];
  const rows = levels.map((level) => ({
    label: confidenceDots(level, look),
    value: counts[level],
    text: numberText(counts[level], 0),
    note: '',
  }));
  return plan.servers.length === 0 ? [] : [line('  How sure', 'strong'), ...barLines(rows, look)];
}

/** Two blocks side by side, or one under the other where the screen is narrow. */
function beside(left: readonly Line[], right: readonly Line[], look: Look): readonly Line[] {
  const lines: Line[] = [];
  const half = Math.floor(look.width / 2);
  for (let index = 0; index < Math.max(left.length, right.length); index += 1) {
    const start = left[index] ?? [];
    const taken = start.reduce((total, { text }) => total + width(text), 0);
    lines.push([...start, span(' '.repeat(Math.max(half - taken, 0))), ...(right[index] ?? [])]);
  }
  return lines;
}

/** The first screen: the answer, where the servers go, how sure that is, what to decide, what to do next. */
export function overviewLines(plan: Plan, look: Look): readonly Line[] {
  const wide = look.width >= 100 && look.linear !== true;
  const half: Look = wide ? { ...look, width: Math.floor(look.width / 2) } : look;
  const where = whereBars(plan, half);
  const sure = confidenceBars(plan, half);
  const sentence = (text: string): readonly Line[] => wrap(text, look.width - 4).map((part) => line(`  ${part}`));
  return stack([
    [...answerBars(plan, look), ...movingLines(plan, look)],
    ...(wide ? [beside(where, sure, look)] : [where, sure]),
    findingsBlock(plan.findings, look, { most: 6, perCode: 1 }),
    [
      ...sentence(rowsSentence(plan.inventory)),
      ...sentence(`${plan.book.region} on demand, ${pricesText(plan)}`),
      ...sentence(`Next: ${shown(nextStep(plan), look)}`),
    ],
  ]);
}
