import { useCallback } from 'react';
import { useIntl } from 'react-intl';
import type { WordId } from '../words/word.ts';

/** What fills the placeholders of a sentence. */
export type WordValues = Readonly<Record<string, string | number>>;

/** Finds a sentence by its id in the language of the page. */
export type Words = (id: WordId, values?: WordValues) => string;

export function useWords(): Words {
  const intl = useIntl();
  return useCallback((id, values) => intl.formatMessage({ id }, values), [intl]);
}

/** Like `useWords`, for ids put together from a code the server sent; null where there are no words for it. */
export function useWordsByCode(): (id: string, values?: WordValues) => string | null {
  const intl = useIntl();
  return useCallback((id, values) => (Object.hasOwn(intl.messages, id) ? intl.formatMessage({ id }, values) : null), [intl]);
}
