import { gateName, passes, type Verdict } from '../../cutover/verdict.js';
import { blank, line, type Line, span } from '../look.js';
import { pad, safeText } from '../text.js';

const words: Readonly<Record<Verdict['verdict'], string>> = {
  pass: 'pass',
  fail: 'FAIL',
  inconclusive: 'hold',
  waived: 'waived',
};

/** Gates in a column: what each says, and why. */
export function verdictLines(
  title: string,
  verdicts: readonly (Verdict & { readonly step?: string })[],
): readonly Line[] {
  const names = Math.max(0, ...verdicts.map((verdict) => gateName(verdict).length));
  const rows = verdicts.map((verdict): Line => {
    const { value, limit, why, step } = verdict;
    const figure = value === undefined ? '' : ` ${value}${limit === undefined ? '' : ` (${limit})`}`;
    return [
      span(
        `  ${pad(words[verdict.verdict], 7)}`,
        passes(verdict) ? 'good' : verdict.verdict === 'fail' ? 'bad' : 'warning',
      ),
      span(pad(safeText(gateName(verdict)), names), 'strong'),
      span(` ${step === undefined ? '' : `${pad(step, 11)} `}${safeText(`${why}${figure}`)}`),
    ];
  });
  return [line(safeText(title), 'strong'), ...rows, blank];
}
