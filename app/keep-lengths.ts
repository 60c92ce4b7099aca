/**
 * Gives answers of routes the length that they were made with: Next drops the Content-Length of a route's answer, so that nobody
 * who downloads a file could say how much is left of it.
 */
import { subscribe } from 'node:diagnostics_channel';
import type { ServerResponse } from 'node:http';
import { LENGTH_HEADER } from './api/length-header.ts';

/** To be called once in a server's process. Node tells this channel of a request before the server's own listeners. */
export function keepLengths(): void {
  subscribe('http.server.request.start', (message) =>
    keepLength((message as { readonly response: ServerResponse }).response),
  );
}

/** Whatever ends up as the head of an answer passes writeHead. */
function keepLength(response: ServerResponse): void {
  const writeHead = response.writeHead.bind(response) as (...args: unknown[]) => ServerResponse;
  response.writeHead = (...args: unknown[]) => {
    const length = response.getHeader(LENGTH_HEADER);
    if (length !== undefined) {
      response.removeHeader(LENGTH_HEADER);
      response.setHeader('content-length', length);
    }
    return writeHead(...args);
  };
}
