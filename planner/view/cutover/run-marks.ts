import type { Verdict } from '../../cutover/verdict.js';
import type { Signs, Tone } from '../look.js';

/** Where a step is. */
export type Progress = 'done' | 'skipped' | 'now' | 'stopped' | 'open';

interface Mark {
  readonly unicode: string;
  readonly ascii: string;
  /** For ears. */
  readonly word: string;
  readonly tone: Tone;
}

const progress: Readonly<Record<Progress, Mark>> = {
  done: { unicode: '✔', ascii: '+', word: 'done', tone: 'good' },
  skipped: { unicode: '–', ascii: '-', word: 'skipped', tone: 'quiet' },
  now: { unicode: '●', ascii: '*', word: 'now', tone: 'accent' },
  stopped: { unicode: '✖', ascii: 'x', word: 'stopped', tone: 'bad' },
  open: { unicode: '○', ascii: '.', word: 'open', tone: 'quiet' },
};

const verdicts: Readonly<Record<Verdict['verdict'] | 'wait', Mark>> = {
  pass: { unicode: '✔', ascii: '+', word: 'passes', tone: 'good' },
  waived: { unicode: '~', ascii: '~', word: 'waived', tone: 'warning' },
  fail: { unicode: '✖', ascii: 'x', word: 'fails', tone: 'bad' },
  inconclusive: { unicode: '…', ascii: '?', word: 'holds', tone: 'warning' },
  wait: { unicode: '…', ascii: '?', word: 'waits', tone: 'plain' },
};

const sign = (mark: Mark, { ascii, linear }: Signs): { readonly text: string; readonly tone: Tone } => ({
  text: linear === true ? `${mark.word}:` : ascii ? mark.ascii : mark.unicode,
  tone: mark.tone,
});

export const progressSign = (of: Progress, look: Signs) => sign(progress[of], look);
export const verdictSign = (of: Verdict['verdict'] | 'wait', look: Signs) => sign(verdicts[of], look);
