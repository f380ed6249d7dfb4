// Writes the published JSON Schemas of schema/ from the zod schemas in the code: `node scripts/schema.mjs`. A test holds them up to date.
import { mkdirSync, writeFileSync } from 'node:fs';
import { loadSource } from './load-source.mjs';

const { published } = await loadSource('planner/report/published.ts');
mkdirSync('schema', { recursive: true });
for (const [name, text] of Object.entries(published())) writeFileSync(`schema/${name}`, text);
