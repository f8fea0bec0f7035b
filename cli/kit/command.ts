import { parseArgs, type ParseArgsOptionDescriptor } from 'node:util';
import type { Settings } from './settings.ts';

/** How a command ended: with data for standard output, or with the reason why it did not do what was asked. */
export type Outcome =
  /** `data` is what `--json` prints, `lines` what a person reads, `notes` what a person is told beside the data. */
  | { readonly kind: 'done'; readonly data: unknown; readonly lines: readonly string[]; readonly notes?: readonly string[] }
  /** A list: `--json` prints each item on a line of its own as it comes in, a person reads the table. A setback ends it. */
  | {
      readonly kind: 'listed';
      readonly pages: AsyncIterable<readonly unknown[] | SetbackOutcome>;
      readonly table: (items: readonly unknown[]) => readonly string[];
    }
  /** What `data` holds beside the reason is printed with `--json`. */
  | SetbackOutcome;

type SetbackOutcome = { readonly kind: Setback; readonly message: string; readonly data?: unknown };

/** Why nothing was done: it was refused, nobody is signed in or they may not, or the server did not answer. */
export type Setback = 'refused' | 'denied' | 'unreachable';

/** A use that the command does not understand. */
export type Misuse = { readonly kind: 'misused'; readonly message: string };

/** What is to be run, once the words were understood. */
export type Ready = { readonly kind: 'ready'; readonly run: (settings: Settings) => Promise<Outcome> };

/** An option of a command. `value` is what stands for its value in the help; `about` explains it there. */
export type Option = ParseArgsOptionDescriptor & { readonly value?: string; readonly about?: string };
export type Options = Readonly<Record<string, Option>>;

/** One command: reads all its words first, and only then does anything. */
export type Command = {
  /** The words after `upseat`, e.g. `server status`, or `customers show CUSTOMER [--country XX]`. */
  readonly usage: string;
  readonly summary: string;
  readonly options: Options;
  /** What each plain word is, for the help. */
  readonly words?: Readonly<Record<string, string>>;
  readonly parse: (words: readonly string[]) => Ready | Misuse;
};

/** The typed halves of a command. `parse` makes the input of `run` out of options and plain words. */
export type CommandParts<Given extends Options, Input> = {
  readonly usage: string;
  readonly summary: string;
  readonly options: Given;
  readonly words?: Readonly<Record<string, string>>;
  readonly parse: (values: Values<Given>, words: readonly string[]) => Input | Misuse;
  readonly run: (input: Input, settings: Settings) => Promise<Outcome>;
};

type Parsed<Given extends Options> = ReturnType<typeof parseArgs<{ args: string[]; options: Given; allowPositionals: true; strict: true }>>;

/** The options of a command line by name. */
export type Values<Given extends Options> = Parsed<Given>['values'];

/** Makes a command of its halves. An unknown option, or one without its value, is a misuse. */
export function defineCommand<Given extends Options, Input extends object>(parts: CommandParts<Given, Input>): Command {
  const { usage, summary, options, words: explained } = parts;
  return {
    usage,
    summary,
    options,
    ...(explained === undefined ? {} : { words: explained }),
    parse: (words) => {
      const parsed = parseWords(words, options);
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

function parseWords<Given extends Options>(words: readonly string[], options: Given): Parsed<Given> | Misuse {
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
