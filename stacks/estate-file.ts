import { mkdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Estate } from '../estate/index.js';
import { formatProblem, loadEstate } from '../estate/index.js';

/** What keeps the app from building stacks: lines for people, without a stack trace. */
export class Refused extends Error {
  readonly lines: readonly string[];

  constructor(lines: readonly string[]) {
    super(lines.join('\n'));
    this.lines = lines;
  }
}

export interface EstateFile {
  readonly estate: Estate;
  /** Absolute; all paths of the estate are relative to it. */
  readonly folder: string;
  readonly warnings: readonly string[];
}

/**
 * Reads `$ESTATE`, else `./estate.yaml`; never a parent folder's, never the example.
 * @throws Refused with what to write instead
 */
export function readEstateFile(env: Readonly<Record<string, string | undefined>>, cwd: string): EstateFile {
  const named = env['ESTATE'] ?? '';
  const written = named === '' ? 'estate.yaml' : named;
  const file = resolve(cwd, written);
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    throw new Refused([
      named === ''
        ? 'there is no estate.yaml here: set ESTATE=path/of/estate.yaml, or make a working folder with: npx plan-migration init DIR'
        : `ESTATE names ${written}, which cannot be read: set it to the path of an estate file`,
    ]);
  }
  const loaded = loadEstate(text, written);
  if (!loaded.ok) throw new Refused(loaded.problems.map(formatProblem));
  return { estate: loaded.estate, folder: dirname(file), warnings: loaded.warnings.map(formatProblem) };
}

/** cdktf crashes after a deployment where the folder of `--outputs-file` is missing. */
export function makeOutputsFolder(folder: string): void {
  mkdirSync(join(folder, 'outputs'), { recursive: true });
}
