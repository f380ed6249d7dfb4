import { spawn } from '@lydell/node-pty';

/** Seconds from the start of the program in a real terminal to its first full frame. @throws Error where none comes within a minute */
export async function firstScreen(argv: readonly string[]): Promise<number> {
  const { CI: _ci, ...env } = process.env;
  const started = process.hrtime.bigint();
  const terminal = spawn(process.execPath, [...argv], { cols: 120, rows: 40, env: { ...env, TERM: 'xterm-256color' } });
  let seen = '';
  try {
    return await new Promise<number>((resolve, reject) => {
      const giveUp = setTimeout(() => reject(new Error(`no screen: ${seen.slice(0, 500)}`)), 60_000);
      terminal.onData((data) => {
        seen += data;
        if (!seen.includes('Overview')) return;
        clearTimeout(giveUp);
        resolve(Number(process.hrtime.bigint() - started) / 1e9);
      });
    });
  } finally {
    terminal.kill();
  }
}
