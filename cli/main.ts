import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { COMMANDS as ALL_OTHERS, PROGRAM } from './commands.ts';
import type { Command } from './kit/command.ts';
import { helpOf } from './kit/help.ts';
import { EXIT, EXIT_WORDS, report } from './kit/report.ts';
import { runProgram } from './kit/program.ts';
import { packageFolder, readSettings } from './kit/settings.ts';

/** The commands, and the one that knows all others. */
const COMMANDS: typeof ALL_OTHERS = {
  ...ALL_OTHERS,
  completion: async () => (await import('./completion/print.ts')).completionCommand({ ...ALL_OTHERS }, Object.keys(PROGRAM)),
};

async function main(words: readonly string[]): Promise<number> {
  const [noun, verb = '', ...rest] = words;
  if (noun === undefined) return misused(await overview());
  if (noun === 'help' && words.length > 1) return main([...words.slice(1), '--help']);
  if (noun === '--help' || noun === '-h' || noun === 'help') return print(await overview());
  if (noun === '--version') return print(`${version()}\n`);
  if (Object.hasOwn(PROGRAM, noun)) return runProgram(words);
  const alone = Object.hasOwn(COMMANDS, noun) ? COMMANDS[noun] : undefined;
  if (alone !== undefined) return runCommand(await alone(), words.slice(1));
  const load = COMMANDS[`${noun} ${verb}`];
  if (load === undefined) return misused(`There is no command "${`${noun} ${verb}`.trim()}".\n\n${await overview(noun)}`);
  return runCommand(await load(), rest);
}

/** `--json` and `--help` belong to every command. */
async function runCommand(command: Command, words: readonly string[]): Promise<number> {
  const options = words.includes('--') ? words.slice(0, words.indexOf('--')) : words;
  if (options.includes('--help') || options.includes('-h')) return print(helpOf(command));
  const json = options.includes('--json');
  const ready = command.parse(words.filter((word, i) => word !== '--json' || i >= options.length));
  if (ready.kind === 'misused') return misused(`${ready.message}\nUse: upseat ${command.usage} [--json]\n`);
  return report(await ready.run(readSettings(process.env)), json);
}

async function overview(noun?: string): Promise<string> {
  const names = Object.keys(COMMANDS).filter((name) => noun === undefined || name.startsWith(`${noun} `));
  const shown = names.length === 0 ? Object.keys(COMMANDS) : names;
  const commands = await Promise.all(shown.map(async (name) => [name, (await COMMANDS[name]?.())?.summary ?? '']));
  const rows = [...commands, ...Object.entries(PROGRAM)].map(([name = '', summary = '']) => `  upseat ${name.padEnd(26)} ${summary}\n`);
  return `Use: upseat NOUN VERB [words] [--json] [--help]\n\n${rows.join('')}\n${EXIT_WORDS}`;
}

function print(text: string): number {
  process.stdout.write(text);
  return EXIT.done;
}

function misused(text: string): number {
  process.stderr.write(text);
  return EXIT.misused;
}

function version(): string {
  return (JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')) as { version: string }).version;
}

// Whoever reads us, such as head, may have read enough.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(EXIT.done);
  throw error;
});

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(`${(error as Error).stack ?? String(error)}\n`);
    process.exitCode = EXIT.refused;
  },
);
