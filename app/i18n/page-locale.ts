/** The language of a page, from the first segment of its path, and which languages of a page the build makes. */

import { notFound } from 'next/navigation';
import { setRequestLocale } from 'next-intl/server';
import { isLocale, LOCALES, type Locale } from './locales.ts';

/** For pages that are the same whatever the database holds: made by the build. */
export const everyLocale = (): { locale: string }[] => LOCALES.map((locale) => ({ locale }));

/**
 * For pages that read the database: a placeholder, which is not found. The build must neither open the database nor freeze
 * what it holds into a page, and a page without any path would not be cached at all.
 */
export const NO_LOCALE = 'none';

/**
 * Takes note of the page's language, for everything that is rendered below it. Not found where there is no such language: a
 * page and its metadata ask this first, before anything is read for the build's placeholder.
 */
export function requireLocale(segment: string): Locale {
  if (!isLocale(segment)) notFound();
  setRequestLocale(segment);
  return segment;
}
