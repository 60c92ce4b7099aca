/**
 * Gives the answer of a route the length that it was made with: Next drops its Content-Length, so that nobody who downloads
 * a file could say how much is left of it.
 */
import type { ServerResponse } from 'node:http';
import { LENGTH_HEADER } from '../api/length-header.ts';

/** Whatever ends up as the head of an answer passes writeHead. */
export function keepLength(response: ServerResponse): void {
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
