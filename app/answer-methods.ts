/**
 * Answers what needs no route before Next sees it: methods that an address doesn't take, for which Next renders pages, or
 * fails, and answers of the API that are kept in memory, which Next takes many times as long to send.
 */
import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { cachedAnswer } from './api/cached-answer.ts';
import { answerMethod } from './methods.ts';

const guarded = new WeakSet<Server>();

/** To be called once in a server's process. Node tells this channel of a request before the server's own listeners. */
export function answerMethods(): void {
  subscribe('http.server.request.start', (message) => {
    const { server } = message as { readonly server: Server };
    if (!guarded.has(server)) guard(server);
  });
}

/** Puts itself before the listeners of a server: a request that is answered here reaches none of them. */
function guard(server: Server): void {
  guarded.add(server);
  const emit = server.emit.bind(server);
  server.emit = (event: string, ...args: unknown[]) => {
    if (event !== 'request') return emit(event, ...args);
    const [request, response] = args as [IncomingMessage, ServerResponse];
    if (isAnswered(request, response)) return true;
    if (!request.url?.startsWith('/api/')) return emit(event, ...args);
    answerKept(request, response).then((answered) => answered || emit(event, ...args));
    return true;
  };
}

function isAnswered({ method = 'GET', url = '/' }: IncomingMessage, response: ServerResponse): boolean {
  const answer = answerMethod(method, url);
  if (answer === null) return false;
  response.writeHead(answer.status, answer.headers).end(answer.body);
  return true;
}

async function answerKept({ method = 'GET', url = '/', headers }: IncomingMessage, response: ServerResponse) {
  const answer = await cachedAnswer(method, url, headers);
  if (answer === null) return false;
  response.writeHead(answer.status, answer.headers).end(answer.body);
  return true;
}
