/**
 * Pages that are not there: they are answered with the page that the build has made of that, whole and in the address's language.
 * Of what a page says with notFound() Next sends an empty document, which only a browser's JavaScript fills.
 */
import { readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import path from 'node:path';
import { asciiPage } from '../ascii-page.mjs';
import { LOCALES, localeOfUrl } from '../i18n/locales.ts';
import { scriptSources } from '../script-sources.mjs';
import { SECURITY_HEADERS } from '../security-headers.mjs';
import { answerInstead, type Instead } from './instead.ts';
import { narrowPolicy } from './script-policy.ts';

/** Has a response show the page where it would say that there is none. @param url of the request */
export type ShowMissing = (url: string, response: ServerResponse) => void;

/** @param folder of the pages that the build has made, with one for each language */
export function openMissingPages(folder: string): ShowMissing {
  const pages = new Map(LOCALES.map((locale) => [locale, answerOf(path.join(folder, locale, 'nothing-here.html'))]));
  return (url, response) => {
    // Routes of the API, and figures for frames, say so themselves.
    if (/^\/(api|embed)\//.test(url)) return;
    answerInstead(response, (status) => {
      const isPage = String(response.getHeader('content-type')).startsWith('text/html');
      return status === 404 && isPage ? (pages.get(localeOfUrl(url)) as Instead) : null;
    });
  };
}

function answerOf(file: string): Instead {
  const html = asciiPage(readFileSync(file, 'utf8'));
  const policy = 'Content-Security-Policy';
  const headers: Record<string, string> = { ...SECURITY_HEADERS };
  return {
    status: 404,
    headers: {
      ...headers,
      [policy]: narrowPolicy(headers[policy] ?? '', scriptSources(html)),
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-cache',
    },
    body: Buffer.from(html, 'latin1'),
  };
}
