import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseDocument } from 'yaml';

/** Edits the estate file of a working folder, as people do: a path and its new value; `undefined` takes it out. */
export function editEstate(
  folder: string,
  edits: readonly (readonly [path: readonly string[], value: unknown])[],
): void {
  const file = join(folder, 'estate.yaml');
  const document = parseDocument(readFileSync(file, 'utf8'));
  for (const [path, value] of edits) {
    if (value === undefined) document.deleteIn(path);
    else document.setIn(path, value);
  }
  writeFileSync(file, String(document));
}
