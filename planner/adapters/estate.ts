import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Estate } from '../../estate/index.js';
import { Fault } from '../model/fault.js';
import { fileFault } from './files.js';

/** An estate file that was found, and where. All paths in it are relative to `folder`. */
export interface FoundEstate {
  readonly estate: Estate;
  readonly file: string;
  readonly folder: string;
  /** Found beside the first input rather than named or in the working folder: worth telling the user. */
  readonly beside: boolean;
}

/**
 * Looks for the estate: named by `--estate` or `$ESTATE`, `./estate.yaml`, and for commands that only read, beside their first file.
 * Never in a parent folder, never the example by default.
 * @returns undefined where there is none
 * @throws Fault `missing` for a named file that is not there, `data` with every problem of a file that cannot be used
 */
export async function findEstate(
  named: string | undefined,
  firstInput: string | undefined,
): Promise<FoundEstate | undefined> {
  const places =
    named !== undefined
      ? [named]
      : [
          'estate.yaml',
          ...(firstInput === undefined || firstInput === '-' ? [] : [join(dirname(firstInput), 'estate.yaml')]),
        ];
  for (const [index, file] of places.entries()) {
    const text = await readFile(file, 'utf8').catch((error: unknown) => {
      const fault = fileFault(file, error);
      if (named === undefined && fault instanceof Fault && fault.kind === 'missing') return undefined;
      throw fault;
    });
    if (text === undefined) continue;
    return { estate: await load(text, file), file, folder: dirname(file), beside: named === undefined && index > 0 };
  }
  return undefined;
}

async function load(text: string, file: string): Promise<Estate> {
  // Reading YAML is loaded by those who have some: most first plans are made of an inventory alone.
  const { formatProblem, loadEstate } = await import('../../estate/index.js');
  const result = loadEstate(text, file);
  if (result.ok) return result.estate;
  const lines = result.problems.map(formatProblem);
  throw new Fault(
    'data',
    lines.join('\n'),
    `${lines.length === 1 ? 'One problem' : `${lines.length} problems`} in ${file}; see docs/estate.md.`,
  );
}
