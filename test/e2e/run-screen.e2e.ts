import { afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { build } from 'esbuild';
import { type PtyOptions, RealTerminal } from '../support/pty.js';
import { keys } from '../support/screen.js';

// A run of the real engine in a simulated world, in a real terminal, on a machine that may be busy.
jest.setTimeout(120_000);

const program = 'node_modules/.cache/dc-exit/run-demo.mjs';
beforeAll(async () => {
  await build({
    entryPoints: ['test/support/run-demo.ts'],
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    outfile: program,
    jsx: 'automatic',
    logLevel: 'warning',
  });
});
afterEach(() => RealTerminal.closeAll());

const open = (args: readonly string[] = [], options: PtyOptions = {}): RealTerminal =>
  new RealTerminal(process.execPath, [program, ...args], { cols: 100, rows: 34, ...options });

const type = async (terminal: RealTerminal, key: string, reason: string, name: string): Promise<void> => {
  terminal.press(key);
  await terminal.until('(Esc drops it)');
  terminal.press(`${reason}${keys.enter}`);
  await terminal.until('Type shop to');
  terminal.press(`${name}${keys.enter}`);
};

describe('the screen of a cutover in a terminal', () => {
  it('waits for approval, gets it by reason and name, and goes on to the end of the shift', async () => {
    const terminal = open();
    await terminal.until('Waits: approval: approve shift-100 (0 of 1)');
    await type(terminal, 'a', 'replica in sync', 'shop');
    await terminal.until((screen) => screen.includes('● shift-100') && screen.includes('in the zone 100 %'));
    await terminal.until((screen) => screen.includes('● bake') || screen.includes('● drain'));
    terminal.press('q');
    expect(await terminal.exitCode).toBe(0);
    expect(terminal.screen()).toMatch(/left by quit at (bake|drain), interrupted/);
  });

  it('does nothing where the name is wrong', async () => {
    const terminal = open();
    await terminal.until('approve shift-100 (0 of 1)');
    await type(terminal, 'a', 'go', 'shoop');
    await terminal.until('nothing done: "shoop" is not shop');
    expect(terminal.screen()).toContain('in the zone 50 %');
  });

  it('rolls back: everything is on legacy, and the run stands still there', async () => {
    const terminal = open();
    await terminal.until('approve shift-100 (0 of 1)');
    await type(terminal, 'r', 'orders fail', 'shop');
    await terminal.until('every client is on legacy already');
  });

  it('holds and goes on', async () => {
    const terminal = open();
    await terminal.until('approve shift-100 (0 of 1)');
    terminal.press('h');
    await terminal.until('Why stop?');
    terminal.press(`lunch${keys.enter}`);
    await terminal.until('On hold by');
    terminal.press('u');
    await terminal.until('Why may it go on?');
    terminal.press(`back${keys.enter}`);
    await terminal.until('Waits: approval');
  });

  it('Ctrl-C leaves it where it can be taken up again, and restores the terminal', async () => {
    const terminal = open();
    await terminal.until('approve shift-100 (0 of 1)');
    terminal.press(keys.ctrlC);
    expect(await terminal.exitCode).toBe(130);
    expect(terminal.screen()).toContain('left by interrupt at shift-100, interrupted');
    expect(terminal.raw).toContain('\u001B[?1049l');
    expect(terminal.raw.lastIndexOf('\u001B[?25h')).toBeGreaterThan(terminal.raw.lastIndexOf('\u001B[?25l'));
  });

  it('follows the window down to 40 columns and back', async () => {
    const terminal = open([], { cols: 120, rows: 34 });
    await terminal.until('cutover shop · prod · run');
    terminal.resize(40, 16);
    await terminal.until((screen) => screen.includes(' a h r ? q') && screen.includes('If you roll back now'));
    terminal.resize(20, 5);
    await terminal.until('Too small');
    terminal.resize(120, 34);
    await terminal.until('○ bake  ○ drain  ○ finish  ○ decommission');
  });

  it('has no colour with NO_COLOR, and ASCII signs with --ascii', async () => {
    const terminal = open(['--ascii'], { env: { NO_COLOR: '1' } });
    await terminal.until('* shift-100');
    terminal.press('q');
    await terminal.exitCode;
    expect(terminal.raw).not.toMatch(/\u001B\[\d+(;\d+)*m/);
    expect(terminal.raw).not.toMatch(/[─✔●○…]/);
  });

  it('for screen readers appends facts, takes keys, and never draws over anything', async () => {
    const terminal = open(['--screen-reader']);
    await terminal.until('press ? for keys');
    terminal.press('a');
    await terminal.until('Why may it go on?');
    terminal.press(`go${keys.enter}`);
    await terminal.until('Type shop to approve shift-100:');
    terminal.press(`shop${keys.enter}`);
    await terminal.until('approve: noted');
    await terminal.until((screen) => screen.includes('at bake'));
    terminal.press('q');
    expect(await terminal.exitCode).toBe(0);
    expect(terminal.raw).not.toContain('\u001B[?1049h');
  });
});
