import type { GlobalFlags, World } from './context.js';

/** Tells on stderr what long work is doing. Silent off a terminal, so that logs stay clean. */
export interface Progress {
  say(what: string): void;
  /** Called with the number of rows read so far. */
  readonly rows: (count: number) => void;
  /** Clears the line. */
  done(): void;
}

export function progressOf(flags: GlobalFlags, { stderr, env }: World): Progress {
  if (flags.quiet === true || stderr.isTTY !== true || env['TERM'] === 'dumb' || flags.screenReader === true) {
    return { say: () => undefined, rows: () => undefined, done: () => undefined };
  }
  const show = (text: string) => stderr.write(`\r\u001B[K${text}`);
  return {
    say: (what) => show(`${what} …`),
    rows: (count) => show(`${count.toString().replace(/\B(?=(\d{3})+$)/g, ',')} rows read …`),
    done: () => show(''),
  };
}
