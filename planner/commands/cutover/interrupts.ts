import type { OutputStream } from '../context.js';
import { exit } from '../exit.js';

/** How a process is asked to stop, and the exit code that tells so. */
const codes = { SIGINT: exit.interrupted, SIGTERM: exit.terminated, SIGHUP: exit.hangup } as const;
type Signal = keyof typeof codes;

export interface Interrupts {
  /** Fires at the first request: what is atomic is finished, then the run stops. */
  readonly signal: AbortSignal;
  /** Of the signal that came; 130 where none did. */
  readonly code: () => number;
  /** The process reacts to signals as before. */
  readonly restore: () => void;
}

/** Until `restore`, the first Ctrl-C, hang-up or termination stops a run where it is safe; a second one ends the process at once. Either can be resumed. */
export function catchInterrupts(stderr: OutputStream): Interrupts {
  const stop = new AbortController();
  let came: Signal | undefined;
  const kept = new Map<Signal, readonly NodeJS.SignalsListener[]>();
  const listener = (name: NodeJS.Signals): void => {
    if (came !== undefined) process.exit(codes[came]);
    came = signals.find((one) => one === name) ?? 'SIGINT';
    // The terminal may be gone.
    if (stderr.writable) stderr.write('\nfinishing what is atomic; once more to leave at once\n');
    stop.abort();
  };
  for (const name of signals) {
    kept.set(name, process.listeners(name));
    process.removeAllListeners(name);
    process.on(name, listener);
  }
  return {
    signal: stop.signal,
    code: () => (came === undefined ? exit.interrupted : codes[came]),
    restore: () => {
      for (const [name, listeners] of kept) {
        process.removeListener(name, listener);
        for (const one of listeners) process.on(name, one);
      }
    },
  };
}

const signals: readonly Signal[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];
