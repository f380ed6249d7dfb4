import type { World } from './commands/context.js';
import { exit, exitCodeOf } from './commands/exit.js';
import { Answered, parse } from './commands/program.js';
import { Fault } from './model/fault.js';

/** The package's version, put here by the build. */
const version = process.env['DC_EXIT_VERSION'] ?? '0.0.0';

async function main(): Promise<number> {
  const { stdout, stderr, env } = process;
  const world: World = {
    // Opened by those who read from it.
    get stdin() {
      return process.stdin;
    },
    stdout,
    stderr,
    env,
  };
  try {
    return await parse(process.argv.slice(2), version, world)(world);
  } catch (error) {
    if (error instanceof Answered) return error.code;
    if (error instanceof Fault) stderr.write(`plan-migration: ${error.message}\n  ${error.remedy}\n`);
    else
      stderr.write(
        `plan-migration: a defect in dc-exit, please report it: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
      );
    return exitCodeOf(error);
  }
}

// A reader that goes away (`| head`) is no failure of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(exit.done);
  throw error;
});
process.on('SIGINT', () => process.exit(exit.interrupted));
process.on('SIGTERM', () => process.exit(exit.terminated));
process.on('SIGHUP', () => process.exit(exit.hangup));

process.exitCode = await main();
