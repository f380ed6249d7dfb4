import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

const folder = mkdtempSync(join(tmpdir(), 'dc-exit-package-'));
const modules = readdirSync('modules').filter((name) => existsSync(join('modules', name, 'README.md')));

function run(command: string, args: readonly string[], cwd: string): string {
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd,
    encoding: 'utf8',
    // npm tells its children of the project that runs this test.
    env: Object.fromEntries(Object.entries(process.env).filter(([key]) => !key.startsWith('npm_'))),
  });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${status}\n${stdout}\n${stderr}`);
  return stdout;
}

/** The first ```ts block of a README. @throws where there is none */
function exampleOf(name: string): string {
  const [, code] = /^```ts\n([\s\S]*?)^```/m.exec(readFileSync(join('modules', name, 'README.md'), 'utf8')) ?? [];
  if (code === undefined) throw new Error(`modules/${name}/README.md has no example in TypeScript`);
  return code;
}

describe('the packed package, installed in an empty folder', () => {
  beforeAll(() => {
    const [{ filename }] = JSON.parse(run('npm', ['pack', '--json', '--pack-destination', folder], '.'));
    writeFileSync(
      join(folder, 'package.json'),
      JSON.stringify({
        name: 'someone',
        private: true,
        type: 'module',
        dependencies: { 'dc-exit': `file:${filename}` },
      }),
    );
    run('npm', ['install', '--loglevel=error', '--prefer-offline', '--no-audit', '--no-fund'], folder);
    mkdirSync(join(folder, 'examples'));
    mkdirSync(join(folder, 'out'));
    for (const name of modules) writeFileSync(join(folder, 'examples', `${name}.ts`), exampleOf(name));
    cpSync(resolve('node_modules/@types/node'), join(folder, 'node_modules/@types/node'), { recursive: true });
    cpSync(resolve('node_modules/undici-types'), join(folder, 'node_modules/undici-types'), { recursive: true });
    const compilerOptions = {
      target: 'es2023',
      module: 'nodenext',
      strict: true,
      types: ['node'],
      outDir: 'compiled',
      rootDir: 'examples',
    };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['examples'] }));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('runs plan-migration', () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
    expect(run(join(folder, 'node_modules/.bin/plan-migration'), ['--version'], folder).trim()).toBe(version);
  });

  it('makes working folders that ask for the same packed file', () => {
    run(join(folder, 'node_modules/.bin/plan-migration'), ['init', 'our-estate'], folder);
    const { dependencies } = JSON.parse(readFileSync(join(folder, 'our-estate/package.json'), 'utf8'));
    const [, path = ''] = /^file:(.+\.tgz)$/.exec(dependencies['dc-exit']) ?? [];
    expect(existsSync(resolve(folder, 'our-estate', path))).toBe(true);
  });

  it("type-checks the README's example of every module, declarations included", () => {
    expect(run(resolve('node_modules/.bin/tsc'), ['-p', folder], folder)).toBe('');
  });

  it.each(modules)("synthesizes the README's example of %s", (name) => {
    const outdir = join(folder, 'out', name);
    const { status, stderr } = spawnSync(process.execPath, ['--no-deprecation', `compiled/${name}.js`], {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, CDKTF_OUTDIR: outdir },
    });
    expect(stderr).toBe('');
    expect(status).toBe(0);
    const manifest = JSON.parse(readFileSync(join(outdir, 'manifest.json'), 'utf8'));
    expect(Object.keys(manifest.stacks)).not.toHaveLength(0);
  });
});
