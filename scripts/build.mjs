// Builds dist/: the price book (readable CSV in, compact files out), then the bundles that the launchers in bin/ load.
// `splitting` keeps ink, the AWS SDK and cdktf out of the start-up path: they are loaded by the command that needs them.
import { existsSync, readFileSync } from 'node:fs';
import { build } from 'esbuild';
import { writePriceBook } from './price-book.mjs';

/** Small packages on the start-up path: bundled, because finding files costs more than reading them. */
const bundled = new Set(['commander', 'decimal.js', 'fflate', 'string-width', 'udsv']);
const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
const external = Object.keys(dependencies)
  .filter((name) => !bundled.has(name))
  .flatMap((name) => [name, `${name}/*`]);

const entryPoints = ['planner/cli.ts', 'stacks/main.ts'].filter((path) => existsSync(path));
await build({
  entryPoints,
  bundle: true,
  splitting: true,
  external: [...external, '#cdktf', '#aws/*'],
  platform: 'node',
  format: 'esm',
  target: 'node22',
  outbase: '.',
  outdir: 'dist',
  sourcemap: true,
  logLevel: 'warning',
  // commander is CommonJS and asks for node's own modules.
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
});

writePriceBook('planner/pricing/data', 'dist/pricing');
