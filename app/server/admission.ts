/**
 * Comparisons are the dearest that anybody may ask for. Those that no place would be left for are told so here: each takes
 * Next some ten milliseconds, and forty that come together would keep everybody waiting only to be refused.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { queueOf } from '#leaderboard/host/queues.ts';
import { problemResponse } from '../api/endpoint.ts';
import { SECURITY_HEADERS } from '../security-headers.mjs';

const COMPARISON = /^\/api\/v1\/compare(?:\?|$)/;

/** Lets a request on to Next, or answers it: 503 `busy`. Those who ask for the same share a place. */
export type Admission = (request: IncomingMessage, response: ServerResponse) => Promise<boolean>;

export function openAdmission(): Admission {
  /** How many wait for an address that Next has been handed. */
  const pending = new Map<string, number>();
  return async ({ url = '' }, response) => {
    if (!COMPARISON.test(url)) return true;
    try {
      if (!pending.has(url)) queueOf('comparisons').requireRoom(pending.size);
    } catch (error) {
      const { status, headers, body } = await readable(problemResponse(error));
      response.writeHead(status, { ...SECURITY_HEADERS, ...headers }).end(body);
      return false;
    }
    pending.set(url, (pending.get(url) ?? 0) + 1);
    response.once('close', () => {
      const others = (pending.get(url) ?? 1) - 1;
      if (others === 0) pending.delete(url);
      else pending.set(url, others);
    });
    return true;
  };
}

async function readable(response: Response) {
  const body = await response.text();
  const headers = { ...Object.fromEntries(response.headers), 'content-length': String(Buffer.byteLength(body)) };
  return { status: response.status, headers, body };
}
