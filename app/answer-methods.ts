/** Answers methods that an address doesn't take before Next sees them: it renders pages for POST, and fails at TRACE. */
import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { longestRequestMs } from '../leaderboard/upload-pace.ts';
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
  // Node's five minutes would cut an upload on a slow line without a word.
  server.requestTimeout = longestRequestMs();
  const emit = server.emit.bind(server);
  server.emit = (event: string, ...args: unknown[]) =>
    (event === 'request' && isAnswered(args[0] as IncomingMessage, args[1] as ServerResponse)) || emit(event, ...args);
}

function isAnswered({ method = 'GET', url = '/' }: IncomingMessage, response: ServerResponse): boolean {
  const answer = answerMethod(method, url);
  if (answer === null) return false;
  response.writeHead(answer.status, answer.headers).end(answer.body);
  return true;
}
