// Builds dist/: the price book (readable CSV in, one compact file out), then the bundles that the launchers in bin/ load.
// `--splitting` keeps ink, the AWS SDK and cdktf out of the start-up path: they are loaded by the command that needs them.
import { existsSync } from 'node:fs';
import { build } from 'esbuild';

const entryPoints = ['planner/cli.ts', 'stacks/main.ts'].filter((path) => existsSync(path));
await build({
  entryPoints,
  bundle: true,
  splitting: true,
  packages: 'external',
  platform: 'node',
  format: 'esm',
  target: 'node22',
  outbase: '.',
  outdir: 'dist',
  sourcemap: true,
  logLevel: 'warning',
});
