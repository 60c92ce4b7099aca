/**
 * Pages that can't be made because the database is away: they are answered 503 with when to ask again, in place of Next's 500.
 * Next tells instrumentation.ts what a page threw, which is in its bundles and this server is not, so it is kept on globalThis.
 */
import type { ServerResponse } from 'node:http';
import { isUnavailable, RETRY_SECONDS } from '#leaderboard/db/unavailable.ts';
import { localeOfUrl } from '../i18n/locales.ts';
import en from '../messages/en/common.json' with { type: 'json' };
import zh from '../messages/zh/common.json' with { type: 'json' };
import { SECURITY_HEADERS } from '../security-headers.mjs';
import { answerInstead } from './instead.ts';

/** How long a failure of a page explains those that are answered 500, in milliseconds: several wait for one that is made for all. */
const EXPLAINS_MS = 5_000;

const KEY = Symbol.for('heirloom.lost-pages');
/** When a page was last lost to a database that is away. */
const holder = globalThis as typeof globalThis & { [KEY]?: number };

/** Takes note of what a page threw. */
export function noteFailure(error: unknown): void {
  if (isUnavailable(error)) holder[KEY] = performance.now();
}

const isExplained = (): boolean => performance.now() - (holder[KEY] ?? Number.NEGATIVE_INFINITY) < EXPLAINS_MS;

/** Has a response say that the database is away where it would say that its page failed. @param url of the request */
export function explainLostPage(url: string, response: ServerResponse): void {
  // Routes of the API say so themselves.
  if (url.startsWith('/api/')) return;
  answerInstead(response, (status) =>
    status === 500 && isExplained()
      ? {
          status: 503,
          headers: {
            ...SECURITY_HEADERS,
            'content-type': 'text/html; charset=utf-8',
            'cache-control': 'no-store',
            'retry-after': String(RETRY_SECONDS),
          },
          body: Buffer.from(lostPage(url)),
        }
      : null,
  );
}

/** Made without Next, which failed. An empty address is that of the page itself. */
function lostPage(url: string): string {
  const locale = localeOfUrl(url);
  const { title, text, again } = { en, zh }[locale].away;
  return `<!doctype html>
<html lang="${locale}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title></head>
<body><main><h1>${title}</h1><p>${text.replace('{seconds}', String(RETRY_SECONDS))}</p><p><a href="">${again}</a></p></main></body>
</html>
`;
}
