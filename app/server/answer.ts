/** An answer that the server gives by itself, before Next: all in memory, with the headers of every refusal. */

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
  const isApi = /^\/api(?:[/?]|$)/.test(address);
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
