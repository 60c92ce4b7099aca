/**
 * Gives the answer of a route the length that it was made with: Next drops its Content-Length, so that nobody who downloads
 * a file could say how much is left of it.
 */
import type { ServerResponse } from 'node:http';
import { LENGTH_HEADER } from '../api/length-header.ts';
import { beforeHead } from './before-head.ts';

export function keepLength(response: ServerResponse): void {
  beforeHead(response, () => {
    const length = response.getHeader(LENGTH_HEADER);
    if (length === undefined) return;
    response.removeHeader(LENGTH_HEADER);
    response.setHeader('content-length', length);
  });
}
