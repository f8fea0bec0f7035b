/** One small mistake: the text from `start` to `end` becomes another. */
export type Mutant = {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** What was done, in a few words: `< to <=`. */
  readonly what: string;
  /** Counted from 1. */
  readonly line: number;
};

/** Mistakes that are none: whatever can be asked, the outcome is the same. Named by what stands in their line. */
export type Equivalent = { readonly file: string; readonly line: string; readonly what: readonly string[]; readonly why: string };

/** The file with the mistake in it. */
export function withMutant(source: string, { start, end, text }: Pick<Mutant, 'start' | 'end' | 'text'>): string {
  return `${source.slice(0, start)}${text}${source.slice(end)}`;
}

/** What a child is asked to do: these tests, with this file changed so, or as it is. Paths from the package's folder. */
export type Errand = {
  readonly file: string;
  readonly mutant: Pick<Mutant, 'start' | 'end' | 'text'> | null;
  readonly tests: readonly string[];
  /** What they may use of a processor: waiting for other programs does not count. */
  readonly workMsMax: number;
};
