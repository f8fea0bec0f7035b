import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';
import type { Settings } from './settings.ts';

/** How a command ended: with data for standard output, or with the reason why it did not do what was asked. */
export type Outcome =
  /** `data` is what `--json` prints, `lines` what a person reads. */
  | { readonly kind: 'done'; readonly data: unknown; readonly lines: readonly string[] }
  | { readonly kind: 'refused'; readonly message: string; readonly data?: unknown };

/** A use that the command does not understand. */
export type Misuse = { readonly kind: 'misused'; readonly message: string };

/** What is to be run, once the words were understood. */
export type Ready = { readonly kind: 'ready'; readonly run: (settings: Settings) => Promise<Outcome> };

/** One command: reads all its words first, and only then does anything. */
export type Command = {
  /** The words after `upseat`, e.g. `server status`, or `customers show CUSTOMER [--country XX]`. */
  readonly usage: string;
  readonly summary: string;
  readonly parse: (words: readonly string[]) => Ready | Misuse;
};

/** The typed halves of a command. `parse` makes the input of `run` out of options and plain words. */
export type CommandParts<Options extends ParseArgsOptionsConfig, Input> = {
  readonly usage: string;
  readonly summary: string;
  readonly options: Options;
  readonly parse: (values: Values<Options>, words: readonly string[]) => Input | Misuse;
  readonly run: (input: Input, settings: Settings) => Promise<Outcome>;
};

type Parsed<Options extends ParseArgsOptionsConfig> = ReturnType<
  typeof parseArgs<{ args: string[]; options: Options; allowPositionals: true; strict: true }>
>;

/** The options of a command line by name. */
export type Values<Options extends ParseArgsOptionsConfig> = Parsed<Options>['values'];

/** Makes a command of its halves. An unknown option, or one without its value, is a misuse. */
export function defineCommand<Options extends ParseArgsOptionsConfig, Input extends object>(parts: CommandParts<Options, Input>): Command {
  return {
    usage: parts.usage,
    summary: parts.summary,
    parse: (words) => {
      const parsed = parseWords(words, parts.options);
      if (isMisuse(parsed)) return parsed;
      const input = parts.parse(parsed.values, parsed.positionals);
      return isMisuse(input) ? input : { kind: 'ready', run: (settings) => parts.run(input, settings) };
    },
  };
}

/** For commands that take no plain words. */
export function noWords(words: readonly string[]): Misuse | null {
  return words.length === 0 ? null : { kind: 'misused', message: `"${words[0]}" is one word too many.` };
}

function parseWords<Options extends ParseArgsOptionsConfig>(words: readonly string[], options: Options): Parsed<Options> | Misuse {
  try {
    return parseArgs({ args: [...words], options, allowPositionals: true, strict: true });
  } catch (error) {
    // The rest of Node's message explains its own parser.
    return { kind: 'misused', message: (error as Error).message.replace(/\. To specify .*$/s, '.') };
  }
}

function isMisuse(value: object): value is Misuse {
  return 'kind' in value && value.kind === 'misused';
}
