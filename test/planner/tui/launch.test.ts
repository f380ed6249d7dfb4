import { beforeAll, describe, expect, it, jest } from '@jest/globals';
import { build } from 'esbuild';
import { RealTerminal } from '../../support/pty.js';
import { keys } from '../../support/screen.js';

// A real terminal on a busy machine.
jest.setTimeout(60_000);

const program = 'dist/test/launch-demo.mjs';
const run = (
  ...[args = [], options]: readonly [args?: readonly string[], options?: ConstructorParameters<typeof RealTerminal>[2]]
) => new RealTerminal(process.execPath, [program, ...args], options);

describe('in a real terminal', () => {
  beforeAll(async () => {
    await build({
      entryPoints: ['test/support/launch-demo.ts'],
      bundle: true,
      packages: 'external',
      platform: 'node',
      format: 'esm',
      jsx: 'automatic',
      outfile: program,
    });
  });

  it('the screens come and go, and the answer stays', async () => {
    const terminal = run();
    await terminal.until('[1 Overview]');
    terminal.press('2');
    await terminal.until('>srv000001');
    terminal.press(keys.down);
    await terminal.until('>srv000002');
    terminal.resize(40, 12);
    await terminal.until((screen) => screen.includes(' 1 [2 Servers] 3  4') && screen.includes('>srv000002'));
    terminal.press('q');
    expect(await terminal.exitCode).toBe(0);
    expect(terminal.raw).toContain('\u001B[?1049h');
    expect(terminal.raw.indexOf('\u001B[?1049l')).toBeLessThan(terminal.raw.lastIndexOf('Next: '));
    expect(terminal.screen().replaceAll('\n', '')).toContain('30 servers: $5,143.35 / month');
  });

  it('Ctrl-C leaves with 130, with the cursor and the screen restored', async () => {
    const terminal = run();
    await terminal.until('[1 Overview]');
    terminal.press(keys.ctrlC);
    expect(await terminal.exitCode).toBe(130);
    expect(terminal.raw).toContain('\u001B[?1049l');
    expect(terminal.raw.lastIndexOf('\u001B[?25h')).toBeGreaterThan(terminal.raw.lastIndexOf('\u001B[?25l'));
  });

  it('NO_COLOR means no colour at all', async () => {
    const plain = run([], { env: { NO_COLOR: '1' } });
    await plain.until('[1 Overview]');
    plain.press('q');
    await plain.exitCode;
    expect(plain.raw).not.toMatch(/\u001B\[\d+(;\d+)*m/);
    const coloured = run();
    await coloured.until('[1 Overview]');
    coloured.press('q');
    await coloured.exitCode;
    expect(coloured.raw).toMatch(/\u001B\[32m/);
  });

  it('a screen reader gets lines that stay, in the ordinary screen', async () => {
    const terminal = run(['--screen-reader'], { rows: 50 });
    await terminal.until('press ? for keys');
    terminal.press('2');
    await terminal.until('row 1 of 30: name srv000001');
    terminal.press('q');
    expect(await terminal.exitCode).toBe(0);
    expect(terminal.raw).not.toContain('\u001B[?1049h');
    expect(terminal.screen()).toContain('screen 1, Overview');
  });
});
