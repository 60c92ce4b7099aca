/** What a server can answer by itself, before any route is entered. */
import type { IncomingHttpHeaders } from 'node:http';
import { SECURITY_HEADERS } from '../security-headers.mjs';
import { type KeptAnswer, recallAnswer, unlessKnown } from './kept-answers.ts';

/**
 * The whole answer to a request, from memory, under the data version as pages are; null where a route has to answer: nothing
 * is kept of this very address, or the method is neither GET nor HEAD.
 * `url`: path and query as the request line has them. The answer to HEAD is that to GET without its body.
 */
export async function cachedAnswer(
  method: string,
  url: string,
  headers: IncomingHttpHeaders,
): Promise<KeptAnswer | null> {
  if (method !== 'GET' && method !== 'HEAD') return null;
  // Where the version can't be told nothing can be either: the route says why.
  const known = await recallAnswer(url).catch(() => null);
  if (known === null) return null;
  const answer = unlessKnown(known, headers['if-none-match']);
  const body = method === 'HEAD' ? new Uint8Array() : answer.body;
  return { ...answer, headers: { ...SECURITY_HEADERS, ...answer.headers }, body };
}
