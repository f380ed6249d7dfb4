import { spawnSync } from 'node:child_process';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { type PtyOptions, RealTerminal } from '../support/pty.js';
import { keys } from '../support/screen.js';

// The whole program in a real terminal, on a machine that may be busy.
jest.setTimeout(120_000);

const example = 'examples/utah/inventory.csv';
const open = (args: readonly string[] = [], options: PtyOptions = {}): RealTerminal =>
  new RealTerminal(process.execPath, ['bin/plan-migration.js', example, ...args], options);
afterEach(() => RealTerminal.closeAll());

const colours = /\u001B\[\d+(;\d+)*m/;

describe('plan-migration on a terminal', () => {
  it('answers first, opens a server to its prices, and comes back', async () => {
    const terminal = open([], { cols: 120, rows: 40 });
    const overview = await terminal.until('[1 Overview]');
    expect(overview).toContain('utah-outfitters');
    expect(overview).toContain('AWS, right-sized');
    terminal.press('2');
    await terminal.until('>web01');
    terminal.press('/');
    terminal.press('db01');
    await terminal.until('2 of 15');
    terminal.press(keys.enter);
    terminal.press(keys.enter);
    await terminal.until(
      (screen) => screen.includes('─ db01 ─') && screen.includes('Prices') && !screen.includes('>db01'),
    );
    terminal.press(keys.esc);
    await terminal.until('>db01');
    terminal.press('5');
    await terminal.until('Each month: datacenter, AWS and what is paid once');
    terminal.press('6');
    await terminal.until('[6 Findings]');
    terminal.press('?');
    await terminal.until('leave at once (exit code 130)');
    terminal.press(keys.esc);
    await terminal.until((screen) => !screen.includes('leave at once'));
    terminal.press('q');
    expect(await terminal.exitCode).toBe(0);
    expect(terminal.screen()).toContain('Next: plan-migration');
  });

  it('moves a product to another wave and takes it back', async () => {
    const terminal = open([], { cols: 120, rows: 40 });
    await terminal.until('[1 Overview]');
    terminal.press('4');
    await terminal.until('>  W1  intranet');
    terminal.press('jjj-');
    await terminal.until((screen) => screen.includes('>  W2  storefront') && screen.includes('Broken   partners'));
    expect(terminal.screen()).toContain('1 move not written');
    terminal.press('u');
    await terminal.until((screen) => screen.includes('>  W3  storefront') && !screen.includes('Broken'));
    terminal.press('q');
    expect(await terminal.exitCode).toBe(0);
  });

  it('sorts, and follows the window down to 40 columns and back', async () => {
    const terminal = open([], { cols: 100, rows: 30 });
    await terminal.until('[1 Overview]');
    terminal.press('2');
    await terminal.until('>web01');
    terminal.press('sssss');
    await terminal.until('>db01');
    terminal.press('S');
    await terminal.until((screen) => screen.includes('>') && !screen.includes('>db01'));
    terminal.resize(40, 12);
    await terminal.until(' 1 [2 Servers] 3  4');
    terminal.resize(39, 12);
    await terminal.until('Too small');
    terminal.resize(200, 60);
    await terminal.until((screen) => ['OS', 'MEMORY', 'SAME SIZE', 'WHY'].every((title) => screen.includes(title)));
    terminal.press('q');
    expect(await terminal.exitCode).toBe(0);
  });

  it('Ctrl-C leaves with 130, with the cursor and the screen restored', async () => {
    const terminal = open();
    await terminal.until('[1 Overview]');
    terminal.press(keys.ctrlC);
    expect(await terminal.exitCode).toBe(130);
    expect(terminal.raw).toContain('\u001B[?1049l');
    expect(terminal.raw.lastIndexOf('\u001B[?25h')).toBeGreaterThan(terminal.raw.lastIndexOf('\u001B[?25l'));
  });

  it.each([
    ['NO_COLOR', [], { NO_COLOR: '1' }],
    ['--no-color', ['--no-color'], {}],
  ] as const)('%s means no colour at all', async (_, args, env) => {
    const terminal = open(args, { env });
    await terminal.until('[1 Overview]');
    terminal.press('2');
    await terminal.until('>web01');
    terminal.press('q');
    expect(await terminal.exitCode).toBe(0);
    expect(terminal.raw).not.toMatch(colours);
  });

  it('is coloured otherwise', async () => {
    const terminal = open();
    await terminal.until('[1 Overview]');
    terminal.press('q');
    await terminal.exitCode;
    expect(terminal.raw).toMatch(colours);
  });

  it('--ascii draws with ASCII only', async () => {
    const terminal = open(['--ascii']);
    await terminal.until('[1 Overview]');
    terminal.press('2');
    await terminal.until('>web01');
    terminal.press('q');
    await terminal.exitCode;
    expect(terminal.screen()).not.toMatch(/[─█●→·]/);
  });

  it.each([
    ['--no-tui', ['--no-tui'], {}],
    ['TERM=dumb', [], { TERM: 'dumb' }],
    ['CI', [], { CI: 'true' }],
  ] as const)('%s means text', async (_, args, env) => {
    const terminal = open(args, { env, rows: 200 });
    expect(await terminal.exitCode).toBe(0);
    expect(terminal.raw).not.toContain('\u001B[?1049h');
    expect(terminal.screen()).toContain('Rows: 17 read = 15 servers');
  });

  it('a screen reader gets lines that stay, in the ordinary screen', async () => {
    const terminal = open(['--screen-reader'], { cols: 200, rows: 80 });
    await terminal.until('press ? for keys');
    terminal.press('2');
    await terminal.until('row 1 of 15: name web01');
    terminal.press('q');
    expect(await terminal.exitCode).toBe(0);
    expect(terminal.raw).not.toContain('\u001B[?1049h');
    expect(terminal.screen()).toContain('screen 1, Overview');
  });
});

describe('plan-migration in a pipe', () => {
  it('is text without an escape, and a reader that stops early is no error', () => {
    const { stdout, status } = spawnSync(process.execPath, ['bin/plan-migration.js', example], { encoding: 'utf8' });
    expect(status).toBe(0);
    expect(stdout).not.toContain('\u001B');
    const shell = `"${process.execPath}" bin/plan-migration.js ${example} --json | head -c 1`;
    const piped = spawnSync('bash', ['-o', 'pipefail', '-c', shell], { encoding: 'utf8' });
    expect(piped.stdout).toBe('{');
    expect(piped.stderr).not.toMatch(/EPIPE|defect/);
  });
});
