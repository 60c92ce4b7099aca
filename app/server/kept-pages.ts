/**
 * Pages that are kept (cache-handler.mjs) are sent from here, without Next, which takes many times as long to find one: the
 * head of Next's answer is remembered by address, with the number of the page that it came with. After a change of what is
 * stored that page is shown no more, and the next request for it goes to Next, which renders it anew.
 */
import type { IncomingHttpHeaders, IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { PAGE, PAGES } from '../page-number.mjs';
import { beforeHead } from './before-head.ts';
import { takesCoding } from './takes-coding.ts';

/** Addresses of one page are many: with queries that it doesn't read. Two kilobytes each, about. */
const MAX_ADDRESSES = 5_000;
/** Headers that say how one answer was sent. */
const OWN = ['connection', 'content-encoding', 'content-length', 'transfer-encoding'];

interface Page {
  readonly html: Buffer;
  readonly packed: () => Promise<Buffer>;
}

interface Head {
  /** Of its page. */
  readonly number: string;
  readonly headers: OutgoingHttpHeaders;
  /** Lower-case names of request headers that the answer depends on, and that its request did not have. */
  readonly absent: readonly string[];
}

const holder = globalThis as typeof globalThis & { [PAGES]?: { find(number: string): Promise<Page | null> } };

export interface KeptPages {
  /** Answers a request with a page that is kept; false where Next has to answer. */
  send(request: IncomingMessage, response: ServerResponse): Promise<boolean>;
  /** Remembers the head of Next's answer where its page is kept. To be called before what else changes the head: it looks last. */
  remember(request: IncomingMessage, response: ServerResponse): void;
}

export function openKeptPages(): KeptPages {
  /** By address with its query, oldest first. */
  const heads = new Map<string, Head>();

  const remember = (address: string, head: Head): void => {
    heads.delete(address);
    heads.set(address, head);
    if (heads.size > MAX_ADDRESSES) heads.delete(heads.keys().next().value as string);
  };

  return {
    async send({ method, url = '', headers }, response) {
      const head = heads.get(url);
      if (head === undefined || (method !== 'GET' && method !== 'HEAD') || !hasNone(headers, head.absent)) return false;
      const page = await holder[PAGES]?.find(head.number);
      if (!page) return false;
      const isPacked = takesCoding('gzip', headers['accept-encoding']);
      const body = isPacked ? await page.packed() : page.html;
      response.writeHead(200, {
        ...head.headers,
        ...(isPacked ? { 'content-encoding': 'gzip' } : {}),
        'content-length': body.length,
      });
      response.end(method === 'HEAD' ? undefined : body);
      return true;
    },
    remember({ method, url = '', headers: asked }, response) {
      beforeHead(response, () => {
        const number = response.getHeader(PAGE);
        response.removeHeader(PAGE);
        if (typeof number !== 'string' || method !== 'GET' || !isPage(response)) return;
        const headers = response.getHeaders();
        const absent = varying(headers.vary);
        // What is answered to one who has such a header is no answer for others.
        if (absent.includes('*') || !hasNone(asked, absent)) return;
        const lasting = Object.entries(headers).filter(([name]) => !OWN.includes(name));
        remember(url, { number, headers: Object.fromEntries(lasting), absent });
      });
    },
  };
}

function isPage(response: ServerResponse): boolean {
  const isHtml = String(response.getHeader('content-type')).startsWith('text/html');
  return response.statusCode === 200 && isHtml && !response.hasHeader('set-cookie');
}

/** What a Vary header names beside the encoding, which is chosen anew for each answer (RFC 9111, 4.1). */
function varying(vary: OutgoingHttpHeaders[string] = ''): string[] {
  const names = String(vary)
    .split(',')
    .map((name) => name.trim().toLowerCase());
  return names.filter((name) => name !== '' && name !== 'accept-encoding');
}

const hasNone = (headers: IncomingHttpHeaders, names: readonly string[]): boolean =>
  names.every((name) => headers[name] === undefined);
