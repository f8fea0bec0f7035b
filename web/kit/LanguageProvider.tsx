import { useQueryClient } from '@tanstack/react-query';
import { createContext, useCallback, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import { IntlProvider } from 'react-intl';
import type { WordList } from '../words/word.ts';
import { htmlLang, loadWords, rememberLanguage, type Language } from './language.ts';

type Choice = { readonly language: Language; readonly choose: (language: Language) => Promise<void> };

const LanguageContext = createContext<Choice | null>(null);

/** Gives the page its words, and lets the person change the language at any time without losing anything typed. */
export function LanguageProvider({ initial, words, children }: { initial: Language; words: WordList; children: ReactNode }) {
  const [current, setCurrent] = useState({ language: initial, words });
  const queryClient = useQueryClient();

  useEffect(() => {
    document.documentElement.lang = htmlLang(current.language);
  }, [current.language]);

  const choose = useCallback(
    async (language: Language) => {
      const nextWords = await loadWords(language);
      rememberLanguage(language);
      document.documentElement.lang = htmlLang(language);
      setCurrent({ language, words: nextWords });
      // The names of products and services come from the server in the language asked for.
      await queryClient.invalidateQueries();
    },
    [queryClient],
  );
  const choice = useMemo(() => ({ language: current.language, choose }), [current.language, choose]);

  return (
    <LanguageContext value={choice}>
      <IntlProvider locale={current.language} messages={current.words} defaultLocale="en">
        {children}
      </IntlProvider>
    </LanguageContext>
  );
}

export function useLanguage(): Choice {
  const choice = useContext(LanguageContext);
  if (choice === null) throw new Error('no LanguageProvider above');
  return choice;
}
