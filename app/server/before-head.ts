/** Changes to the head of an answer that Next makes. */
import type { ServerResponse } from 'node:http';

/** Has `change` look at the headers of a response before they are sent: whatever ends up as its head passes writeHead. */
export function beforeHead(response: ServerResponse, change: () => void): void {
  const writeHead = response.writeHead;
  response.writeHead = (...args: unknown[]) => {
    change();
    return writeHead.apply(response, args as Parameters<typeof writeHead>);
  };
}
