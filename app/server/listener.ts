/** The HTTP server in front of Next: judges every request, bounds what one may take, and speaks to what is no HTTP. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { log } from '#leaderboard/host/log.ts';
import { MAX_UPLOAD_BYTES } from '#leaderboard/intake/uploads.ts';
import { type Answer, answerOn } from './answer.ts';
import { crossOriginHeaders } from './cross-origin.ts';
import { hasBody, isAnswer, judge, pathOf } from './judge.ts';
import { answerMethod, isUpload } from './methods.ts';
import { badRequest } from './no-http.ts';

/** Bytes of a request line with its headers. */
const MAX_HEADER_BYTES = 16 * 1024;
/** Within which a request's headers have to come, in milliseconds. */
const HEADERS_MS = 30_000;
/** As long a connection without a request stays open; longer than proxies keep theirs (60 s), so that they close first. */
const IDLE_MS = 65_000;
const MAX_CONNECTIONS = 2_000;

export interface Limits {
  /** Within which a body that is no bundle has to come, in milliseconds. */
  readonly bodyMs: number;
  /** As long what is still sent after the answer is read on, so that its sender finds the answer, in milliseconds. */
  readonly lingerMs: number;
}

const LIMITS: Limits = { bodyMs: 60_000, lingerMs: 30_000 };

export type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<unknown>;

/**
 * The server, not yet listening.
 * @param known as knownHosts gives them
 * @param handle what answers a request that passed; its address decodes, and its host is known
 */
export function createSiteServer(
  known: ReadonlySet<string>,
  handle: Handler,
  { bodyMs, lingerMs }: Limits = LIMITS,
): Server {
  const server = createServer({
    maxHeaderSize: MAX_HEADER_BYTES,
    headersTimeout: HEADERS_MS,
    // A bundle may take as long as its line needs; what is too slow, uploads.ts says. Other bodies have bodyMs.
    requestTimeout: 0,
    keepAliveTimeout: IDLE_MS,
    // Judged here, with words.
    requireHostHeader: false,
  });
  server.maxConnections = MAX_CONNECTIONS;
  /** Requests of a connection that are not answered yet. */
  const pending = new WeakMap<Duplex, number>();

  const receive = (request: IncomingMessage, response: ServerResponse, sendContinue = false): void => {
    const { socket, method = 'GET', headers } = request;
    pending.set(socket, (pending.get(socket) ?? 0) + 1);
    response.once('close', () => pending.set(socket, (pending.get(socket) ?? 1) - 1));
    const brings = hasBody(headers);
    if (brings) bound(request, response);
    const given = judge({ method, target: request.url ?? '', hosts: hostsOf(request.rawHeaders), headers }, known);
    const address = isAnswer(given) ? pathOf(request.url ?? '') : given.address;
    for (const [name, value] of crossOriginHeaders(method, address, headers)) response.setHeader(name, value);
    if (isAnswer(given)) {
      send(response, given, brings);
      return;
    }
    request.url = given.address;
    headers.host = given.host;
    if (sendContinue && isWelcome(request)) response.writeContinue();
    handle(request, response).catch((error: unknown) => {
      // Who has gone needs no answer.
      if (!socket.destroyed) log('a request was not answered', error);
      response.destroy();
    });
  };

  /** Ends a request whose body takes too long, and one that goes on long after its answer. */
  const bound = (request: IncomingMessage, response: ServerResponse): void => {
    const { socket, method = '', url = '' } = request;
    const slow = () => refuse(socket, badRequest('ERR_HTTP_REQUEST_TIMEOUT'), response.headersSent);
    const timer = isUpload(method, url) ? undefined : setTimeout(slow, bodyMs);
    request.once('close', () => clearTimeout(timer)).once('end', () => clearTimeout(timer));
    response.once('finish', () => {
      clearTimeout(timer);
      if (request.complete) return;
      const linger = setTimeout(() => socket.destroy(), lingerMs);
      socket.once('close', () => clearTimeout(linger));
      request.once('end', () => clearTimeout(linger));
    });
  };

  server.on('request', (request, response) => receive(request, response));
  server.on('checkContinue', (request, response) => receive(request, response, true));
  server.on('connect', ({ url = '' }: IncomingMessage, socket: Duplex) =>
    refuse(socket, answerMethod('CONNECT', url) as Answer),
  );
  server.on('clientError', (error: NodeJS.ErrnoException, socket) =>
    refuse(socket, badRequest(error.code ?? ''), (pending.get(socket) ?? 0) > 0),
  );
  return server;
}

/** Whether a body is worth sending: else its route says why not, before anything of it is read. */
function isWelcome({ headers }: IncomingMessage): boolean {
  return headers.authorization !== undefined && Number(headers['content-length'] ?? 0) <= MAX_UPLOAD_BYTES;
}

/** The values of all Host headers; Node's own list of headers has the first alone. */
function hostsOf(rawHeaders: readonly string[]): string[] {
  return rawHeaders.filter((_, i) => i % 2 === 1 && /^host$/i.test(rawHeaders[i - 1] as string));
}

function send(response: ServerResponse, { status, headers, body }: Answer, closes: boolean): void {
  const length = status === 204 ? {} : { 'content-length': Buffer.byteLength(body) };
  response.writeHead(status, { ...headers, ...length, ...(closes ? { connection: 'close' } : {}) }).end(body);
}

/** Answers on the connection itself and ends it; in the middle of another answer, or where nobody listens, without words. */
function refuse(socket: Duplex, answer: Answer, isBusy = false): void {
  if (isBusy || !socket.writable) socket.destroy();
  else answerOn(socket, answer, () => socket.destroy());
}
