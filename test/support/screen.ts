import { Readable, Writable } from 'node:stream';
import xterm from '@xterm/headless';
import { render } from 'ink';
import type { ReactElement } from 'react';

/** What terminals send for keys. */
export const keys = {
  up: '\u001B[A',
  down: '\u001B[B',
  right: '\u001B[C',
  left: '\u001B[D',
  enter: '\r',
  esc: '\u001B',
  tab: '\t',
  shiftTab: '\u001B[Z',
  pageUp: '\u001B[5~',
  pageDown: '\u001B[6~',
  home: '\u001B[H',
  end: '\u001B[F',
  backspace: '\u007F',
  ctrlC: '\u0003',
  ctrlU: '\u0015',
} as const;

/** A keyboard: what is sent arrives as a terminal in raw mode sends it. */
class Keyboard extends Readable {
  readonly isTTY = true;
  setRawMode(): void {}
  ref(): void {}
  unref(): void {}
  override _read(): void {}
  send(data: string): void {
    this.push(data);
  }
}

/** A terminal as ink writes to it, with the screen that a person would see. */
class Screen extends Writable {
  readonly isTTY = true;
  bytes = 0;
  readonly term: InstanceType<typeof xterm.Terminal>;
  constructor(cols: number, rows: number) {
    super({ decodeStrings: false });
    this.term = new xterm.Terminal({ cols, rows, allowProposedApi: true, convertEol: true });
  }
  get columns(): number {
    return this.term.cols;
  }
  get rows(): number {
    return this.term.rows;
  }
  override _write(text: string | Uint8Array, _encoding: unknown, done: () => void): void {
    this.bytes += text.length;
    this.term.write(text, done);
  }
  resize(cols: number, rows: number): void {
    this.term.resize(cols, rows);
    this.emit('resize');
  }
}

/** Shows a tree in a terminal of that size, through ink's real interactive path. Nothing sleeps: each step waits until the screen is drawn. */
export async function mount(tree: ReactElement, { cols = 80, rows = 24, alternateScreen = true } = {}) {
  const stdout = new Screen(cols, rows);
  const stdin = new Keyboard();
  const app = render(tree, {
    stdout,
    stdin,
    stderr: new Screen(cols, rows),
    interactive: true,
    alternateScreen,
    incrementalRendering: true,
    exitOnCtrlC: false,
    patchConsole: false,
    maxFps: 1000,
  });
  const settle = async (): Promise<void> => {
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
    await app.waitUntilRenderFlush();
    await new Promise<void>((resolve) => {
      stdout.term.write('', resolve);
    });
  };
  await settle();
  return {
    stdout,
    app,
    /** The visible text, without trailing spaces. */
    screen(): string {
      const { active } = stdout.term.buffer;
      const line = (row: number): string => active.getLine(active.viewportY + row)?.translateToString(true) ?? '';
      return Array.from({ length: stdout.term.rows }, (_, row) => line(row))
        .join('\n')
        .trimEnd();
    },
    /** Everything that was ever written, scrolled away or not. */
    history(): string {
      const { active } = stdout.term.buffer;
      return Array.from({ length: active.length }, (_, row) => active.getLine(row)?.translateToString(true) ?? '')
        .join('\n')
        .trimEnd();
    },
    async press(...sequence: readonly string[]): Promise<void> {
      for (const key of sequence) {
        stdin.send(key);
        // A lone Esc is held back for 20 ms, in case it begins a sequence.
        if (key === keys.esc)
          await new Promise((resolve) => {
            setTimeout(resolve, 30);
          });
        await settle();
      }
    },
    async resize(columns: number, lines: number): Promise<void> {
      stdout.resize(columns, lines);
      await settle();
    },
    async unmount(): Promise<void> {
      app.unmount();
      await app.waitUntilExit();
      stdout.term.dispose();
    },
  };
}
