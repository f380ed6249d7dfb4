import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { runProgram } from '../../../planner/adapters/programs.js';
import { scratchFolder } from '../../support/program.js';

const folder = scratchFolder();
const sh = (script: string, timeout = 20_000) =>
  runProgram(['sh', '-c', script], { folder, timeout, env: { CUTOVER_STEP: 'shift-100' } });

describe('a program of a policy', () => {
  it('runs in the folder of the estate, with what it is told, and without input', async () => {
    const { code, output } = await sh('pwd; echo $CUTOVER_STEP; cat; echo bad >&2; exit 3');
    expect(code).toBe(3);
    expect(output).toContain(folder);
    expect(output).toContain('shift-100');
    expect(output).toContain('bad');
  });

  it('gets its arguments as they are: no shell reads them', async () => {
    const evil = '$(touch pwned); `id` && x';
    const { printed } = await runProgram(['printf', '%s', evil], { folder, timeout: 20_000 });
    expect(printed).toBe(evil);
    expect(existsSync(join(folder, 'pwned'))).toBe(false);
  });

  it('that is not there, or may not be run, fails with the reason', async () => {
    writeFileSync(join(folder, 'text'), 'not a program', { mode: 0o644 });
    expect(await runProgram(['./nowhere'], { folder, timeout: 20_000 })).toMatchObject({
      code: undefined,
      output: expect.stringContaining('ENOENT'),
    });
    expect(await runProgram(['./text'], { folder, timeout: 20_000 })).toMatchObject({
      code: undefined,
      output: expect.stringContaining('EACCES'),
    });
  });

  it('is killed with its children when its time is over', async () => {
    const { code, output } = await sh('sleep 100 & wait', 200);
    expect(code).toBeUndefined();
    expect(output).toContain('stopped after 0.2 s');
  });

  it('may write without end: only the end is kept, and errors are told from what it prints', async () => {
    const { output, printed } = await sh('yes | head -c 1000000; echo 42; echo 7 >&2');
    expect(output.length).toBeLessThanOrEqual(16_000);
    expect(printed.trim().split('\n').at(-1)).toBe('42');
  });
});
