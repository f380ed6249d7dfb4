import { spawn } from 'node:child_process';
import type { Tasks } from '../cutover/world.js';

export interface ProgramOptions {
  /** Where it runs, and what its own path is relative to. */
  readonly folder: string;
  /** Milliseconds; then it and its children are killed. */
  readonly timeout: number;
  /** Added to our own environment. */
  readonly env?: Readonly<Record<string, string>>;
}

/** `code` is undefined where it was killed or could not be started. `output`: the end of what it wrote, both streams. */
export interface ProgramResult {
  readonly code: number | undefined;
  readonly output: string;
  /** The end of its standard output alone. */
  readonly printed: string;
}

/** Characters of output that are kept. */
const keptOutput = 16_000;
/** Milliseconds between asking a program to end and killing it. */
const grace = 5000;

/**
 * Runs a program without a shell. It gets no standard input, and a group of its own, so that Ctrl-C at our terminal does not reach it and its
 * children end with it.
 */
export function runProgram(
  [file = '', ...args]: readonly string[],
  { folder, timeout, env }: ProgramOptions,
): Promise<ProgramResult> {
  return new Promise((done) => {
    const child = spawn(file, args, {
      cwd: folder,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...env },
    });
    let output = '';
    let note = '';
    const keep = (data: Buffer): void => {
      output = (output + data.toString('utf8')).slice(-keptOutput);
    };
    let printed = '';
    child.stdout.on('data', (data: Buffer) => {
      printed = (printed + data.toString('utf8')).slice(-keptOutput);
      keep(data);
    });
    child.stderr.on('data', keep);
    const stop = (why: string): void => {
      note = why;
      killGroup(child.pid, 'SIGTERM');
      setTimeout(() => killGroup(child.pid, 'SIGKILL'), grace).unref();
    };
    const timer = setTimeout(() => stop(`stopped after ${timeout / 1000} s`), timeout);
    const end = (code: number | undefined, why: string): void => {
      clearTimeout(timer);
      done({ code, printed, output: [output.trimEnd(), why].filter((part) => part !== '').join('\n') });
    };
    child.on('error', (error) => end(undefined, `${file}: ${error.message}`));
    child.on('close', (code, by) =>
      end(note === '' ? (code ?? undefined) : undefined, note || (by === null ? '' : `ended by ${by}`)),
    );
  });
}

function killGroup(pid: number | undefined, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch {
    // It is gone already.
  }
}

/**
 * Tasks of a policy. Ctrl-C does not stop one that has begun: half a task is worse than a late one, and its own timeout ends it.
 * They run in the folder of the estate.
 * @param folder absolute, so that `./ops/promote-db` is found
 */
export const programTasks = (folder: string, env: Readonly<Record<string, string>>): Tasks => ({
  async run({ task }, what) {
    const argv = what === 'do' ? task.argv : task.undo;
    if (argv === undefined) return { kind: 'done', output: '' };
    const { code, output } = await runProgram(argv, { folder, timeout: task.timeout, env });
    return {
      kind: code === 0 ? 'done' : 'failed',
      output: code === 0 ? output : `exit code ${code ?? 'none'}\n${output}`,
    };
  },
});
