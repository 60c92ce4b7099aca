/** Mends the address of every request before Next routes it: its router answers 500 to an escape that it can't decode. */
import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';
import { mendAddress } from './address.ts';

/** To be called once in a server's process. Node tells this channel of a request before the server's own listeners. */
export function mendAddresses(): void {
  subscribe('http.server.request.start', (message) => {
    const { request } = message as { readonly request: IncomingMessage };
    if (request.url?.includes('%')) request.url = mendAddress(request.url);
  });
}
