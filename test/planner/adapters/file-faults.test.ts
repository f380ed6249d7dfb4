import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { fileFault, writeFault } from '../../../planner/adapters/files.js';
import { Fault } from '../../../planner/model/fault.js';
import { planMigration, scratchFolder } from '../../support/program.js';

const said = (code: string): Error => Object.assign(new Error(code), { code });

describe('what the operating system says about a path', () => {
  it.each([
    ['ENOENT', 'missing', 'its folder does not exist'],
    ['ENOTDIR', 'data', 'a file stands where a folder should be'],
    ['EEXIST', 'data', 'a file stands where a folder should be'],
    ['EISDIR', 'data', 'it is a folder'],
    ['EACCES', 'denied', 'it may not be written'],
    ['EROFS', 'denied', 'this file system is read-only'],
    ['ENOSPC', 'denied', 'there is no space left'],
  ])('%s of a path that is written is %s: %s', (code, kind, what) => {
    expect(writeFault('plan.json', said(code))).toMatchObject({ kind, message: `cannot write plan.json: ${what}` });
  });

  it.each([
    ['ENOENT', 'missing', 'no such file: plan.json'],
    ['EISDIR', 'data', 'plan.json is a folder, not a file'],
    ['EACCES', 'denied', 'plan.json may not be read'],
  ])('%s of a path that is read is %s: %s', (code, kind, message) => {
    expect(fileFault('plan.json', said(code))).toMatchObject({ kind, message });
  });

  it.each([[fileFault], [writeFault]])('what nobody foresaw stays as it is', (fault) => {
    expect(fault('plan.json', said('EIO'))).not.toBeInstanceOf(Fault);
  });
});

describe('plan-migration', () => {
  const inventory = 'Name,vCPU,RAM (GB)\na,2,8\n';

  it.each([
    [
      'below a file',
      ['servers.csv', '--json', '-o', 'servers.csv/plan.json'],
      'a file stands where a folder should be',
    ],
    ['over a folder', ['servers.csv', '--json', '-o', 'folder'], 'cannot write folder: it is a folder'],
    ['an estate that is a folder', ['servers.csv', '--estate', 'folder'], 'folder is a folder, not a file'],
  ])('tells what stands in the way: %s', async (_, args, message) => {
    const cwd = scratchFolder();
    writeFileSync(join(cwd, 'servers.csv'), inventory);
    mkdirSync(join(cwd, 'folder'));
    const { code, stderr } = await planMigration(args, { cwd });
    expect(code).toBe(65);
    expect(stderr).toContain(message);
  });
});
