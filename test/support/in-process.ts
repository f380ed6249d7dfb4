import { Readable, Writable } from 'node:stream';
import { exitCodeOf } from '../../planner/commands/exit.js';
import { Answered, parse } from '../../planner/commands/program.js';
import { Fault } from '../../planner/model/fault.js';

export interface Told {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The program in this process, off a terminal: the same commands without a start of Node.js each. Name the estate; there is no working folder. */
export async function inProcess(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Told> {
  const written = { stdout: '', stderr: '' };
  const into = (name: 'stdout' | 'stderr'): Writable =>
    new Writable({
      write: (chunk, _encoding, done) => {
        written[name] += String(chunk);
        done();
      },
    });
  const world = { stdin: Readable.from([]), stdout: into('stdout'), stderr: into('stderr'), env };
  try {
    return { code: await parse(args, '0.0.0', world)(world), ...written };
  } catch (error) {
    if (error instanceof Answered) return { code: error.code, ...written };
    if (!(error instanceof Fault)) throw error;
    return {
      code: exitCodeOf(error),
      stdout: written.stdout,
      stderr: `${written.stderr}${error.message}\n${error.remedy}`,
    };
  }
}
