import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';

const cache = resolve('node_modules/.cache/dc-exit/emu');

function run(program: string, args: readonly string[], missing: string): void {
  const { status, error, stderr } = spawnSync(program, args, { encoding: 'utf8' });
  if (error !== undefined) throw new Error(`${missing}: ${error.message}`);
  if (status !== 0) throw new Error(`${program} ${args.join(' ')} failed: ${stderr.slice(-2000)}`);
}

/**
 * A Python with one package from PyPI, in its own virtual environment below node_modules/.cache; made once.
 * @returns the path of its interpreter
 */
export function pythonWith(requirement: string): string {
  const folder = join(cache, requirement.replace(/[^\w.-]+/g, '-'));
  const python = join(folder, 'bin/python');
  if (existsSync(python)) return python;
  // Made beside it and then renamed: nobody ever meets half an environment.
  const fresh = `${folder}.${process.pid}`;
  mkdirSync(cache, { recursive: true });
  run('python3', ['-m', 'venv', fresh], 'the emulators need Python 3 with venv');
  run(
    join(fresh, 'bin/python'),
    ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', requirement],
    'pip is missing',
  );
  if (existsSync(python)) rmSync(fresh, { recursive: true });
  else renameSync(fresh, folder);
  return python;
}
