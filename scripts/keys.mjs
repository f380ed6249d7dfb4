// Writes the table of keys into docs/screens.md from the key table in the code: `node scripts/keys.mjs`. A test holds it up to date.
import { readFileSync, writeFileSync } from 'node:fs';
import { loadSource } from './load-source.mjs';

const { withKeys } = await loadSource('planner/view/key-docs.ts');
writeFileSync('docs/screens.md', withKeys(readFileSync('docs/screens.md', 'utf8')));
