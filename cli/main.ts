import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command, Outcome } from './kit/command.ts';
import { runProgram } from './kit/program.ts';
import { packageFolder, readSettings } from './kit/settings.ts';

/** Every command, by its noun and verb. A file is loaded only when its command is used. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  'catalog import': async () => (await import('./catalog/import.ts')).importFiles,
  'prices import': async () => (await import('./prices/import.ts')).importPrices,
  'invoices run': async () => (await import('./invoices/run.ts')).runInvoices,
  reconcile: async () => (await import('./invoices/reconcile.ts')).reconcile,
  'server status': async () => (await import('./server/status.ts')).status,
};

/** Verbs of the program itself (src/main.ts), which reads their words. */
const PROGRAM: Readonly<Record<string, string>> = {
  serve: 'Serve the console and the API',
  work: 'Do background work only',
  migrate: 'Bring the database up to date',
  demo: 'Load the demo world, or show its cast (--cast)',
};

const EXIT = { done: 0, refused: 1, misused: 2 } as const;

async function main(words: readonly string[]): Promise<number> {
  const [noun, verb = '', ...rest] = words;
  if (noun === undefined) return misused(await overview());
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
  if (words.includes('--help') || words.includes('-h')) return print(`upseat ${command.usage} [--json]\n\n${command.summary}.\n`);
  const json = words.includes('--json');
  const ready = command.parse(words.filter((word) => word !== '--json'));
  if (ready.kind === 'misused') return misused(`${ready.message}\nUse: upseat ${command.usage} [--json]\n`);
  return report(await ready.run(readSettings(process.env)), json);
}

/** Data goes to standard output, words to standard error. */
function report(outcome: Outcome, json: boolean): number {
  if (json && outcome.data !== undefined) process.stdout.write(`${JSON.stringify(outcome.data, null, 2)}\n`);
  if (outcome.kind === 'refused') {
    process.stderr.write(`${outcome.message}\n`);
    return EXIT.refused;
  }
  if (!json) for (const line of outcome.lines) process.stdout.write(`${line}\n`);
  return EXIT.done;
}

async function overview(noun?: string): Promise<string> {
  const names = Object.keys(COMMANDS).filter((name) => noun === undefined || name.startsWith(`${noun} `));
  const shown = names.length === 0 ? Object.keys(COMMANDS) : names;
  const commands = await Promise.all(shown.map(async (name) => [name, (await COMMANDS[name]?.())?.summary ?? '']));
  const rows = [...commands, ...Object.entries(PROGRAM)].map(([name = '', summary = '']) => `  upseat ${name.padEnd(24)} ${summary}\n`);
  return `Use: upseat NOUN VERB [words] [--json] [--help]\n\n${rows.join('')}\nExit code: 0 done, 1 refused or failed, 2 used wrongly.\n`;
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

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(`${(error as Error).stack ?? String(error)}\n`);
    process.exitCode = EXIT.refused;
  },
);
