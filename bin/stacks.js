#!/usr/bin/env node
// What the `app` of a working folder's cdktf.json calls: builds the stacks of its estate.yaml.
const [major] = process.versions.node.split('.').map(Number);
if (major < 22) {
  process.stderr.write(
    `the stacks need Node.js 22 or newer; this is ${process.version}. npx cdktf picks the one that package.json pins.\n`,
  );
  process.exit(69);
}
// cdktf shows whatever reaches stderr as an error; deprecations in its own packages are none of the user's.
process.noDeprecation ||= true;
const { enableCompileCache } = await import('node:module');
enableCompileCache();
await import('../dist/stacks/main.mjs');
