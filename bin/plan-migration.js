#!/usr/bin/env node
const [major] = process.versions.node.split('.').map(Number);
if (major < 22) {
  process.stderr.write(
    `plan-migration needs Node.js 22 or newer; this is ${process.version}. In a clone, npx plan-migration picks the right one.\n`,
  );
  process.exit(69);
}
// Compiled code is kept in the machine's temporary folder: the second start is quicker.
const { enableCompileCache } = await import('node:module');
enableCompileCache();
await import('../dist/planner/cli.mjs');
