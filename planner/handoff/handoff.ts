import type { Finding } from '../model/finding.js';

/** A file that the next step reads. The path is relative to the folder that `--out` names. */
export interface HandoffFile {
  readonly path: string;
  readonly text: string;
}

/** Files for the next step, and what a person must know or fill in before using them. */
export interface Handoff {
  readonly files: readonly HandoffFile[];
  readonly findings: readonly Finding[];
}
