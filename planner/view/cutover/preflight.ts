import type { StepId } from '../../../estate/index.js';
import { deployCommand } from '../../cutover/scope-of.js';
import { gateName, passes, type Verdict } from '../../cutover/verdict.js';
import { blank, line, type Line, type Look, span } from '../look.js';
import { foldSigns } from '../symbols.js';
import { pad, safeText, wrap } from '../text.js';

/** A product before its cutover: what is not deployed, and what its gates say. */
export interface Checked {
  readonly product: string;
  readonly env: string;
  /** Nothing would hold now. */
  readonly ready: boolean;
  /** Stacks without outputs, in the order in which they are deployed; nothing else is asked then. */
  readonly missing: readonly string[];
  /** What no gate asks and somebody has to know. */
  readonly notes: readonly string[];
  readonly verdicts: readonly (Verdict & { readonly step: StepId; readonly todo?: readonly string[] })[];
}

const words: Readonly<Record<Verdict['verdict'], string>> = {
  pass: 'pass',
  fail: 'FAIL',
  inconclusive: 'hold',
  waived: 'waived',
};

/** Columns of the verdict, with its margin. */
const indent = 9;

/** Gates in the order of the steps, each with the step that first asks it; what does not pass says what must happen. */
export function preflightLines({ product, env, missing, notes, verdicts }: Checked, look: Look): readonly Line[] {
  const title = `${safeText(product)} (${safeText(env)})`;
  if (missing.length > 0)
    return [
      line(`${title}: not deployed yet: ${missing.join(', ')}. Deploy in this order:`, 'strong'),
      // Whole commands, so that they can be copied.
      ...missing.map((stack) => line(`  ${deployCommand(stack)}`)),
      blank,
    ];
  const open = verdicts.filter((verdict) => !passes(verdict)).length;
  const head = open === 0 ? 'nothing would hold now' : `${open} of ${verdicts.length} checks would hold`;
  const told = notes.flatMap((note) =>
    wrapped(note, look, indent).map((text) => line(`${' '.repeat(indent)}${text}`, 'warning')),
  );
  return [
    line(`${title}: ${head}`, 'strong'),
    ...verdicts.flatMap((verdict) => verdictLines(verdict, look)),
    ...(told.length === 0 ? [] : [line('  note', 'warning'), ...told]),
    blank,
  ];
}

function verdictLines({ step, todo = [], ...verdict }: Checked['verdicts'][number], look: Look): readonly Line[] {
  const { value, limit, why } = verdict;
  const tone = passes(verdict) ? 'good' : verdict.verdict === 'fail' ? 'bad' : 'warning';
  const seen = [...(value === undefined ? [] : [`now ${value}`]), ...(limit === undefined ? [] : [`wanted ${limit}`])];
  const details = [why, ...(seen.length === 0 ? [] : [seen.join('; ')])];
  return [
    [
      span(`  ${pad(words[verdict.verdict], indent - 2)}`, tone),
      span(safeText(gateName(verdict)), 'strong'),
      span(` before ${step}`, 'quiet'),
    ],
    ...details.flatMap((text) => indented(wrapped(text, look, indent))),
    ...todo.flatMap((text) => indented(isCommand.test(text) ? [safeText(text)] : wrapped(text, look, indent))),
  ];
}

/** Whole, so that it can be copied. */
const isCommand = /^(?:npx|plan-migration) /;

const indented = (texts: readonly string[]): readonly Line[] =>
  texts.map((text) => line(`${' '.repeat(indent)}${text}`));

const wrapped = (text: string, look: Look, margin: number): readonly string[] =>
  wrap(look.ascii ? foldSigns(safeText(text)) : safeText(text), look.width - margin);
