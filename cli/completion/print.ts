import type { Command } from '../kit/command.ts';
import { declareCommand } from '../kit/declare.ts';
import { oneOf } from '../kit/forms.ts';
import { completionsOf, scriptFor, SHELLS } from './scripts.ts';

/** Makes the command that prints the script by which a shell completes our commands, from their declarations. */
export function completionCommand(commands: Readonly<Record<string, () => Promise<Command>>>, programs: readonly string[]): Command {
  return declareCommand({
    name: 'completion',
    summary: 'Print the completion script of a shell',
    words: { shell: { about: SHELLS.join(', '), form: oneOf(SHELLS) } },
    run: async ({ shell }) => {
      const declared = await Promise.all(
        Object.entries(commands).map(async ([name, load]) => {
          const { options } = await load();
          return [name, [...Object.keys(options), 'json', 'help'].map((option) => `--${option}`)] as const;
        }),
      );
      const others = [...programs.map((name) => [name, []] as const), ['completion', SHELLS] as const];
      const script = scriptFor(SHELLS.find((one) => one === shell) ?? 'bash', completionsOf([...declared, ...others]));
      return { kind: 'done', data: { shell, script }, lines: [script.trimEnd()] };
    },
  });
}
