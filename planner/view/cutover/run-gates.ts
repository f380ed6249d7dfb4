import { gateName, type Verdict } from '../../cutover/verdict.js';
import { line, type Line, type Look, span } from '../look.js';
import { foldSigns, symbolsOf } from '../symbols.js';
import { type Column, tableLines } from '../table.js';
import { safeText, wrap } from '../text.js';
import { verdictSign } from './run-marks.js';
import type { RunSnapshot } from './run-snapshot.js';
import { momentText } from '../../model/moment.js';
import { spanText } from './spans.js';
import { numbersText } from './verdict-text.js';

/** A row of the gates: a verdict, or the deadline that is waited for. */
export interface GateRow {
  readonly verdict: Verdict['verdict'] | 'wait';
  readonly name: string;
  readonly now: string;
  readonly limit: string;
  /** Both of them in words, for where there are no columns. */
  readonly numbers: string;
  readonly why: string;
}

/** What the run does not go on for. */
export const isOpen = ({ verdict }: Pick<GateRow, 'verdict'>): boolean => verdict !== 'pass' && verdict !== 'waived';

/** Every gate that is asked now, those that do not pass first; a wait is the last one. */
export function gateRows({ state, waiting, now }: RunSnapshot): readonly GateRow[] {
  const asked = waiting?.verdicts ?? Object.values(state.verdicts);
  const rows = asked.map((verdict): GateRow => ({
    verdict: verdict.verdict,
    name: gateName(verdict),
    now: verdict.value ?? '',
    limit: verdict.limit ?? '',
    numbers: numbersText(verdict),
    why: verdict.why,
  }));
  const ordered = [...rows.filter(isOpen), ...rows.filter((row) => !isOpen(row))];
  const { wait } = state;
  if (wait === undefined || wait.until <= now || state.ended !== undefined) return ordered;
  const left = `${spanText(wait.until - now)} left: ${wait.why}`;
  const until = `until ${momentText(wait.until)}`;
  return [...ordered, { verdict: 'wait', name: 'wait', now: until, limit: '', numbers: until, why: left }];
}

const columns = (look: Look): readonly Column<GateRow>[] => {
  const shown = (text: string): string => (look.ascii ? foldSigns(safeText(text)) : safeText(text));
  return [
    {
      id: 'sign',
      title: '',
      priority: 0,
      cell: ({ verdict }) => {
        const { text, tone } = verdictSign(verdict, look);
        return span(text, tone);
      },
    },
    { id: 'gate', title: 'GATE', priority: 0, max: 28, cell: ({ name }) => shown(name) },
    { id: 'now', title: 'NOW', priority: 1, max: 24, cell: ({ now }) => shown(now) },
    { id: 'limit', title: 'LIMIT', priority: 2, max: 24, cell: ({ limit }) => shown(limit) },
    { id: 'why', title: 'WHY', priority: 0, min: 16, cell: ({ why }) => shown(why) },
  ];
};

/**
 * The gates as a table. On a narrow screen only what does not pass, each in words.
 * @param passing how many at most of those that pass; default all
 */
export function gateLines(
  snapshot: RunSnapshot,
  look: Look,
  passing: number = Number.POSITIVE_INFINITY,
): readonly Line[] {
  const every = gateRows(snapshot);
  const shownPasses = new Set(every.filter((row) => !isOpen(row)).slice(0, passing));
  const rows = every.filter((row) => isOpen(row) || shownPasses.has(row));
  if (look.width < 60 || look.linear === true) {
    const open = look.linear === true ? rows : rows.filter(isOpen);
    return open.flatMap(({ verdict, name, numbers, why }) => {
      const { text, tone } = verdictSign(verdict, look);
      const words = [name, numbers, why].filter((part) => part !== '').join(': ');
      const told = safeText(look.ascii ? foldSigns(words) : words);
      return wrap(told, look.width - 4).map((part, at) =>
        at === 0 ? [span(` ${text} `, tone), span(part)] : line(`   ${part}`),
      );
    });
  }
  if (rows.length === 0) return [];
  return tableLines(columns(look), rows, { width: look.width, ellipsis: symbolsOf(look).ellipsis, indent: 1, gap: 2 });
}
