import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import type { World } from './context.js';
import { type CommandSpec, globalOptions, type OptionSpec } from './spec.js';
import { commands } from './table.js';

/** What a parsed command line asks for; the caller runs it. */
export type Request = (world: World) => Promise<number>;

/** A command line that cannot be understood, or that only asked for help: the text is already written. */
export class Answered extends Error {
  readonly code: number;

  constructor(code: number) {
    super('answered');
    this.code = code;
  }
}

/**
 * Parses arguments against the table of commands. Help goes to stdout, usage errors to stderr.
 * @throws Answered after help (0) or a usage error (64)
 */
export function parse(argv: readonly string[], version: string, world: Pick<World, 'stdout' | 'stderr'>): Request {
  let request: Request | undefined;
  const program = new Command('plan-migration')
    .description('Leave a datacenter for AWS: read any server inventory, size it, price it, explain it.')
    .version(version, '-V, --version')
    .usage('[command] [options] <file...>')
    .configureHelp({ sortSubcommands: false, showGlobalOptions: false })
    .addHelpText(
      'after',
      `\nExamples:\n  $ plan-migration examples/utah/inventory.csv\n  $ plan-migration check export.xlsx\n\nHelp on a command: plan-migration help check`,
    );
  for (const option of globalOptions) program.addOption(toOption(option));
  // Set before any subcommand is added: they inherit it.
  program
    .exitOverride()
    .configureOutput({ writeOut: (text) => world.stdout.write(text), writeErr: (text) => world.stderr.write(text) });

  const groups = new Map<string, Command>();
  for (const spec of commands) {
    const parent = spec.group === undefined ? program : groupOf(spec.group, program, groups);
    const command = parent
      .command(spec.name, { isDefault: spec === commands[0] })
      .summary(spec.summary)
      .description(spec.summary);
    if (spec.args !== '') command.arguments(spec.args);
    for (const option of spec.options) command.addOption(toOption(option));
    command.addHelpText('after', examplesText(spec));
    command.action(() => {
      const flags = command.optsWithGlobals<never>();
      request = async (theWorld) => (await spec.load())(command.args, flags, theWorld);
    });
  }
  if (argv.length === 0) {
    world.stderr.write(program.helpInformation());
    world.stderr.write('\nName an inventory file, for example: plan-migration inventory.csv\n');
    throw new Answered(64);
  }
  try {
    program.parse(argv, { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) throw new Answered(error.exitCode === 0 ? 0 : 64);
    throw error;
  }
  if (request === undefined) throw new Answered(64);
  return request;
}

function groupOf(name: string, program: Command, groups: Map<string, Command>): Command {
  const known = groups.get(name);
  if (known !== undefined) return known;
  const members = commands.filter((spec) => spec.group === name).map((spec) => spec.name);
  const group = program.command(name).description(`${name}: ${members.join(', ')}`);
  groups.set(name, group);
  return group;
}

function toOption(spec: OptionSpec): Option {
  const option = new Option(spec.flags, spec.help);
  if (spec.env !== undefined) option.env(spec.env);
  if (spec.choices !== undefined) option.choices(spec.choices);
  const { number } = spec;
  if (number !== undefined) {
    option.argParser((text) => {
      const value = Number(text);
      const fits = value >= number.min && value <= number.max && (number.whole !== true || Number.isInteger(value));
      if (text.trim() === '' || !fits) {
        const kind = number.whole === true ? 'a whole number' : 'a number';
        throw new InvalidArgumentError(`Write ${kind} from ${number.min} to ${number.max}.`);
      }
      return value;
    });
  }
  if (spec.repeat === true)
    option.argParser((text, before: readonly string[] | undefined) => [...(before ?? []), text]);
  return option;
}

function examplesText(spec: CommandSpec): string {
  return `\nExample:\n${spec.examples.map((example) => `  $ ${example}`).join('\n')}`;
}
