// Builds dist/: the price book (readable CSV in, compact files out), the bundles that the launchers in bin/ load, and the module library.
// `splitting` keeps ink, the AWS SDK and cdktf out of the start-up path: they are loaded by the command that needs them.
import { existsSync, readFileSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { writePriceBook } from './price-book.mjs';

/** Packages on the way to the first line or screen: bundled, because finding files costs more than reading them (ink: 0.7 s of CPU becomes 0.2 s). */
const bundled = new Set([
  'commander',
  'decimal.js',
  'fflate',
  'ink',
  'react',
  'string-width',
  'papaparse',
  'saxes',
  'yaml',
]);
const { dependencies, peerDependencies, version } = JSON.parse(readFileSync('package.json', 'utf8'));
const external = Object.keys({ ...dependencies, ...peerDependencies }).flatMap((name) =>
  bundled.has(name) ? [] : [name, `${name}/*`],
);

// Made beside dist/ and then put in its place: nobody ever runs half a build, and no chunk of an old one stays.
const fresh = `dist.${process.pid}`;
const common = {
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node22',
  outbase: '.',
  outdir: fresh,
  // Nobody looks for a package.json to learn that these are modules.
  outExtension: { '.js': '.mjs' },
  minifySyntax: true,
  minifyWhitespace: true,
  logLevel: 'warning',
  // Packages that are CommonJS ask for node's own modules.
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
};
/** string-width as our views ask for it; what ink makes of it is ink's. */
const lazyWidth = {
  name: 'lazy-string-width',
  setup({ onResolve }) {
    const path = resolve('scripts/lazy-string-width.mjs');
    onResolve({ filter: /^string-width$/ }, ({ importer }) =>
      importer.endsWith(join('planner', 'view', 'text.ts')) ? { path } : undefined,
    );
  },
};
const library = readdirSync('modules').map((name) => `modules/${name}/index.ts`);
await build({
  ...common,
  entryPoints: ['planner/cli.ts', ...library].filter((path) => existsSync(path)),
  splitting: true,
  external: [...external, '#cdktf', '#aws/*'],
  sourcemap: true,
  // React's quick half; ink's developer tools are not installed and never asked for.
  define: {
    'process.env.NODE_ENV': '"production"',
    'process.env["DC_EXIT_VERSION"]': JSON.stringify(version),
  },
  plugins: [lazyWidth],
  alias: { 'react-devtools-core': './scripts/no-devtools.mjs' },
});
// The app of the stacks is one file, cdktf and the resources that it uses included: finding and parsing 500 CommonJS files took a third of its time.
await build({ ...common, entryPoints: ['stacks/main.ts'] });

writePriceBook('planner/pricing/data', `${fresh}/pricing`);

// Two builds may end at the same time (two suites that start together): whoever comes second puts the first one's away.
for (let attempt = 0; ; attempt += 1) {
  const old = `${fresh}.old${attempt}`;
  try {
    if (existsSync('dist')) renameSync('dist', old);
    renameSync(fresh, 'dist');
    break;
  } catch (error) {
    if (attempt === 9) throw error;
  } finally {
    rmSync(old, { recursive: true, force: true });
  }
}
