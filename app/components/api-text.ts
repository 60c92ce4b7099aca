/**
 * What the declarations of the API say, in the page's language. They say it in English, so only the other language has a file,
 * by the English text; what that lacks reads as it is declared.
 */
import type { Locale } from '../i18n/locales.ts';
import zh from '../messages/zh/api-texts.json' with { type: 'json' };

const TEXTS: Readonly<Record<string, string>> = zh;

export const apiText =
  (locale: Locale) =>
  (text: string): string =>
    locale === 'en' || !Object.hasOwn(TEXTS, text) ? text : (TEXTS[text] as string);
