import { rejectedText } from '../inventory/rejected.js';
import type { RejectedRows } from '../model/inventory.js';
import type { GlobalFlags, World } from './context.js';
import { writeFileWhole } from './output.js';

/**
 * Writes rejected rows to be repaired and passed back in. Each kind of table keeps its own columns, so a second kind goes to a second
 * file beside the first: `rejects.csv`, `rejects-2.csv` …
 */
export async function writeRejects(
  rejected: readonly RejectedRows[],
  path: string,
  { stderr }: World,
  flags: GlobalFlags,
): Promise<void> {
  const tell = (text: string) => flags.quiet === true || stderr.write(`${text}\n`);
  if (rejected.length === 0) {
    tell('Nothing was rejected: no file written.');
    return;
  }
  for (const [index, table] of rejected.entries()) {
    const name = index === 0 ? path : numbered(path, index + 1);
    await writeFileWhole(name, [rejectedText(table)]);
    tell(
      `${table.rows.length} rejected row${table.rows.length === 1 ? '' : 's'} of ${table.file} written to ${name}: repair them and pass ${name} in beside the rest.`,
    );
  }
}

/** `rejects.csv` -> `rejects-2.csv` */
function numbered(path: string, number: number): string {
  const dot = path.lastIndexOf('.');
  return dot > path.lastIndexOf('/') + 1 ? `${path.slice(0, dot)}-${number}${path.slice(dot)}` : `${path}-${number}`;
}
