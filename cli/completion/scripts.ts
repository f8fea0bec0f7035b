/** What can be completed: the verbs of each noun, and the options of each command. A noun without verbs is a command itself. */
export type Completions = {
  readonly nouns: readonly string[];
  readonly verbs: Readonly<Record<string, readonly string[]>>;
  readonly options: Readonly<Record<string, readonly string[]>>;
};

/** The shells that have a script. */
export const SHELLS = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof SHELLS)[number];

/** Groups commands, given as names with their options, by noun and verb. */
export function completionsOf(commands: readonly (readonly [name: string, options: readonly string[]])[]): Completions {
  const verbs: Record<string, readonly string[]> = {};
  for (const [name] of commands) {
    const [noun = '', verb] = name.split(' ');
    verbs[noun] = [...(verbs[noun] ?? []), ...(verb === undefined ? [] : [verb])];
  }
  return { nouns: Object.keys(verbs), verbs, options: Object.fromEntries(commands) };
}

/** The script that a shell reads to complete our commands. */
export function scriptFor(shell: Shell, completions: Completions): string {
  return { bash: bashScript, zsh: zshScript, fish: fishScript }[shell](completions);
}

function bashScript(completions: Completions): string {
  return `# Put this into your ~/.bashrc: eval "$(upseat completion bash)"
_upseat() {
  local cur="\${COMP_WORDS[COMP_CWORD]}" words=""
  case "$COMP_CWORD" in
    1) words="${completions.nouns.join(' ')}" ;;
    *)
${caseText(completions, '"${COMP_WORDS[1]}"', '"${COMP_WORDS[1]} ${COMP_WORDS[2]}"', '"$COMP_CWORD"')}
    ;;
  esac
  COMPREPLY=($(compgen -W "$words" -- "$cur"))
}
complete -o default -F _upseat upseat
`;
}

function zshScript(completions: Completions): string {
  return `#compdef upseat
# Put this into your ~/.zshrc, after compinit: eval "$(upseat completion zsh)"
_upseat() {
  local -a given=("\${words[@]}")
  local words=""
  case "$CURRENT" in
    2) words="${completions.nouns.join(' ')}" ;;
    *)
${caseText(completions, '"${given[2]}"', '"${given[2]} ${given[3]}"', '"$((CURRENT - 1))"')}
    ;;
  esac
  compadd -- \${=words}
  [[ -n "$words" ]] || _files
}
compdef _upseat upseat
`;
}

/** Sets `words`: the verbs of a noun in the second place, the options of the command after that. */
function caseText({ verbs, options }: Completions, noun: string, command: string, place: string): string {
  const withVerbs = Object.entries(verbs).filter(([, own]) => own.length > 0);
  const alone = Object.entries(verbs).filter(([, own]) => own.length === 0);
  const optionCase = ([name, own]: readonly [string, readonly string[]]): string => `        "${name}") words="${own.join(' ')}" ;;`;
  return [
    `      case ${noun} in`,
    ...alone.map(([name]) => optionCase([name, options[name] ?? []])),
    '      esac',
    `      if [ ${place} = 2 ]; then`,
    `        case ${noun} in`,
    ...withVerbs.map(([name, own]) => `          "${name}") words="${own.join(' ')}" ;;`),
    '        esac',
    '      fi',
    `      [ ${place} = 2 ] || case ${command} in`,
    ...Object.entries(options)
      .filter(([name]) => name.includes(' '))
      .map(optionCase),
    '      esac',
  ].join('\n');
}

function fishScript({ nouns, verbs, options }: Completions): string {
  const lines = [
    `complete -c upseat -f -n '__fish_use_subcommand' -a '${nouns.join(' ')}'`,
    ...Object.entries(verbs)
      .filter(([, own]) => own.length > 0)
      .map(
        ([noun, own]) =>
          `complete -c upseat -f -n '__fish_seen_subcommand_from ${noun}; and not __fish_seen_subcommand_from ${own.join(' ')}' -a '${own.join(' ')}'`,
      ),
    ...Object.entries(options).flatMap(([name, own]) => {
      const seen = name.split(' ').map((word) => `__fish_seen_subcommand_from ${word}`);
      return own.map((option) => `complete -c upseat -n '${seen.join('; and ')}' -l ${option.replace(/^--/, '')}`);
    }),
  ];
  return `# Put this into ~/.config/fish/completions/upseat.fish: upseat completion fish > ~/.config/fish/completions/upseat.fish\n${lines.join('\n')}\n`;
}
