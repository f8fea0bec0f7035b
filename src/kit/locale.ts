/** The two languages in which everything is said. */
export type Locale = 'en' | 'zh-TW';

/** A text in both languages. */
export type Bilingual = { readonly en: string; readonly zhTW: string };

/** The language in which something was named by a text; null where it has a name of its own. */
export function localeOfName(name: string, text: Bilingual): Locale | null {
  if (name === text.en) return 'en';
  return name === text.zhTW ? 'zh-TW' : null;
}

export function inLocale(text: Bilingual, locale: Locale): string {
  return locale === 'zh-TW' ? text.zhTW : text.en;
}
