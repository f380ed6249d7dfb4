import {
  addEntries,
  addItems,
  formatPath,
  formatProblem,
  loadEstate,
  type Edited,
  type NewEntry,
  type Path,
  type Plain,
} from '../../../estate/index.js';
import type { FindingLog } from '../../model/finding.js';

/** Something to be added to an estate file: keys of a map, or items of a list. */
export type Addition =
  | { readonly path: Path; readonly entries: readonly NewEntry[] }
  | { readonly path: Path; readonly items: readonly Plain[] };

const apply = (text: string, addition: Addition): Edited =>
  'entries' in addition
    ? addEntries(text, addition.path, addition.entries)
    : addItems(text, addition.path, addition.items);

/**
 * Adds everything that can be added without touching a byte that is there. What cannot be (a section in a form that cannot be edited safely,
 * or something that the file would not load with) is left out and told.
 */
export function addAll(text: string, additions: readonly Addition[], file: string, log: FindingLog): string {
  const refused: string[] = [];
  const together = additions.reduce((before, addition) => {
    const edited = apply(before, addition);
    if (keeps(edited)) return edited.text;
    refused.push(`${formatPath(addition.path)}: ${edited.ok ? 'something there would be replaced' : edited.message}`);
    return before;
  }, text);
  if (loadEstate(together, file).ok) {
    for (const message of refused) tell(message, file, log);
    return together;
  }
  return oneByOne(text, additions, file, log);
}

/** A splice that takes nothing away. */
const keeps = (edited: Edited): edited is Extract<Edited, { ok: true }> => edited.ok && edited.splice.removed === 0;

/** The slow way: the file is loaded after every addition, so that the ones that break it are known. */
function oneByOne(text: string, additions: readonly Addition[], file: string, log: FindingLog): string {
  return additions.reduce((before, addition) => {
    const where = formatPath(addition.path);
    const edited = apply(before, addition);
    if (!keeps(edited)) {
      tell(`${where}: ${edited.ok ? 'something there would be replaced' : edited.message}`, file, log);
      return before;
    }
    const loaded = loadEstate(edited.text, file);
    if (loaded.ok) return edited.text;
    const [problem] = loaded.problems;
    tell(`${where}: ${problem === undefined ? 'the file would not load' : formatProblem(problem)}`, file, log);
    return before;
  }, text);
}

function tell(message: string, file: string, log: FindingLog): void {
  log.add({
    severity: 'error',
    code: 'estate-not-added',
    file,
    message: `nothing was added to ${message}`,
    remedy: 'add it by hand, or write the section in block style, one key a line',
  });
}
