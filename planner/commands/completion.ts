import { Fault } from '../model/fault.js';
import type { Run } from './context.js';
import { globalOptions, type OptionSpec } from './spec.js';
import { commands, topLevel } from './table.js';

/** `--region` of `--region <region>`, `--output` of `-o, --output <file>`. */
const longFlag = (spec: OptionSpec): string => /--[a-z-]+/.exec(spec.flags)?.[0] ?? spec.flags;
const takesValue = (spec: OptionSpec): boolean => spec.flags.includes('<');

const allOptions = [
  ...new Map(
    [...globalOptions, ...commands.flatMap((spec) => spec.options)].map((spec) => [longFlag(spec), spec]),
  ).values(),
];

/** Sub-commands by group, e.g. `prices` -> `show diff refresh`. */
const groups = [...new Set(commands.flatMap((spec) => spec.group ?? []))].map((group) => ({
  group,
  members: commands.filter((spec) => spec.group === group).map((spec) => spec.name),
}));

function bash(): string {
  const choices = allOptions.flatMap((spec) =>
    spec.choices === undefined
      ? []
      : [`    ${longFlag(spec)}) COMPREPLY=($(compgen -W "${spec.choices.join(' ')}" -- "$word")); return ;;`],
  );
  const members = groups.map(
    ({ group, members: names }) => `    ${group}) COMPREPLY=($(compgen -W "${names.join(' ')}" -- "$word")); return ;;`,
  );
  return `# bash completion of plan-migration: source <(plan-migration completion bash)
_plan_migration() {
  local word="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD-1]}"
  case "$before" in
${[...choices, ...members].join('\n')}
  esac
  if [[ "$word" == -* ]]; then
    COMPREPLY=($(compgen -W "${allOptions.map(longFlag).join(' ')}" -- "$word"))
  elif [[ "$COMP_CWORD" == 1 ]]; then
    COMPREPLY=($(compgen -W "${topLevel.join(' ')}" -- "$word") $(compgen -f -- "$word"))
  else
    COMPREPLY=($(compgen -f -- "$word"))
  fi
}
complete -o filenames -F _plan_migration plan-migration
`;
}

const quoteZsh = (text: string): string => text.replace(/[[\]:']/g, (sign) => (sign === "'" ? "'\\''" : `\\${sign}`));

function zsh(): string {
  const options = allOptions.map((spec) => {
    const value =
      spec.choices === undefined ? (takesValue(spec) ? ':value:_files' : '') : `:value:(${spec.choices.join(' ')})`;
    return `    '${longFlag(spec)}[${quoteZsh(spec.help)}]${value}' \\`;
  });
  const members = groups.map(({ group, members: names }) => `    ${group}) compadd ${names.join(' ')} ;;`);
  return `#compdef plan-migration
# zsh completion of plan-migration: source <(plan-migration completion zsh)
_plan_migration_words() {
  case "$words[2]" in
${members.join('\n')}
    *) _files ;;
  esac
}
_plan_migration_first() {
  compadd ${topLevel.join(' ')}
  _files
}
_plan_migration() {
  _arguments -C \\
${options.join('\n')}
    '1: :_plan_migration_first' \\
    '*::argument:_plan_migration_words'
}
compdef _plan_migration plan-migration
`;
}

function fish(): string {
  const lines = commands.map((spec) =>
    spec.group === undefined
      ? `complete -c plan-migration -n __fish_use_subcommand -a ${spec.name} -d '${spec.summary.replaceAll("'", '')}'`
      : `complete -c plan-migration -n '__fish_seen_subcommand_from ${spec.group}' -f -a ${spec.name} -d '${spec.summary.replaceAll("'", '')}'`,
  );
  for (const { group } of groups) lines.push(`complete -c plan-migration -n __fish_use_subcommand -a ${group}`);
  for (const spec of allOptions) {
    const value = spec.choices === undefined ? (takesValue(spec) ? ' -r' : '') : ` -x -a '${spec.choices.join(' ')}'`;
    lines.push(
      `complete -c plan-migration -l ${longFlag(spec).slice(2)} -d '${spec.help.replaceAll("'", '')}'${value}`,
    );
  }
  return `# fish completion of plan-migration: plan-migration completion fish | source\n${lines.join('\n')}\n`;
}

const shells: Readonly<Record<string, () => string>> = { bash, zsh, fish };

/** `completion SHELL`: made from the table of commands, so that it never lags behind. */
export const completion: Run<object> = async ([shell = ''], _flags, { stdout }) => {
  const script = shells[shell];
  if (script === undefined)
    throw new Fault('usage', `no completion for "${shell}"`, `Write one of: ${Object.keys(shells).join(', ')}.`);
  stdout.write(script());
  return 0;
};
