/**
 * A route as a declaration: who may ask, what it takes, what it answers. The handler that Next calls is made of it, and so are
 * the description of the API (openapi.ts), its page, and the router of the tests (routes.ts lists all).
 */
import type { z } from 'zod';
import type { Bearer, Scope } from '#leaderboard/access/tokens.ts';
import type { Database } from '#leaderboard/db/database.ts';
import { getDatabase } from '#leaderboard/db/shared-database.ts';
import { requireSpace } from '#leaderboard/host/free-space.ts';
import type { QueueName } from '#leaderboard/host/queues.ts';
import type { Content, HeaderName } from './answers.ts';
import { endpoint, type RouteHandler } from './endpoint.ts';
import { requireJsonBody } from './json-body.ts';
import { answerOf, keptAnswer, unlessKnown } from './kept-answers.ts';
import type { ProblemCode } from './problem-codes.ts';
import { isStrict, readParams, readQuery } from './read-address.ts';
import { requireSender } from './sender.ts';

/** Who may ask: anybody; anybody, but what a token is sent with it must be good for; who has a token of a scope. */
export type Auth = 'none' | 'optional' | Scope;

/** A small JSON body, or bytes that the handler reads itself. */
export type Body<Value = unknown> =
  | {
      readonly schema: z.ZodType<Value>;
      /** What stands after "Expected the JSON body". */
      readonly expected: string;
    }
  | { readonly types: readonly [string, ...string[]] };

/** Who sent a request with a token. */
export interface Sender {
  readonly database: Database;
  readonly bearer: Bearer;
}

export interface Declaration {
  /** Its name in the description of the API, never used for another one. */
  readonly id: string;
  /** What it answers or does, as a sentence. */
  readonly summary: string;
  readonly auth?: Auth;
  readonly params?: z.ZodObject;
  /** Names that a strict object doesn't have are refused; others are left out of account. */
  readonly query?: z.ZodObject;
  readonly body?: Body;
  /** By status, in each of its forms. Problem documents are `problems`. */
  readonly answers: Readonly<Record<number, readonly Content[]>>;
  /** Codes of problems beside those that every route of its kind may answer (answers.ts). */
  readonly problems?: readonly ProblemCode[];
  /** Headers of its good answers beside those of its kind. */
  readonly sends?: readonly HeaderName[];
  /** Whether it sends files, of which parts can be asked for (file-answer.ts). */
  readonly files?: boolean;
  /**
   * Where its answers wait to be made. They depend on path, query and stored data alone: one that is made is kept and given
   * again until the data change (kept-answers.ts), and who has it already is told so.
   */
  readonly kept?: QueueName;
}

export interface Call<Params, Query, Value, Sent> {
  readonly request: Request;
  readonly url: URL;
  readonly params: Params;
  readonly query: Query;
  readonly body: Value;
  readonly sender: Sent;
}

type SenderOf<Who extends Auth> = Who extends 'none' ? null : Who extends 'optional' ? Sender | null : Sender;
type None = Record<never, never>;

interface Route<Params, Query, Value, Who extends Auth> {
  readonly auth?: Who;
  readonly params?: z.ZodObject & z.ZodType<Params>;
  readonly query?: z.ZodObject & z.ZodType<Query>;
  readonly body?: Body<Value>;
  readonly handler: (call: Call<Params, Query, Value, SenderOf<Who>>) => Promise<Response>;
}

/** What Next calls, with what it was made of. */
export type DeclaredHandler = RouteHandler & { readonly declaration: Declaration };

/** Makes a route of its declaration. What is asked before the handler, in this order: token, room on the disk and body, address. */
export function route<Params = None, Query = None, Value = null, Who extends Auth = 'none'>(
  declared: Omit<Declaration, keyof Route<Params, Query, Value, Who>> & Route<Params, Query, Value, Who>,
): DeclaredHandler {
  const { handler, ...declaration } = declared;
  const { auth = 'none', params, query, body, kept } = declaration;
  const handle = endpoint(async ({ request, url, params: segments }) => {
    const sender = (await senderOf(request, auth)) as SenderOf<Who>;
    const value = (body && 'schema' in body ? await bodyOf(request, body) : null) as Value;
    const call = {
      url,
      sender,
      body: value,
      params: readParams(params, segments) as Params,
      query: readQuery(query, url.searchParams) as Query,
    };
    if (kept === undefined) return handler({ ...call, request });
    return keptResponse({ request, address: addressOf(url, query), queue: kept }, (plain) =>
      handler({ ...call, request: plain }),
    );
  });
  return Object.assign(handle, { declaration: declaration as Declaration });
}

async function senderOf(request: Request, auth: Auth): Promise<Sender | null> {
  if (auth === 'none' || (auth === 'optional' && !request.headers.has('authorization'))) return null;
  const database = await getDatabase();
  return { database, bearer: await requireSender(request, database, auth === 'optional' ? 'submit' : auth) };
}

async function bodyOf(request: Request, { schema, expected }: Extract<Body, { schema: z.ZodType }>): Promise<unknown> {
  await requireSpace();
  return requireJsonBody(request, schema, expected);
}

interface Asked {
  readonly request: Request;
  readonly address: string;
  readonly queue: QueueName;
}

async function keptResponse(
  { request, address, queue }: Asked,
  make: (plain: Request) => Promise<Response>,
): Promise<Response> {
  const { headers, signal } = request;
  // What is made is for everybody: it doesn't depend on what one of them has already.
  const plain = new Request(request.url, { headers: { host: headers.get('host') ?? new URL(request.url).host } });
  const kept = await keptAnswer({ address, queue, signal }, async () => answerOf(await make(plain)));
  const answer = unlessKnown(kept, headers.get('if-none-match') ?? undefined);
  return new Response(answer.status === 304 ? null : answer.body, { status: answer.status, headers: answer.headers });
}

/** An address without the names of its query that don't change the answer, so that they don't make it another one. */
function addressOf({ pathname, search, searchParams }: URL, query: z.ZodObject | undefined): string {
  if (query && isStrict(query)) return pathname + search;
  const names = Object.keys(query?.shape ?? {});
  const own = new URLSearchParams([...searchParams].filter(([name]) => names.includes(name))).toString();
  return own === '' ? pathname : `${pathname}?${own}`;
}
