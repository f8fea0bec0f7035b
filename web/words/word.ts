import type en from './en/index.ts';

/** The id of a sentence. English has them all; a test proves that the other languages have the same. */
export type WordId = keyof typeof en;

/** All sentences of one language. */
export type WordList = Readonly<Record<WordId, string>>;
