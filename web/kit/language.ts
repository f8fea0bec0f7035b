import type { WordList } from '../words/word.ts';

/** The languages of the console. */
export const LANGUAGES = ['en', 'zh-TW'] as const;
export type Language = (typeof LANGUAGES)[number];

const REMEMBERED = 'upseat.language';

/** The language chosen here before, else the first of the browser's that we speak. Any Chinese gets Traditional Chinese. */
export function preferredLanguage(): Language {
  const remembered = localStorage.getItem(REMEMBERED);
  const known = LANGUAGES.find((language) => language === remembered);
  return known ?? navigator.languages.map(spoken).find((language) => language !== null) ?? 'en';
}

export function rememberLanguage(language: Language): void {
  localStorage.setItem(REMEMBERED, language);
}

/** The words of a language; each language is a file of its own that is read when first needed. */
export async function loadWords(language: Language): Promise<WordList> {
  // The typeface has the right shapes of Chinese characters whatever the machine has; of its many parts only those in use are fetched.
  if (language === 'zh-TW') await import('@fontsource-variable/noto-sans-tc');
  else void import('@fontsource-variable/noto-sans-tc');
  const words = language === 'zh-TW' ? await import('../words/zh-TW/index.ts') : await import('../words/en/index.ts');
  return words.default;
}

/** What `<html lang>` says, so that browsers choose Taiwanese shapes and screen readers the right voice. */
export function htmlLang(language: Language): string {
  return language === 'zh-TW' ? 'zh-Hant-TW' : 'en';
}

function spoken(tag: string): Language | null {
  if (/^zh\b/i.test(tag)) return 'zh-TW';
  return /^en\b/i.test(tag) ? 'en' : null;
}
