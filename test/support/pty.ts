import { type IPty, spawn } from '@lydell/node-pty';
import xterm from '@xterm/headless';

export interface PtyOptions {
  readonly cols?: number;
  readonly rows?: number;
  /** Added to a small, fixed environment; nothing of the caller's leaks in. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Longer than anything takes on a busy machine; a test that waits this long has failed. */
const patienceMs = 15_000;

/** A program in a real terminal. Nothing sleeps: `until` waits for what a person would wait for. */
export class RealTerminal {
  readonly #process: IPty;
  readonly #term: InstanceType<typeof xterm.Terminal>;
  readonly #watchers = new Set<() => void>();
  /** As a shell tells it: 128 + signal where a signal ended the program. */
  readonly exitCode: Promise<number>;
  /** Every terminal that was opened: a failed test must not leave its program behind. */
  static readonly #open = new Set<RealTerminal>();
  static closeAll(): void {
    for (const terminal of RealTerminal.#open) terminal.kill();
    RealTerminal.#open.clear();
  }
  /** Every byte that the program wrote. */
  raw = '';

  constructor(file: string, args: readonly string[], { cols = 80, rows = 24, env = {} }: PtyOptions = {}) {
    RealTerminal.#open.add(this);
    this.#term = new xterm.Terminal({ cols, rows, allowProposedApi: true });
    this.#process = spawn(file, [...args], {
      // node-pty makes TERM of it, whatever the environment says.
      name: env['TERM'] ?? 'xterm-256color',
      cols,
      rows,
      cwd: process.cwd(),
      env: { PATH: process.env['PATH'] ?? '', HOME: '/nonexistent', TERM: 'xterm-256color', LANG: 'C.UTF-8', ...env },
    });
    this.#process.onData((data) => {
      this.raw += data;
      this.#term.write(data, () => {
        for (const watcher of this.#watchers) watcher();
      });
    });
    this.exitCode = new Promise((resolve) => {
      this.#process.onExit(({ exitCode, signal = 0 }) => {
        RealTerminal.#open.delete(this);
        // What was written last is still on its way into the screen.
        this.#term.write('', () => resolve(signal === 0 ? exitCode : 128 + signal));
      });
    });
  }

  /** The visible text, without trailing spaces. */
  screen(): string {
    const { active } = this.#term.buffer;
    const line = (row: number): string => active.getLine(active.viewportY + row)?.translateToString(true) ?? '';
    return Array.from({ length: this.#term.rows }, (_, row) => line(row))
      .join('\n')
      .trimEnd();
  }

  /** Waits until the screen shows that, and answers it. */
  async until(wanted: string | ((screen: string) => boolean)): Promise<string> {
    const shows = (): boolean => (typeof wanted === 'string' ? this.screen().includes(wanted) : wanted(this.screen()));
    if (!shows())
      await new Promise<void>((resolve, reject) => {
        const timer = setTimeout(() => {
          this.#watchers.delete(check);
          reject(new Error(`the screen never showed ${String(wanted)}:\n${this.screen()}`));
        }, patienceMs);
        const check = (): void => {
          if (!shows()) return;
          clearTimeout(timer);
          this.#watchers.delete(check);
          resolve();
        };
        this.#watchers.add(check);
      });
    return this.screen();
  }

  press(keys: string): void {
    this.#process.write(keys);
  }

  resize(cols: number, rows: number): void {
    this.#term.resize(cols, rows);
    this.#process.resize(cols, rows);
  }

  kill(): void {
    this.#process.kill();
  }
}
