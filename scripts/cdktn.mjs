// Holds the seam: the modules and the stacks, unchanged, on CDK Terrain (cdktn), the living fork of CDKTF. Makes a copy of the sources in which only
// the two lines `#cdktf` and `#aws/*` of package.json differ, type-checks it, synthesizes the example with both and compares the JSON.
// With --tests [PATTERN…] it also runs the unit tests of modules and stacks there. Needs the npm registry the first time.
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const versions = { cdktn: '0.24.0', '@cdktn/provider-aws': '25.7.0', constructs: '10.7.2' };
const imports = { '#cdktf': 'cdktn', '#aws/*': '@cdktn/provider-aws/lib/*/index.js' };
// Below the project's own node_modules: whatever is not swapped is found there.
const copy = resolve('node_modules/.cache/dc-exit/cdktn');

function run(command, args, options = {}) {
  const { status, error } = spawnSync(command, args, { stdio: 'inherit', ...options });
  if (error !== undefined) throw error;
  if (status !== 0) {
    process.stderr.write(`${command} ${args.join(' ')} failed on cdktn\n`);
    process.exit(1);
  }
}

function installed() {
  return Object.entries(versions).every(([name, version]) => {
    const file = join(copy, 'node_modules', name, 'package.json');
    return existsSync(file) && JSON.parse(readFileSync(file, 'utf8')).version === version;
  });
}

function copySources(to) {
  mkdirSync(to, { recursive: true });
  for (const name of readdirSync(to)) if (name !== 'node_modules') rmSync(join(to, name), { recursive: true });
  for (const name of ['modules', 'stacks', 'estate', 'examples', 'schema', 'bin', 'scripts', 'test', 'jest.config.js'])
    cpSync(name, join(to, name), { recursive: true });
  const own = JSON.parse(readFileSync('package.json', 'utf8'));
  writeFileSync(
    join(to, 'package.json'),
    JSON.stringify(
      { ...own, imports, dependencies: versions, devDependencies: {}, peerDependencies: {}, scripts: {} },
      null,
      2,
    ),
  );
  const config = JSON.parse(readFileSync('tsconfig.json', 'utf8'));
  writeFileSync(
    join(to, 'tsconfig.json'),
    JSON.stringify({ ...config, include: ['modules', 'stacks', 'estate'] }, null, 2),
  );
}

/** The stacks of the example, without what names the tool that made them. */
function synthesized(root) {
  const outdir = join(copy, '.synth', root === copy ? 'cdktn' : 'cdktf');
  rmSync(outdir, { recursive: true, force: true });
  mkdirSync(outdir, { recursive: true });
  // The bundler reads the seam from the package.json of the folder it runs in.
  const bundle = join(root, 'node_modules/.cache/synth.mjs');
  run(
    resolve('node_modules/.bin/esbuild'),
    [
      'stacks/main.ts',
      '--bundle',
      '--platform=node',
      '--format=esm',
      '--packages=external',
      `--outfile=${bundle}`,
      '--log-level=warning',
    ],
    { cwd: root },
  );
  run(process.execPath, ['--no-deprecation', bundle], {
    cwd: root,
    env: { ...process.env, ESTATE: resolve('examples/utah/estate.yaml'), CDKTF_OUTDIR: outdir },
  });
  const stacks = join(outdir, 'stacks');
  return Object.fromEntries(
    readdirSync(stacks).map((name) => {
      const { '//': _, terraform, ...rest } = JSON.parse(readFileSync(join(stacks, name, 'cdk.tf.json'), 'utf8'));
      return [
        name,
        { ...rest, terraform: { ...terraform, required_providers: Object.keys(terraform.required_providers) } },
      ];
    }),
  );
}

/** The unit tests of modules and stacks, beside neither node_modules, where jest looks for no tests, nor the sources, where ours would find them. */
function runTests(chosen) {
  const outer = mkdtempSync(join(tmpdir(), 'cdktn-'));
  const at = join(outer, 'sources');
  try {
    copySources(at);
    // They read no dist/, and there is nothing here to build it from.
    writeFileSync(join(at, 'test/support/build.js'), 'export default () => undefined;\n');
    symlinkSync(resolve('node_modules'), join(outer, 'node_modules'));
    symlinkSync(join(copy, 'node_modules'), join(at, 'node_modules'));
    const args = [
      resolve('node_modules/jest/bin/jest.js'),
      ...(chosen.length > 0 ? chosen : ['test/modules', 'test/stacks']),
    ];
    process.exitCode = spawnSync(process.execPath, args, { cwd: at, stdio: 'inherit' }).status ?? 1;
  } finally {
    rmSync(outer, { recursive: true, force: true });
  }
}

function differences(a, b, path = '') {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null)
    return a === b ? [] : [`${path}: ${JSON.stringify(a)} with cdktf, ${JSON.stringify(b)} with cdktn`];
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].flatMap((key) =>
    differences(a[key], b[key], `${path}/${key}`),
  );
}

copySources(copy);
if (!installed())
  run('npm', ['install', '--no-package-lock', '--omit=dev', '--loglevel=error', '--ignore-scripts'], { cwd: copy });
run(resolve('node_modules/.bin/tsc'), ['-p', copy]);
process.stdout.write('cdktn: modules, stacks and estate type-check\n');
if (existsSync('stacks/main.ts')) {
  const [ours, theirs] = [synthesized(process.cwd()), synthesized(copy)];
  const found = differences(ours, theirs);
  if (found.length > 0) {
    process.stderr.write(`${found.length} differences between cdktf and cdktn:\n${found.slice(0, 20).join('\n')}\n`);
    process.exit(1);
  }
  process.stdout.write(`cdktn: ${Object.keys(ours).length} stacks of the example are the same\n`);
}
const [, , wanted, ...chosen] = process.argv;
if (wanted === '--tests') runTests(chosen);
