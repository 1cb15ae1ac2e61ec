/** `calx completion SHELL`: a script that completes commands and flags, made from the commands themselves. */
import { Argument, Command } from 'commander';
import type { CliContext } from './cli-context.ts';

type Shell = 'bash' | 'zsh' | 'fish';

export function completionCommand(context: CliContext, program: () => Command): Command {
  return new Command('completion')
    .description('print a script that completes commands and flags in your shell')
    .addArgument(new Argument('<shell>').choices(['bash', 'zsh', 'fish']))
    .allowExcessArguments(false)
    .action((shell: Shell) => context.write(scripts[shell](wordsOf(program()))));
}

interface CommandWords {
  readonly name: string;
  readonly description: string;
  readonly flags: readonly FlagWords[];
}

interface FlagWords {
  readonly flag: string;
  readonly description: string;
  /** What may follow; empty where anything may. */
  readonly values: readonly string[];
  readonly takesValue: boolean;
}

function wordsOf(program: Command): readonly CommandWords[] {
  return program.commands.map(command => ({
    name: command.name(),
    description: command.description(),
    flags: command.options.map(option => ({
      flag: option.long ?? option.flags,
      description: option.description,
      values: option.argChoices ?? [],
      takesValue: option.required || option.optional,
    })),
  }));
}

const scripts: Readonly<Record<Shell, (commands: readonly CommandWords[]) => string>> = { bash, zsh, fish };

function bash(commands: readonly CommandWords[]): string {
  const cases = commands.map(({ name, flags }) => `    ${name}) words="${flagsOf(flags)} --help" ;;`).join('\n');
  const choices = choicesOf(commands).map(({ flag, values }) => `    ${flag}) words="${values.join(' ')}" ;;`);
  return `# In ~/.bashrc: eval "$(calx completion bash)"
_calx() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}" words=""
  case "\${COMP_WORDS[1]}" in
${cases}
  esac
  case "$previous" in
${choices.join('\n')}
    --content|-c|--config) words="" ;;
  esac
  if [ "$COMP_CWORD" -eq 1 ]; then words="${commands.map(({ name }) => name).join(' ')} --help --version"; fi
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -F _calx calx
`;
}

function zsh(commands: readonly CommandWords[]): string {
  const listed = commands.map(({ name, description }) => `    '${name}:${zshText(description)}'`).join('\n');
  const cases = commands.map(({ name, flags }) => {
    const specs = flags.map(flag => `'${flag.flag}[${zshText(flag.description)}]${zshValue(flag)}'`);
    return `    ${name}) _arguments ${[...specs, "'*:file:_files'"].join(' ')} ;;`;
  });
  return `#compdef calx
# In ~/.zshrc, after compinit: eval "$(calx completion zsh)"
_calx() {
  local -a commands=(
${listed}
  )
  if (( CURRENT == 2 )); then _describe command commands; return; fi
  local command="$words[2]"
  shift words; (( CURRENT-- ))
  case "$command" in
${cases.join('\n')}
  esac
}
compdef _calx calx
`;
}

function zshText(text: string): string {
  return text.replace(/['[\]:\\]/g, ' ');
}

function zshValue({ takesValue, values }: FlagWords): string {
  if (!takesValue) return '';
  return values.length > 0 ? `:value:(${values.join(' ')})` : ':value:_files';
}

function fish(commands: readonly CommandWords[]): string {
  const quoted = (text: string): string => `'${text.replace(/['\\]/g, ' ')}'`;
  const lines = commands.flatMap(({ name, description, flags }) => [
    `complete -c calx -n __fish_use_subcommand -a ${name} -d ${quoted(description)}`,
    ...flags.map(({ flag, description: help, values, takesValue }) => {
      const value = values.length > 0 ? ` -x -a ${quoted(values.join(' '))}` : takesValue ? ' -r' : '';
      return `complete -c calx -n '__fish_seen_subcommand_from ${name}' -l ${flag.slice(2)}${value} -d ${quoted(help)}`;
    }),
  ]);
  return `# In ~/.config/fish/config.fish: calx completion fish | source\n${lines.join('\n')}\n`;
}

function flagsOf(flags: readonly FlagWords[]): string {
  return flags.map(({ flag }) => flag).join(' ');
}

function choicesOf(commands: readonly CommandWords[]): readonly FlagWords[] {
  const all = commands.flatMap(({ flags }) => flags.filter(({ values }) => values.length > 0));
  return [...new Map(all.map(flag => [flag.flag, flag])).values()];
}
