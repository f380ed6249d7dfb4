// Writes the table of keys into docs/screens.md from the key table in the code: `node scripts/keys.mjs`. A test holds it up to date.
import { readFileSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';

const { outputFiles } = await build({
  entryPoints: ['planner/view/key-docs.ts'],
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node22',
  write: false,
});
const code = Buffer.from(outputFiles[0].contents).toString('base64');
const { withKeys } = await import(`data:text/javascript;base64,${code}`);
writeFileSync('docs/screens.md', withKeys(readFileSync('docs/screens.md', 'utf8')));
