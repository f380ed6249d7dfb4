import { afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { build } from 'esbuild';
import { RealTerminal } from '../../support/pty.js';
import { keys } from '../../support/screen.js';

// A real terminal on a busy machine.
jest.setTimeout(60_000);

const program = 'dist/test/launch-demo.mjs';
afterEach(() => RealTerminal.closeAll());

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
    await terminal.until((screen) => screen.includes(' 1 [2 Servers] 3  4  5  6') && screen.includes('>srv000002'));
    terminal.press('q');
    expect(await terminal.exitCode).toBe(0);
    expect(terminal.raw).toContain('\u001B[?1049h');
    expect(terminal.raw.indexOf('\u001B[?1049l')).toBeLessThan(terminal.raw.lastIndexOf('Next: '));
    expect(terminal.screen().replaceAll('\n', '')).toContain('30 servers: $5,143.35 / month');
  });
});
