import { formats, type Run } from './context.js';

/** One option of a command line, as help, parser and shell completion need it. */
export interface OptionSpec {
  readonly flags: string;
  readonly help: string;
  /** Environment variable that sets it; flags win. */
  readonly env?: string;
  readonly choices?: readonly string[];
  readonly number?: { readonly min: number; readonly max: number; readonly whole?: true };
  /** May be given several times. */
  readonly repeat?: true;
  /** The value is a file or folder (for completion). */
  readonly file?: true;
}

export interface CommandSpec {
  readonly name: string;
  readonly group?: string;
  readonly args: string;
  readonly summary: string;
  readonly options: readonly OptionSpec[];
  readonly examples: readonly string[];
  /** Loaded only when the command runs: start-up stays quick. */
  readonly load: () => Promise<Run<never>>;
}

export const globalOptions: readonly OptionSpec[] = [
  {
    flags: '--estate <file>',
    help: 'estate file (default: ./estate.yaml; for a plan also beside its first file)',
    env: 'ESTATE',
    file: true,
  },
  { flags: '--format <format>', help: 'write the result as', choices: formats },
  { flags: '--json', help: 'same as --format json' },
  { flags: '--events', help: 'progress and findings as NDJSON on stdout' },
  { flags: '-o, --output <file>', help: 'write the result to a file instead of stdout', file: true },
  { flags: '--quiet', help: 'no progress and no notes on stderr' },
  { flags: '--no-tui', help: 'text instead of screens', env: 'PLAN_MIGRATION_NO_TUI' },
  { flags: '--no-input', help: 'never ask' },
  { flags: '--no-color', help: 'no colours (also NO_COLOR)' },
  { flags: '--ascii', help: 'ASCII signs only', env: 'PLAN_MIGRATION_ASCII' },
  { flags: '--width <columns>', help: 'columns to write for', number: { min: 20, max: 1000, whole: true } },
  { flags: '--screen-reader', help: 'one fact a line, nothing redrawn', env: 'PLAN_MIGRATION_SCREEN_READER' },
  { flags: '--profile <name>', help: 'AWS profile' },
  { flags: '--detailed-exitcode', help: 'exit 2 where there are blocking findings or changes' },
];
