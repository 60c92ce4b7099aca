/** What is said to something that Node can't read as a request. */
import { type Answer, type Refusal, refused } from './answer.ts';

/** By Node's code of the error. @param code such as HPE_INVALID_METHOD */
export function badRequest(code: string): Answer {
  // Its address is not known, so it is told as to a reader of pages.
  return refused('', BY_CODE[code] ?? NO_HTTP);
}

const NO_HTTP: Refusal = {
  status: 400,
  title: 'Bad request',
  code: 'bad-parameter',
  detail: 'This is no HTTP request that can be read. Expected HTTP/1.1, without encryption unless a proxy adds it.',
};

const BY_CODE: Readonly<Record<string, Refusal>> = {
  HPE_HEADER_OVERFLOW: {
    status: 431,
    title: 'Headers too large',
    code: 'too-large',
    detail:
      'The address and the headers of this request have more than 16 kB. Ask for less at once, or send fewer cookies.',
  },
  HPE_CHUNK_EXTENSIONS_OVERFLOW: {
    status: 413,
    title: 'Too large',
    code: 'too-large',
    detail: 'The chunks of this request have extensions of more than 16 kB. Send them without.',
  },
  ERR_HTTP_REQUEST_TIMEOUT: {
    status: 408,
    title: 'Too slow',
    code: 'timed-out',
    detail: 'The request did not come whole in time: 30 seconds for its headers, 60 for a short body. Send it again.',
  },
};
