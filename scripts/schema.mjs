// Writes the published JSON Schemas of schema/ from the zod schemas in the code: `node scripts/schema.mjs`. A test holds them up to date.
import { mkdirSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';

const { outputFiles } = await build({
  entryPoints: ['planner/report/published.ts'],
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node22',
  write: false,
});
const code = Buffer.from(outputFiles[0].contents).toString('base64');
const { published } = await import(`data:text/javascript;base64,${code}`);
mkdirSync('schema', { recursive: true });
for (const [name, text] of Object.entries(published())) writeFileSync(`schema/${name}`, text);
