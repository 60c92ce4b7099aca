/** What next-intl asks for each request: the messages of the page's language. */
import { getRequestConfig } from 'next-intl/server';
import { localeOf } from './locales.ts';
import { MESSAGES } from './messages.ts';

export default getRequestConfig(async ({ requestLocale }) => {
  const locale = localeOf((await requestLocale) ?? '');
  // Times are UTC everywhere, so that a page reads the same for every reader.
  return { locale, messages: MESSAGES[locale], timeZone: 'UTC' };
});
