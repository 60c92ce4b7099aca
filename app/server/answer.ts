/** An answer that the server gives by itself, before Next: all in memory, with the headers of every refusal. */
import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Refusal {
  readonly status: number;
  readonly title: string;
  /** As in a problem document of the API. */
  readonly code: string;
  /** What was received, what was expected, what to do. */
  readonly detail: string;
}

/** A refusal as the reader of an address takes it: a problem document for the API, else a sentence as plain text. */
export function refused(
  address: string,
  { status, title, code, detail }: Refusal,
  headers: Readonly<Record<string, string>> = {},
): Answer {
  const isApi = address.startsWith('/api/');
  return {
    status,
    headers: {
      ...headers,
      'content-type': isApi ? 'application/problem+json; charset=utf-8' : 'text/plain; charset=utf-8',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    },
    body: isApi ? JSON.stringify({ type: `urn:heirloom:problem:${code}`, title, status, detail, code }) : `${detail}\n`,
  };
}

/** Writes an answer on a connection itself, as its last, and hands it over to the system. */
export function answerOn(socket: Duplex, { status, headers, body }: Answer, sent: () => void = () => undefined): void {
  const all = { ...headers, 'content-length': Buffer.byteLength(body), connection: 'close' };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('\r\n')}\r\n\r\n${body}`, sent);
}
