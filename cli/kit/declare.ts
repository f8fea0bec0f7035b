import { defineCommand, noWords, type Command, type Misuse, type Outcome } from './command.ts';
import type { Settings } from './settings.ts';

/** What a text must look like, and the sentence for one that does not: `--country` + " is two letters". */
export type Form = { readonly pattern: RegExp; readonly says: string };

type Flag = { readonly type: 'boolean'; readonly about: string };
type Text = { readonly type: 'string'; readonly value: string; readonly about: string; readonly form?: Form };
type One = Text & { readonly multiple?: false; readonly required?: true };
type Many = Text & { readonly multiple: true };
/** A plain word, in the order in which they are written. */
type Word = { readonly about: string; readonly optional?: true; readonly form?: Form; readonly many?: false };
/** All the words that are left; the last of the declared ones. */
type Words = { readonly about: string; readonly optional?: true; readonly form?: Form; readonly many: true };

type DeclaredOptions = Readonly<Record<string, Flag | One | Many>>;
type DeclaredWords = Readonly<Record<string, Word | Words>>;

/** What was written: plain words and options by name. */
export type Given<Plain extends DeclaredWords, Options extends DeclaredOptions> = {
  readonly [Name in keyof Plain]: Plain[Name] extends Words
    ? readonly string[]
    : Plain[Name] extends { optional: true }
      ? string | undefined
      : string;
} & {
  readonly [Name in keyof Options]: Options[Name] extends Flag
    ? boolean
    : Options[Name] extends Many
      ? readonly string[]
      : Options[Name] extends { required: true }
        ? string
        : string | undefined;
};

/** A command as data: its help, its completion and the reading of its words all come from here. */
export type Declaration<Plain extends DeclaredWords, Options extends DeclaredOptions> = {
  /** Noun and verb. */
  readonly name: string;
  readonly summary: string;
  readonly words?: Plain;
  readonly options?: Options;
  /** What is wrong with words that are each right; null when nothing is. */
  readonly check?: (given: Given<Plain, Options>) => string | null;
  readonly run: (given: Given<Plain, Options>, settings: Settings) => Promise<Outcome>;
};

/** Makes a command of its declaration. */
export function declareCommand<const Plain extends DeclaredWords = {}, const Options extends DeclaredOptions = {}>(
  declaration: Declaration<Plain, Options>,
): Command {
  const words: DeclaredWords = declaration.words ?? {};
  const options: DeclaredOptions = declaration.options ?? {};
  return defineCommand({
    usage: usageOf(declaration.name, words, options),
    summary: declaration.summary,
    options,
    words: Object.fromEntries(Object.entries(words).map(([name, { about }]) => [name.toUpperCase(), about])),
    parse: (values, written): { readonly given: Given<Plain, Options> } | Misuse => {
      const problem = wrongWords(words, written) ?? wrongOptions(options, values);
      if (problem !== null) return { kind: 'misused', message: problem };
      const plain = Object.fromEntries(
        Object.entries(words).map(([name, { many }], i) => [name, many === true ? written.slice(i) : written[i]]),
      );
      const named = Object.entries(options).map(([name, option]) => [name, values[name] ?? emptyOf(option)]);
      // The declaration says what is there; the checks above have seen to it.
      const given = { ...plain, ...Object.fromEntries(named) } as Given<Plain, Options>;
      const wrong = declaration.check?.(given) ?? null;
      return wrong === null ? { given } : { kind: 'misused', message: wrong };
    },
    run: ({ given }, settings) => declaration.run(given, settings),
  });
}

function emptyOf(option: Flag | One | Many): false | readonly string[] | undefined {
  if (option.type === 'boolean') return false;
  return option.multiple === true ? [] : undefined;
}

function usageOf(name: string, words: DeclaredWords, options: DeclaredOptions): string {
  const plain = Object.entries(words).map(([word, { optional, many }]) => {
    const text = many === true ? `${word.toUpperCase()}...` : word.toUpperCase();
    return optional === true ? `[${text}]` : text;
  });
  const named = Object.entries(options).map(([option, spec]) => {
    const text = spec.type === 'boolean' ? `--${option}` : `--${option} ${spec.value}`;
    if (spec.type === 'string' && 'required' in spec && spec.required) return text;
    return spec.type === 'string' && spec.multiple === true ? `[${text}]...` : `[${text}]`;
  });
  return [name, ...plain, ...named].join(' ');
}

function wrongWords(words: DeclaredWords, written: readonly string[]): string | null {
  const declared = Object.entries(words);
  for (const [i, [name, { optional, form, about }]] of declared.entries()) {
    const text = written[i];
    if (text === undefined) {
      if (optional !== true) return `${name.toUpperCase()} is missing: ${about}.`;
    } else if (form !== undefined && !form.pattern.test(text)) return `${name.toUpperCase()} ${form.says}.`;
  }
  const hasRest = declared.at(-1)?.[1].many === true;
  return hasRest ? null : (noWords(written.slice(declared.length))?.message ?? null);
}

function wrongOptions(options: DeclaredOptions, values: Readonly<Record<string, unknown>>): string | null {
  for (const [name, option] of Object.entries(options)) {
    if (option.type === 'boolean') continue;
    const value = values[name];
    if (value === undefined && 'required' in option && option.required) return `--${name} is missing: ${option.about}.`;
    const texts: readonly unknown[] = value === undefined ? [] : Array.isArray(value) ? value : [value];
    const { form } = option;
    if (form !== undefined && texts.some((text) => typeof text !== 'string' || !form.pattern.test(text))) return `--${name} ${form.says}.`;
  }
  return null;
}
