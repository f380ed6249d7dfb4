import type { GateId, Verdict } from '../../cutover/verdict.js';

/** Their reason says it all: a state or a count before it would only repeat it. */
const inWords: ReadonlySet<GateId> = new Set(['partners', 'approval']);

type Judged = Pick<Verdict, 'gate' | 'verdict' | 'value' | 'limit' | 'why'>;

/** `0.12, wanted at most 1`; empty where the reason says it. */
export function numbersText({ gate, value, limit }: Pick<Judged, 'gate' | 'value' | 'limit'>): string {
  if (inWords.has(gate)) return '';
  const wanted = limit === undefined || limit === '' ? undefined : `wanted ${limit}`;
  return [value, wanted].filter((part) => part !== undefined && part !== '').join(', ');
}

const verbs = { pass: 'passes', fail: 'fails', inconclusive: 'holds' } as const;

/**
 * What a gate says, to be read after its name: `passes: bes confirmed`, `fails: 7, wanted at most 1: 900 requests over 300 s`,
 * `waived by ops/jo: shop is closed`. As it was written: make it safe before it is shown.
 */
export function verdictText(judged: Judged): string {
  const { verdict, why } = judged;
  const numbers = numbersText(judged);
  if (verdict === 'waived') return numbers === '' ? why : `${why} (${numbers})`;
  return [verbs[verdict], numbers, why].filter((part) => part !== '').join(': ');
}
