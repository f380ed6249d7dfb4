import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it, jest } from '@jest/globals';
import { planMigration, scratchFolder } from '../../support/program.js';

jest.setTimeout(600_000);

it('the stacks of a new working folder are listed after npm install', async () => {
  const cwd = scratchFolder();
  expect((await planMigration(['init', 'estate'], { cwd })).code).toBe(0);
  const folder = join(cwd, 'estate');
  execFileSync('npm', ['install', '--loglevel=error', '--no-audit', '--no-fund'], { cwd: folder, stdio: 'inherit' });
  const { status, stdout } = spawnSync('npx', ['cdktf', 'list'], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, CHECKPOINT_DISABLE: '1', CI: '1' },
  });
  expect(status).toBe(0);
  expect(stdout).toMatch(/prod-addresses\s+cdktf\.out\/stacks\/prod-addresses/);
  expect(stdout).toMatch(/prod-foundation\s+cdktf\.out\/stacks\/prod-foundation/);
});
