import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The expected text in `golden/` beside a test. With `UPDATE_GOLDEN=1` the file is written anew from `actual`, to be looked at before it is
 * committed.
 */
export function golden(test: string, name: string, actual: string): string {
  const file = fileURLToPath(new URL(`golden/${name}`, test));
  if (process.env['UPDATE_GOLDEN'] === '1') {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, actual);
  }
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}
