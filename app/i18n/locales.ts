/** The languages of the site. English has the plain addresses; others stand under their own first segment. */
export const LOCALES = ['en', 'zh'] as const;
export type Locale = (typeof LOCALES)[number];
export const DEFAULT_LOCALE: Locale = 'en';

/** BCP 47 tags, for `lang` and `hreflang`. */
export const LANGUAGE_TAGS: Readonly<Record<Locale, string>> = { en: 'en', zh: 'zh-Hans' };

/** Each language's own name. */
export const LANGUAGE_NAMES: Readonly<Record<Locale, string>> = { en: 'English', zh: '简体中文' };

export function isLocale(text: string | undefined): text is Locale {
  return (LOCALES as readonly (string | undefined)[]).includes(text);
}

/** The locale of a page's path; what isn't one reads as English, and its page is not found. */
export function localeOf(segment: string): Locale {
  return isLocale(segment) ? segment : DEFAULT_LOCALE;
}

/** The locale of a request's address, from its path on. */
export function localeOfUrl(url: string): Locale {
  return localeOf(url.split(/[/?]/)[1] ?? '');
}

/** The address of a page in a language. `path` is the English one and begins with a slash. */
export function localPath(locale: Locale, path: string): string {
  if (locale === DEFAULT_LOCALE) return path;
  return path === '/' ? `/${locale}` : `/${locale}${path}`;
}
