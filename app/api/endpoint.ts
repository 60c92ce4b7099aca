/** What every API route shares: its form, and errors as RFC 9457 problem documents. */
import { randomUUID } from 'node:crypto';
import { HeirloomError, HTTP_PROBLEMS } from '#benchmarks/protocol/errors.ts';
import { isUnavailable, unavailableError } from '#leaderboard/db/unavailable.ts';
import { isNoSpace, noSpaceError } from '#leaderboard/host/free-space.ts';
import { log } from '#leaderboard/host/log.ts';
import { quotaMembers, withRateLimits } from './rate-limit-fields.ts';
import type { Segments } from './read-address.ts';

export interface Call {
  readonly request: Request;
  readonly url: URL;
  readonly params: Segments;
}

/** A route handler as Next calls it. */
export type RouteHandler = (request: Request, context: { readonly params: Promise<Segments> }) => Promise<Response>;

/** Makes a route handler: what `answer` throws becomes a problem document. */
export function endpoint(answer: (call: Call) => Promise<Response>): RouteHandler {
  return async (request, context) => {
    try {
      const call = { request, params: await context.params, url: new URL(request.url) };
      return withRateLimits(request, await answer(call));
    } catch (error) {
      return withRateLimits(request, problemResponse(error));
    }
  };
}

/** A JSON answer that browsers ask about again each time. */
export function json(body: unknown, init: ResponseInit = {}): Response {
  const headers = new Headers(init.headers);
  headers.set('content-type', 'application/json; charset=utf-8');
  if (!headers.has('cache-control')) headers.set('cache-control', 'no-cache');
  return new Response(JSON.stringify(body), { ...init, headers });
}

/** What is told of an error. */
function knownError(thrown: unknown): unknown {
  if (thrown instanceof HeirloomError && (UNLOGGED.has(thrown.code) || !isNoSpace(thrown))) return thrown;
  if (isNoSpace(thrown)) return noSpaceError(null, thrown);
  return isUnavailable(thrown) ? unavailableError(thrown) : thrown;
}

/** Said of each request these would fill the log: the first two are said once, when they begin; floods and clients that leave are no faults. */
const UNLOGGED: ReadonlySet<unknown> = new Set(['unavailable', 'no-space', 'busy', 'interrupted']);

/** The problem document of an error. A database that is away and a disk that is full are told as that, whatever is thrown. Errors of another class are bugs: the log gets the stack, the client a reference. */
export function problemResponse(thrown: unknown): Response {
  const error = knownError(thrown);
  const headers = new Headers({
    'content-type': 'application/problem+json; charset=utf-8',
    'cache-control': 'no-store',
  });
  if (!(error instanceof HeirloomError)) {
    const reference = randomUUID();
    log(`error ${reference}`, error);
    const body = {
      type: 'about:blank',
      title: 'Internal error',
      status: 500,
      detail: `The site failed on this request and logged why (reference ${reference}). Tell its owner.`,
      code: 'internal',
    };
    return new Response(JSON.stringify(body), { status: 500, headers });
  }
  const { code, message, problems, context } = error;
  const { status, title } = HTTP_PROBLEMS[code];
  if (status >= 500 && !UNLOGGED.has((thrown as { readonly code?: unknown }).code))
    log(`${code}: ${message}`, error === thrown ? undefined : thrown);
  if (typeof context.retryAfter === 'number') headers.set('retry-after', String(context.retryAfter));
  // What is still to come of the body is not waited for.
  if (status === 408) headers.set('connection', 'close');
  if (status === 401) headers.set('www-authenticate', 'Bearer realm="heirloom"');
  // Of a fault of the site itself (paths, addresses) the client learns no particulars.
  const detail = code === 'database' ? 'The site can’t use its database; its log says why.' : message;
  const known = Array.isArray(context.known) ? { known: context.known } : {};
  const type = `urn:heirloom:problem:${code}`;
  const body = { type, title, status, detail, code, problems, ...known, ...quotaMembers(context.quota) };
  return new Response(JSON.stringify(body), { status, headers });
}
