import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { encodeLine, firstPrev } from '../../planner/journal/line.js';
import type { Play } from './cutover.js';

/** The journal of a play as a file, as the program would have left it. */
export function writeJournal(file: string, { lines }: Pick<Play, 'lines'>): void {
  let prev = firstPrev;
  const bytes = lines.map(({ n, at, by, lease, ...entry }) => {
    const line = encodeLine(entry, { n, prev, at, by, lease });
    prev = line.link;
    return line.bytes;
  });
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, Buffer.concat(bytes));
}
