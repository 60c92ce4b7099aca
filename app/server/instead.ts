/** Answers that take the place of Next's, chosen by what it would say. */
import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';

export interface Instead {
  readonly status: number;
  readonly headers: OutgoingHttpHeaders;
  readonly body: Buffer;
}

/** Has a response say something else where `choose` gives that for its status; nothing of the first answer is sent then. */
export function answerInstead(response: ServerResponse, choose: (status: number) => Instead | null): void {
  const { writeHead, write, end } = response;
  let isReplaced = false;
  /** Whether it is another answer's turn. Whatever is sent comes by here before anything is on the line. */
  const replace = (status: number): boolean => {
    if (isReplaced || response.headersSent) return isReplaced;
    const other = choose(status);
    if (other === null) return false;
    isReplaced = true;
    for (const name of response.getHeaderNames()) response.removeHeader(name);
    writeHead.call(response, other.status, { ...other.headers, 'content-length': other.body.length });
    end.call(response, other.body, 'utf8');
    return true;
  };
  response.writeHead = (...args: unknown[]) =>
    replace(args[0] as number) ? response : writeHead.apply(response, args as Parameters<typeof writeHead>);
  response.write = (...args: unknown[]) =>
    replace(response.statusCode) || write.apply(response, args as Parameters<typeof write>);
  response.end = (...args: unknown[]) =>
    replace(response.statusCode) ? response : end.apply(response, args as Parameters<typeof end>);
}
