/** What every API route shares: kept answers, and errors as RFC 9457 problem documents. */
import { randomUUID } from 'node:crypto';
import { HeirloomError, HTTP_PROBLEMS } from '#benchmarks/protocol/errors.ts';
import { plainSubmission } from '#benchmarks/protocol/table-ids.ts';
import { isUnavailable, unavailableError } from '#leaderboard/db/unavailable.ts';
import { isNoSpace, noSpaceError } from '#leaderboard/host/free-space.ts';
import { log } from '#leaderboard/host/log.ts';
import type { QueueName } from '#leaderboard/host/queues.ts';
import { answerOf, keptAnswer, unlessKnown } from './kept-answers.ts';
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
      const call = { request, params: plainIds(await context.params), url: new URL(request.url) };
      return withRateLimits(request, await answer(call));
    } catch (error) {
      return withRateLimits(request, problemResponse(error));
    }
  };
}

interface KeptOptions {
  /** Names of the query that the answer depends on. */
  readonly query?: readonly string[] | 'all';
  readonly queue?: QueueName;
}

/**
 * As endpoint, for answers that depend on the address and the stored data alone: one that is made is kept and given again
 * until the data change (kept-answers.ts), and who has it already is told so.
 */
export function keptEndpoint<Params = Record<never, never>>(
  answer: (call: Call<Params>) => Promise<Response>,
  { query = [], queue = 'answers' }: KeptOptions = {},
): RouteHandler<Params> {
  return endpoint<Params>(async (call) => {
    const { request, url } = call;
    const asked = { address: addressOf(url, query), queue, signal: request.signal };
    // What is made is for everybody: it doesn't depend on what one of them has already.
    const plain = new Request(request.url, { headers: { host: request.headers.get('host') ?? url.host } });
    const kept = await keptAnswer(asked, async () => answerOf(await answer({ ...call, request: plain })));
    const { status, headers, body } = unlessKnown(kept, request.headers.get('if-none-match') ?? undefined);
    return new Response(status === 304 ? null : body, { status, headers });
  });
}

/** An address without the names of its query that don't change the answer, so that they don't make it another one. */
function addressOf({ pathname, search, searchParams }: URL, query: readonly string[] | 'all'): string {
  if (query === 'all') return pathname + search;
  const own = new URLSearchParams([...searchParams].filter(([name]) => query.includes(name))).toString();
  return own === '' ? pathname : `${pathname}?${own}`;
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
