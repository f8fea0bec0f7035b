/** The two languages in which everything is said. */
export type Locale = 'en' | 'zh-TW';

/** A text in both languages. */
export type Bilingual = { readonly en: string; readonly zhTW: string };

export function inLocale(text: Bilingual, locale: Locale): string {
  return locale === 'zh-TW' ? text.zhTW : text.en;
}
