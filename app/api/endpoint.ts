/** What every API route shares: the Host check, and errors as RFC 9457 problem documents. */
import { randomUUID } from 'node:crypto';
import { HeirloomError, HTTP_PROBLEMS } from '../../benchmarks/protocol/errors.ts';
import { plainSubmission } from '../../benchmarks/protocol/table-ids.ts';
import { isUnavailable, unavailableError } from '../../leaderboard/db/unavailable.ts';
import { log } from '../../leaderboard/log.ts';
import { requireKnownHost } from './known-host.ts';
import { quotaMembers, withRateLimits } from './rate-limit-fields.ts';

export interface Call<Params> {
  readonly request: Request;
  readonly params: Params;
  readonly url: URL;
}

/** A route handler as Next calls it. */
export type RouteHandler<Params> = (
  request: Request,
  context: { readonly params: Promise<Params> },
) => Promise<Response>;

/** Makes a route handler: what `answer` throws becomes a problem document. */
export function endpoint<Params = Record<never, never>>(
  answer: (call: Call<Params>) => Promise<Response>,
): RouteHandler<Params> {
  return async (request, context) => {
    try {
      requireKnownHost(request);
      const call = { request, params: plainIds(await context.params), url: new URL(request.url) };
      return withRateLimits(request, await answer(call));
    } catch (error) {
      return withRateLimits(request, problemResponse(error));
    }
  };
}

/** The segments of an address, with ids as they are written outside of tables. */
function plainIds<Params>(params: Params): Params {
  const entries = Object.entries(params ?? {}).map(([name, value]) => [
    name,
    typeof value === 'string' ? plainSubmission(value) : value,
  ]);
  return Object.fromEntries(entries) as Params;
}

/** A JSON answer that browsers ask about again each time. */
export function json(body: unknown, init: ResponseInit = {}): Response {
  return jsonText(JSON.stringify(body), init);
}

/** As json, of a value that is JSON text already. */
export function jsonText(text: string, init: ResponseInit = {}): Response {
  const headers = new Headers(init.headers);
  headers.set('content-type', 'application/json; charset=utf-8');
  if (!headers.has('cache-control')) headers.set('cache-control', 'no-cache');
  return new Response(text, { ...init, headers });
}

/** The problem document of an error. A database that is away is told as that, whatever its drivers throw. Errors of another class are bugs: the log gets the stack, the client a reference. */
export function problemResponse(thrown: unknown): Response {
  const isAway = !(thrown instanceof HeirloomError) && isUnavailable(thrown);
  const error = isAway ? unavailableError(thrown) : thrown;
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
  // That the database is away its watch says once, and not each request.
  if (status >= 500 && (thrown as { readonly code?: unknown }).code !== 'unavailable')
    log(`${code}: ${message}`, isAway ? thrown : undefined);
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
