/** Tells next-intl which languages and messages there are. It re-exports these types of its own core, where they are declared. */
import type { Locale } from './locales.ts';
import type { Messages } from './messages.ts';

declare module 'use-intl' {
  interface AppConfig {
    Locale: Locale;
    Messages: Messages;
  }
}
