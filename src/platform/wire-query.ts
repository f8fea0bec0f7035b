import type { TSchema } from 'typebox';
import { foldBody, foldWord, wordsOf, type Folded, type Shape } from './wire-body.ts';

/**
 * Rewrites the parameters of a query as the schema spells them: names in any case, lists repeated or with commas, enum
 * words in any spelling, numbers and truths from their texts. Unknown and empty parameters are dropped; of a parameter
 * given twice the last counts.
 */
export function foldQuery(schema: TSchema, query: unknown): Folded {
  const properties: Readonly<Record<string, TSchema>> = (schema as Shape).properties ?? {};
  const names = new Map(Object.keys(properties).map((name) => [name.toLowerCase(), name]));
  const given: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(query ?? {})) {
    const name = names.get(key.toLowerCase());
    const parameter = name === undefined ? undefined : properties[name];
    if (name === undefined || parameter === undefined) continue;
    const texts = [value].flat().filter((text): text is string => typeof text === 'string' && text !== '');
    const last = texts.at(-1);
    if (last === undefined) continue;
    given[name] =
      (parameter as Shape).type === 'array' ? [...((given[name] as unknown[] | undefined) ?? []), ...listOf(parameter, texts)] : last;
  }
  // What is left to do is what a body needs too.
  return foldBody(schema, given);
}

function listOf(parameter: TSchema, texts: readonly string[]): readonly unknown[] {
  const items = (parameter as Shape).items;
  const words = items === undefined ? null : wordsOf(items);
  const parts = texts.flatMap((text) => text.split(',')).map((part) => part.trim());
  return parts.filter((part) => part !== '').map((part) => (words === null ? part : foldWord(words, part, true)));
}
