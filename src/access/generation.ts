import type { Caller } from './caller.ts';

/**
 * What a client library can read. `common` is what all of them know, the oldest of 2020 included: an unknown word in an
 * enum stops those. `newest` is the official SDK of 2023. An operator sets it for each program.
 */
export const CLIENT_GENERATIONS = ['common', 'newest'] as const;
export type ClientGeneration = (typeof CLIENT_GENERATIONS)[number];

/** The generation of the program behind a request; for people at the console what all clients know. */
export function generationOf(caller: Pick<Caller, 'generation'>): ClientGeneration {
  return caller.generation ?? 'common';
}
